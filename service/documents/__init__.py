"""The bytes of dossiers: inspected by content when they come in, kept by their SHA-256, never executed."""
