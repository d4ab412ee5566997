"""Flows as data files: read, checked, chosen, drawn and described."""
