"""The trail as people read and search it."""
