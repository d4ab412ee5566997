"""One's own account: roles, password, browsers that are signed in, linked identities."""

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, network, services, signed_in
from service.schemas.accounts import NewPasswordInput
from service.usecases.accounts import (
    accounts,
    browser_sessions,
    password_changes,
    provider_sign_ins,
    second_factors,
    tokens,
)
from service.usecases.errors import Invalid, TooManyAttempts, Unauthenticated
from service.web.account.agents import name_of_agent
from service.web.account.blueprint import pages
from service.web.account.locks import answer_locked
from service.web.forms import Form
from service.web.kit import go, read, write
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page


@pages.get("/account")
def show() -> Response:
    """Show the own account."""
    who, here = actor(), signed_in()
    own = read(lambda work: accounts.show_account(work, actor=who, account_id=who.account_id))
    today = read(lambda work: work.today).isoformat()
    return render_page(
        "account/account.html",
        own=own,
        held=[held for held in own["roles"] if (held["valid_to"] or today) >= today >= (held["valid_from"] or today)],
        factor=read(lambda work: second_factors.show_second_factor(work, services(), actor=who)),
        sessions=[
            {**row, "agent": name_of_agent(row["agent"]), "is_here": row["id"] == here.session_id}
            for row in read(lambda work: browser_sessions.list_sessions(work, actor=who))
        ],
        tokens=read(lambda work: tokens.list_tokens(work, actor=who)),
        identities=read(lambda work: provider_sign_ins.list_identities(work, actor=who)),
    )


@pages.route("/account/password", methods=["GET", "POST"])
def password() -> Response:
    """Change the password, and sign every other browser out."""
    form = Form(NewPasswordInput)
    values = form.load() if request.method == "POST" else None
    if values is not None and values["new"] != values["again"]:
        form.note([{"path": "again", "code": "not-repeated"}])
    if values is None or form.has_problems:
        return render_page("account/password.html", form=form, status=422 if form.problems else 200)
    return _change(form, values["old"], values["new"])


@pages.post("/account/sessions/<session_id>/end")
def end_session(session_id: str) -> Response:
    """Sign one of the own browsers out."""
    who = actor()
    write(lambda work: browser_sessions.end_session(work, actor=who, session_id=session_id))
    flash(_("Đã đăng xuất trình duyệt đó."))
    return go(url_for("pages.account.show"))


@pages.post("/account/sessions/end-others")
def end_other_sessions() -> Response:
    """Sign every own browser out but this one."""
    who, here = actor(), signed_in()
    ended = write(lambda work: browser_sessions.end_other_sessions(work, actor=who, keep=here.session_id))
    flash(_("Đã đăng xuất %(count)s trình duyệt khác.", count=ended))
    return go(url_for("pages.account.show"))


@pages.post("/account/identities/<identity_id>/unlink")
@reauthenticated
def unlink_identity(identity_id: str) -> Response:
    """Remove the link to an identity of the provider."""
    who = actor()
    write(lambda work: provider_sign_ins.unlink_identity(work, actor=who, identity_id=identity_id))
    flash(_("Đã gỡ danh tính liên kết."))
    return go(url_for("pages.account.show"))


def _change(form: Form, old: str, new: str) -> Response:
    try:
        password_changes.change_password(
            services(), actor=actor(), old=old, new=new, network=network(), keep_session=signed_in().session_id
        )
    except TooManyAttempts as refusal:
        return answer_locked(refusal, url_for("pages.account.password"))
    except Invalid as refusal:
        form.refuse(refusal)
    except Unauthenticated:
        form.note([{"path": "old", "code": "wrong-password"}])
    if form.has_problems:
        return render_page("account/password.html", form=form, status=422)
    flash(_("Đã đổi mật khẩu. Mọi trình duyệt khác đã bị đăng xuất."))
    return go(url_for("pages.account.show"))
