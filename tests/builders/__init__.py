"""Makers of test data: each gives a complete, lawful example that a test changes in one place."""
