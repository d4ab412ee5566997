"""Roles: granted in a body under a document with what they keep apart said first, and taken back."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, services
from service.schemas.people_forms import RoleForm
from service.usecases.accounts import accounts, separations
from service.usecases.accounts.accounts import MANAGE
from service.usecases.cases import require
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied
from service.usecases.registry import registry
from service.web.forms import Form
from service.web.kit import flash_note, go, missing, read, write
from service.web.people.area import pages, show
from service.web.people.choices import role_choices
from service.web.reauthentication import reauthenticated

TERMS = ("valid_from", "valid_to", "document")


@pages.route("/accounts/<account_id>/roles/new", methods=["GET", "POST"])
@reauthenticated
def grant_role(account_id: str) -> Response:
    """Grant a role; when it keeps steps apart from roles held already, say so once before it is done."""
    who, form = actor(), Form(RoleForm, {"organisation": request.args.get("organisation", "")})
    require(who, MANAGE)
    account = read(lambda work: accounts.show_account(work, actor=who, account_id=account_id))
    values = form.load() if request.method == "POST" else None
    apart = _kept_apart(account_id, values, form) if values is not None else []
    if values is not None and not form.has_problems and (values["seen"] or not apart):
        given = {name: values[name] for name in ("role", *TERMS)}
        try:
            write(
                lambda work: accounts.grant_role_by_names(
                    work, actor=who, username=account["username"], organisation_code=values["organisation"], **given
                )
            )
        except (Invalid, Conflict, PermissionDenied) as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã giao vai trò cho %(name)s.", name=account["name"]))
            return go(url_for("pages.people.show_account", account_id=account_id))
    status = 422 if form.has_problems else 200
    return show("role_new.html", form=form, account=account, apart=apart, roles=role_choices(), status=status)


@pages.route("/accounts/<account_id>/roles/<assignment_id>/revoke", methods=["GET", "POST"])
@reauthenticated
def revoke_role(account_id: str, assignment_id: str) -> Response:
    """Ask before a role is taken back, then take it back from this moment."""
    who = actor()
    require(who, MANAGE)
    account = read(lambda work: accounts.show_account(work, actor=who, account_id=account_id))
    held = next((role for role in account["roles"] if role["id"] == assignment_id), None)
    if held is None:
        raise missing()
    if request.method == "POST":
        write(lambda work: accounts.revoke_role(work, actor=who, assignment_id=assignment_id))
        flash_note("good", _("Đã thôi giao vai trò. Quyền hết hiệu lực ngay."))
        return go(url_for("pages.people.show_account", account_id=account_id))
    return show("role_revoke.html", account=account, held=held)


def _kept_apart(account_id: str, values: dict[str, Any], form: Form) -> list[dict[str, Any]]:
    """Return what the wished role would keep apart; notes a body that nobody has heard of."""
    who, catalog = actor(), services().catalog
    try:
        body = read(lambda work: registry.find_body(work, actor=who, code=values["organisation"]))
    except NotFound:
        form.note([{"path": "organisation", "code": "no-such-code", "params": {"codes": values["organisation"]}}])
        return []
    wanted = {"role": values["role"], "organisation_id": body["id"]}
    return read(lambda work: separations.list_separations(work, catalog, actor=who, account_id=account_id, **wanted))
