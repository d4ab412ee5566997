"""What waits for whom, by when, and the lists of proposals."""
