"""Opinions of others: bodies that are asked, and the public."""
