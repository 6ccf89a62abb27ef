"""What lies in figures/: what each picture shows, or why not, and what is published and printed of it."""
