"""Movements and their plans: who has published, who has proposed, how far it has come."""

from service.web.kit import area

pages = area("campaigns", __name__)
