"""What bodies were called before: names with the last day on which they were used, and why they changed."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import OrganisationName
from service.db.statements import Insertion, Query
from service.db.work import Work
from workflows.names import fold

TABLE = table_of(OrganisationName)


class FormerName(NamedTuple):
    """One name of the past."""

    organisation_id: str
    used_to: date
    name: str
    document: str


_OF_BODY = Query(
    select(*columns_of(TABLE, FormerName))
    .where(TABLE.c.organisation_id == bindparam("organisation_id"))
    .order_by(TABLE.c.used_to.desc()),
    FormerName._make,
)
_INSERT = Insertion(TABLE)


def add_former_name(work: Work, row: FormerName) -> None:
    """Keep a name of the past; raises `DuplicateKey` when another ended on that very day."""
    _INSERT.run(work, row._asdict() | {"name_fold": fold(row.name)})


def list_former_names(work: Work, organisation_id: str) -> list[FormerName]:
    """Return the names of the past, the latest first."""
    return _OF_BODY.all(work, {"organisation_id": organisation_id})
