"""The library as frozen types, the look-ups on it, and what the program says about it."""
