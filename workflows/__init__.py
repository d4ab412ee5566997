"""The law of award proposals: pure decisions over frozen facts, with no clock, database or framework."""
