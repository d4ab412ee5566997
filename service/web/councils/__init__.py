"""Councils: lists, members, sessions, voting, rehearsals, the sheet of outcomes, closing and minutes."""

from service.web.councils import keeping, rehearsing, running, sheets, sitting, voting
from service.web.councils.area import pages

__all__ = ["keeping", "pages", "rehearsing", "running", "sheets", "sitting", "voting"]
