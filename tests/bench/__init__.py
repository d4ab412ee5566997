"""What the product bears, measured: `python -m tests.bench` (or `make bench`) prints a table and writes a page."""
