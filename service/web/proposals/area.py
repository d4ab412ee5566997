"""The area of proposals."""

from service.web.kit import area

pages = area("proposals", __name__)
