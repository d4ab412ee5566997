"""After the decision: issue, publication, conferment, payment, revocation, and what relied on an award."""
