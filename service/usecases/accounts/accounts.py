"""Accounts and the roles they hold; who signs in and by which token stands beside (sign_ins.py, tokens.py)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from service.db import accounts, organisations, trees
from service.db.accounts import AccountRow, HoldingRow
from service.db.errors import DuplicateKey
from service.db.errors import NotFound as RowMissing
from service.db.names import nominee_names
from service.db.work import Work
from service.usecases.accounts.password_rules import check_password_wish
from service.usecases.accounts.sign_ins import normal_username, sign_in
from service.usecases.accounts.tokens import IssuedToken, authenticate, issue_token, list_tokens, revoke_token
from service.usecases.cases import require
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied
from service.usecases.fields import FieldReader
from service.usecases.pages import Page, page_of
from service.usecases.passwords import Passwords
from service.usecases.recording import plain, record
from service.usecases.streams import account_stream
from workflows.policy import Actor, roles

__all__ = [
    "IssuedToken",
    "add_account",
    "authenticate",
    "change_account",
    "grant_role",
    "issue_token",
    "list_accounts",
    "list_tokens",
    "revoke_role",
    "revoke_token",
    "show_account",
    "sign_in",
]

MANAGE = "account:manage"
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}", re.ASCII)
IMPLIED = frozenset({"nominee"})  # held by being the nominee, never granted


def add_account(
    work: Work, passwords: Passwords, *, actor: Actor, username: str, name: str, password: str, nominee_id: str | None
) -> dict[str, Any]:
    """Add an account without any role and record `account.added`.

    Raises PermissionDenied, Invalid with every problem, Conflict for a username in use.
    """
    require(actor, MANAGE)
    known_as, shown = check_account_values(username=username, name=name, password=password)
    if nominee_id and nominee_id not in nominee_names(work, [nominee_id]):
        raise Invalid("invalid-input", {"problems": [{"path": "nominee_id", "code": "not-found", "params": {}}]})
    hashed = passwords.hash(password)
    try:
        row = accounts.add_account(work, username=known_as, name=shown, password_hash=hashed, nominee_id=nominee_id)
    except DuplicateKey:
        raise Conflict("already-exists", {"kind": "account", "username": known_as}) from None
    facts = {"subject": row.id, "nominee": nominee_id}
    private = {"full_name": shown, "pseudonym": known_as}
    record(work, stream=account_stream(row.id), event="account.added", actor=actor, facts=facts, private=private)
    return account_as_data(row, [])


def check_account_values(*, username: str, name: str, password: str) -> tuple[str, str]:
    """Return username and name as they are kept; raises Invalid with every problem, a weak password included."""
    reader = FieldReader({"name": name})
    shown = reader.text("name", required=True, longest=200)
    known_as = normal_username(username)
    if not USERNAME.fullmatch(known_as):
        reader.problem("username", "not-a-username")
    check_password_wish(reader, "password", password, username=known_as, known=[shown])
    reader.finish()
    return known_as, shown


def change_account(work: Work, *, actor: Actor, account_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Change an account's name or whether it may be used (`name`, `is_active`, with `reason` when it is disabled).

    A disabled account is refused at its very next request. Nobody disables himself.
    """
    require(actor, MANAGE)
    before = _get(work, account_id)
    reader = FieldReader(values)
    given = {
        "name": reader.text("name", required=reader.has("name"), longest=200),
        "is_active": reader.flag("is_active"),
    }
    disables = before.is_active and given["is_active"] is False
    reason = reader.text("reason", required=disables)
    if disables and actor.account_id == account_id:
        reader.problem("is_active", "own-account")
    reader.finish()
    changes = {name: value for name, value in given.items() if reader.has(name) and getattr(before, name) != value}
    if not changes:
        return account_as_data(before, accounts.list_holdings(work, account_id))
    after = accounts.update_account(work, account_id, changes)
    event = "account.disabled" if disables else "account.changed"
    facts = {"subject": account_id, "fields": sorted(changes)}
    private = {"reason": reason, "full_name": str(changes.get("name", ""))}
    record(work, stream=account_stream(account_id), event=event, actor=actor, facts=facts, private=private)
    return account_as_data(after, accounts.list_holdings(work, account_id))


def grant_role(
    work: Work,
    *,
    actor: Actor,
    account_id: str,
    role: str,
    organisation_id: str,
    valid_from: date | None,
    valid_to: date | None,
    document: str,
) -> dict[str, Any]:
    """Give an account a role in a body between two days, under a document; it counts from the next request on.

    Nobody grants a role to himself. Raises PermissionDenied, NotFound, Invalid, Conflict for a role held already.
    """
    require(actor, MANAGE)
    if actor.account_id == account_id:
        raise PermissionDenied("permission-denied", {"permission": MANAGE, "ground": "own-account"})
    account = _get(work, account_id)
    reader = FieldReader({"role": role, "valid_from": valid_from, "valid_to": valid_to, "document": document})
    known = reader.word("role", roles().keys() - IMPLIED, required=True)
    starts, ends = reader.period("valid_from", "valid_to")
    paper = reader.text("document")
    if organisation_id not in organisations.load_organisations(work, [organisation_id]):
        reader.problem("organisation_id", "not-found")
    reader.finish()
    _refuse_repetition(work, account_id, known, organisation_id, starts or work.today)
    given = accounts.grant_role(
        work,
        account_id,
        known,
        organisation_id,
        valid_from=starts,
        valid_to=ends,
        granted_by=actor.account_id,
        document=paper,
    )
    _record_role(work, actor, "role.granted", account, given)
    return holding_as_data(given)


