"""Drafting: the wizard, the documents, the versions of a dossier."""

from service.web.kit import area

pages = area("drafting", __name__)
