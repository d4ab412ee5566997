"""The list of submissions: those made here and those received, newest first."""

from flask import Response

from service.db.submissions import Wanted
from service.http.context import actor, services
from service.usecases.submissions.submission_views import list_lanes, list_submissions
from service.web.kit import read
from service.web.lists import argument, next_page
from service.web.rendering import render_page
from service.web.submissions.area import pages
from workflows.labels import labels

LIMIT = 50


@pages.get("/submissions")
def index() -> Response:
    """Show the submissions of the bodies of the one who is signed in."""
    who, catalog = actor(), services().catalog
    wanted = Wanted(argument("state", labels()["submission_states"]), argument("side", {"in", "out"}))
    page, lanes = read(
        lambda work: (
            list_submissions(work, actor=who, wanted=wanted, after=argument("after") or None, limit=LIMIT),
            list_lanes(work, catalog, actor=who),
        )
    )
    return render_page(
        "submissions/index.html", lines=page.items, onward=next_page(page.next), wanted=wanted, may_draw_up=bool(lanes)
    )
