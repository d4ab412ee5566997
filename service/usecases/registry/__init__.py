"""The registry: bodies, nominees, what is on record about them, imports."""
