"""Councils: lists, members, sessions, voting, closing and minutes."""

from service.web.councils import keeping, running, sitting, voting
from service.web.councils.area import pages

__all__ = ["keeping", "pages", "running", "sitting", "voting"]
