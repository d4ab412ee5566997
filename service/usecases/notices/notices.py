"""Notices as the one they are for reads them: what is owed, how it went with what was drafted, long work that ended."""

from typing import Any

from service.db import notices
from service.db.notices import NoticeRow, Told
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.desk.queues import waiting_for
from service.usecases.errors import NotFound
from service.usecases.opinions.answering import bodies_answered_for
from service.usecases.pages import Page, page_of
from workflows.policy import Actor

MOST_COUNTED = 99


def list_notices(work: Work, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return the actor's own notices, newest first; what he no longer owes or may no longer open is not among them."""
    rows = notices.list_notices(work, told(actor), after=after, limit=limit + 1)
    return page_of([_as_data(row) for row in rows], limit)


def count_unread(work: Work, *, actor: Actor) -> int:
    """Return how many of the actor's notices are unread, in one statement; 100 stands for more than 99."""
    return notices.count_unread(work, told(actor), cap=MOST_COUNTED)


def find_notice(work: Work, *, actor: Actor, notice_id: str) -> dict[str, Any]:
    """Return one of the actor's own notices; raises NotFound."""
    row = notices.find_notice(work, told(actor), notice_id)
    if row is None:
        raise NotFound("not-found", {"kind": "notice", "id": notice_id})
    return _as_data(row)


def mark_read(work: Work, *, actor: Actor, notice_id: str | None = None) -> int:
    """Mark one of the actor's own notices as read, or all, and return how many were unread; nobody else's changes."""
    return notices.mark_read(work, actor.account_id, notice_id)


def told(actor: Actor) -> Told:
    """Return whose notices they are: what the actor may open, and what waits for him."""
    return Told(actor.account_id, reader_of(actor), waiting_for(actor), bodies_answered_for(actor))


def _as_data(row: NoticeRow) -> dict[str, Any]:
    return row._asdict() | {"is_read": row.read_at is not None}
