"""Proposals: the lists, one proposal, and its moves."""

from service.web.kit import area

pages = area("proposals", __name__)
