"""What waits for one person: in the order of what is due first, without what is none of his business.

Each role held is one range of the index (body, role, day, id). A role that reaches below its body first walks the index
(role, day, id, body) a little: whoever has much below him finds his page there at once. Else he reads a range for each
body there, never more than a page of it, so that a queue costs the same however long it is.
"""

from collections.abc import Iterable, Mapping, Sequence
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
WALKED = 2000


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
    """Return one page of what waits for a person, what is due first before the rest, no limit last.

    One statement, two for roles that reach below their body.
    """
    acting = _acting(waiting)
    reaches = any(roles()[holding.role].scope == "subtree" for holding in acting)
    if reaches and not window.id:
        found = _page(work, [_walked(waiting, holding, window, limit) for holding in acting], limit)
        if len(found) == limit:
            return found
    return _page(work, [_range(work, waiting, holding, window, limit) for holding in acting], limit)


def _page(work: Work, ranges: Sequence[Select[Any]], limit: int) -> list[ListedProposal]:
    """Merge the ranges of roles; what waits for two of them stands there once."""
    pages = [page.subquery() for page in ranges]
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
        for page in [_range(work, waiting, holding, window, cap + 1, is_ordered=False).subquery()]
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


def _range(
    work: Work, waiting: Waiting, holding: Holding, window: Window, limit: int, *, is_ordered: bool = True
) -> Select[Any]:
    """Return (id, due_on) of what waits for one role in a window: the first, or any so many for whoever only counts."""
    if roles()[holding.role].scope == "exact":
        page = _waiting_in(TABLE, TABLE.c.awaits_body_id == holding.organisation_id, waiting, holding, window)
        return _cut(page, TABLE, limit, is_ordered=is_ordered)
    below = within(UNIT.c.path, holding.path)
    if window.id:
        here = TABLE.c.awaits_body_id.in_(select(UNIT.c.id).where(below))
        return _waiting_in(TABLE, here, waiting, holding, window).where(_was_opened(TABLE.c.id, waiting))
    # A body further up than the agency has the role below it, but the dossier was not opened to it.
    each = _waiting_in(INNER, INNER.c.awaits_body_id == UNIT.c.id, waiting, holding, window).correlate(UNIT)
    each = _cut(each.where(_was_opened(INNER.c.id, waiting)), INNER, limit, is_ordered=is_ordered)
    if work.engine_name == "postgresql":
        rows = each.lateral()
        lateral: Select[Any] = select(rows.c.id, rows.c.due_on).select_from(UNIT.join(rows, true())).where(below)
        return _cut(lateral, rows, limit, is_ordered=is_ordered)
    # SQLite has no LATERAL; it runs the inner select once for each body and looks its ids up.
    ids = each.with_only_columns(INNER.c.id)
    own: Select[Any] = select(TABLE.c.id, TABLE.c.due_on).select_from(UNIT.join(TABLE, TABLE.c.id.in_(ids)))
    return _cut(own.where(below), TABLE, limit, is_ordered=is_ordered)


def _walked(waiting: Waiting, holding: Holding, window: Window, limit: int) -> Select[Any]:
    """Return what is the person's among the first that wait for this role anywhere; complete when it fills a page."""
    if roles()[holding.role].scope == "exact":
        page = _waiting_in(TABLE, TABLE.c.awaits_body_id == holding.organisation_id, waiting, holding, window)
        return _cut(page, TABLE, limit, is_ordered=True)
    columns = INNER.c.id, INNER.c.due_on, INNER.c.awaits_body_id
    first = select(*columns).where(INNER.c.awaits_role == holding.role, *_within(INNER, window))
    walked = _cut(first, INNER, WALKED, is_ordered=True).subquery()
    below = walked.c.awaits_body_id.in_(select(UNIT.c.id).where(within(UNIT.c.path, holding.path)))
    mine: Select[Any] = select(walked.c.id, walked.c.due_on).select_from(walked.join(TABLE, TABLE.c.id == walked.c.id))
    mine = mine.where(below, *_owed(TABLE, waiting, holding), _was_opened(walked.c.id, waiting))
    return _cut(mine, walked, limit, is_ordered=True)


def _waiting_in(
    table: Any, here: ColumnElement[bool], waiting: Waiting, holding: Holding, window: Window
) -> Select[Any]:
    return select(table.c.id, table.c.due_on).where(
        here, table.c.awaits_role == holding.role, *_within(table, window), *_owed(table, waiting, holding)
    )


def _cut(page: Select[Any], origin: Any, limit: int, *, is_ordered: bool) -> Select[Any]:
    return (page.order_by(origin.c.due_on, origin.c.id) if is_ordered else page).limit(limit)


def _was_opened(proposal_id: ColumnElement[str], waiting: Waiting) -> ColumnElement[bool]:
    """Return whether one of the person's bodies may open a proposal; asked row by row, never joined."""
    mine = ACCESS.c.organisation_id.in_(waiting.organisation_ids)
    opened = select(literal(1)).where(ACCESS.c.proposal_id == proposal_id, mine).limit(1)
    return opened.scalar_subquery().is_not(None)


def _owed(table: Any, waiting: Waiting, holding: Holding) -> Iterable[ColumnElement[bool]]:
    """Yield what keeps other people's business out: one's own honour, steps kept apart from mine, recusals.

    Whoever holds the role in another's place counts as both people, and owes only the acts that were delegated.
    """
    for person_id in (waiting.person_id, *holding.in_place_of):
        yield table.c.nominee_id != person_id
        yield table.c.kept_apart.not_like(f"%|{person_id}|%")
        yield not_hidden(table.c.id, person_id)
    if holding.mandate is not None:
        yield table.c.awaits_action.in_(sorted(holding.mandate.acts))


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
        places.append(and_(TABLE.c.awaits_role == holding.role, here, *_owed(TABLE, waiting, holding)))
    return or_(false(), *places)
