"""Submissions: the list, drawing one up, signing and sending it, taking one up, and its paper."""

from service.web.submissions import drawing, handling, listing, showing
from service.web.submissions.area import pages

__all__ = ["drawing", "handling", "listing", "pages", "showing"]
