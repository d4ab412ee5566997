"""Batches: one step for many proposals, tried first, then done row by row; what stays behind says why."""

from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.schemas.batches import BatchFormInput
from service.schemas.moves import to_move
from service.usecases.desk.worklists import describe_work
from service.usecases.errors import Conflict, Invalid
from service.usecases.moves import batch_plans
from service.usecases.moves.batch_plans import MOST_ROWS, ChosenRow
from service.usecases.views import in_words
from service.web.batch_fields import FIELDS, choices, chosen_values, starting_values
from service.web.forms import Form
from service.web.kit import area, attempt_as, go, read
from service.web.lists import argument, next_page
from service.web.reauthentication import GRAVE, ask_again
from service.web.rendering import render_page

pages = area("batches", __name__)
LIMIT = 50


@pages.get("/batches")
def index() -> Response:
    """Show the batches of the one who is signed in, newest first."""
    who = actor()
    page = read(lambda work: batch_plans.list_batches(work, actor=who, after=argument("after") or None, limit=LIMIT))
    return render_page("batches/index.html", batches=page.items, onward=next_page(page.next))


@pages.get("/batches/new")
def new() -> Response:
    """Ask what to do with the proposals that were ticked; once an action is chosen, what is to be stated with it."""
    who, again = actor(), argument("again")
    start = read(lambda work: batch_plans.show_batch(work, actor=who, batch_id=again)) if again else {}
    form = Form(BatchFormInput, start=starting_values(start, argument("action")))
    return _show_choice(form, request.args.getlist("id"))


@pages.post("/batches/new")
def prepare() -> Response:
    """Keep the choice and have every row tried."""
    form, catalog, who = Form(BatchFormInput), services().catalog, actor()
    values = form.load()
    if values is None:
        return _show_choice(form, chosen_values(form), status=422)
    rows = [ChosenRow(row["proposal_id"], row["version"], row["reason"]) for row in values["rows"]]

    def act(work: Work) -> str:
        return batch_plans.prepare_batch(
            work, catalog, actor=who, action=values["action"], rows=rows, move=to_move(values)
        )

    try:
        key = attempt_as(act, stream="system", action="batch")
    except Invalid as error:
        form.refuse(error)
        return _show_choice(form, chosen_values(form), status=422)
    return go(url_for("pages.batches.show", batch_id=key))


@pages.get("/batches/<string:batch_id>")
def show(batch_id: str) -> Response:
    """Show how far a batch is, and row by row what would happen or has happened."""
    who = actor()
    batch = read(lambda work: _in_words(work, batch_plans.show_batch(work, actor=who, batch_id=batch_id)))
    response = render_page("batches/show.html", fragment="progress", batch=batch)
    if request.headers.get("HX-Request") and batch["phase"] in {"checked", "done"}:
        response.headers["HX-Refresh"] = "true"
    return response


@pages.post("/batches/<string:batch_id>/run")
def run(batch_id: str) -> Response:
    """Let the ticked rows go through."""
    who = actor()
    batch = read(lambda work: batch_plans.show_batch(work, actor=who, batch_id=batch_id))
    asked = ask_again() if batch["action"] in GRAVE else None
    if asked is not None:
        return asked
    places = [int(text) for text in request.form.getlist("place")[:MOST_ROWS] if text.isdecimal()]
    try:
        attempt_as(
            lambda work: batch_plans.begin_batch(work, actor=who, batch_id=batch_id, places=places),
            stream="system",
            action="batch",
        )
    except Invalid:
        flash(_("Chưa chọn hồ sơ nào để chuyển."))
    except Conflict:
        flash(_("Đợt này đã được thực hiện hoặc chưa kiểm tra xong."))
    return go(url_for("pages.batches.show", batch_id=batch_id))


def _show_choice(form: Form, ids: list[str], status: int = 200) -> Response:
    who, catalog = actor(), services().catalog
    wanted = list(dict.fromkeys(ids))[:MOST_ROWS]

    def look(work: Work) -> dict[str, Any]:
        lines = describe_work(work, catalog, batch_plans.list_chosen(work, actor=who, proposal_ids=wanted))
        return {"lines": lines, "offers": batch_plans.list_offers(work, catalog, actor=who, proposal_ids=wanted)}

    found = read(look)
    action = form.value("action")
    offer = next((offer for offer in found["offers"] if offer.action == action), None)
    known: dict[str, Any] = {"form": form, "offer": offer, "stated": FIELDS.get(action, ()), **choices(language())}
    return render_page("batches/new.html", fragment=None, status=status, **found, **known)


def _in_words(work: Work, batch: dict[str, Any]) -> dict[str, Any]:
    """Return a batch whose rows say their findings in the reader's language."""
    catalog, spoken = services().catalog, language()
    for row in batch["rows"]:
        for part in ("checked", "done"):
            if row[part]:
                row[part] = row[part] | {"findings": in_words(work, catalog, row[part]["findings"], spoken)}
    return batch
