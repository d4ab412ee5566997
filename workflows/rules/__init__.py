"""Rulebooks: dated, versioned sets of checks, of the house, the nation, a ministry or a province."""
