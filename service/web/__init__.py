"""The pages: parse, call the use case, present."""
