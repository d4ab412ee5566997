"""The device of the second factor: set up, changed, removed, and the recovery codes for the day it is lost."""

import segno
from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, half_signed_in, services
from service.schemas.accounts import DeviceCodeInput
from service.usecases.accounts import second_factors
from service.usecases.accounts.browser_proofs import enrol_in_browser
from service.usecases.accounts.second_factors import FactorView
from service.usecases.accounts.sign_ins import ENROLMENT
from service.usecases.errors import Conflict, Invalid
from service.web.account.blueprint import pages
from service.web.account.entering import onward_address
from service.web.forms import Form
from service.web.kit import go, read, while_owing, write
from service.web.reauthentication import ask_again, keep_signed_in, reauthenticated
from service.web.rendering import render_page

GROUP = 4


@pages.get("/account/second-factor")
@while_owing(ENROLMENT)
def device() -> Response:
    """Show the second factor: how it stands, and the picture to scan while a device waits."""
    return _page(Form(DeviceCodeInput))


@pages.post("/account/second-factor/begin")
@while_owing(ENROLMENT)
def begin_device() -> Response:
    """Make the secret for a new device; who has one in use is asked once more who he is."""
    half = half_signed_in()
    asked = None if half.owes else ask_again()
    if asked is None:
        write(lambda work: second_factors.begin_enrolment(work, services(), actor=half.actor))
        return go(url_for("pages.account.device", next=onward_address()))
    return asked


@pages.post("/account/second-factor")
@while_owing(ENROLMENT)
def confirm_device() -> Response:
    """Take the device into use by its first code, and show the recovery codes, this once."""
    form = Form(DeviceCodeInput)
    values = form.load()
    if values is None:
        return _page(form, 422)
    try:
        codes, secret = enrol_in_browser(services(), half=half_signed_in(), code=values["code"])
    except (Conflict, Invalid) as refusal:
        form.refuse(refusal)
        return _page(form, 422)
    return keep_signed_in(_codes(codes, is_first=True), secret)


@pages.post("/account/second-factor/codes")
@reauthenticated
def renew_codes() -> Response:
    """Make new recovery codes and show them, this once."""
    codes = write(lambda work: second_factors.renew_recovery_codes(work, services(), actor=actor()))
    return _codes(codes, is_first=False)


@pages.post("/account/second-factor/remove")
@reauthenticated
def remove_device() -> Response:
    """Do without a second factor from now on."""
    write(lambda work: second_factors.remove_second_factor(work, services(), actor=actor()))
    flash(_("Đã bỏ xác thực bước hai."))
    return go(url_for("pages.account.show"))


def _codes(codes: tuple[str, ...], *, is_first: bool) -> Response:
    return render_page("account/recovery_codes.html", codes=codes, is_first=is_first, onward=onward_address())


def _page(form: Form, status: int = 200) -> Response:
    half = half_signed_in()
    view = read(lambda work: second_factors.show_second_factor(work, services(), actor=half.actor))
    return render_page(
        "account/device.html",
        status=status,
        form=form,
        view=view,
        half=half,
        picture=_picture(view),
        secret=" ".join(view.secret[place : place + GROUP] for place in range(0, len(view.secret), GROUP)),
        onward=onward_address() if "next" in request.values else url_for("pages.account.show"),
    )


def _picture(view: FactorView) -> str:
    """Return the address of the picture that a device scans, drawn here and held in the address itself."""
    return segno.make(view.address, error="m").svg_data_uri(scale=5, border=2) if view.address else ""
