"""Batches: one act on many proposals, tried first, then done row by row."""

from service.web.kit import area

pages = area("batches", __name__)
