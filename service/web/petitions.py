"""Petitions: one's list, the form by which one is sent, one in full with its way, and the steps of those who answer."""

from collections.abc import Callable
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.http.files import file_response
from service.schemas.petitions import AnswerForm, ForwardForm, PetitionInput, WithdrawalForm
from service.usecases.drafting.uploads import scan_upload
from service.usecases.errors import Conflict, Invalid, MoveClosed, Stale, UploadRefused
from service.usecases.petitions import petition_views, petitions
from service.usecases.petitions.petition_forms import petition_form
from service.usecases.streams import petition_stream
from service.web.forms import Form
from service.web.kit import area, attempt_as, flash_note, go, look_at, read
from service.web.lists import argument, next_page, words_of_lists
from service.web.rendering import render_page
from workflows.petitions import petitions as known

pages = area("petitions", __name__)
pages.context_processor(words_of_lists)
LIMIT = 50
REFUSALS = (Invalid, Conflict, Stale, MoveClosed, UploadRefused)


@pages.get("/petitions")
def index() -> Response:
    """Show the petitions that concern the reader."""
    who, only_open = actor(), argument("show", ("open",)) == "open"
    page = read(
        lambda work: petition_views.list_petitions(
            work, actor=who, only_open=only_open, after=argument("after") or None, limit=LIMIT
        )
    )
    return render_page(
        "petitions/index.html", lines=page.items, onward=next_page(page.next), only_open=only_open, words=_words()
    )


@pages.get("/petitions/new")
def new() -> Response:
    """Show the form, about a proposal or about a plan."""
    return _write(Form(PetitionInput, {name: request.args.get(name, "") for name in ("proposal_id", "plan_code")}))


@pages.post("/petitions/new")
def send() -> Response:
    """File a petition."""
    form, who, catalog = Form(PetitionInput), actor(), services().catalog
    values = form.load()
    if values is None:
        return _write(form, status=422)
    try:
        done = attempt_as(
            lambda work: petitions.file_petition(work, catalog, actor=who, values=values),
            stream="system",
            action="file-petition",
        )
    except REFUSALS as refusal:
        form.refuse(refusal)
        return _write(form, status=409 if isinstance(refusal, Conflict) else 422)
    flash_note("good", _("Đã gửi kiến nghị số %(number)s.", number=done["number"]))
    return go(url_for("pages.petitions.show", petition_id=done["id"]))


@pages.get("/petitions/<string:petition_id>")
def show(petition_id: str) -> Response:
    """Show one petition with its way, its days and its answer."""
    return _show(petition_id, Form(ForwardForm))


@pages.post("/petitions/<string:petition_id>/forwarding")
def forward(petition_id: str) -> Response:
    """Collect it and send it up."""
    who = actor()

    def act(work: Work, values: dict[str, Any]) -> Any:
        version = values.pop("version")
        return petitions.forward_petition(work, actor=who, petition_id=petition_id, expected_version=version, **values)

    return _do(petition_id, Form(ForwardForm), "forward-petition", act, _("Đã tổng hợp và chuyển cấp giải quyết."))


@pages.post("/petitions/<string:petition_id>/answer")
def answer(petition_id: str) -> Response:
    """Answer it, with a document where there is one."""
    who, running, sent = actor(), services(), request.files.get("paper")
    form = Form(AnswerForm)
    paper: petitions.Paper | None = None

    def act(work: Work, values: dict[str, Any]) -> Any:
        version = values.pop("version")
        return petitions.answer_petition(
            work, running.documents, actor=who, petition_id=petition_id, expected_version=version, paper=paper, **values
        )

    if sent is not None and sent.filename:
        paper = petitions.Paper(sent.filename, sent.read())
        try:
            scan_upload(running, paper.name, paper.content)
        except UploadRefused as refusal:
            form.refuse(refusal)
            return _show(petition_id, form, status=422)
    return _do(petition_id, form, "answer-petition", act, _("Đã trả lời kiến nghị."))


@pages.post("/petitions/<string:petition_id>/withdrawal")
def withdraw(petition_id: str) -> Response:
    """Take one's own back."""
    who = actor()

    def act(work: Work, values: dict[str, Any]) -> Any:
        return petitions.withdraw_petition(
            work,
            actor=who,
            petition_id=petition_id,
            expected_version=values["version"],
            reason=values["reason"],
        )

    return _do(petition_id, Form(WithdrawalForm), "withdraw-petition", act, _("Đã rút kiến nghị."))


@pages.get("/petitions/<string:petition_id>/paper")
def download(petition_id: str) -> Response:
    """Hand out the document of an answer."""
    who, store = actor(), services().documents
    name, digest, content = look_at(
        lambda work: petition_views.read_paper(work, store, actor=who, petition_id=petition_id),
        stream="system",
        action="open-petition",
    )
    return file_response(name, "application/octet-stream", content, digest=digest)


def _do(petition_id: str, form: Form, action: str, act: Callable[[Work, dict[str, Any]], Any], said: str) -> Response:
    values = form.load()
    if values is None:
        return _show(petition_id, form, status=422)
    try:
        attempt_as(lambda work: act(work, dict(values)), stream=petition_stream(petition_id), action=action)
    except REFUSALS as refusal:
        if isinstance(refusal, Stale):
            form.values.pop("version", None)
        form.refuse(refusal)
        return _show(petition_id, form, status=422 if isinstance(refusal, Invalid) else 409)
    flash_note("good", said)
    return go(url_for("pages.petitions.show", petition_id=petition_id))


def _write(form: Form, *, status: int = 200) -> Response:
    who, catalog = actor(), services().catalog
    offered = look_at(
        lambda work: petition_form(
            work, catalog, actor=who, proposal_id=form.value("proposal_id"), plan_code=form.value("plan_code")
        ),
        stream="system",
        action="file-petition",
    )
    return render_page("petitions/new.html", status=status, form=form, offered=offered, words=_words())


def _show(petition_id: str, form: Form, *, status: int = 200) -> Response:
    who, catalog = actor(), services().catalog
    found = look_at(
        lambda work: petition_views.show_petition(work, catalog, actor=who, petition_id=petition_id),
        stream="system",
        action="open-petition",
    )
    return render_page("petitions/show.html", status=status, petition=found, form=form, words=_words())


def _words() -> dict[str, dict[str, str]]:
    """Return the names of kinds and states in the reader's language."""
    spoken, data = language(), known()
    return {
        family: {code: names[spoken] for code, names in getattr(data, family).items()} for family in ("kinds", "states")
    }
