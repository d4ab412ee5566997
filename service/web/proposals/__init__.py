"""Proposals: the list, one proposal with all that bears on it, and what may be done with it."""

from service.web.proposals import judging, listing, moving, recusing, showing
from service.web.proposals.area import pages

__all__ = ["judging", "listing", "moving", "pages", "recusing", "showing"]
