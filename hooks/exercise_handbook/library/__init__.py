"""The library as frozen types, what can be looked up in it, and what the program says of it."""
