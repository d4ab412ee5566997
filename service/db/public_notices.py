"""Public notices and what people say to them: what the public may read now, and what is still to be settled."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, select, update

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import NoticeComment, Proposal, PublicNotice
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, COMMENT, PROPOSAL = (table_of(model) for model in (PublicNotice, NoticeComment, Proposal))


class NoticeRow(NamedTuple):
    """A notice as it was posted."""

    id: str
    proposal_id: str
    state: str
    name: str
    unit: str
    form: str
    reason: str
    body: str
    posted_on: date
    closes_on: date
    is_open: bool


class CommentRow(NamedTuple):
    """What somebody said, and how it was settled."""

    id: str
    notice_id: str
    at: datetime
    name: str
    contact: str
    text: str
    outcome: str
    conclusion: str
    settled_by: str | None
    settled_at: datetime | None


_INSERT, _INSERT_COMMENT = Insertion(TABLE), Insertion(COMMENT)
_OF_PROPOSAL = Query(
    select(*columns_of(TABLE, NoticeRow))
    .where(TABLE.c.proposal_id == bindparam("proposal_id"))
    .order_by(TABLE.c.id.desc()),
    NoticeRow._make,
)
_CLOSE = Prepared(update(TABLE).where(TABLE.c.id == bindparam("of_id")).values(is_open=False))
_CLOSING = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(closes_on=bindparam("new_day", type_=TABLE.c.closes_on.type))
)
_COMMENT = Query(
    select(*columns_of(COMMENT, CommentRow)).where(
        COMMENT.c.notice_id == bindparam("notice_id"), COMMENT.c.id == bindparam("id")
    ),
    CommentRow._make,
)
_OUTCOMES = Query(
    select(COMMENT.c.outcome, func.count())
    .where(COMMENT.c.notice_id == bindparam("notice_id"))
    .group_by(COMMENT.c.outcome),
    lambda row: (str(row[0]), int(row[1])),
)
_SETTLE = Prepared(
    update(COMMENT)
    .where(COMMENT.c.id == bindparam("of_id"), COMMENT.c.outcome == "")
    .values(
        outcome=bindparam("new_outcome"),
        conclusion=bindparam("new_conclusion"),
        settled_by=bindparam("by"),
        settled_at=bindparam("at", type_=COMMENT.c.settled_at.type),
    )
)
_FORGET = Prepared(update(COMMENT).where(COMMENT.c.notice_id == bindparam("of_notice")).values(contact=""))


def add_notice(work: Work, row: NoticeRow) -> None:
    """Post a notice."""
    _INSERT.run(work, row._asdict())


def close_notice(work: Work, notice_id: str) -> None:
    """Take a notice down, or note that it is concluded."""
    _CLOSE.execute(work, {"of_id": notice_id})


def set_closing(work: Work, notice_id: str, day: date) -> None:
    """Give a notice another last day."""
    _CLOSING.execute(work, {"of_id": notice_id, "new_day": day})


def list_of_proposal(work: Work, proposal_id: str) -> list[NoticeRow]:
    """Return the notices of a proposal, the last one first."""
    return _OF_PROPOSAL.all(work, {"proposal_id": proposal_id})


def list_public(work: Work, *, after: str | None = None, limit: int = 50) -> list[NoticeRow]:
    """Return the notices that anybody may read today, newest first."""
    page = _public(work)
    page = page if after is None else page.where(TABLE.c.id < after)
    return [NoticeRow._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def find_public(work: Work, notice_id: str) -> NoticeRow | None:
    """Return a notice that anybody may read today, or None."""
    row = work.execute(_public(work).where(TABLE.c.id == notice_id)).first()
    return None if row is None else NoticeRow._make(row)


def _public(work: Work) -> Select[tuple[object, ...]]:
    """Choose what is posted, inside its window, and about a proposal that still stands where it was posted."""
    return (
        select(*columns_of(TABLE, NoticeRow))
        .join_from(TABLE, PROPOSAL, PROPOSAL.c.id == TABLE.c.proposal_id)
        .where(
            TABLE.c.is_open,
            TABLE.c.posted_on <= work.today,
            TABLE.c.closes_on >= work.today,
            PROPOSAL.c.state == TABLE.c.state,
        )
    )


def add_comment(work: Work, row: CommentRow) -> None:
    """Keep what somebody said to a notice."""
    _INSERT_COMMENT.run(work, row._asdict())


def find_comment(work: Work, notice_id: str, comment_id: str) -> CommentRow | None:
    """Return a comment of a notice, or None."""
    return _COMMENT.first(work, {"notice_id": notice_id, "id": comment_id})


def list_comments(work: Work, notice_id: str, *, after: str | None = None, limit: int = 50) -> list[CommentRow]:
    """Return what people said to a notice, oldest first."""
    page = select(*columns_of(COMMENT, CommentRow)).where(COMMENT.c.notice_id == notice_id)
    page = page if after is None else page.where(COMMENT.c.id > after)
    return [CommentRow._make(row) for row in work.execute(page.order_by(COMMENT.c.id).limit(limit))]


def count_outcomes(work: Work, notice_id: str) -> dict[str, int]:
    """Return how many comments were settled in which way; under "" those that were not."""
    return dict(_OUTCOMES.all(work, {"notice_id": notice_id}))


def settle_comment(work: Work, comment_id: str, *, outcome: str, conclusion: str, by: str) -> bool:
    """Settle a comment; False when it was settled before."""
    said = {"of_id": comment_id, "new_outcome": outcome, "new_conclusion": conclusion, "by": by, "at": work.now}
    return bool(_SETTLE.execute(work, said))


def forget_contacts(work: Work, notice_id: str) -> None:
    """Erase how those who commented can be reached: nobody needs it once the notice has ended."""
    _FORGET.execute(work, {"of_notice": notice_id})
