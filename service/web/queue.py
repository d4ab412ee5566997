"""My work: what waits for the one who is signed in."""

from flask import Response

from service.web.kit import area
from service.web.rendering import render_page

pages = area("queue", __name__)


@pages.get("/")
def index() -> Response:
    """Show what waits."""
    return render_page("queue/index.html")
