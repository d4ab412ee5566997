"""What several kinds of tests need: servers, builders, readers of the tree."""
