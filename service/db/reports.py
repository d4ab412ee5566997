"""Yearly reports as they came in, and the bodies that owe them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import YearlyReport
from service.db.organisations import TABLE as BODY
from service.db.statements import Insertion, Query
from service.db.work import Work

TABLE = table_of(YearlyReport)


class ReportRow(NamedTuple):
    """One report of one body for one year."""

    id: str
    plan_code: str
    chain: str
    year: int
    organisation_id: str
    number: str
    dated_on: date | None
    received_on: date
    due_on: date | None
    file_name: str
    media_type: str
    size: int
    digest: str
    filed_by: str
    filed_at: datetime


_COLUMNS = columns_of(TABLE, ReportRow)
_INSERT = Insertion(TABLE)
_BY_ID = Query(
    select(*_COLUMNS).where(TABLE.c.id == bindparam("id"), TABLE.c.plan_code == bindparam("plan_code")),
    ReportRow._make,
)
_OF_YEAR = Query(
    select(*_COLUMNS)
    .where(TABLE.c.plan_code == bindparam("plan_code"), TABLE.c.year == bindparam("year"))
    .order_by(TABLE.c.chain, TABLE.c.organisation_id, TABLE.c.received_on, TABLE.c.id),
    ReportRow._make,
)


def add_report(work: Work, row: ReportRow) -> None:
    """Keep a report as it came in."""
    _INSERT.run(work, row._asdict())


def get_report(work: Work, plan_code: str, report_id: str) -> ReportRow:
    """Return one report of a plan; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": report_id, "plan_code": plan_code})
    if found is None:
        raise NotFound("report", report_id)
    return found


def list_reports(work: Work, plan_code: str, year: int) -> list[ReportRow]:
    """Return what came in for a plan and a year, of each body the earliest first."""
    return _OF_YEAR.all(work, {"plan_code": plan_code, "year": year})


class Below(NamedTuple):
    """A body that stands directly below another."""

    id: str
    code: str
    name: str


def list_below(work: Work, parent_id: str, levels: Iterable[str], on: date) -> list[Below]:
    """Return the bodies directly below one that exist on a day, of these levels (empty: of any), in order of names."""
    wanted = sorted(set(levels))
    query = select(BODY.c.id, BODY.c.code, BODY.c.name).where(
        BODY.c.parent_id == parent_id,
        BODY.c.valid_from.is_(None) | (BODY.c.valid_from <= on),
        BODY.c.valid_to.is_(None) | (BODY.c.valid_to >= on),
    )
    query = query.where(BODY.c.level.in_(wanted)) if wanted else query
    return [Below._make(row) for row in work.execute(query.order_by(BODY.c.sort_key, BODY.c.id))]
