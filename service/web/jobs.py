"""Long work: how far it has come, and its result."""

from service.web.kit import area

pages = area("jobs", __name__)
