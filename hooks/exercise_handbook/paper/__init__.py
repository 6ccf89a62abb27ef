"""The sheets: the data of each PDF, and Typst, which typesets it."""
