"""The arithmetic of the audit trail: canonical bytes, chained digests, commitments, and the words of its events."""
