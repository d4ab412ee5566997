"""Who took over from whom: the links between bodies, read from either end."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from service.db.base import table_of
from service.db.models import Organisation, OrganisationSuccessor
from service.db.statements import Query
from service.db.work import Work

LINK = table_of(OrganisationSuccessor)
_OLD, _NEW = table_of(Organisation).alias("old"), table_of(Organisation).alias("new")


class SuccessionRow(NamedTuple):
    """One link: the body that ended or gave up work, the one that took it over, since when, by which document."""

    old_id: str
    old_name: str
    new_id: str
    new_name: str
    since: date
    source: str


_OF_BODY = Query(
    select(LINK.c.old_id, _OLD.c.name, LINK.c.new_id, _NEW.c.name, LINK.c.since, LINK.c.source)
    .select_from(LINK.join(_OLD, _OLD.c.id == LINK.c.old_id).join(_NEW, _NEW.c.id == LINK.c.new_id))
    .where(or_(LINK.c.old_id == bindparam("old_id"), LINK.c.new_id == bindparam("new_id")))
    .order_by(LINK.c.since, LINK.c.old_id, LINK.c.new_id),
    SuccessionRow._make,
)


def list_successions(work: Work, organisation_id: str) -> list[SuccessionRow]:
    """Return the links in which a body is the old or the new one, by date."""
    return _OF_BODY.all(work, {"old_id": organisation_id, "new_id": organisation_id})
