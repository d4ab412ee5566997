"""The area of the audit trail."""

from service.web.kit import area

pages = area("audit", __name__)
