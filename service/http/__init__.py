"""What every answer over HTTP shares: who asks, in which language, which version was seen, and how errors are told."""
