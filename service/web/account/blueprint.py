"""The blueprint that all pages of one's own account stand in."""

from service.web.kit import area

pages = area("account", "service.web.account")
