"""Votes of a council: tallies, the rules they are held against, and what is missing; exact fractions only."""
