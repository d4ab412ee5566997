"""What lies on a desk: what waits for whom and by when, the lists of proposals, and one file with all it holds."""
