"""Yearly reports: who owes them, what came in, who is late."""
