"""Marks in the database: which events still lack theirs, and adding them in one go for many events."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, exists, func, insert, select, text, update

from service.db.audit import EventRow
from service.db.base import table_of
from service.db.expressions import AnyOf, columns_of
from service.db.models import AuditEvent, AuditIndexState, AuditMark, AuditPassed, AuditTerm
from service.db.statements import Prepared, Query
from service.db.work import Work
from workflows.audit.marks import Marks

EVENT, TERM, MARK, PASSED, STATE = (
    table_of(model) for model in (AuditEvent, AuditTerm, AuditMark, AuditPassed, AuditIndexState)
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class State(NamedTuple):
    """How far marks are complete, and the highest event (with the next transaction) that was seen before."""

    marked_id: int
    seen_id: int
    seen_at: int


class Reached(NamedTuple):
    """What is visible now: the highest event, the oldest transaction still open, the next one to begin."""

    last_id: int
    oldest: int
    next: int


_STATE = Query(select(STATE.c.marked_id, STATE.c.seen_id, STATE.c.seen_at).with_for_update(), State._make)
_PEEK = Query(select(STATE.c.marked_id, select(func.max(EVENT.c.id)).scalar_subquery()), tuple)
_LAST = Query(select(func.coalesce(func.max(EVENT.c.id), 0)), lambda row: int(row[0]))
_SET_STATE = Prepared(
    update(STATE).values(
        marked_id=bindparam("new_marked"), seen_id=bindparam("new_seen"), seen_at=bindparam("new_seen_at")
    )
)
_UNMARKED = Query(
    select(*columns_of(EVENT, EventRow))
    .where(EVENT.c.id > bindparam("after"), ~exists().where(MARK.c.event_id == EVENT.c.id))
    .order_by(EVENT.c.id)
    .limit(bindparam("count")),
    EventRow._make,
)
_COUNT_UNMARKED = Query(
    select(func.count())
    .select_from(EVENT)
    .where(EVENT.c.id > bindparam("after"), ~exists().where(MARK.c.event_id == EVENT.c.id)),
    lambda row: int(row[0]),
)
_OPENINGS = Query(
    select(*columns_of(EVENT, EventRow)).where(AnyOf(EVENT.c.stream, "streams"), EVENT.c.stream_seq == 1),
    EventRow._make,
)
_TERMS = Query(select(TERM.c.term, TERM.c.id).where(AnyOf(TERM.c.term, "terms")), tuple)
_SNAPSHOT = text(
    "SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint FROM pg_current_snapshot() now"
)


def micros(instant: datetime) -> int:
    """Return an instant as microseconds since 1970, as marks keep it."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def lock_state(work: Work) -> State:
    """Return how far marks are complete; until this transaction ends nobody else adds any."""
    return _STATE.first(work, {}) or State(0, 0, 0)


def lacks_marks(work: Work) -> bool:
    """Tell whether there are events after the last one that is surely marked."""
    marked, last = _PEEK.first(work, {}) or (0, None)
    return int(last or 0) > int(marked)


def see(work: Work) -> Reached:
    """Return what is visible now; on SQLite the single writer has no older transactions beside it."""
    oldest, following = (0, 0)
    if work.engine_name == "postgresql":
        oldest, following = work.execute(_SNAPSHOT).one()
    return Reached(_LAST.first(work, {}) or 0, oldest, following)


def save_state(work: Work, state: State) -> None:
    """Keep how far marks are complete."""
    values = {"new_marked": state.marked_id, "new_seen": state.seen_id, "new_seen_at": state.seen_at}
    _SET_STATE.execute(work, values)


def list_unmarked(work: Work, *, after: int, limit: int) -> list[EventRow]:
    """Return events after a number that have no marks, in order."""
    return _UNMARKED.all(work, {"after": after, "count": limit})


def count_unmarked(work: Work) -> int:
    """Return how many events have no marks yet."""
    state = _PEEK.first(work, {}) or (0, 0)
    return _COUNT_UNMARKED.first(work, {"after": state[0]}) or 0


def load_openings(work: Work, streams: Iterable[str]) -> dict[str, EventRow]:
    """Return the first event of each of these streams."""
    wanted = sorted(set(streams))
    return {row.stream: row for row in _OPENINGS.all(work, {"streams": wanted})} if wanted else {}


def find_terms(work: Work, terms: Iterable[str]) -> dict[str, int]:
    """Return the numbers of terms that are known."""
    wanted = sorted(set(terms))
    return dict(_TERMS.all(work, {"terms": wanted})) if wanted else {}


def add_marks(work: Work, marked: Sequence[tuple[EventRow, Marks]]) -> None:
    """Add the marks of many events; terms that are new, and the rules that a new term stands for, with them."""
    wanted = {name for _, marks in marked for name in marks.terms}
    known = find_terms(work, wanted)
    new = sorted(wanted - known.keys())
    if new:
        _insert(work, insert(TERM), [{"term": name} for name in new])
        known |= find_terms(work, new)
        passes = {marks.passes: marks.passed for _, marks in marked if marks.passes}
        rules = [{"code": code, "term_id": known[name]} for name in new for code in passes.get(name, ())]
        _insert(work, insert(PASSED), rules)
    rows = [
        {"event_id": event.id, "term_id": known[name], "at": micros(event.at)}
        for event, marks in marked
        for name in sorted(marks.terms)
    ]
    _insert(work, insert(MARK), rows)


def forget_marks(work: Work) -> None:
    """Throw all marks away; they are derived again from the trail."""
    for table in (MARK, PASSED, TERM):
        work.execute(delete(table))
    save_state(work, State(0, 0, 0))


def _insert(work: Work, statement: Any, rows: list[Mapping[str, Any]] | list[dict[str, Any]]) -> None:
    if rows:
        work.connection.execute(statement, rows)
