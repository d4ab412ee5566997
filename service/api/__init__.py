"""The REST interface under /api/v1: parse, call the use case, present."""
