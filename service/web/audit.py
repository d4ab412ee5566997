"""The auditor's workplace: decisions traced, findings as they were, denied attempts and reads."""

from service.web.kit import area

pages = area("audit", __name__)
