"""Councils: lists, members, sessions, voting, rehearsals, fairness, the sheet of outcomes, closing and minutes."""

from service.web.councils import fairness, keeping, rehearsing, running, sheets, sitting, voting
from service.web.councils.area import pages

__all__ = ["fairness", "keeping", "pages", "rehearsing", "running", "sheets", "sitting", "voting"]
