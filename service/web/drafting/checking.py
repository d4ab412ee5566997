"""Step 5: every guard of every coming step, grouped by the step and whoever acts there, before anything is sent."""

from collections.abc import Mapping
from typing import Any

from flask import Response, url_for

from service.db.work import Work
from service.http.context import actor, language, services
from service.usecases.case_views import show_proposal
from service.usecases.catalog import Catalog
from service.usecases.drafting.drafting_needs import drafting_needs
from service.usecases.drafting.working_copies import has_unsaved
from service.usecases.errors import MoveClosed, PermissionDenied
from service.usecases.moves.amendments import open_for_editing
from service.usecases.moves.mending import places_to_mend
from service.usecases.moves.preflights import open_moves, preflight
from service.usecases.streams import proposal_stream
from service.usecases.views import in_words
from service.web.drafting.area import pages, steps
from service.web.kit import look_at
from service.web.rendering import render_page
from workflows.policy import Actor

ORDER = ("fail", "unknown", "pass")


@pages.get("/proposals/<proposal_id>/preflight", endpoint="preflight")
def show_preflight(proposal_id: str) -> Response:
    """Show what stands before each coming step, in words, with the field or document that mends it."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        found = preflight(work, catalog, actor=who, proposal_id=proposal_id)
        needs = drafting_needs(work, catalog, actor=who, proposal_id=proposal_id)
        proposal = show_proposal(work, catalog, actor=who, proposal_id=proposal_id)
        may_write = _may_write(work, catalog, who, proposal_id)
        for step in found["steps"]:
            places = places_to_mend(work, catalog, step["findings"], needs["slots"])
            marked = [
                item | {"mend": _link(place, proposal) if may_write else ""}
                for item, place in zip(step["findings"], places, strict=True)
            ]
            spoken = in_words(work, catalog, marked, language())
            step["findings"] = sorted(spoken, key=lambda item: (not item["blocks"], ORDER.index(item["verdict"])))
        moves = open_moves(work, catalog, actor=who, proposal_id=proposal_id)
        coming = {step["action"] for step in found["steps"]}
        unsaved = has_unsaved(work, actor=who, proposal_id=proposal_id)
        mine = [move for move in moves if move["action"] in coming]
        return {"found": found, "proposal": proposal, "moves": mine, "unsaved": unsaved, "may_write": may_write}

    view = look_at(act, stream=proposal_stream(proposal_id))
    return render_page(
        "drafting/preflight.html", steps=steps("preflight", proposal_id, may_write=view["may_write"]), **view
    )


def _may_write(work: Work, catalog: Catalog, who: Actor, proposal_id: str) -> bool:
    """Tell whether the reader may mend what is missing; everybody else reads what stands before each step."""
    try:
        open_for_editing(work, catalog, actor=who, proposal_id=proposal_id, expected_version=None)
    except (MoveClosed, PermissionDenied):
        return False
    return True


def _link(place: Mapping[str, str], proposal: Mapping[str, Any]) -> str:
    """Return the address at which a finding is mended, empty where it is others' task."""
    here = {"proposal_id": proposal["id"]}
    if place["where"] == "document":
        return url_for("pages.drafting.documents", **here, _anchor=f"slot-{place['what']}")
    if place["where"] == "statement":
        return url_for("pages.drafting.edit", **here, _anchor=place["what"])
    if place["where"] == "nominee":
        return url_for("pages.drafting.nominee", nominee_id=proposal["nominee"]["id"])
    return ""
