"""Accounts, the roles they hold, and attempts to sign in."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, tuple_, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import Account, LoginAttempt, Organisation, RoleAssignment
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work
from workflows.names import fold, nfc

TABLE, ROLE, BODY, ATTEMPT = (table_of(model) for model in (Account, RoleAssignment, Organisation, LoginAttempt))


class AccountRow(NamedTuple):
    """One account; `nominee_id` is the person behind it."""

    id: str
    username: str
    name: str
    password_hash: str
    nominee_id: str | None
    is_active: bool
    created_at: datetime


class HoldingRow(NamedTuple):
    """A role held in a body, with the body's path, code and name."""

    id: str
    account_id: str
    role: str
    organisation_id: str
    path: str
    organisation_code: str
    organisation_name: str
    valid_from: date | None
    valid_to: date | None
    granted_by: str | None
    document: str


def valid_on(day: ColumnElement[date]) -> ColumnElement[bool]:
    """Tell whether a role assignment holds on a day."""
    starts, ends = ROLE.c.valid_from, ROLE.c.valid_to
    return or_(starts.is_(None), starts <= day) & or_(ends.is_(None), ends >= day)


_COLUMNS = columns_of(TABLE, AccountRow)
_BY_ID = Query(select(*_COLUMNS).where(TABLE.c.id == bindparam("id")), AccountRow._make)
_BY_USERNAME = Query(select(*_COLUMNS).where(TABLE.c.username == bindparam("username")), AccountRow._make)
_HOLDINGS: Select[Any] = (
    select(
        *(ROLE.c[name] for name in HoldingRow._fields[:4]),
        BODY.c.path,
        BODY.c.code.label("organisation_code"),
        BODY.c.name.label("organisation_name"),
        *(ROLE.c[name] for name in HoldingRow._fields[7:]),
    )
    .select_from(ROLE.join(BODY, BODY.c.id == ROLE.c.organisation_id))
    .order_by(ROLE.c.id)
)
_HOLDING = Query(_HOLDINGS.where(ROLE.c.id == bindparam("id")), HoldingRow._make)
_ALL_HOLDINGS = Query(_HOLDINGS.where(ROLE.c.account_id == bindparam("account_id")), HoldingRow._make)
_HOLDINGS_ON = Query(
    _HOLDINGS.where(
        ROLE.c.account_id == bindparam("account_id"), valid_on(bindparam("on", type_=ROLE.c.valid_to.type))
    ),
    HoldingRow._make,
)
_INSERT, _INSERT_ROLE, _INSERT_ATTEMPT = Insertion(TABLE), Insertion(ROLE), Insertion(ATTEMPT)
_END_ROLE = Prepared(update(ROLE).where(ROLE.c.id == bindparam("of_id")).values(valid_to=bindparam("valid_to")))


def add_account(
    work: Work, *, username: str, name: str, password_hash: str, nominee_id: str | None = None, account_id: str = ""
) -> AccountRow:
    """Add an account and return it; raises `DuplicateKey` when the username is in use."""
    row = AccountRow(account_id or work.new_id(), nfc(username), nfc(name), password_hash, nominee_id, True, work.now)
    _INSERT.run(work, row._asdict() | {"name_fold": fold(row.name)})
    return row


def find_account(work: Work, username: str) -> AccountRow | None:
    """Return the account with this username, or None."""
    return _BY_USERNAME.first(work, {"username": nfc(username)})


def get_account(work: Work, account_id: str) -> AccountRow:
    """Return an account; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": account_id})
    if found is None:
        raise NotFound("account", account_id)
    return found


def update_account(work: Work, account_id: str, changes: Mapping[str, Any]) -> AccountRow:
    """Change name, password, person or activity of an account and return it; raises `NotFound`."""
    if changes:
        found_by = {"name_fold": fold(changes["name"])} if "name" in changes else {}
        work.execute(update(TABLE).where(TABLE.c.id == account_id).values({**changes, **found_by}))
    return get_account(work, account_id)


def list_accounts(work: Work, *, query: str = "", after: str | None = None, limit: int = 50) -> list[AccountRow]:
    """Return accounts by username, those whose name or username has every word of a query (without diacritics).

    `after` is the id of the last account of the page before.
    """
    page = select(*_COLUMNS)
    for word in fold(query).split():
        named = TABLE.c.name_fold.contains(word, autoescape=True)
        page = page.where(named | TABLE.c.username.contains(word, autoescape=True))
    if after is not None:
        last = select(TABLE.c.username, TABLE.c.id).where(TABLE.c.id == after).scalar_subquery()
        page = page.where(tuple_(TABLE.c.username, TABLE.c.id) > last)
    return [AccountRow._make(row) for row in work.execute(page.order_by(TABLE.c.username, TABLE.c.id).limit(limit))]


def grant_role(work: Work, account_id: str, role: str, organisation_id: str, **particulars: Any) -> HoldingRow:
    """Give an account a role in a body and return it; particulars: valid_from, valid_to, granted_by, document."""
    key = work.new_id()
    given = {"id": key, "account_id": account_id, "role": role, "organisation_id": organisation_id}
    _INSERT_ROLE.run(work, given | particulars)
    return get_holding(work, key)


def get_holding(work: Work, assignment_id: str) -> HoldingRow:
    """Return a role assignment, valid or not; raises `NotFound`."""
    found = _HOLDING.first(work, {"id": assignment_id})
    if found is None:
        raise NotFound("role_assignment", assignment_id)
    return found


def revoke_role(work: Work, assignment_id: str, *, valid_to: date) -> None:
    """End a role assignment on a day (its last valid day); raises `NotFound`."""
    if not _END_ROLE.execute(work, {"of_id": assignment_id, "valid_to": valid_to}):
        raise NotFound("role_assignment", assignment_id)


def list_holdings(work: Work, account_id: str, on: date | None = None) -> list[HoldingRow]:
    """Return the roles an account holds on a day, or ever held when no day is given, oldest first."""
    if on is None:
        return _ALL_HOLDINGS.all(work, {"account_id": account_id})
    return _HOLDINGS_ON.all(work, {"account_id": account_id, "on": on})


def add_attempt(work: Work, *, username: str, network: str, succeeded: bool) -> None:
    """Record an attempt to sign in."""
    values = {"id": work.new_id(), "username": username, "network": network, "at": work.now, "succeeded": succeeded}
    _INSERT_ATTEMPT.run(work, values)


def _failures(column: ColumnElement[str]) -> Query[int]:
    since = bindparam("since", type_=ATTEMPT.c.at.type)
    failed = (column == bindparam("value")) & (ATTEMPT.c.at >= since) & ATTEMPT.c.succeeded.is_(False)
    return Query(select(func.count()).select_from(ATTEMPT).where(failed), lambda row: int(row[0]))


_BY_NETWORK, _BY_NAME = _failures(ATTEMPT.c.network), _failures(ATTEMPT.c.username)


def count_failures(work: Work, *, since: datetime, username: str = "", network: str = "") -> int:
    """Return how many attempts failed since an instant, for a username or (when none is given) for a network."""
    query, value = (_BY_NAME, username) if username else (_BY_NETWORK, network)
    return query.first(work, {"value": value, "since": since}) or 0
