"""The public notice of a proposal as those who deal with it see it: post, take down, settle comments, conclude."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.opinions import NoticeForm, ReasonForm, SettlementForm, VersionForm
from service.usecases.errors import Conflict, Invalid, Stale
from service.usecases.opinions import notice_comments, notice_views, public_notices
from service.usecases.opinions.notice_comments import OUTCOMES
from service.usecases.streams import proposal_stream
from service.web.forms import Form
from service.web.kit import attempt_as, flash_note, go, look_at
from service.web.opinions.area import pages
from service.web.rendering import render_page

REFUSED = (Invalid, Conflict, Stale)
PLACE = "/proposals/<proposal_id>/public-notice"


@pages.get(PLACE)
def notice(proposal_id: str) -> Response:
    """Show the notice of a proposal, its comments, and what is still to be done."""
    return _show(proposal_id, {})


@pages.post(PLACE)
def post_notice(proposal_id: str) -> Response:
    """Post a notice for the working days that the flow gives."""
    form = Form(NoticeForm)
    if not _change(proposal_id, public_notices.post_notice, "post-notice", form, {}):
        return _show(proposal_id, {"post": form}, status=422)
    flash_note("good", _("Đã đăng lấy ý kiến công khai."))
    return _back(proposal_id)


@pages.post(f"{PLACE}/<act_id>/withdrawal")
def withdraw_notice(proposal_id: str, act_id: str) -> Response:
    """Take a notice down at once."""
    form = Form(ReasonForm)
    if not _change(proposal_id, public_notices.withdraw_notice, "post-notice", form, {"act_id": act_id}):
        return _show(proposal_id, {"withdrawal": form}, status=422)
    flash_note("good", _("Đã gỡ nội dung lấy ý kiến công khai."))
    return _back(proposal_id)


@pages.post(f"{PLACE}/<act_id>/conclusion")
def conclude_notice(proposal_id: str, act_id: str) -> Response:
    """Record that the window is over and every comment settled."""
    form = Form(VersionForm)
    if not _change(proposal_id, public_notices.conclude_notice, "conclude-notice", form, {"act_id": act_id}):
        return _show(proposal_id, {"conclusion": form}, status=422)
    flash_note("good", _("Đã ghi nhận kết thúc lấy ý kiến công khai."))
    return _back(proposal_id)


@pages.post(f"{PLACE}/<act_id>/comments/<comment_id>")
def settle_comment(proposal_id: str, act_id: str, comment_id: str) -> Response:
    """Settle a comment with a conclusion."""
    form, named = Form(SettlementForm), {"act_id": act_id, "comment_id": comment_id}
    if not _change(proposal_id, notice_comments.settle_comment, "settle-comment", form, named):
        return _show(proposal_id, {"settlement": form}, settling=comment_id, status=422)
    flash_note("good", _("Đã ghi kết luận."))
    return _back(proposal_id)


def _back(proposal_id: str) -> Response:
    return go(url_for("pages.opinions.notice", proposal_id=proposal_id))


def _change(proposal_id: str, change: Any, action: str, form: Form, named: dict[str, str]) -> bool:
    """Do it in the name of whoever is signed in; False with every problem noted when it is refused."""
    who, catalog, values = actor(), services().catalog, form.load()
    if values is None:
        return False
    stated = values | named
    version = stated.pop("version")
    try:
        attempt_as(
            lambda work: change(work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, **stated),
            stream=proposal_stream(proposal_id),
            action=action,
        )
    except REFUSED as error:
        if isinstance(error, Stale):
            form.values.pop("version", None)
        form.refuse(error)
        return False
    return True


def _show(proposal_id: str, forms: dict[str, Form], *, settling: str = "", status: int = 200) -> Response:
    who, catalog, after = actor(), services().catalog, request.args.get("after") or None
    view = look_at(
        lambda work: notice_views.show_notice(work, catalog, actor=who, proposal_id=proposal_id, after=after),
        stream=proposal_stream(proposal_id),
    )
    onward = url_for("pages.opinions.notice", proposal_id=proposal_id, after=view["next"]) if view["next"] else ""
    schemas = {"post": NoticeForm, "withdrawal": ReasonForm, "settlement": SettlementForm, "conclusion": VersionForm}
    empty = {name: Form(schema) for name, schema in schemas.items() if name not in forms}
    for form in empty.values():
        form.values = {}
    return render_page(
        "opinions/notice.html",
        status=status,
        proposal_id=proposal_id,
        view=view,
        onward=onward,
        is_later=after is not None,
        settling=settling or request.args.get("settle", ""),
        outcomes=[(code, name_of("comment_outcomes", code, language()), "") for code in OUTCOMES],
        forms={**empty, **forms},
    )
