"""Proposals: one proposal with all that bears on it, and what may be done with it."""

from service.web.proposals import judging, moving, showing
from service.web.proposals.area import pages

__all__ = ["judging", "moving", "pages", "showing"]
