"""Overrides of one proposal: what may be asked for, what waits for a second officer, what became of the others."""

from collections.abc import Callable
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.schemas.overrides import ConfirmationForm, DropForm, OverrideForm
from service.usecases.case_views import proposal_as_data
from service.usecases.errors import Conflict, Invalid, PermissionDenied, Stale
from service.usecases.moves import overrides
from service.usecases.moves.override_views import offer_overrides
from service.usecases.streams import proposal_stream
from service.web.forms import Form
from service.web.kit import attempt_as, flash_note, go, look_at
from service.web.proposals.area import pages
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page

REFUSALS = (Invalid, Conflict, Stale, PermissionDenied)


@pages.get("/proposals/<string:proposal_id>/overrides")
def overrides_of(proposal_id: str) -> Response:
    """Show the overrides of a proposal and the form by which one is asked for."""
    return _show(proposal_id, Form(OverrideForm))


@pages.post("/proposals/<string:proposal_id>/overrides")
@reauthenticated
def override(proposal_id: str) -> Response:
    """Ask for an override; it waits for a second officer."""
    form, who, catalog = Form(OverrideForm), actor(), services().catalog
    values = form.load()
    if values is None:
        return _show(proposal_id, form, status=422)
    version = values.pop("version")
    request = overrides.Request(**values)
    return _do(
        proposal_id,
        form,
        "propose-override",
        lambda work: overrides.propose_override(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, request=request
        ),
        _("Đã ghi đề nghị. Cần người thứ hai, chưa xử lý hồ sơ này, xác nhận."),
    )


@pages.post("/proposals/<string:proposal_id>/overrides/<string:act_id>/confirmation")
@reauthenticated
def confirm_override(proposal_id: str, act_id: str) -> Response:
    """Confirm what another officer asked for."""
    form, who, catalog = Form(ConfirmationForm), actor(), services().catalog
    values = form.load()
    if values is None:
        return _show(proposal_id, form, status=422)
    return _do(
        proposal_id,
        form,
        "confirm-override",
        lambda work: overrides.confirm_override(
            work, catalog, actor=who, proposal_id=proposal_id, act_id=act_id, expected_version=values["version"]
        ),
        _("Đã xác nhận. Thao tác ấy làm được một lần, khi hồ sơ chưa thay đổi."),
    )


@pages.post("/proposals/<string:proposal_id>/overrides/<string:act_id>/ending")
def drop_override(proposal_id: str, act_id: str) -> Response:
    """Withdraw or decline an override, with the reason."""
    form, who, catalog = Form(DropForm), actor(), services().catalog
    values = form.load()
    if values is None:
        return _show(proposal_id, form, status=422)
    return _do(
        proposal_id,
        form,
        "drop-override",
        lambda work: overrides.drop_override(
            work, catalog, actor=who, proposal_id=proposal_id, act_id=act_id, expected_version=values["version"],
            reason=values["reason"],
        ),
        _("Đã ghi nhận; không có gì được cho vượt."),
    )  # fmt: skip


def _do(proposal_id: str, form: Form, action: str, act: Callable[[Work], Any], said: str) -> Response:
    try:
        attempt_as(act, stream=proposal_stream(proposal_id), action=action)
    except REFUSALS as refusal:
        if isinstance(refusal, Stale):
            form.values.pop("version", None)
        form.refuse(refusal)
        return _show(proposal_id, form, status=422 if isinstance(refusal, Invalid) else 409)
    flash_note("good", said)
    return go(url_for("pages.proposals.overrides_of", proposal_id=proposal_id))


def _show(proposal_id: str, form: Form, *, status: int = 200) -> Response:
    who, catalog, spoken = actor(), services().catalog, language()
    page = look_at(
        lambda work: offer_overrides(work, catalog, actor=who, proposal_id=proposal_id, language=spoken),
        stream=proposal_stream(proposal_id),
    )
    return render_page(
        "proposals/overrides.html",
        status=status,
        proposal=proposal_as_data(page["data"]),
        overrides=page["overrides"],
        offers=page["offers"],
        may_settle=page["may_settle"],
        account_id=who.account_id,
        form=form,
    )
