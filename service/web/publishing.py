"""Publishing plans, flows and rulebooks: proposed by one person, confirmed by another."""

from service.web.kit import area

pages = area("publishing", __name__)
