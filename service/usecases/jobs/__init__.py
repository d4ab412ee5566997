"""Long work and what an installation does by itself."""
