"""Delegations as rows: added with their chain, read by id and by who gave or received them, revoked for good."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, bindparam, case, func, literal, select, union, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.holdings import DELEGATION as TABLE
from service.db.holdings import EARLIER, LINK, TODAY, Rows, holds_on, is_broken, principals_of
from service.db.models import Account, Organisation, RoleAssignment
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work
from workflows.delegations import Principal

ROLE, BODY = table_of(RoleAssignment), table_of(Organisation)
GIVER, TAKER = table_of(Account).alias("giver"), table_of(Account).alias("taker")


class DelegationRow(NamedTuple):
    """One delegation with the role that it lends and the names of both people.

    `chain` is in whose place the delegate acts, nearest first. `holds` tells whether everything that it rests on
    holds on the day asked for; `role_from` and `role_to` are the days of the role itself.
    """

    id: str
    assignment_id: str
    source_id: str | None
    delegator_id: str
    delegator_name: str
    delegate_id: str
    delegate_name: str
    delegate_person_id: str | None
    role: str
    organisation_id: str
    organisation_name: str
    role_from: date | None
    role_to: date | None
    acts: list[str]
    document: str
    valid_from: date
    valid_to: date
    made_by: str
    made_at: datetime
    revoked_by: str | None
    revoked_at: datetime | None
    holds: bool
    chain: tuple[Principal, ...]


def _rows() -> Select[Any]:
    own = {name: TABLE.c[name] for name in DelegationRow._fields if name in TABLE.c}
    named = {
        "delegator_name": GIVER.c.name,
        "delegate_name": TAKER.c.name,
        "delegate_person_id": TAKER.c.nominee_id,
        "role": ROLE.c.role,
        "organisation_id": ROLE.c.organisation_id,
        "organisation_name": BODY.c.name,
        "role_from": ROLE.c.valid_from,
        "role_to": ROLE.c.valid_to,
        "holds": case((holds_on(ROLE, TODAY) & ~is_broken(TABLE, TODAY), literal(1)), else_=literal(0)),
        "chain": principals_of(TABLE),
    }
    found = own | named
    origin = (
        TABLE.join(ROLE, ROLE.c.id == TABLE.c.assignment_id)
        .join(BODY, BODY.c.id == ROLE.c.organisation_id)
        .join(GIVER, GIVER.c.id == TABLE.c.delegator_id)
        .join(TAKER, TAKER.c.id == TABLE.c.delegate_id)
    )
    return select(*(found[name].label(name) for name in DelegationRow._fields)).select_from(origin)


def _read(row: Sequence[Any]) -> DelegationRow:
    *values, holds, chain = row
    return DelegationRow._make((*values, bool(holds), read_chain(chain)))


def read_chain(rows: Rows) -> tuple[Principal, ...]:
    """Return whom a delegation lets somebody act for, nearest first."""
    return tuple(Principal(account, person or account) for _, account, person in sorted(rows))


_INSERT, _INSERT_LINK = Insertion(TABLE), Insertion(LINK)
_BY_ID = Query(_rows().where(TABLE.c.id == bindparam("id")), _read)
_RESTING = select(LINK.c.rests_on_id, LINK.c.place).where(LINK.c.delegation_id == bindparam("id"))
_LINKS = Query(_RESTING.order_by(LINK.c.place), lambda row: str(row[0]))
_REVOKE = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("at", type_=TABLE.c.revoked_at.type), revoked_by=bindparam("by"))
)
_PASSED_ON = Query(
    select(func.count()).select_from(LINK).where(LINK.c.rests_on_id == bindparam("id"), LINK.c.place > 0),
    lambda row: int(row[0]),
)
_RECEIVED = Query(
    _rows()
    .where(TABLE.c.delegate_id == bindparam("account_id"), TABLE.c.revoked_at.is_(None), TABLE.c.valid_to >= TODAY)
    .order_by(TABLE.c.id.desc()),
    _read,
)
_OVERLAP = Query(
    select(TABLE.c.id)
    .where(
        TABLE.c.delegate_id == bindparam("delegate_id"),
        TABLE.c.assignment_id == bindparam("assignment_id"),
        TABLE.c.revoked_at.is_(None),
        TABLE.c.valid_from <= bindparam("valid_to", type_=Date()),
        TABLE.c.valid_to >= bindparam("valid_from", type_=Date()),
    )
    .limit(1),
    lambda row: str(row[0]),
)


def add_delegation(work: Work, values: Mapping[str, Any]) -> str:
    """Add a delegation with its chain and return its id; `source_id` names the one that is passed on, if any."""
    key = work.new_id()
    _INSERT.run(work, {"made_at": work.now, **values, "id": key})
    earlier = _LINKS.all(work, {"id": values["source_id"]}) if values.get("source_id") else []
    for place, rests_on_id in enumerate((key, *earlier)):
        _INSERT_LINK.run(work, {"delegation_id": key, "place": place, "rests_on_id": rests_on_id})
    return key


def get_delegation(work: Work, delegation_id: str) -> DelegationRow:
    """Return a delegation; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": delegation_id, "today": work.today})
    if found is None:
        raise NotFound("delegation", delegation_id)
    return found


def revoke_delegation(work: Work, delegation_id: str, by: str) -> bool:
    """End a delegation from this instant, with all that was passed on from it; tell whether it was not ended yet."""
    return bool(_REVOKE.execute(work, {"of_id": delegation_id, "at": work.now, "by": by}))


def count_passed_on(work: Work, delegation_id: str) -> int:
    """Return how many delegations rest on this one."""
    return _PASSED_ON.first(work, {"id": delegation_id}) or 0


def list_delegations(
    work: Work, *, account_id: str | None = None, after: str | None = None, limit: int = 50
) -> list[DelegationRow]:
    """Return delegations, newest first: those that an account received or that rest on one it gave, or all for None.

    `after` is the id of the last delegation of the page before.
    """
    if account_id is None:
        chosen = _page(select(TABLE.c.id), TABLE.c.id, after, limit).subquery()
    else:
        received = select(TABLE.c.id).where(TABLE.c.delegate_id == account_id)
        resting = select(LINK.c.delegation_id.label("id")).join(EARLIER, EARLIER.c.id == LINK.c.rests_on_id)
        given = resting.where(EARLIER.c.delegator_id == account_id)
        pages = (_page(received, TABLE.c.id, after, limit), _page(given, LINK.c.delegation_id, after, limit))
        both = union(*(select(page.subquery().c.id) for page in pages)).subquery()
        chosen = select(both.c.id).order_by(both.c.id.desc()).limit(limit).subquery()
    found = _rows().join(chosen, chosen.c.id == TABLE.c.id).order_by(TABLE.c.id.desc())
    return [_read(row) for row in work.execute(found, {"today": work.today})]


def list_received(work: Work, account_id: str) -> list[DelegationRow]:
    """Return the delegations that an account received and that were neither revoked nor are over, newest first."""
    return _RECEIVED.all(work, {"account_id": account_id, "today": work.today})


def has_overlap(work: Work, values: Mapping[str, Any]) -> bool:
    """Tell whether the same role is lent to the same person already on one of these days, and was not taken back."""
    names = ("assignment_id", "delegate_id", "valid_from", "valid_to")
    return _OVERLAP.first(work, {name: values[name] for name in names}) is not None


def _page(rows: Select[Any], key: ColumnElement[str], after: str | None, limit: int) -> Select[Any]:
    page = rows if after is None else rows.where(key < after)
    return page.order_by(key.desc()).limit(limit)
