"""Petitions: kept, changed under their version, and listed for whom they concern."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, or_, select, update

from service.db.base import table_of
from service.db.errors import NotFound, StaleWrite
from service.db.expressions import columns_of
from service.db.models import Petition
from service.db.recusals import TABLE as RECUSAL
from service.db.recusals import not_hidden
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE = table_of(Petition)


class PetitionRow(NamedTuple):
    """One petition; see the model."""

    id: str
    number: str
    kind: str
    state: str
    plan_code: str
    plan_version: int
    category: str
    criterion: str
    proposal_id: str | None
    account_id: str
    person_id: str
    body_id: str | None
    collector_id: str | None
    decider_id: str
    subject: str
    text: str
    known_on: date | None
    filed_on: date
    forwarded_on: date | None
    closed_on: date | None
    due_on: date | None
    opinion: str
    answer: str
    answer_number: str
    paper_name: str
    paper_digest: str
    version: int
    created_at: datetime


_INSERT = Insertion(TABLE)
_COLUMNS = columns_of(TABLE, PetitionRow)
_BY_ID = Query(select(*_COLUMNS).where(TABLE.c.id == bindparam("id")), PetitionRow._make)
_OF_PROPOSAL = Query(
    select(*_COLUMNS).where(TABLE.c.proposal_id == bindparam("proposal_id")).order_by(TABLE.c.id), PetitionRow._make
)
_HIDDEN = Query(
    select(TABLE.c.id)
    .select_from(TABLE.join(RECUSAL, RECUSAL.c.proposal_id == TABLE.c.proposal_id))
    .where(RECUSAL.c.person_id == bindparam("person_id"), RECUSAL.c.lifted_at.is_(None)),
    lambda row: str(row[0]),
)


def add_petition(work: Work, row: PetitionRow) -> None:
    """Keep a petition that was filed."""
    _INSERT.run(work, row._asdict())


def get_petition(work: Work, petition_id: str) -> PetitionRow:
    """Return a petition; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": petition_id})
    if found is None:
        raise NotFound("petition", petition_id)
    return found


def change_petition(work: Work, row: PetitionRow, changes: Mapping[str, Any]) -> PetitionRow:
    """Change a petition that is still at the version of the row and return it; raises `StaleWrite` when it is not."""
    given = {f"new_{name}": value for name, value in changes.items()}
    changed = _change(tuple(sorted(changes))).execute(work, given | {"of_id": row.id, "expected": row.version})
    if changed != 1:
        raise StaleWrite(f"petition {row.id} is no longer at version {row.version}")
    return row._replace(**changes)


@lru_cache(maxsize=32)
def _change(names: tuple[str, ...]) -> Prepared:
    """Return the update of these columns, made once for each set of columns."""
    values = {name: bindparam(f"new_{name}", type_=TABLE.c[name].type) for name in names}
    here = (TABLE.c.id == bindparam("of_id")) & (TABLE.c.version == bindparam("expected"))
    return Prepared(update(TABLE).where(here).values(values))


def petitions_of(work: Work, proposal_id: str) -> list[PetitionRow]:
    """Return the petitions about a proposal, oldest first; there are never more than its people send."""
    return _OF_PROPOSAL.all(work, {"proposal_id": proposal_id})


def hidden_petitions(work: Work, person_id: str) -> frozenset[str]:
    """Return the petitions about proposals that are hidden from a person."""
    return frozenset(_HIDDEN.all(work, {"person_id": person_id}))


def list_petitions(
    work: Work,
    *,
    account_id: str,
    person_id: str,
    organisation_ids: Iterable[str] | None,
    states: Iterable[str] = (),
    after: str | None = None,
    limit: int = 50,
) -> list[PetitionRow]:
    """Return the petitions that somebody has filed, or that came from or went to one of his bodies, newest first.

    `organisation_ids` is None for those who read everything. What is about a hidden proposal is left out for everybody.
    """
    query = select(*_COLUMNS).order_by(TABLE.c.id.desc()).limit(limit)
    query = query.where(or_(TABLE.c.proposal_id.is_(None), not_hidden(TABLE.c.proposal_id, person_id)))
    if organisation_ids is not None:
        query = query.where(_concerns(account_id, sorted(set(organisation_ids))))
    if states := list(states):
        query = query.where(TABLE.c.state.in_(states))
    if after:
        query = query.where(TABLE.c.id < after)
    return [PetitionRow._make(row) for row in work.execute(query)]


def _concerns(account_id: str, bodies: list[str]) -> ColumnElement[bool]:
    parts = (TABLE.c.body_id, TABLE.c.collector_id, TABLE.c.decider_id)
    return or_(TABLE.c.account_id == account_id, *(part.in_(bodies) for part in parts))
