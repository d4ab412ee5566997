"""Recusals: from whom a proposal is hidden because of a conflict of interest. Every list and every look asks here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Exists, bindparam, exists, literal, or_, select, update

from service.db.accounts import BODY, ROLE, valid_on
from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import Recusal
from service.db.searching import within
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE = table_of(Recusal)


class RecusalRow(NamedTuple):
    """One recusal; `lifted_at` is None while it is in force."""

    id: str
    proposal_id: str
    person_id: str
    account_id: str
    reason: str
    recorded_by: str
    recorded_at: datetime
    lifted_by: str | None
    lifted_at: datetime | None
    lift_reason: str
    ground: str = ""


class ListedRecusal(NamedTuple):
    """A recusal as those who may open the proposal read it, with names."""

    id: str
    account_id: str
    name: str
    reason: str
    recorded_by: str
    recorded_at: datetime
    lifted_by: str | None
    lifted_at: datetime | None
    lift_reason: str
    ground: str = ""


class Colleague(NamedTuple):
    """An account with a role that it holds today."""

    id: str
    name: str
    role: str
    organisation_name: str


def in_force(proposal_id: ColumnElement[str], person_id: Any) -> Exists:
    """Return the condition that a proposal is hidden from a person; for looks at one proposal."""
    return exists().where(
        TABLE.c.person_id == person_id, TABLE.c.proposal_id == proposal_id, TABLE.c.lifted_at.is_(None)
    )


def not_hidden(proposal_id: ColumnElement[str], person_id: Any) -> ColumnElement[bool]:
    """Return the condition that a proposal is not hidden from a person; for lists.

    The person's few recusals are gathered once for the whole list, so that no index is left for their sake.
    """
    hidden = select(TABLE.c.proposal_id).where(TABLE.c.person_id == person_id, TABLE.c.lifted_at.is_(None))
    return proposal_id.not_in(hidden)


_INSERT = Insertion(TABLE)
_LIFT = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.lifted_at.is_(None))
    .values(
        lifted_by=bindparam("new_by"),
        lifted_at=bindparam("new_at", type_=TABLE.c.lifted_at.type),
        lift_reason=bindparam("new_reason"),
    )
)
_BY_ID = Query(
    select(*columns_of(TABLE, RecusalRow)).where(
        TABLE.c.id == bindparam("id"), TABLE.c.proposal_id == bindparam("proposal_id")
    ),
    RecusalRow._make,
)
_OF_PROPOSAL = Query(
    select(TABLE.c.id, TABLE.c.account_id, ACCOUNT.c.name, *columns_of(TABLE, RecusalRow)[4:])
    .select_from(TABLE.join(ACCOUNT, ACCOUNT.c.id == TABLE.c.account_id))
    .where(TABLE.c.proposal_id == bindparam("proposal_id"))
    .order_by(TABLE.c.id),
    ListedRecusal._make,
)
_IS_HIDDEN = Query(
    select(TABLE.c.id).where(
        TABLE.c.person_id == bindparam("person_id"),
        TABLE.c.proposal_id == bindparam("proposal_id"),
        TABLE.c.lifted_at.is_(None),
    ),
    lambda row: str(row[0]),
)
_HIDDEN = Query(
    select(TABLE.c.proposal_id).where(TABLE.c.person_id == bindparam("person_id"), TABLE.c.lifted_at.is_(None)),
    lambda row: str(row[0]),
)


def add_recusal(
    work: Work, *, proposal_id: str, person_id: str, account_id: str, reason: str, recorded_by: str, ground: str = ""
) -> RecusalRow:
    """Hide a proposal from a person from now on and return the row."""
    said = (work.new_id(), proposal_id, person_id, account_id, reason, recorded_by, work.now)
    row = RecusalRow(*said, None, None, "", ground)
    _INSERT.run(work, row._asdict())
    return row


def lift_recusal(work: Work, recusal_id: str, *, by: str, reason: str) -> bool:
    """End a recusal; False when it had ended before."""
    return bool(_LIFT.execute(work, {"of_id": recusal_id, "new_by": by, "new_at": work.now, "new_reason": reason}))


def list_colleagues(
    work: Work, organisation_ids: Iterable[str], branches: Iterable[str], *, limit: int
) -> list[Colleague]:
    """Return the accounts that hold a role today in these bodies or below these branches, by name."""
    near = [ROLE.c.organisation_id.in_(list(organisation_ids)), *(within(BODY.c.path, branch) for branch in branches)]
    origin = ACCOUNT.join(ROLE, ROLE.c.account_id == ACCOUNT.c.id).join(BODY, BODY.c.id == ROLE.c.organisation_id)
    page = (
        select(ACCOUNT.c.id, ACCOUNT.c.name, ROLE.c.role, BODY.c.name.label("organisation_name"))
        .select_from(origin)
        .where(or_(*near), valid_on(literal(work.today)), ACCOUNT.c.is_active)
        .order_by(ACCOUNT.c.name, ACCOUNT.c.id)
        .limit(limit)
    )
    return [Colleague._make(row) for row in work.execute(page)]


def is_hidden(work: Work, proposal_id: str, person_id: str) -> bool:
    """Tell whether a proposal is hidden from a person."""
    return _IS_HIDDEN.first(work, {"proposal_id": proposal_id, "person_id": person_id}) is not None


def find_recusal(work: Work, proposal_id: str, recusal_id: str) -> RecusalRow | None:
    """Return a recusal of a proposal, in force or not, or None."""
    return _BY_ID.first(work, {"proposal_id": proposal_id, "id": recusal_id})


def list_recusals(work: Work, proposal_id: str) -> list[ListedRecusal]:
    """Return every recusal of a proposal, oldest first; there are never more than its people."""
    return _OF_PROPOSAL.all(work, {"proposal_id": proposal_id})


def hidden_proposals(work: Work, person_id: str) -> frozenset[str]:
    """Return the ids of what is hidden from a person, for exports that go through everything."""
    return frozenset(_HIDDEN.all(work, {"person_id": person_id}))
