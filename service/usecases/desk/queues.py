"""My work: what waits for one person, what of it is late, where in it one stands, and what to open next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.db import queues
from service.db.lines import ListedProposal
from service.db.queues import Place, Waiting, Window
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.cases import require
from service.usecases.pages import Page, line_as_data
from workflows.calendars import CalendarUnknown, add_working_days
from workflows.policy import Actor, roles

SOON = 5  # working days
WINDOWS = ("overdue", "soon", "later")
ONE_DAY = date.resolution
MOST_COUNTED = 999
END = "~"  # parts a place's day from its id; no id has it


@dataclass(frozen=True, slots=True)
class Count:
    """How many; `is_capped` when there are more than were counted, so that "at least" must be said."""

    total: int
    is_capped: bool


@dataclass(frozen=True, slots=True)
class Counters:
    """What waits for one person: late, due within five working days, the rest; and all of it by state.

    `soon` and `soon_until` are None where the calendar of working days does not reach: then everything not late is
    counted as `later`.
    """

    overdue: Count
    soon: Count | None
    later: Count
    states: Mapping[str, int]
    soon_until: date | None

    @property
    def total(self) -> Count:
        """Return how many wait in all."""
        parts = [part for part in (self.overdue, self.soon, self.later) if part is not None]
        return Count(sum(part.total for part in parts), any(part.is_capped for part in parts))


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """The number of one item in a queue (from 1), of how many; `cursor` says where the next one is looked for."""

    number: Count
    total: Count
    cursor: str


def waiting_for(actor: Actor) -> Waiting:
    """Return whose queue it is: the roles that open dossiers, within the token's scope, and the person."""
    acting = tuple(held for held in actor.holdings if roles()[held.role].opens_dossiers and held.is_waited_for)
    return Waiting(acting, actor.person_id)


def list_inbox(work: Work, *, actor: Actor, after: str | None, limit: int, part: str = "", state: str = "") -> Page:
    """Return the proposals whose next step is this actor's, what is due first before the rest, no limit last.

    `part` is one of `WINDOWS`; `after` is `Page.next` of the page before, or the id of a proposal that still waits.
    Raises PermissionDenied.
    """
    require(actor, "proposal:read")
    waiting = waiting_for(actor)
    window = _window(work, part)
    if window is None:
        return Page([], None)
    place = _place(work, waiting, after)
    rows = queues.list_awaiting(work, waiting, replace(window, after=place, state=state), limit=limit + 1)
    return Page([line_as_data(row) for row in rows[:limit]], _cursor(rows[limit - 1]) if len(rows) > limit else None)


def count_inbox(work: Work, *, actor: Actor) -> Counters:
    """Return how much waits for this actor, in one statement. Raises PermissionDenied."""
    require(actor, "proposal:read")
    windows = {part: window for part in WINDOWS if (window := _window(work, part)) is not None}
    found = queues.count_awaiting(work, waiting_for(actor), windows, cap=MOST_COUNTED)
    states: dict[str, int] = {}
    for counted in found.values():
        for state, number in counted.states.items():
            states[state] = states.get(state, 0) + number
    counts = {part: Count(min(row.total, MOST_COUNTED), row.is_capped) for part, row in found.items()}
    return Counters(counts["overdue"], counts.get("soon"), counts["later"], states, _soon_until(work))


def next_item(work: Work, *, actor: Actor, after: str | None) -> str | None:
    """Return the id of what needs this actor most after a place; None when nothing follows.

    `after` is a cursor, or the id of a proposal; one that waits for this actor no longer leaves the queue to begin
    anew.
    """
    page = list_inbox(work, actor=actor, after=after, limit=1)
    return str(page.items[0]["id"]) if page.items else None


def find_place(work: Work, *, actor: Actor, proposal_id: str) -> QueuePlace | None:
    """Return the place of a proposal in this actor's queue, two statements; None when it does not wait for him."""
    waiting = waiting_for(actor)
    found = queues.list_awaiting(work, waiting, Window(id=proposal_id), limit=1)
    if not found:
        return None
    place = Place(found[0].due_on, found[0].id)
    parts = {"up_to": Window(up_to=place), "after": Window(after=place)}
    counted = queues.count_awaiting(work, waiting, parts, cap=MOST_COUNTED)
    before, behind = counted["up_to"], counted["after"]
    total = Count(before.total + behind.total, before.is_capped or behind.is_capped)
    return QueuePlace(Count(before.total, before.is_capped), total, _cursor(found[0]))


def _window(work: Work, part: str) -> Window | None:
    """Return the days of a part of the queue; None for a part that the calendar cannot tell."""
    if part == "overdue":
        return Window(due_to=work.today - ONE_DAY)
    until = _soon_until(work)
    if part == "soon":
        return None if until is None else Window(due_from=work.today, due_to=until)
    if part == "later":
        return Window(due_from=work.today if until is None else until + ONE_DAY)
    return Window()


def _soon_until(work: Work) -> date | None:
    try:
        return add_working_days(working_calendar(work), work.today, SOON)
    except CalendarUnknown:
        return None


def _cursor(row: ListedProposal) -> str:
    return f"{row.due_on.isoformat() if row.due_on else ''}{END}{row.id}"


def _place(work: Work, waiting: Waiting, after: str | None) -> Place | None:
    """Return the place that a cursor names, or at which a proposal stands; None for the beginning."""
    if not after:
        return None
    day, is_cursor, key = after.partition(END)
    if not is_cursor:
        found = queues.list_awaiting(work, waiting, Window(id=after), limit=1)
        return Place(found[0].due_on, after) if found else None
    try:
        return Place(date.fromisoformat(day) if day else None, key)
    except ValueError:
        return None
