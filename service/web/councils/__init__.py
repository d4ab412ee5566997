"""Councils: lists, members, sessions, voting, the sheet of outcomes, closing and minutes."""

from service.web.councils import keeping, running, sheets, sitting, voting
from service.web.councils.area import pages

__all__ = ["keeping", "pages", "running", "sheets", "sitting", "voting"]
