"""What is due and what is overdue among the proposals that one may open, due first before the rest."""

from datetime import date
from typing import Any

from service.db import deadlines
from service.db.deadlines import Days, Narrowed
from service.db.queues import Place
from service.db.work import Work
from service.usecases.cases import open_case, reader_of, require
from service.usecases.catalog import Catalog
from service.usecases.desk.queues import END
from service.usecases.moves.time_limits import case_limits
from service.usecases.pages import Page, line_as_data
from workflows.policy import Actor

OVERDUE, DUE = "overdue", "due"
PARTS = (OVERDUE, DUE)
ONE_DAY = date.resolution


def list_deadlines(
    work: Work, *, actor: Actor, part: str = "", state: str = "", unit_id: str = "", after: str | None, limit: int
) -> Page:
    """Return the proposals whose awaited step has a limit and that this actor may open; `part` is one of `PARTS`.

    `after` is `Page.next` of the page before. Raises PermissionDenied.
    """
    require(actor, "proposal:read")
    wanted = Narrowed(_days(part, work.today), state, unit_id)
    rows = deadlines.list_due(work, reader_of(actor), wanted, after=_place(after), limit=limit + 1)
    shown = [line_as_data(row) for row in rows[:limit]]
    return Page(shown, f"{shown[-1]['due_on']}{END}{shown[-1]['id']}" if len(rows) > limit else None)


def list_limits(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> list[dict[str, Any]]:
    """Return every limit that bears on a proposal where it stands; raises NotFound for one hidden from this actor."""
    return case_limits(open_case(work, catalog, actor=actor, proposal_id=proposal_id), work.today)


def _days(part: str, today: date) -> Days:
    if part == OVERDUE:
        return Days(last=today - ONE_DAY)
    return Days(first=today) if part == DUE else Days()


def _place(after: str | None) -> Place | None:
    """Return the place that a cursor names; None for the beginning, and for what is no cursor."""
    day, is_cursor, key = (after or "").partition(END)
    try:
        return Place(date.fromisoformat(day), key) if is_cursor else None
    except ValueError:
        return None
