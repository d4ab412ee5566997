"""Counts over the proposals that someone may read: by plan, form, state and unit, at a bounded cost."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, case, func, select

from service.db.access import Reader
from service.db.base import table_of
from service.db.inboxes import newest_readable
from service.db.models import Proposal
from service.db.work import Work

TABLE = table_of(Proposal)
MOST = 10_000


class Tally(NamedTuple):
    """How many proposals of one unit, plan, flow and form stand in one state, and how many of them are overdue."""

    plan_code: str
    flow_code: str
    form: str
    state: str
    unit_id: str
    number: int
    overdue: int


class Tallies(NamedTuple):
    """The counts, and whether there are more proposals than were read: then they are the newest ones only."""

    rows: list[Tally]
    is_capped: bool


def count_proposals(work: Work, reader: Reader, *, today: date, most: int = MOST) -> Tallies:
    """Count the newest readable proposals, at most so many; one statement, whatever the size of the installation."""
    if reader.organisation_ids == ():
        return Tallies([], is_capped=False)
    newest = newest_readable(reader, most + 1).subquery()
    is_late = and_(TABLE.c.due_on < today, TABLE.c.awaits_role != "")
    columns = (TABLE.c.plan_code, TABLE.c.flow_code, TABLE.c.form, TABLE.c.state, TABLE.c.unit_id)
    query = (
        select(*columns, func.count(), func.sum(case((is_late, 1), else_=0)))
        .join(newest, newest.c.id == TABLE.c.id)
        .group_by(*columns)
        .order_by(*columns)
    )
    found = work.execute(query).all()
    rows = [
        Tally(plan, flow, form, state, unit, int(number), int(late))
        for plan, flow, form, state, unit, number, late in found
    ]
    return Tallies(rows, is_capped=sum(row.number for row in rows) > most)
