"""Proposals that stand still, or should: held ones, and those of nominees about whom something is being verified."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select

from service.db.access import Reader
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.lines import TABLE, ListedProposal, lines
from service.db.models import NomineeRecord
from service.db.records import RecordRow
from service.db.work import Work

RECORD = table_of(NomineeRecord)


def _is_open() -> list[ColumnElement[bool]]:
    """Return the conditions of a matter that nobody has concluded."""
    return [RECORD.c.kind == "hold", RECORD.c.status == "active", RECORD.c.ends_on.is_(None)]


def under_verification(today: date) -> Select[Any]:
    """Return the query of the nominees about whom a body verifies something today, which stops every step of theirs.

    A letter that nobody has accepted stops nothing.
    """
    accepted = RECORD.c.data["accepted"].as_boolean().is_not(false())
    begun = func.coalesce(RECORD.c.issued_on, RECORD.c.starts_on, today) <= today
    return select(RECORD.c.nominee_id).where(*_is_open(), accepted, begun)


def list_held(
    work: Work, reader: Reader, *, ended: Iterable[str], after: str | None = None, limit: int = 50
) -> list[ListedProposal]:
    """Return the readable proposals that are held, or whose nominee has an open matter, newest first.

    `ended` are the states in which a proposal has come to its end; those are left out.
    """
    if reader.organisation_ids == ():
        return []
    nominees = select(RECORD.c.nominee_id).where(*_is_open())
    query = lines().where(
        or_(TABLE.c.state == "on_hold", TABLE.c.nominee_id.in_(nominees)),
        TABLE.c.state.not_in(sorted(ended)),
        *reader.was_opened(TABLE.c.id),
    )
    if after:
        query = query.where(TABLE.c.id < after)
    return [ListedProposal._make(row) for row in work.execute(query.order_by(TABLE.c.id.desc()).limit(limit))]


def open_matters(work: Work, nominee_ids: Iterable[str]) -> dict[str, list[RecordRow]]:
    """Return what is open about some nominees, by nominee, the oldest first."""
    wanted = sorted(set(nominee_ids))
    if not wanted:
        return {}
    query: Any = select(*columns_of(RECORD, RecordRow)).where(RECORD.c.nominee_id.in_(wanted), *_is_open())
    found: dict[str, list[RecordRow]] = {}
    for row in work.execute(query.order_by(RECORD.c.id)):
        record = RecordRow._make(row)
        found.setdefault(record.nominee_id, []).append(record)
    return found
