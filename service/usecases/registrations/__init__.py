"""Registrations: whom and what a unit announces for the year before anybody proposes it."""
