"""Councils: lists, members, sessions, voting, letters, rehearsals, fairness, the sheet, closing and minutes."""

from service.web.councils import fairness, keeping, letters, rehearsing, running, sheets, sitting, voting
from service.web.councils.area import pages

__all__ = ["fairness", "keeping", "letters", "pages", "rehearsing", "running", "sheets", "sitting", "voting"]
