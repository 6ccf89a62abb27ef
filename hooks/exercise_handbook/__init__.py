"""The exercise handbook: a library in, the files of its website out, and nothing about MkDocs."""
