"""The auditor's workplace: events found, decisions traced, findings as they were, verification, export."""

from service.web.audit import events, exporting, searching, tracing, verifying
from service.web.audit.area import pages

__all__ = ["events", "exporting", "pages", "searching", "tracing", "verifying"]
