"""Recusals of one proposal: to declare a conflict of interest, to record one of a colleague, to lift it again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.schemas.recusals import ConflictInput, KinshipInput, LiftingInput, RecusalInput
from service.usecases.errors import Conflict, Invalid
from service.usecases.moves import conflicts, recusals
from service.usecases.streams import proposal_stream
from service.web.forms import Form
from service.web.kit import attempt_as, go, look_at, read
from service.web.lists import argument
from service.web.proposals.area import pages
from service.web.rendering import render_page
from workflows.conflicts import relations


@pages.get("/proposals/<string:proposal_id>/recusals")
def recusals_of(proposal_id: str) -> Response:
    """Show who takes no part, and the form by which it is declared."""
    return _show(proposal_id, Form(RecusalInput))


@pages.post("/proposals/<string:proposal_id>/recusals")
def recuse(proposal_id: str) -> Response:
    """Hide the proposal from oneself or a colleague."""
    form, who = Form(RecusalInput), actor()
    done = _do(
        proposal_id,
        form,
        "recuse",
        lambda work, values: recusals.declare_recusal(work, actor=who, proposal_id=proposal_id, **values),
    )
    return _show(proposal_id, form, status=422) if done is None else _onward(proposal_id, done)


@pages.post("/proposals/<string:proposal_id>/conflicts")
def confirm_conflict(proposal_id: str) -> Response:
    """Confirm a ground that data show, of oneself or a colleague."""
    form, who, catalog = Form(ConflictInput), actor(), services().catalog
    done = _do(
        proposal_id,
        form,
        "recuse",
        lambda work, values: conflicts.confirm_conflict(work, catalog, actor=who, proposal_id=proposal_id, **values),
    )
    return _show(proposal_id, form, status=422) if done is None else _onward(proposal_id, done)


@pages.post("/proposals/<string:proposal_id>/kinships")
def declare_kinship(proposal_id: str) -> Response:
    """Declare to be a relative of the nominee."""
    form, who, catalog = Form(KinshipInput), actor(), services().catalog
    done = _do(
        proposal_id,
        form,
        "declare-kinship",
        lambda work, values: conflicts.declare_kinship(work, catalog, actor=who, proposal_id=proposal_id, **values),
    )
    if done is None:
        return _show(proposal_id, form, status=422)
    flash(_("Đã ghi nhận quan hệ. Hãy xác nhận không tham gia nếu anh/chị xử lý hoặc biểu quyết hồ sơ này."))
    return go(url_for("pages.proposals.recusals_of", proposal_id=proposal_id))


@pages.post("/proposals/<string:proposal_id>/recusals/<string:recusal_id>/lifting")
def lift(proposal_id: str, recusal_id: str) -> Response:
    """Let a colleague take part again."""
    form, who = Form(LiftingInput), actor()
    done = _do(
        proposal_id,
        form,
        "lift-recusal",
        lambda work, values: recusals.lift_recusal(
            work, actor=who, proposal_id=proposal_id, recusal_id=recusal_id, reason=values["reason"]
        ),
    )
    if done is None:
        return _show(proposal_id, form, status=422, lifting=recusal_id)
    flash(_("Đã cho tham gia giải quyết trở lại."))
    return go(url_for("pages.proposals.recusals_of", proposal_id=proposal_id))


def _do(
    proposal_id: str, form: Form, action: str, act: Callable[[Work, dict[str, Any]], dict[str, Any]]
) -> dict[str, Any] | None:
    """Read the form and do what it asks; None with every problem noted in the form when it is refused."""
    values = form.load()
    if values is None:
        return None
    try:
        return attempt_as(lambda work: act(work, values), stream=proposal_stream(proposal_id), action=action)
    except (Invalid, Conflict) as error:
        form.refuse(error)
        return None


def _onward(proposal_id: str, done: dict[str, Any]) -> Response:
    """Go on after a recusal: one's own proposal is not there any more."""
    if done["account_id"] == actor().account_id:
        flash(_("Đã ghi nhận. Từ nay anh/chị không tham gia giải quyết và không còn thấy hồ sơ đó."))
        return go(url_for("pages.queue.index"))
    flash(_("Đã ghi nhận người không tham gia giải quyết."))
    return go(url_for("pages.proposals.recusals_of", proposal_id=proposal_id))


def _show(proposal_id: str, form: Form, *, status: int = 200, lifting: str = "") -> Response:
    who, catalog = actor(), services().catalog
    rows, colleagues = look_at(
        lambda work: (
            recusals.list_recusals(work, actor=who, proposal_id=proposal_id),
            recusals.list_colleagues(work, actor=who),
        ),
        stream=proposal_stream(proposal_id),
    )
    asked = argument("account_id", {row["id"] for row in colleagues})
    found = read(
        lambda work: conflicts.list_conflicts(work, catalog, actor=who, proposal_id=proposal_id, account_id=asked)
    )
    mine = {row["id"] for row in colleagues}
    return render_page(
        "proposals/recusals.html",
        status=status,
        proposal_id=proposal_id,
        form=form,
        rows=[{**row, "may_lift": row["is_in_force"] and row["account_id"] in mine} for row in rows],
        colleagues=colleagues,
        lifting=lifting or request.args.get("lift", ""),
        conflicts=found,
        asked=asked,
        relations=[(code, names[language()]) for code, names in relations().items()],
        ground_name=partial(conflicts.ground_name, language=language()),
    )
