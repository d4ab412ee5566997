"""Bodies, accounts, roles, delegations and imports of both."""

from service.web.kit import area

pages = area("people", __name__)
