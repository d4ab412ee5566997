"""Notices: written many at a time, read by the account they are for, as far as they still concern it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, and_, delete, exists, func, insert, or_, select, update

from service.db.access import Reader
from service.db.base import table_of
from service.db.models import Consultation, Job, Nominee, Notice, Proposal
from service.db.queues import Waiting, waits_for
from service.db.work import Work

TABLE, PROPOSAL, NOMINEE, JOB, ASKED = (table_of(model) for model in (Notice, Proposal, Nominee, Job, Consultation))
ASKING = ("asked", "answer-due")  # what a body is told that was asked and does not open the proposal itself


class NoticeRow(NamedTuple):
    """A notice with what it is about: nominee, number, form and state of a proposal, or kind of a job."""

    id: str
    kind: str
    proposal_id: str | None
    job_id: str | None
    created_at: datetime
    read_at: datetime | None
    nominee_name: str | None
    number: str | None
    form: str | None
    state: str | None
    job_kind: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """Whose notices: the account, what it may read, what waits for it, and for which asked bodies it answers."""

    account_id: str
    reader: Reader
    waiting: Waiting
    answers_for: tuple[str, ...] = ()


_ABOUT: FromClause = TABLE.outerjoin(PROPOSAL, PROPOSAL.c.id == TABLE.c.proposal_id)
_SHOWN: FromClause = _ABOUT.outerjoin(NOMINEE, NOMINEE.c.id == PROPOSAL.c.nominee_id).outerjoin(
    JOB, JOB.c.id == TABLE.c.job_id
)
_COLUMNS = (
    *(TABLE.c[name] for name in NoticeRow._fields[:6]),
    NOMINEE.c.name.label("nominee_name"),
    PROPOSAL.c.number,
    PROPOSAL.c.form,
    PROPOSAL.c.state,
    JOB.c.kind.label("job_kind"),
)


def add_notices(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add notices in one statement; each names account_id, kind, and proposal_id or job_id."""
    empty = {"proposal_id": None, "job_id": None, "is_owed": False, "state": "", "read_at": None}
    values = [{**empty, "id": work.new_id(), "created_at": work.now, **row} for row in rows]
    if values:
        work.connection.execute(insert(TABLE), values)


def settle_owed(work: Work, proposal_ids: Iterable[str]) -> None:
    """Take away what people were told that they owe on these proposals: something has happened since."""
    wanted = sorted(set(proposal_ids))
    if wanted:
        work.execute(delete(TABLE).where(TABLE.c.proposal_id.in_(wanted), TABLE.c.is_owed))


def list_notices(work: Work, told: Told, *, after: str | None = None, limit: int = 50) -> list[NoticeRow]:
    """Return notices newest first, without those that are none of the account's business any more."""
    page = _concerning(told, select(*_COLUMNS).select_from(_SHOWN))
    page = page if after is None else page.where(TABLE.c.id < after)
    return [NoticeRow._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def find_notice(work: Work, told: Told, notice_id: str) -> NoticeRow | None:
    """Return one notice of an account, or None."""
    row = work.execute(_concerning(told, select(*_COLUMNS).select_from(_SHOWN)).where(TABLE.c.id == notice_id)).first()
    return None if row is None else NoticeRow._make(row)


def count_unread(work: Work, told: Told, *, cap: int = 99) -> int:
    """Return how many notices were not read, in one statement, counting at most `cap` + 1."""
    unread = (
        _concerning(told, select(TABLE.c.id).select_from(_ABOUT))
        .where(TABLE.c.read_at.is_(None))
        .limit(cap + 1)
        .subquery()
    )
    return int(work.execute(select(func.count()).select_from(unread)).scalar_one())


def count_kinds_since(work: Work, told: Told, since: datetime) -> dict[str, int]:
    """Return how many unread notices of each kind came after an instant, at most a thousand in all."""
    fresh = _concerning(told, select(TABLE.c.kind).select_from(_ABOUT)).where(
        TABLE.c.read_at.is_(None), TABLE.c.created_at > since
    )
    counted = fresh.limit(1000).subquery()
    rows = work.execute(select(counted.c.kind, func.count()).group_by(counted.c.kind))
    return {str(row[0]): int(row[1]) for row in rows}


def mark_read(work: Work, account_id: str, notice_id: str | None = None) -> int:
    """Mark one notice of an account as read, or all of them, and return how many were not."""
    unread = update(TABLE).where(TABLE.c.account_id == account_id, TABLE.c.read_at.is_(None))
    unread = unread if notice_id is None else unread.where(TABLE.c.id == notice_id)
    return len(work.execute(unread.values(read_at=work.now).returning(TABLE.c.id)).all())


def is_any_older(work: Work, before: datetime) -> bool:
    """Tell whether a notice is older than an instant."""
    return work.execute(select(TABLE.c.id).where(TABLE.c.created_at < before).limit(1)).first() is not None


def forget_notices(work: Work, before: datetime, limit: int = 500) -> int:
    """Remove notices older than an instant, so many at a time, and return how many there were."""
    old = select(TABLE.c.id).where(TABLE.c.created_at < before).order_by(TABLE.c.created_at).limit(limit)
    return len(work.execute(delete(TABLE).where(TABLE.c.id.in_(old)).returning(TABLE.c.id)).all())


def _concerning(told: Told, columns: Select[Any]) -> Select[Any]:
    """Narrow to what still concerns the account: its own, not hidden from it, and if owed then owed now."""
    opened: ColumnElement[bool] = and_(*told.reader.was_opened(TABLE.c.proposal_id))
    still_owed = and_(PROPOSAL.c.state == TABLE.c.state, waits_for(told.waiting))
    about_job = TABLE.c.job_id.is_not(None)
    about_proposal = and_(opened, or_(~TABLE.c.is_owed, still_owed))
    return columns.where(TABLE.c.account_id == told.account_id, or_(about_job, about_proposal, *_about_asking(told)))


def _about_asking(told: Told) -> list[ColumnElement[bool]]:
    """Return the condition that a body of the account's is still asked on the proposal of a notice."""
    if not told.answers_for:
        return []
    is_asked = exists().where(
        ASKED.c.proposal_id == TABLE.c.proposal_id,
        ASKED.c.is_open,
        ASKED.c.organisation_id.in_(sorted(set(told.answers_for))),
    )
    return [and_(TABLE.c.kind.in_(ASKING), told.reader.sees(TABLE.c.proposal_id), is_asked)]
