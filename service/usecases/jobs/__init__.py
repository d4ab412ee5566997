"""Long work: asked for, followed by its owner, done under a lease."""
