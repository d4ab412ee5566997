"""The tree of bodies a level at a time, and who holds which role in a body."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select, tuple_

from service.db.accounts import ROLE
from service.db.accounts import TABLE as ACCOUNT
from service.db.expressions import AnyOf
from service.db.holdings import TODAY, holds_on
from service.db.organisations import TABLE
from service.db.statements import Query
from service.db.work import Work


class Branch(NamedTuple):
    """One body of the tree with how many stand directly below it."""

    id: str
    code: str
    name: str
    level: str
    parent_id: str | None
    valid_from: date | None
    valid_to: date | None
    children: int


class Holder(NamedTuple):
    """Somebody who holds, held or will hold a role in a body."""

    id: str
    account_id: str
    username: str
    name: str
    role: str
    valid_from: date | None
    valid_to: date | None
    document: str


_HOLDERS = Query(
    select(
        ROLE.c.id, ROLE.c.account_id, ACCOUNT.c.username, ACCOUNT.c.name, ROLE.c.role, ROLE.c.valid_from,
        ROLE.c.valid_to, ROLE.c.document,
    )
    .select_from(ROLE.join(ACCOUNT, ACCOUNT.c.id == ROLE.c.account_id))
    .where(ROLE.c.organisation_id == bindparam("organisation_id"))
    .order_by(ROLE.c.role, ACCOUNT.c.username, ROLE.c.id)
    .limit(bindparam("count")),
    Holder._make,
)  # fmt: skip


class Held(NamedTuple):
    """A role that an account holds on a day, with the name of the body."""

    account_id: str
    role: str
    organisation_name: str


_HELD = Query(
    select(ROLE.c.account_id, ROLE.c.role, TABLE.c.name)
    .select_from(ROLE.join(TABLE, TABLE.c.id == ROLE.c.organisation_id))
    .where(AnyOf(ROLE.c.account_id, "ids"), holds_on(ROLE, TODAY))
    .order_by(ROLE.c.account_id, ROLE.c.id),
    Held._make,
)


def list_held(work: Work, account_ids: Iterable[str]) -> list[Held]:
    """Return the roles that some accounts hold today, in one statement."""
    wanted = sorted(set(account_ids))
    return _HELD.all(work, {"ids": wanted, "today": work.today}) if wanted else []


def list_children(work: Work, parent_id: str | None, *, after: str | None = None, limit: int = 50) -> list[Branch]:
    """Return the bodies directly below one (the roots for None) in Vietnamese order, each with how many it has below.

    `after` is the id of the last body of the page before.
    """
    below = TABLE.alias("below")
    count = select(func.count()).where(below.c.parent_id == TABLE.c.id).correlate(TABLE).scalar_subquery()
    own: list[Any] = [TABLE.c[name] for name in Branch._fields[:-1]]
    page = select(*own, count.label("children"))
    page = page.where(TABLE.c.parent_id.is_(None) if parent_id is None else TABLE.c.parent_id == parent_id)
    if after is not None:
        last = select(TABLE.c.sort_key, TABLE.c.id).where(TABLE.c.id == after).scalar_subquery()
        page = page.where(tuple_(TABLE.c.sort_key, TABLE.c.id) > last)
    rows = work.execute(page.order_by(TABLE.c.sort_key, TABLE.c.id).limit(limit))
    return [Branch._make(row) for row in rows]


def list_holders(work: Work, organisation_id: str, *, limit: int = 200) -> list[Holder]:
    """Return who holds, held or will hold a role in a body, role by role."""
    return _HOLDERS.all(work, {"organisation_id": organisation_id, "count": limit})
