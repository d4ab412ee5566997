"""The roles somebody may act by on a day: his own, and those of others that were delegated to him; for one select."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Date, ScalarSelect, Select, and_, bindparam, exists, or_, select
from sqlalchemy.sql.selectable import FromClause

from service.db.base import table_of
from service.db.expressions import JsonList, JsonRows
from service.db.models import Account, Delegation, DelegationLink, Organisation, RoleAssignment
from service.db.statements import Query
from service.db.work import Work
from workflows.delegations import Mandate, Principal
from workflows.policy import Holding

Rows = Sequence[list[Any]]  # as a column of JSON brings them
DELEGATION, LINK = table_of(Delegation), table_of(DelegationLink)
_ROLE, _BODY = table_of(RoleAssignment), table_of(Organisation)
TODAY = bindparam("today", type_=Date())
EARLIER, PRINCIPAL = DELEGATION.alias("earlier"), table_of(Account).alias("principal")


def holds_on(role: FromClause, day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Tell whether a role assignment holds on a day."""
    starts, ends = role.c.valid_from, role.c.valid_to
    return or_(starts.is_(None), starts <= day) & or_(ends.is_(None), ends >= day)


def is_broken(delegation: FromClause, day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Tell whether anything that a delegation rests on does not hold on a day, itself included.

    Each link must be unrevoked and inside its days, and whoever gave it must have an account in use.
    """
    fails = or_(
        EARLIER.c.revoked_at.is_not(None),
        EARLIER.c.valid_from > day,
        EARLIER.c.valid_to < day,
        PRINCIPAL.c.is_active.is_(False),
    )
    chain = LINK.join(EARLIER, EARLIER.c.id == LINK.c.rests_on_id).join(
        PRINCIPAL, PRINCIPAL.c.id == EARLIER.c.delegator_id
    )
    return exists().select_from(chain).where(LINK.c.delegation_id == delegation.c.id, fails).correlate(delegation)


def principals_of(delegation: FromClause) -> ScalarSelect[Any]:
    """Return whom a delegation lets somebody act for, by place: accounts and persons, nearest first once sorted."""
    chain = LINK.join(EARLIER, EARLIER.c.id == LINK.c.rests_on_id).join(
        PRINCIPAL, PRINCIPAL.c.id == EARLIER.c.delegator_id
    )
    rows = select(JsonRows((LINK.c.place, PRINCIPAL.c.id, PRINCIPAL.c.nominee_id))).select_from(chain)
    return rows.where(LINK.c.delegation_id == delegation.c.id).correlate(delegation).scalar_subquery()


def holdings_of(owner: Column[str]) -> ColumnElement[Any]:
    """Return what the account in a column may act by today, as one column: its own roles, then those lent to it."""
    return JsonList((_own(owner), _lent(owner)))


def _own(owner: Column[str]) -> ScalarSelect[Any]:
    role, body = _ROLE.alias("held"), _BODY.alias("held_in")
    rows = select(JsonRows((role.c.role, role.c.organisation_id, body.c.path)))
    joined = rows.select_from(role.join(body, body.c.id == role.c.organisation_id))
    return joined.where(role.c.account_id == owner, holds_on(role, TODAY)).correlate(owner.table).scalar_subquery()


def _lent(owner: Column[str]) -> ScalarSelect[Any]:
    given, role, body = DELEGATION.alias("given"), _ROLE.alias("lent"), _BODY.alias("lent_in")
    columns = (role.c.role, role.c.organisation_id, body.c.path, given.c.id, given.c.document, given.c.acts)
    rows = select(JsonRows((*columns, principals_of(given)))).select_from(
        given.join(role, role.c.id == given.c.assignment_id).join(body, body.c.id == role.c.organisation_id)
    )
    lasts = and_(given.c.delegate_id == owner, holds_on(role, TODAY), ~is_broken(given, TODAY))
    return rows.where(lasts).correlate(owner.table).scalar_subquery()


def delegated_bodies(owner: Column[str]) -> Select[Any]:
    """Return the bodies in which the account in a column was ever lent a role; who asks compares with today's roles."""
    given, role = DELEGATION.alias("given_in"), _ROLE.alias("lent_there")
    rows = select(role.c.organisation_id).select_from(given.join(role, role.c.id == given.c.assignment_id))
    return rows.where(given.c.delegate_id == owner).correlate(owner.table)


def read_holdings(columns: Sequence[Rows]) -> tuple[Holding, ...]:
    """Return holdings as `holdings_of` brings them, one's own first, in one order on every engine."""
    own, lent = columns
    held = [Holding(*row) for row in sorted(own)]
    for role, organisation_id, path, *mandate in sorted(lent, key=lambda row: str(row[3])):
        held.append(Holding(role, organisation_id, path, _mandate(*mandate)))
    return tuple(held)


_ACCOUNT = table_of(Account)
_OF_ACCOUNT = Query(
    select(holdings_of(_ACCOUNT.c.id)).where(_ACCOUNT.c.id == bindparam("account_id")),
    lambda row: read_holdings(row[0]),
)


def load_holdings(work: Work, account_id: str) -> tuple[Holding, ...]:
    """Return the roles an account may act by today, its own first, in one select; none for an unknown account."""
    return _OF_ACCOUNT.first(work, {"account_id": account_id, "today": work.today}) or ()


def _mandate(delegation_id: str, document: str, acts: Sequence[str], principals: Rows) -> Mandate:
    chain = tuple(Principal(account, person or account) for _, account, person in sorted(principals))
    return Mandate(delegation_id, document, frozenset(acts), chain)
