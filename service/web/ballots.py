"""Secret ballots in the page: a choice, a look at it, the receipt; and the list in which everybody finds his paper."""

from collections.abc import Callable
from typing import Any

import orjson
from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, services
from service.http.files import file_response
from service.schemas.ballots import ChoiceInput, PaperInput, VoidingInput
from service.usecases.councils import ballot_views, ballot_voting, secret_ballots
from service.usecases.errors import Conflict, Invalid
from service.web.forms import Form
from service.web.kit import area, attempt_as, go, look_at, read
from service.web.lists import argument, next_page
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page

pages = area("ballots", __name__)
LIMIT = 50


@pages.get("/ballots")
def index() -> Response:
    """Show the open ballots in which one has still to vote."""
    who, after = actor(), request.args.get("after") or None
    page = read(lambda work: ballot_views.list_waiting(work, actor=who, after=after, limit=LIMIT))
    return render_page(
        "ballots/index.html", ballots=page.items, onward=next_page(page.next), is_later=after is not None
    )


@pages.get("/proposals/<string:proposal_id>/ballots")
def of_proposal(proposal_id: str) -> Response:
    """Show the secret ballots on a proposal."""
    who = actor()
    found = read(lambda work: ballot_views.list_of_proposal(work, actor=who, proposal_id=proposal_id))
    return render_page("ballots/proposal.html", ballots=found, proposal_id=proposal_id)


@pages.get("/ballots/<string:ballot_id>")
def show(ballot_id: str) -> Response:
    """Show a ballot: the three choices, how far it has come, or the published list."""
    return _show(ballot_id, Form(ChoiceInput))


@pages.post("/ballots/<string:ballot_id>/draft")
def prepare(ballot_id: str) -> Response:
    """Seal a paper and show it once more before it is cast."""
    form, who, seals = Form(ChoiceInput), actor(), services().ballot_seals
    values = form.load()
    if values is None:
        return _show(ballot_id, form, status=422)
    try:
        prepared = look_at(
            lambda work: ballot_voting.prepare_paper(
                work, seals, actor=who, ballot_id=ballot_id, choice=values["choice"]
            ),
            stream=_stream(ballot_id),
            action="vote",
        )
    except Conflict as error:
        form.refuse(error)
        return _show(ballot_id, form, status=409)
    return render_page("ballots/draft.html", prepared=prepared, ballot=_found(ballot_id))


@pages.post("/ballots/<string:ballot_id>/paper")
def cast(ballot_id: str) -> Response:
    """Cast the paper and show its receipt; the same paper sent again shows the same."""
    who, seals = actor(), services().ballot_seals
    return _with_paper(
        ballot_id,
        "ballots/receipt.html",
        lambda work, sealed: ballot_voting.cast_paper(work, seals, actor=who, ballot_id=ballot_id, sealed=sealed),
    )


@pages.post("/ballots/<string:ballot_id>/test")
def open_as_test(ballot_id: str) -> Response:
    """Open the paper instead of casting it, and show what it bears."""
    who, seals = actor(), services().ballot_seals
    return _with_paper(
        ballot_id,
        "ballots/opened.html",
        lambda work, sealed: ballot_voting.open_as_test(work, seals, actor=who, ballot_id=ballot_id, sealed=sealed),
    )


@pages.post("/ballots/<string:ballot_id>/closing")
@reauthenticated
def close(ballot_id: str) -> Response:
    """Close the ballot, count it and publish its list."""
    who, catalog, seals = actor(), services().catalog, services().ballot_seals
    form = Form(ChoiceInput)
    try:
        attempt_as(
            lambda work: secret_ballots.close_ballot(work, catalog, seals, actor=who, ballot_id=ballot_id),
            stream=_stream(ballot_id),
            action="end-ballot",
        )
    except Conflict as error:
        form.refuse(error)
        return _show(ballot_id, form, status=409)
    secret_ballots.forget_keys(services())
    flash(_("Đã kiểm phiếu và công bố danh sách. Khóa của hòm phiếu đã hủy."))
    return go(url_for("pages.ballots.show", ballot_id=ballot_id))


@pages.post("/ballots/<string:ballot_id>/voiding")
@reauthenticated
def void(ballot_id: str) -> Response:
    """End the ballot without counting it."""
    form, who, catalog = Form(VoidingInput), actor(), services().catalog
    values = form.load()
    if values is None:
        return _show(ballot_id, form, status=422)
    try:
        attempt_as(
            lambda work: secret_ballots.void_ballot(
                work, catalog, actor=who, ballot_id=ballot_id, reason=values["reason"]
            ),
            stream=_stream(ballot_id),
            action="end-ballot",
        )
    except (Conflict, Invalid) as error:
        form.refuse(error)
        return _show(ballot_id, form, status=422 if isinstance(error, Invalid) else 409)
    secret_ballots.forget_keys(services())
    flash(_("Đã hủy lần bỏ phiếu, không kiểm phiếu. Có thể mở lần khác."))
    return go(url_for("pages.ballots.show", ballot_id=ballot_id))


@pages.get("/ballots/<string:ballot_id>/list")
def download(ballot_id: str) -> Response:
    """Give the published list as a file that anybody can check without this service."""
    who = actor()
    listed = read(lambda work: ballot_views.show_list(work, actor=who, ballot_id=ballot_id))
    return file_response(f"phieu-kin-{ballot_id}.json", "application/json", orjson.dumps(listed))


def _with_paper(ballot_id: str, template: str, act: Callable[[Work, str], dict[str, Any]]) -> Response:
    """Do something with the sealed paper of the form and show what came of it."""
    form = Form(PaperInput)
    values = form.load()
    if values is None:
        return _refused(ballot_id, form, 422)
    try:
        done = attempt_as(lambda work: act(work, values["sealed"]), stream=_stream(ballot_id), action="vote")
    except (Conflict, Invalid) as error:
        form.refuse(error)
        return _refused(ballot_id, form, 422 if isinstance(error, Invalid) else 409)
    return render_page(template, done=done, ballot=_found(ballot_id))


def _refused(ballot_id: str, form: Form, status: int) -> Response:
    """Say above the choices what was wrong with a paper: no field of theirs is."""
    form.errors += form.problems.values()
    form.problems = {}
    return _show(ballot_id, form, status=status)


def _show(ballot_id: str, form: Form, *, status: int = 200) -> Response:
    ballot, who = _found(ballot_id), actor()
    listed = None
    if ballot["state"] == "closed":
        listed = read(lambda work: ballot_views.show_list(work, actor=who, ballot_id=ballot_id))
    sought = "".join(argument("receipt").split()).lower()
    receipts = [paper["receipt"] for paper in listed["papers"]] if listed else []
    return render_page("ballots/show.html", status=status, ballot=ballot, form=form, receipts=receipts, sought=sought)


def _found(ballot_id: str) -> dict[str, Any]:
    who, catalog = actor(), services().catalog
    return look_at(
        lambda work: ballot_views.show_ballot(work, catalog, actor=who, ballot_id=ballot_id),
        stream=_stream(ballot_id),
    )


def _stream(ballot_id: str) -> str:
    return read(lambda work: ballot_views.stream_of(work, ballot_id))
