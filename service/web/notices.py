"""Notices for the one who is signed in, and the mails that went out."""

from service.web.kit import area

pages = area("notices", __name__)
