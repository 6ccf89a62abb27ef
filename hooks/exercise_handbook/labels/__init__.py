"""What the program itself says to readers: labels.yaml holds every sentence, and nothing else does."""
