"""The fairness view: who is among those agreed, beside all who were proposed; for eyes only."""

from flask import Response

from service.http.context import actor, services
from service.usecases.councils.council_fairness import show_fairness
from service.web.councils.area import SESSION, pages
from service.web.kit import read
from service.web.rendering import render_page


@pages.get(f"{SESSION}/fairness")
def fairness(session_id: str) -> Response:
    """Show exact shares with what nobody recorded, and where a text prefers a group that came off worse."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: show_fairness(work, catalog, actor=who, session_id=session_id))
    for share in (share for group in found["groups"] for share in group["shares"]):
        share["is_empty"] = not share["known"] + share["unrecorded"]
    return render_page("councils/fairness.html", session=found)
