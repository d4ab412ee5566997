"""The page behind a private link: no account, one request, one answer; nothing may remember or pass on its address."""

from flask import Response, url_for
from flask_babel import gettext as _

from service.http.context import language, network, services
from service.i18n import name_of
from service.schemas.opinions import AnswerForm
from service.usecases.errors import Conflict, Invalid, UploadRefused
from service.usecases.opinions import answer_links
from service.web.forms import Form, refuse_beside_file
from service.web.kit import flash_note, go, public
from service.web.opinions.area import answered_of, hand_out, pages
from service.web.rendering import render_page
from workflows.consultations import OPINIONS


@pages.get("/answers/<secret>")
@public
def answer_link(secret: str) -> Response:
    """Show what is asked by this link."""
    return _show(secret, Form(AnswerForm))


@pages.post("/answers/<secret>")
@public
def answer_by_link(secret: str) -> Response:
    """Give the opinion that is asked by this link."""
    form = Form(AnswerForm)
    values = form.load()
    if values is None:
        return _show(secret, form, status=422)
    try:
        answer_links.answer_by_link(services(), secret=secret, network=network(), answered=answered_of(values))
    except (Invalid, Conflict, UploadRefused) as error:
        refuse_beside_file(form, error)
        return _show(secret, form, status=422)
    flash_note("good", _("Đã gửi ý kiến. Cảm ơn cơ quan anh/chị."))
    return _closed(go(url_for("pages.opinions.answer_link", secret=secret)))


@pages.get("/answers/<secret>/documents/<document_id>")
@public
def link_document(secret: str, document_id: str) -> Response:
    """Send a document that was given to read by this link."""
    found = answer_links.open_link_document(services(), secret=secret, document_id=document_id, network=network())
    return _closed(hand_out(*found))


def _show(secret: str, form: Form, *, status: int = 200) -> Response:
    view = answer_links.open_link(services(), secret=secret, network=network())
    addresses = {
        paper["id"]: url_for("pages.opinions.link_document", secret=secret, document_id=paper["id"])
        for paper in view["documents"]
    }
    page = render_page(
        "opinions/link.html",
        status=status,
        view=view,
        form=form,
        addresses=addresses,
        opinions=[(code, name_of("opinions", code, language()), "") for code in OPINIONS],
        limit_mb=services().settings.upload_limit_mb,
    )
    return _closed(page)


def _closed(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store"
    return response
