"""The page of a nominee: who it is, its titles, initiatives, ratings, awards, and what may stand against it."""

from typing import Any

from flask import Response

from service.db.work import Work
from service.http.context import actor
from service.usecases.registry.nominees import show_nominee
from service.usecases.streams import nominee_stream
from service.web.drafting.area import pages
from service.web.drafting.spoken import record_name
from service.web.kit import look_at
from service.web.rendering import render_page

KINDS = ("title", "initiative", "rating", "award", "registration", "maternity", "discipline", "hold")


@pages.get("/nominees/<nominee_id>")
def nominee(nominee_id: str) -> Response:
    """Show a nominee with all that is on record, grouped by kind."""
    who = actor()

    def act(work: Work) -> dict[str, Any]:
        return show_nominee(work, actor=who, nominee_id=nominee_id)

    found = look_at(act, stream=nominee_stream(nominee_id))
    groups = [(kind, [row for row in found["records"] if row["kind"] == kind]) for kind in KINDS]
    return render_page(
        "drafting/nominee_page.html",
        nominee=found,
        groups=[(kind, rows) for kind, rows in groups if rows],
        record_name=record_name,
    )
