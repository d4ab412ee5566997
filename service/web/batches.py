"""Batches: one step for many proposals, tried first, then done row by row."""

from flask import Response

from service.web.kit import area
from service.web.rendering import render_page

pages = area("batches", __name__)


@pages.get("/batches/new")
def new() -> Response:
    """Show what was chosen."""
    return render_page("queue/nothing.html")
