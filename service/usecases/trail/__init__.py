"""The trail as people read, search, prove and export it."""
