"""The proposals that somebody may read, by what he looks for."""

from service.db import inboxes
from service.db.inboxes import Filters
from service.db.work import Work
from service.usecases.cases import reader_of, require
from service.usecases.pages import Page, line_as_data
from workflows.policy import Actor

__all__ = ["Filters", "list_proposals"]


def list_proposals(work: Work, *, actor: Actor, filters: Filters, after: str | None, limit: int) -> Page:
    """Return the proposals that this actor may open, newest first; nothing of the others, not even their number."""
    require(actor, "proposal:read")
    rows = inboxes.list_readable(work, reader_of(actor), filters, after=after, limit=limit + 1)
    return Page([line_as_data(row) for row in rows[:limit]], rows[limit - 1].id if len(rows) > limit else None)
