"""Declared kinship: written once for each pair of persons, read for whoever handles a proposal or votes on it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import Kinship
from service.db.statements import Insertion
from service.db.work import Work

TABLE = table_of(Kinship)


class KinshipRow(NamedTuple):
    """One declaration."""

    id: str
    person_id: str
    account_id: str
    nominee_id: str
    relation: str
    declared_at: datetime


_INSERT = Insertion(TABLE)


def add_kinship(work: Work, *, person_id: str, account_id: str, nominee_id: str, relation: str) -> KinshipRow:
    """Keep a declaration and return it; raises `DuplicateKey` when this person has declared it before."""
    row = KinshipRow(work.new_id(), person_id, account_id, nominee_id, relation, work.now)
    _INSERT.run(work, row._asdict())
    return row


def list_kinships(work: Work, person_ids: Iterable[str], nominee_ids: Iterable[str]) -> list[KinshipRow]:
    """Return what these people have declared about these nominees."""
    wanted = select(*columns_of(TABLE, KinshipRow)).where(
        TABLE.c.person_id.in_(list(person_ids)), TABLE.c.nominee_id.in_(list(nominee_ids))
    )
    return [KinshipRow._make(row) for row in work.execute(wanted.order_by(TABLE.c.id))]
