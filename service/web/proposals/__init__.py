"""Proposals: the list, one proposal with all that bears on it, and what may be done with it."""

from service.web.proposals import completing, judging, listing, moving, overriding, recusing, revoking, showing
from service.web.proposals.area import pages

__all__ = ["completing", "judging", "listing", "moving", "overriding", "pages", "recusing", "revoking", "showing"]
