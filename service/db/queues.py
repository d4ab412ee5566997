"""What waits for one person: in the order of what is due first, without what is none of his business.

Each role held is one range of the index (body, role, day, id). A role that reaches below its body reads such a range
for each body there, never more than a page of it, so that a queue costs the same however long it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union,
    union_all,
)

from service.db.lines import TABLE, UNIT, ListedProposal, lines
from service.db.proposals import ACCESS
from service.db.recusals import not_hidden
from service.db.searching import within
from service.db.work import Work
from workflows.policy import Holding, roles

NO_LIMIT = date.max
INNER = TABLE.alias("waiting")


class Place(NamedTuple):
    """A place in a queue: the day due (None for no limit), then the id."""

    due_on: date | None
    id: str


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a queue: days from and up to and including (None for open ends), places after, up to, or one state."""

    due_from: date | None = None
    due_to: date | None = None
    after: Place | None = None
    up_to: Place | None = None
    state: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whose queue: the roles held that open dossiers, and the person behind them."""

    holdings: tuple[Holding, ...]
    person_id: str

    @property
    def organisation_ids(self) -> list[str]:
        """Return the bodies in whose name the person opens dossiers."""
        return sorted({holding.organisation_id for holding in self.holdings})


class Counted(NamedTuple):
    """How many wait in one window, by state; `is_capped` when more do than were read."""

    states: dict[str, int]
    is_capped: bool

    @property
    def total(self) -> int:
        """Return how many were counted."""
        return sum(self.states.values())


WHOLE = Window()


def list_awaiting(work: Work, waiting: Waiting, window: Window = WHOLE, *, limit: int = 50) -> list[ListedProposal]:
    """Return one page of what waits for a person, what is due first before the rest, no limit last."""
    pages = [_range(work, waiting, holding, window, limit).subquery() for holding in _acting(waiting)]
    if not pages:
        return []
    merged = union(*(select(page.c.id, page.c.due_on) for page in pages)).order_by("due_on", "id").limit(limit)
    chosen = merged.subquery()
    rows = work.execute(lines().join(chosen, chosen.c.id == TABLE.c.id).order_by(TABLE.c.due_on, TABLE.c.id))
    return [ListedProposal._make(row) for row in rows]


def count_awaiting(
    work: Work, waiting: Waiting, windows: Mapping[str, Window], *, cap: int = 999
) -> dict[str, Counted]:
    """Return how many wait in each window, by state, in one statement; each role reads at most `cap` + 1 of each."""
    parts = [
        select(literal(name, String()).label("part"), page.c.id)
        for name, window in windows.items()
        for holding in _acting(waiting)
        for page in [_range(work, waiting, holding, window, cap + 1).subquery()]
    ]
    found: dict[str, dict[str, int]] = {name: {} for name in windows}
    if parts:
        # One role held: nothing can stand there twice, and nothing needs to be compared.
        joined = (union_all if len(_acting(waiting)) == 1 else union)(*parts).subquery()
        rows = work.execute(
            select(joined.c.part, TABLE.c.state, func.count())
            .select_from(joined.join(TABLE, TABLE.c.id == joined.c.id))
            .group_by(joined.c.part, TABLE.c.state)
            .order_by(joined.c.part, TABLE.c.state)
        )
        for part, state, count in rows:
            found[part][state] = count
    return {name: Counted(states, sum(states.values()) > cap) for name, states in found.items()}


def _acting(waiting: Waiting) -> list[Holding]:
    """Return the roles for which something may wait: a step waits in a body, so never for roles held everywhere."""
    held = {holding for holding in waiting.holdings if roles()[holding.role].scope != "everywhere"}
    return sorted(held, key=repr)


def _range(work: Work, waiting: Waiting, holding: Holding, window: Window, limit: int) -> Select[Any]:
    """Return (id, due_on) of the first of what waits for one role in a window."""
    if roles()[holding.role].scope == "exact":
        return _first(TABLE, TABLE.c.awaits_body_id == holding.organisation_id, waiting, holding, window, limit)
    # A body further up than the agency has the role below it, but the dossier was not opened to it.
    each = _first(INNER, INNER.c.awaits_body_id == UNIT.c.id, waiting, holding, window, limit).correlate(UNIT)
    each = each.where(_was_opened(INNER.c.id, waiting))
    below = within(UNIT.c.path, holding.path)
    if work.engine_name == "postgresql":
        rows = each.lateral()
        found = select(rows.c.id, rows.c.due_on).select_from(UNIT.join(rows, true())).where(below)
        return found.order_by(rows.c.due_on, rows.c.id).limit(limit)
    # SQLite has no LATERAL; it runs the inner select once for each body and looks its ids up.
    ids = each.with_only_columns(INNER.c.id)
    found = select(TABLE.c.id, TABLE.c.due_on).select_from(UNIT.join(TABLE, TABLE.c.id.in_(ids))).where(below)
    return found.order_by(TABLE.c.due_on, TABLE.c.id).limit(limit)


def _first(
    table: Any, here: ColumnElement[bool], waiting: Waiting, holding: Holding, window: Window, limit: int
) -> Select[Any]:
    page = select(table.c.id, table.c.due_on).where(
        here, table.c.awaits_role == holding.role, *_within(table, window), *_owed(table, waiting.person_id)
    )
    return page.order_by(table.c.due_on, table.c.id).limit(limit)


def _was_opened(proposal_id: ColumnElement[str], waiting: Waiting) -> ColumnElement[bool]:
    """Return whether one of the person's bodies may open a proposal; asked row by row, never joined."""
    mine = ACCESS.c.organisation_id.in_(waiting.organisation_ids)
    opened = select(literal(1)).where(ACCESS.c.proposal_id == proposal_id, mine).limit(1)
    return opened.scalar_subquery().is_not(None)


def _owed(table: Any, person_id: str) -> Iterable[ColumnElement[bool]]:
    """Yield what keeps other people's business out: one's own honour, steps kept apart from mine, recusals."""
    yield table.c.nominee_id != person_id
    yield table.c.kept_apart.not_like(f"%|{person_id}|%")
    yield not_hidden(table.c.id, person_id)


def _within(table: Any, window: Window) -> Iterable[ColumnElement[bool]]:
    place = tuple_(table.c.due_on, table.c.id)
    if window.due_from is not None:
        yield table.c.due_on >= window.due_from
    if window.due_to is not None:
        yield table.c.due_on <= window.due_to
    if window.after is not None:
        yield place > _bound(table, window.after)
    if window.up_to is not None:
        yield place <= _bound(table, window.up_to)
    if window.state:
        yield table.c.state == window.state
    if window.id:
        yield table.c.id == window.id


def _bound(table: Any, place: Place) -> ColumnElement[Any]:
    return tuple_(literal(place.due_on or NO_LIMIT, table.c.due_on.type), literal(place.id, table.c.id.type))


def waits_for(waiting: Waiting) -> ColumnElement[bool]:
    """Return the condition that a proposal waits for a person now, for rows found by other means."""
    places = []
    for holding in _acting(waiting):
        here = TABLE.c.awaits_body_id == holding.organisation_id
        if roles()[holding.role].scope == "subtree":
            here = TABLE.c.awaits_body_id.in_(select(UNIT.c.id).where(within(UNIT.c.path, holding.path)))
        places.append((TABLE.c.awaits_role == holding.role) & here)
    return and_(or_(false(), *places), *_owed(TABLE, waiting.person_id))
