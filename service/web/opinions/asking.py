"""The asker's pages of a proposal: who was asked and owes an answer, the form to ask, one request in full."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.opinions import AskingForm, LinkForm, ReasonForm, VersionedAnswerForm
from service.usecases.errors import Conflict, DomainError, Invalid, Stale, UploadRefused
from service.usecases.opinions import answering, consultation_views, consulting
from service.usecases.opinions.consulting import MOST_LINK_DAYS, Asking
from service.usecases.streams import proposal_stream
from service.web.forms import Form, refuse_beside_file
from service.web.kit import attempt_as, flash_note, go, look_at
from service.web.opinions.area import answered_of, pages
from service.web.rendering import render_page
from workflows.consultations import CHANNELS, OPINIONS

REFUSED = (Invalid, Conflict, Stale, UploadRefused)


@pages.get("/proposals/<proposal_id>/consultations")
def requests(proposal_id: str) -> Response:
    """Show who was asked, what is owed and by whom, and the form to ask."""
    return _show_all(proposal_id, None)


@pages.post("/proposals/<proposal_id>/consultations")
def ask(proposal_id: str) -> Response:
    """Ask a body; the address of a private link is shown this once."""
    who, catalog, form = actor(), services().catalog, Form(AskingForm)
    values = form.load()
    if values is None:
        return _show_all(proposal_id, form, status=422)
    version = values.pop("version")
    asking = Asking(**values | {"documents": tuple(values["documents"])})
    try:
        done = attempt_as(
            lambda work: consulting.ask_opinion(
                work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, asking=asking
            ),
            stream=proposal_stream(proposal_id),
            action="consult",
        )
    except REFUSED as error:
        return _show_all(proposal_id, _refused(form, error), status=422)
    if done["secret"]:
        return _show_one(proposal_id, done["id"], secret=done["secret"])
    flash_note("good", _("Đã ghi nhận việc lấy ý kiến."))
    return go(url_for("pages.opinions.requests", proposal_id=proposal_id))


@pages.get("/proposals/<proposal_id>/consultations/<act_id>")
def show_request(proposal_id: str, act_id: str) -> Response:
    """Show one request to whoever asks: what was shown to the asked body, its answer, its link."""
    return _show_one(proposal_id, act_id)


@pages.post("/proposals/<proposal_id>/consultations/<act_id>/answer")
def record(proposal_id: str, act_id: str) -> Response:
    """Record an answer that came on paper."""
    form = Form(VersionedAnswerForm)
    values = form.load()
    if values is None:
        return _show_one(proposal_id, act_id, answer=form, status=422)
    try:
        answering.record_answer(
            services(),
            actor=actor(),
            proposal_id=proposal_id,
            act_id=act_id,
            expected_version=values["version"],
            answered=answered_of(values),
        )
    except REFUSED as error:
        return _show_one(proposal_id, act_id, answer=_refused(form, error), status=422)
    flash_note("good", _("Đã ghi nhận văn bản trả lời."))
    return go(url_for("pages.opinions.requests", proposal_id=proposal_id))


@pages.post("/proposals/<proposal_id>/consultations/<act_id>/withdrawal")
def withdraw(proposal_id: str, act_id: str) -> Response:
    """Ask a body no longer."""
    form = Form(ReasonForm)
    done = _change(proposal_id, act_id, consulting.withdraw_request, form)
    if done is None:
        return _show_one(proposal_id, act_id, withdrawal=form, status=422)
    flash_note("good", _("Đã thôi lấy ý kiến của cơ quan này."))
    return go(url_for("pages.opinions.requests", proposal_id=proposal_id))


@pages.post("/proposals/<proposal_id>/consultations/<act_id>/link")
def change_link(proposal_id: str, act_id: str) -> Response:
    """Make a new private link, shown this once, or take it away."""
    form = Form(LinkForm)
    done = _change(proposal_id, act_id, consulting.change_link, form)
    if done is None:
        return _show_one(proposal_id, act_id, link=form, status=422)
    if done["secret"]:
        return _show_one(proposal_id, act_id, secret=done["secret"])
    flash_note("good", _("Đã hủy liên kết; ai giữ liên kết cũ không mở được nữa."))
    return go(url_for("pages.opinions.show_request", proposal_id=proposal_id, act_id=act_id))


def _change(proposal_id: str, act_id: str, change: Any, form: Form) -> dict[str, Any] | None:
    who, catalog, values = actor(), services().catalog, form.load()
    if values is None:
        return None
    version = values.pop("version")
    try:
        done: dict[str, Any] = attempt_as(
            lambda work: change(
                work, catalog, actor=who, proposal_id=proposal_id, act_id=act_id, expected_version=version, **values
            ),
            stream=proposal_stream(proposal_id),
            action="consult",
        )
    except REFUSED as error:
        _refused(form, error)
        return None
    return done


def _refused(form: Form, error: DomainError) -> Form:
    if isinstance(error, Stale):
        form.values.pop("version", None)
    refuse_beside_file(form, error)
    return form


def _show_all(proposal_id: str, form: Form | None, *, status: int = 200) -> Response:
    who, catalog, spoken = actor(), services().catalog, language()
    view = look_at(
        lambda work: consultation_views.list_requests(work, catalog, actor=who, proposal_id=proposal_id),
        stream=proposal_stream(proposal_id),
    )
    kinds = [item["kind"] for item in view["may_ask"]]
    start = {"kind": kinds[0] if kinds else "", "channel": request.args.get("channel", ""), "link_days": 30}
    return render_page(
        "opinions/requests.html",
        status=status,
        proposal_id=proposal_id,
        view=view,
        form=form or Form(AskingForm, start),
        channels=[(code, name_of("opinion_channels", code, spoken), "") for code in CHANNELS],
        kinds=[(code, name_of("act_kinds", code, spoken)) for code in kinds],
        documents=[(paper["id"], paper["title"]) for paper in view["documents"]],
        most_days=MOST_LINK_DAYS,
    )


def _show_one(proposal_id: str, act_id: str, *, secret: str = "", status: int = 200, **forms: Form) -> Response:
    who, catalog = actor(), services().catalog
    view = look_at(
        lambda work: consultation_views.show_request(work, catalog, actor=who, proposal_id=proposal_id, act_id=act_id),
        stream=proposal_stream(proposal_id),
    )
    address = url_for("pages.opinions.answer_link", secret=secret, _external=True) if secret else ""
    schemas = {"answer": VersionedAnswerForm, "withdrawal": ReasonForm, "link": LinkForm}
    empty = {name: Form(schema) for name, schema in schemas.items() if name not in forms}
    if request.method == "POST":
        for form in empty.values():
            form.values = {}
    response = render_page(
        "opinions/request.html",
        status=status,
        proposal_id=proposal_id,
        view=view,
        address=address,
        opinions=[(code, name_of("opinions", code, language()), "") for code in OPINIONS],
        limit_mb=services().settings.upload_limit_mb,
        forms={**empty, **forms},
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
