"""The asked body's pages: its requests, and one of them with what was given to read and the form to answer."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.opinions import AnswerForm
from service.usecases.errors import Conflict, Invalid, UploadRefused
from service.usecases.opinions import answering, asked_views
from service.web.forms import Form, refuse_beside_file
from service.web.kit import flash_note, go, read
from service.web.opinions.area import answered_of, hand_out, pages
from service.web.rendering import render_page
from workflows.consultations import OPINIONS

LIMIT = 50


@pages.get("/consultations")
def index() -> Response:
    """Show what one's bodies are or were asked, newest first."""
    who, after = actor(), request.args.get("after") or None
    page = read(lambda work: asked_views.list_asked(work, actor=who, after=after, limit=LIMIT))
    onward = url_for("pages.opinions.index", after=page.next) if page.next else ""
    return render_page("opinions/asked_list.html", items=page.items, onward=onward, is_later=after is not None)


@pages.get("/consultations/<act_id>")
def asked(act_id: str) -> Response:
    """Show what one's body is asked."""
    return _show(act_id, Form(AnswerForm))


@pages.post("/consultations/<act_id>")
def give_answer(act_id: str) -> Response:
    """Give the opinion of one's body."""
    form, who = Form(AnswerForm), actor()
    values = form.load()
    if values is None:
        return _show(act_id, form, status=422)
    try:
        answering.answer_as_officer(services(), actor=who, act_id=act_id, answered=answered_of(values))
    except (Invalid, Conflict, UploadRefused) as error:
        refuse_beside_file(form, error)
        return _show(act_id, form, status=422)
    flash_note("good", _("Đã gửi ý kiến của cơ quan anh/chị."))
    return go(url_for("pages.opinions.index"))


@pages.get("/consultations/<act_id>/documents/<document_id>")
def asked_document(act_id: str, document_id: str) -> Response:
    """Send a document that was given to read."""
    found = asked_views.open_asked_document(services(), actor=actor(), act_id=act_id, document_id=document_id)
    return hand_out(*found)


def _show(act_id: str, form: Form, *, status: int = 200) -> Response:
    view = asked_views.open_asked(services(), actor=actor(), act_id=act_id)
    addresses = {
        paper["id"]: url_for("pages.opinions.asked_document", act_id=act_id, document_id=paper["id"])
        for paper in view["documents"]
    }
    return render_page(
        "opinions/asked.html",
        status=status,
        view=view,
        form=form,
        addresses=addresses,
        opinions=[(code, name_of("opinions", code, language()), "") for code in OPINIONS],
        limit_mb=services().settings.upload_limit_mb,
    )
