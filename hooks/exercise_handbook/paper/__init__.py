"""The sheets: what each PDF is set from, and Typst, which sets it."""
