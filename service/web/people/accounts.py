"""Accounts: listed and found, one with its roles and delegations, added, locked, given a first password."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, services
from service.schemas.people_forms import AccountForm, NewAccountForm
from service.usecases.accounts import accounts, delegations, first_passwords, new_accounts, separations
from service.usecases.accounts.accounts import MANAGE
from service.usecases.cases import require
from service.usecases.errors import Conflict, Invalid
from service.web.forms import Form
from service.web.kit import flash_note, go, read, write
from service.web.people.area import pages, show
from service.web.reauthentication import reauthenticated


@pages.get("/accounts")
def list_accounts() -> Response:
    """Show accounts by user name, or those that have the words asked for."""
    who, query, after = actor(), request.args.get("q", "").strip(), request.args.get("after")
    found = read(lambda work: accounts.list_accounts(work, actor=who, query=query, after=after, limit=50))
    keys = [row["id"] for row in found.items]
    held = read(lambda work: accounts.roles_today(work, actor=who, account_ids=keys))
    return show("accounts.html", query=query, found=found, held=held, after=after, fragment="results")


@pages.get("/accounts/<account_id>")
def show_account(account_id: str) -> Response:
    """Show one account: its roles, what it was lent, and which steps its roles keep apart."""
    return _page_of(account_id)


@pages.route("/accounts/new", methods=["GET", "POST"])
@reauthenticated
def add_account() -> Response:
    """Add an account without a password and without roles."""
    who, form = actor(), Form(NewAccountForm)
    require(who, MANAGE)
    values = form.load() if request.method == "POST" else None
    if values is not None:
        try:
            made = write(lambda work: new_accounts.add_closed_account(work, actor=who, values=values))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash_note(
                "good", _("Đã tạo tài khoản %(name)s. Hãy giao vai trò và cấp mật khẩu ban đầu.", name=made["name"])
            )
            return go(url_for("pages.people.show_account", account_id=made["id"]))
    return show("account_new.html", form=form, status=422 if form.has_problems else 200)


@pages.route("/accounts/<account_id>/edit", methods=["GET", "POST"])
@reauthenticated
def change_account(account_id: str) -> Response:
    """Change an account's name, lock it or open it again."""
    who = actor()
    require(who, MANAGE)
    account = read(lambda work: accounts.show_account(work, actor=who, account_id=account_id))
    form = Form(AccountForm, {"name": account["name"], "is_active": "true" if account["is_active"] else ""})
    values = form.load() if request.method == "POST" else None
    if values is not None:
        try:
            write(lambda work: accounts.change_account(work, actor=who, account_id=account_id, values=values))
        except Invalid as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã lưu tài khoản %(name)s.", name=values["name"]))
            return go(url_for("pages.people.show_account", account_id=account_id))
    return show("account_edit.html", form=form, account=account, status=422 if form.has_problems else 200)


@pages.post("/accounts/<account_id>/password")
@reauthenticated
def issue_account_password(account_id: str) -> Response:
    """Issue a password and show it this once, without a redirect: nothing of it is kept anywhere to be shown again."""
    who, passwords = actor(), services().passwords
    made = write(lambda work: first_passwords.issue_password(work, passwords, actor=who, account_id=account_id))
    page = _page_of(account_id, password=made)
    page.headers["Cache-Control"] = "no-store"
    return page


def _page_of(account_id: str, **more: Any) -> Response:
    who, catalog = actor(), services().catalog
    account = read(lambda work: accounts.show_account(work, actor=who, account_id=account_id))
    apart = read(lambda work: separations.list_separations(work, catalog, actor=who, account_id=account_id))
    lent = read(lambda work: delegations.list_delegations(work, actor=who, account_id=account_id, limit=20))
    roles = read(lambda work: accounts.with_standing(work, account["roles"]))
    is_own = who.account_id == account_id
    return show("account.html", account=account, roles=roles, apart=apart, lent=lent, is_own=is_own, **more)
