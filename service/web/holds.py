"""Held proposals: which stand still, on whose word, since when."""

from flask import Response

from service.http.context import actor
from service.usecases.moves.holds import list_held
from service.web.kit import area, read
from service.web.lists import argument, next_page, words_of_lists
from service.web.rendering import render_page

pages = area("holds", __name__)
pages.context_processor(words_of_lists)
LIMIT = 50


@pages.get("/holds")
def index() -> Response:
    """Show the proposals that stand still, or whose nominee has an open matter."""
    who = actor()
    page = read(lambda work: list_held(work, actor=who, after=argument("after") or None, limit=LIMIT))
    return render_page("holds/index.html", lines=page.items, onward=next_page(page.next))
