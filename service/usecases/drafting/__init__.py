"""Writing a proposal: what may be proposed, its statements, its documents, every version of them."""
