"""One act on one proposal: what it asks for and what stands against it, before anything is sent; then the act."""

from collections.abc import Mapping
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _

from service.http.context import actor, language, services
from service.schemas.moves import MoveForm, StepBackForm, to_move
from service.usecases.case_views import proposal_as_data
from service.usecases.desk.queues import QueuePlace, find_place
from service.usecases.errors import DomainError, Invalid, Stale, TransitionRefused
from service.usecases.moves.considering import Considered, consider_move
from service.usecases.moves.stepping_back import step_back
from service.usecases.moves.transitions import move_proposal
from service.usecases.streams import proposal_stream
from service.usecases.views import findings_as_data, in_words
from service.web.forms import Form
from service.web.kit import attempt_as, flash_note, go, look_at, read
from service.web.proposals.area import pages
from service.web.proposals.showing import show_page
from service.web.proposals.statements import asked_fields, blanks
from service.web.reauthentication import GRAVE, ask_again
from service.web.rendering import render_page


@pages.get("/proposals/<proposal_id>/moves/<action>")
def consider(proposal_id: str, action: str) -> Response:
    """Show what an act asks for, or every reason why it cannot be done now."""
    return _show(proposal_id, action, Form(MoveForm), [])


@pages.post("/proposals/<proposal_id>/moves/<action>")
def move(proposal_id: str, action: str) -> Response:
    """Do the act, or say every reason why not and keep what was typed."""
    asked = ask_again() if action in GRAVE else None
    if asked is not None:
        return asked
    form = Form(MoveForm)
    values = form.load()
    if values is None:
        return _show(proposal_id, action, form, [], status=422)
    try:
        done = _move(proposal_id, action, values)
    except (TransitionRefused, Invalid, Stale) as refusal:
        return _show(proposal_id, action, form, _reasons(form, refusal), status=409)
    flash_note("good", _("Đã ghi nhận. Hồ sơ %(number)s đã chuyển bước.", number=done["number"]))
    if values["onward"] == "next":
        return go(url_for("pages.queue.open_next", after=values["place"] or proposal_id))
    return go(url_for("pages.proposals.show", proposal_id=proposal_id))


def _move(proposal_id: str, action: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Do the act in the name of whoever is signed in; raises as `move_proposal` does, the attempt recorded."""
    who, catalog, statement = actor(), services().catalog, to_move(values)
    return attempt_as(
        lambda work: move_proposal(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            action=action,
            expected_version=values["version"],
            move=statement,
        ),
        stream=proposal_stream(proposal_id),
        action=action,
    )


@pages.post("/proposals/<proposal_id>/step-back")
def go_back(proposal_id: str) -> Response:
    """Undo one's own last step, or hand the proposal back one step, with a reason."""
    who, catalog, form = actor(), services().catalog, Form(StepBackForm)
    values = form.load()
    if values is None:
        form.problems = {f"step-back-{name}": said for name, said in form.problems.items()}  # the ids on that page
        return show_page(proposal_id, form, status=422)
    minutes = services().settings.undo_minutes
    attempt_as(
        lambda work: step_back(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            expected_version=values["version"],
            reason=values["reason"],
            undo_minutes=minutes,
        ),
        stream=proposal_stream(proposal_id),
        action="reopen",
    )
    flash_note("good", _("Hồ sơ đã trở lại bước trước; mọi thao tác thường lệ lại mở."))
    return go(url_for("pages.proposals.show", proposal_id=proposal_id))


def _reasons(form: Form, refusal: DomainError) -> list[dict[str, Any]]:
    """Return the findings that refused; anything else is said above the form."""
    if isinstance(refusal, Stale):
        form.values.pop("version", None)  # what was typed stays; it is sent again for the proposal as it is now
    if not isinstance(refusal, TransitionRefused):
        form.refuse(refusal)
        return []
    catalog, spoken = services().catalog, language()
    findings = read(lambda work: findings_as_data(work, catalog, refusal.findings, spoken))
    return [finding for finding in findings if finding["blocks"]]


def _show(proposal_id: str, action: str, form: Form, refused: list[dict[str, Any]], *, status: int = 200) -> Response:
    who, catalog, spoken = actor(), services().catalog, language()

    def look(work: Any) -> tuple[Considered, dict[str, Any], QueuePlace | None]:
        considered = consider_move(work, catalog, actor=who, proposal_id=proposal_id, action=action)
        places = ("walls", "answerable", "reasons", "clear", "overridden")
        told = {name: in_words(work, catalog, getattr(considered, name), spoken) for name in places}
        return considered, told, find_place(work, actor=who, proposal_id=proposal_id)

    considered, findings, place = look_at(look, stream=proposal_stream(proposal_id), action=action)
    fields = asked_fields(considered)
    if refused:
        form.note(blanks(fields, form))
    return render_page(
        "proposals/move.html",
        status=status,
        proposal=proposal_as_data(considered.data),
        considered=considered,
        fields=fields,
        form=form,
        refused=refused,
        place=place,
        **findings,
    )
