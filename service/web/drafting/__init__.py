"""Drafting: the wizard from the plan to the pre-flight, the documents, the versions of a dossier, the nominees."""

from service.web.drafting import checking, documents, files, nominees, opening, versions, writing
from service.web.drafting.area import pages

__all__ = ["checking", "documents", "files", "nominees", "opening", "pages", "versions", "writing"]
