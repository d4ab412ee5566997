"""Bodies, accounts, roles, delegations and imports of both."""

from service.web.people import accounts, bodies, delegations, imports, reorganising, roles
from service.web.people.area import pages

__all__ = ["accounts", "bodies", "delegations", "imports", "pages", "reorganising", "roles"]
