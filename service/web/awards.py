"""Published awards: a page for everybody, searched as one types, with no more than the publication said."""

from flask import Response, request

from service.http.context import services
from service.usecases.awards.published_awards import CACHING, list_published
from service.web.kit import area, public
from service.web.lists import argument, next_page, words_of_lists
from service.web.rendering import render_page, who_is_here

pages = area("awards", __name__)
pages.context_processor(words_of_lists)
LIMIT = 50


@pages.get("/awards")
@public
def index() -> Response:
    """Show what was published, newest first; whoever looks for a name finds it without its marks."""
    query, after = argument("q"), argument("after") or None
    page = services().database.read(lambda work: list_published(work, query=query, after=after, limit=LIMIT))
    response = render_page(
        "awards/index.html", items=page.items, onward=next_page(page.next), is_later=after is not None, query=query
    )
    if who_is_here() is None and not request.args.get("lang"):
        response.headers["Cache-Control"] = CACHING
    return response
