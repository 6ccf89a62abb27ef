"""What a library may hold, as frozen types: one module for each file that people write."""
