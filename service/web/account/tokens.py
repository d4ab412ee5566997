"""Tokens of one's own account: by which programs speak in one's name."""

from flask import Response, flash, url_for
from flask_babel import gettext as _

from service.http.context import actor, services
from service.schemas.accounts import NewTokenInput
from service.usecases.accounts import tokens
from service.usecases.errors import Invalid
from service.usecases.scopes import EVERYTHING
from service.web.account.blueprint import pages
from service.web.forms import Form
from service.web.kit import go, write
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page

HOURS, OFFERED_DAYS = 24, (2, 7, 30, 90, 365)
READING = ":read"


@pages.get("/account/tokens/new")
def new_token() -> Response:
    """Show the form for a new token."""
    return _form(Form(NewTokenInput, {"days": "7", "reach": "read"}))


@pages.post("/account/tokens")
@reauthenticated
def issue_token() -> Response:
    """Make a token and show it, this once."""
    form, who = Form(NewTokenInput), actor()
    values = form.load()
    if values is None:
        return _form(form, 422)
    scopes = [EVERYTHING] if values["reach"] == "all" else sorted(_reading())
    most, hours = services().settings.token_lifetime_hours, values["days"] * HOURS
    try:
        issued = write(
            lambda work: tokens.issue_token(
                work, actor=who, name=values["name"], scopes=scopes, lifetime_hours=hours, most_hours=most
            )
        )
    except Invalid as refusal:
        form.refuse(refusal)
        return _form(form, 422)
    return render_page("account/token.html", token=issued)


@pages.post("/account/tokens/<token_id>/revoke")
def revoke_token(token_id: str) -> Response:
    """Make one of the own tokens useless."""
    who = actor()
    write(lambda work: tokens.revoke_token(work, actor=who, token_id=token_id))
    flash(_("Đã thu hồi mã truy cập."))
    return go(url_for("pages.account.show"))


def _reading() -> set[str]:
    return {scope for scope in tokens.known_scopes() if scope.endswith(READING)}


def _form(form: Form, status: int = 200) -> Response:
    most = services().settings.token_lifetime_hours // HOURS
    days = [(days, _("%(count)s ngày", count=days)) for days in OFFERED_DAYS if days <= most]
    return render_page("account/new_token.html", status=status, form=form, days=days)
