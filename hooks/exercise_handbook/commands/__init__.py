"""What `handbook` does: a module for each of its commands, or for a few that belong together."""
