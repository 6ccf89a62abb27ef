"""What the command `handbook` does: a module for each of its words, or for a few that belong together."""