def grant_role_by_names(
    work: Work, *, actor: Actor, username: str, role: str, organisation_code: str, **particulars: Any
) -> dict[str, Any]:
    """Give a role by username and code of the body, as people know them; otherwise as `grant_role`."""
    require(actor, MANAGE)
    account = accounts.find_account(work, normal_username(username))
    if account is None:
        raise NotFound("not-found", {"kind": "account", "id": username})
    body = organisations.find_organisation(work, organisation_code)
    if body is None:
        raise NotFound("not-found", {"kind": "organisation", "id": organisation_code})
    return grant_role(work, actor=actor, account_id=account.id, role=role, organisation_id=body.id, **particulars)


def revoke_role(work: Work, *, actor: Actor, assignment_id: str) -> dict[str, Any]:
    """End a role from this very moment; its row stays as a record. Raises PermissionDenied, NotFound."""
    require(actor, MANAGE)
    try:
        held = accounts.get_holding(work, assignment_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "role", "id": assignment_id}) from None
    yesterday = work.today - timedelta(days=1)
    if held.valid_to is not None and held.valid_to <= yesterday:
        return holding_as_data(held)
    accounts.revoke_role(work, assignment_id, valid_to=yesterday)
    _record_role(work, actor, "role.revoked", _get(work, held.account_id), held)
    return holding_as_data(accounts.get_holding(work, assignment_id))


def list_accounts(work: Work, *, actor: Actor, query: str = "", after: str | None = None, limit: int = 50) -> Page:
    """Return accounts by username, found by words of their names, without their roles (see `show_account`)."""
    require(actor, MANAGE)
    rows = accounts.list_accounts(work, query=query, after=after, limit=limit + 1)
    return page_of([_shown(row) for row in rows], limit)


def roles_today(work: Work, *, actor: Actor, account_ids: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """Return the roles that some accounts hold today, by account: `role` and `organisation_name` of each."""
    require(actor, MANAGE)
    found: dict[str, list[dict[str, str]]] = {}
    for held in trees.list_held(work, account_ids):
        found.setdefault(held.account_id, []).append({"role": held.role, "organisation_name": held.organisation_name})
    return found


def show_account(work: Work, *, actor: Actor, account_id: str) -> dict[str, Any]:
    """Return an account with every role it holds or held: one's own, or anybody's for those who manage accounts."""
    if actor.account_id != account_id:
        require(actor, MANAGE)
    return account_as_data(_get(work, account_id), accounts.list_holdings(work, account_id))


def with_standing(work: Work, held: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return roles as they are shown, each with its standing today: `ahead`, `active` or `over`; what holds first."""
    today = work.today.isoformat()

    def standing(row: dict[str, Any]) -> str:
        if row["valid_to"] and row["valid_to"] < today:
            return "over"
        return "ahead" if row["valid_from"] and row["valid_from"] > today else "active"

    return sorted(({**row, "standing": standing(row)} for row in held), key=lambda row: row["standing"] == "over")


def account_as_data(row: AccountRow, holdings: list[HoldingRow]) -> dict[str, Any]:
    """Return an account as it is shown, never its password's hash."""
    return _shown(row) | {"roles": [holding_as_data(held) for held in holdings]}


def holding_as_data(held: HoldingRow) -> dict[str, Any]:
    """Return a role as it is held: where, between which days, under which document."""
    shown = ("id", "role", "organisation_id", "organisation_code", "organisation_name", "valid_from", "valid_to")
    return {name: plain(getattr(held, name)) for name in (*shown, "document")}


def _shown(row: AccountRow) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in AccountRow._fields if name != "password_hash"}


def _get(work: Work, account_id: str) -> AccountRow:
    try:
        return accounts.get_account(work, account_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "account", "id": account_id}) from None


def _refuse_repetition(work: Work, account_id: str, role: str, organisation_id: str, on: date) -> None:
    for held in accounts.list_holdings(work, account_id, on):
        if (held.role, held.organisation_id) == (role, organisation_id):
            raise Conflict("already-exists", {"kind": "role", "id": held.id, "role": role})


def _record_role(work: Work, actor: Actor, event: str, account: AccountRow, held: HoldingRow) -> None:
    facts = {"subject": account.id, "assignment": held.id, "role": held.role, "organisation": held.organisation_id}
    facts |= {"valid_from": plain(held.valid_from), "valid_to": plain(held.valid_to), "document": held.document}
    record(work, stream=account_stream(account.id), event=event, actor=actor, facts=facts)
