"""The proof: every test of the product."""
