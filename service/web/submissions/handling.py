"""What moves a submission on: its trial, its signature, being received, settled, or given up."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_babel import gettext as _

from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.submissions import SignatureForm, VersionForm
from service.usecases.errors import Conflict, Invalid, MoveClosed, Stale
from service.usecases.submissions import submission_signing as signing
from service.usecases.submissions import submissions
from service.web.forms import Form
from service.web.kit import missing
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page
from service.web.submissions.area import attempt, back_to, found, pages
from workflows.submissions import Signature

REFUSED = (Invalid, Conflict, MoveClosed, Stale)
MODES = ("TM", "KT", "TL", "TUQ")
POSTS = ("deputy", "subordinate", "authorised")
KEPT = (
    "number",
    "signed_on",
    "signer_name",
    "signer_post",
    "sign_mode",
    "mandate_number",
    "mandate_from",
    "mandate_to",
)


@pages.get("/submissions/<string:submission_id>/sign")
@reauthenticated
def consider_signing(submission_id: str) -> Response:
    """Ask for number, day and signer."""
    shown = found(submission_id)
    return _ask(Form(SignatureForm, {name: shown[name] for name in KEPT}), shown)


@pages.post("/submissions/<string:submission_id>/sign")
@reauthenticated
def sign(submission_id: str) -> Response:
    """Record the signature and let the submission go."""
    shown, form, who, catalog = found(submission_id), Form(SignatureForm), actor(), services().catalog
    values = form.load()
    if values is not None:
        seen = values.pop("version")
        asked = {"expected_version": seen, "signature": Signature(**values)}
        try:
            attempt(lambda work: signing.sign(work, catalog, actor=who, submission_id=submission_id, **asked))
            return back_to(submission_id, said=_("Đã ghi nhận tờ trình và đang gửi từng đề nghị."))
        except REFUSED as refusal:
            form.refuse(refusal)
    return _ask(form, shown, status=422)


@pages.post("/submissions/<string:submission_id>/resume")
def resume(submission_id: str) -> Response:
    """Let a sending that broke off go on; the signature stays as it was recorded."""
    return _act(submission_id, signing.resume, _("Đang gửi tiếp các đề nghị còn lại của tờ trình."))


@pages.post("/submissions/<string:submission_id>/check")
def check(submission_id: str) -> Response:
    """Have every entry tried; nothing moves."""
    return _act(submission_id, signing.begin_trial, _("Đang kiểm tra thử từng đề nghị."))


@pages.post("/submissions/<string:submission_id>/receive")
def receive(submission_id: str) -> Response:
    """Note that the submission was taken up."""
    return _act(submission_id, signing.receive, _("Đã ghi nhận việc tiếp nhận tờ trình."))


@pages.post("/submissions/<string:submission_id>/settle")
def settle(submission_id: str) -> Response:
    """Close a submission of which every entry has its result."""
    return _act(submission_id, signing.settle, _("Đã kết thúc giải quyết tờ trình."))


@pages.post("/submissions/<string:submission_id>/discard")
def discard(submission_id: str) -> Response:
    """Give up a submission that was never signed."""
    return _act(submission_id, submissions.discard, _("Đã bỏ tờ trình. Các đề nghị được đưa vào tờ trình khác."))


def _act(submission_id: str, act: Callable[..., Any], said: str) -> Response:
    form, who, catalog = Form(VersionForm), actor(), services().catalog
    values = form.load()
    if values is None:
        raise missing()
    asked = {"submission_id": submission_id, "expected_version": values["version"]}
    try:
        attempt(lambda work: act(work, catalog, actor=who, **asked))
    except REFUSED as refusal:
        return back_to(submission_id, refusal)
    return back_to(submission_id, said=said)


def _ask(form: Form, shown: dict[str, Any], status: int = 200) -> Response:
    if "sign" not in shown["may"]:
        raise missing()
    spoken = language()
    heads = [(code, name_of("roles", code, spoken)) for code in shown["heads"]]
    return render_page(
        "submissions/sign.html",
        status=status,
        form=form,
        submission=shown,
        posts=[*heads, *((code, name_of("posts", code, spoken)) for code in POSTS)],
        modes=[(code, name_of("sign_modes", code, spoken)) for code in MODES],
    )
