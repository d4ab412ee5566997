"""Proving more than a password: the code of a half sign-in, and once more who sits here before a grave act."""

from flask import Response, request, url_for

from service.http.context import half_signed_in, network, services, signed_in
from service.http.identity_provider import is_offered
from service.schemas.accounts import CodeInput
from service.usecases.accounts.browser_proofs import prove_second_factor
from service.usecases.accounts.sign_ins import CODE
from service.usecases.errors import TooManyAttempts, Unauthenticated
from service.web.account.blueprint import pages
from service.web.account.entering import onward_address
from service.web.account.locks import answer_locked
from service.web.forms import Form
from service.web.kit import go, while_owing
from service.web.reauthentication import keep_signed_in, take_proof
from service.web.rendering import render_page


@pages.route("/sign-in/second-factor", methods=["GET", "POST"])
@while_owing(CODE)
def second_factor() -> Response:
    """Ask for the code of the device, or for a recovery code, and complete the sign-in."""
    half, form = half_signed_in(), Form(CodeInput)
    if half.owes != CODE:
        return go(onward_address())
    values = form.load() if request.method == "POST" else None
    if values is None:
        return _code_form(form, 422 if form.problems else 200)
    code = values["code"] or values["recovery_code"]
    try:
        secret = prove_second_factor(services(), half=half, code=code, network=network())
    except TooManyAttempts as refusal:
        return answer_locked(refusal, url_for("pages.account.second_factor", next=onward_address()))
    except Unauthenticated as refusal:
        form.refuse(refusal)
        form.values = {}  # a code that was refused is of no more use
        return _code_form(form, 403)
    return keep_signed_in(go(onward_address()), secret)


@pages.route("/sign-in/confirm", methods=["GET", "POST"])
def confirm() -> Response:
    """Ask once more who sits here, before a page that only opens to somebody just confirmed."""
    form = Form(CodeInput)
    if request.method == "GET":
        return _confirm_form(form)
    try:
        take_proof()
    except TooManyAttempts as refusal:
        return answer_locked(refusal, url_for("pages.account.confirm", next=onward_address()))
    except Unauthenticated as refusal:
        form.refuse(refusal)
        return _confirm_form(form, 403)
    return go(onward_address())


@pages.get("/sign-in/confirmed")
def confirmed() -> Response:
    """Say, in a tab of its own, that the act may go on in the other one."""
    return render_page("account/confirmed.html")


def _code_form(form: Form, status: int = 200) -> Response:
    half = half_signed_in()
    return render_page("account/second_factor.html", status=status, form=form, onward=onward_address(), half=half)


def _confirm_form(form: Form, status: int = 200) -> Response:
    return render_page(
        "account/confirm.html",
        status=status,
        form=form,
        onward=onward_address(),
        here=signed_in(),
        provider=is_offered() and services().settings.oidc_name,
    )
