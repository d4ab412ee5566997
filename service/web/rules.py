"""Flows and rules in words, with the scenarios that specify each act."""

from service.web.kit import area

pages = area("rules", __name__)
