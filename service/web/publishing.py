"""Publishing plans, flows and rule packs by two persons: propose, read and compare, confirm or turn down."""

from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from marshmallow import fields, validate

from service.http.context import actor, language
from service.i18n import name_of
from service.i18n.faults import spoken_fault
from service.schemas.base import InputSchema, PageQuery, has_no_nul, line
from service.usecases import streams
from service.usecases.errors import Conflict, Invalid, PayloadTooLarge
from service.usecases.publishing import publications, publishing
from service.web.forms import Form
from service.web.kit import area, attempt_as, go, read
from service.web.queries import query_of
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page

pages = area("publishing", __name__)


class ProposeInput(InputSchema):
    """A text, what it is, what the second person should know, and whether it is only checked."""

    kind = fields.String(required=True, validate=validate.OneOf(publications.KINDS))
    source = fields.String(required=True, validate=has_no_nul)
    note = line()
    act = fields.String(load_default="check", validate=validate.OneOf(("check", "send")))


class ConfirmInput(InputSchema):
    """The digest of the text that was read, and that it was read."""

    digest = line(required=True)
    has_read = fields.Boolean(required=True, validate=validate.Equal(comparable=True))


class ReasonInput(InputSchema):
    """Why a text is turned down."""

    reason = line(required=True)


class ListQuery(PageQuery):
    """Which texts: those that wait, or those that are settled."""

    settled = fields.Boolean(load_default=False)


@pages.get("/publications")
def index() -> Response:
    """List what waits for a second person, or what is settled."""
    who, query = actor(), query_of(ListQuery)
    found = read(lambda w: publishing.list_pending(w, actor=who, is_open=not query["settled"], after=query["after"]))
    return render_page(
        "publishing/index.html", page=found, settled=query["settled"], may_propose=publishing.may_publish(who)
    )


@pages.route("/publications/new", methods=["GET", "POST"])
def propose() -> Response:
    """Check a text without keeping it, or propose it for publication."""
    kinds = publishing.publishable(actor())
    form = Form(ProposeInput, {"kind": request.args.get("kind", "")})
    _take_file(form)
    values = form.load() if request.method == "POST" else None
    checked = _check(form, values) if values else None
    if values and checked and checked.is_valid and values["act"] == "send":
        sent = _send(form, values, checked.code)
        if sent is not None:
            return sent
    status = 422 if form.has_problems or (checked and not checked.is_valid) else 200
    options = [(kind, name_of("publication_kinds", kind, language())) for kind in kinds]
    faults = [spoken_fault(problem, language()) for problem in checked.problems] if checked else []
    return render_page("publishing/new.html", form=form, kinds=options, checked=checked, faults=faults, status=status)


@pages.get("/publications/<pending_id>")
def show(pending_id: str) -> Response:
    """Show one proposed text, what it changes, and what may be done about it."""
    return _show(pending_id, Form(ConfirmInput), Form(ReasonInput))


@pages.post("/publications/<pending_id>/confirm")
@reauthenticated
def confirm(pending_id: str) -> Response:
    """Publish what another person proposed."""
    form, who = Form(ConfirmInput), actor()
    values = form.load()
    if values is None:
        return _show(pending_id, form, Form(ReasonInput, {}), status=422)
    made = attempt_as(
        lambda w: publishing.confirm_publication(w, actor=who, pending_id=pending_id, digest=values["digest"]),
        stream=_stream(pending_id),
        action="confirm-publication",
    )
    flash(_("Đã công bố %(name)s, bản %(version)s.", name=made.title, version=made.version))
    return go(url_for("pages.publishing.show", pending_id=pending_id))


@pages.post("/publications/<pending_id>/reject")
def reject(pending_id: str) -> Response:
    """Turn down what another person proposed."""
    return _turn_down(pending_id, "reject", publishing.reject_publication, _("Đã từ chối công bố."))


@pages.post("/publications/<pending_id>/withdraw")
def withdraw(pending_id: str) -> Response:
    """Take back what one has proposed oneself."""
    return _turn_down(pending_id, "withdraw", publishing.withdraw_publication, _("Đã rút đề nghị công bố."))


def _turn_down(pending_id: str, name: str, act: Any, said: str) -> Response:
    form, who = Form(ReasonInput), actor()
    values = form.load()
    if values is None:
        return _show(pending_id, Form(ConfirmInput, {}), form, status=422)
    attempt_as(
        lambda work: act(work, actor=who, pending_id=pending_id, reason=values["reason"]),
        stream=_stream(pending_id),
        action=f"{name}-publication",
    )
    flash(said)
    return go(url_for("pages.publishing.show", pending_id=pending_id))


def _show(pending_id: str, confirming: Form, turning_down: Form, status: int = 200) -> Response:
    who = actor()
    found, changes = read(
        lambda work: (
            publishing.show_pending(work, actor=who, pending_id=pending_id),
            publishing.compare_pending(work, actor=who, pending_id=pending_id),
        )
    )
    return render_page(
        "publishing/show.html",
        status=status,
        found=found,
        changes=changes,
        confirming=confirming,
        turning_down=turning_down,
    )


def _stream(pending_id: str) -> str:
    who = actor()
    found = read(lambda work: publishing.show_pending(work, actor=who, pending_id=pending_id))
    return streams.publication_stream(found["kind"], found["code"])


def _take_file(form: Form) -> None:
    """Put the text of an uploaded file into the form's own field, so that it stays there while it is mended."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return
    try:
        form.values["source"] = [upload.read(publications.LARGEST_BYTES + 1).decode("utf-8")]
    except UnicodeDecodeError:
        form.note([{"path": "file", "code": "not-text", "params": {}}])


def _check(form: Form, values: dict[str, Any]) -> publications.CheckResult | None:
    try:
        return publications.check_source(values["kind"], values["source"])
    except PayloadTooLarge as refusal:
        form.refuse(refusal)
        return None


def _send(form: Form, values: dict[str, Any], code: str) -> Response | None:
    who, kind = actor(), values["kind"]
    try:
        done = attempt_as(
            lambda work: publishing.propose_publication(
                work, actor=who, kind=kind, text=values["source"], note=values["note"]
            ),
            stream=streams.publication_stream(kind, code),
            action="propose-publication",
        )
    except (Conflict, Invalid) as refusal:
        form.refuse(refusal)
        return None
    if done["id"] is None:
        form.errors.append(_("Phiên bản này đã được công bố với đúng nội dung này; không cần đề nghị lại."))
        return None
    flash(_("Đã gửi đề nghị công bố. Người thứ hai có quyền công bố cần xác nhận."))
    return go(url_for("pages.publishing.show", pending_id=done["id"]))
