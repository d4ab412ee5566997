"""The index of the trail: marks are derived after the acts, so that no transition waits for them."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from service.db import marking
from service.db.database import Database
from service.db.marking import Reached, State
from service.db.work import Work
from workflows.audit.marks import PROPOSAL_STREAM, marks_of, proposal_of

BATCH = 500
MOST_AT_ONCE = 10_000  # events that a search waits for; more are left to `index_trail`
Progress = Callable[[int, int], None]


class _Step(NamedTuple):
    """Where a pass over the trail stands: events marked so far, the last of them, and up to where none can appear."""

    done: int = 0
    last_id: int = 0
    settled_id: int = -1
    is_last: bool = False


def catch_up(database: Database, *, at_most: int = MOST_AT_ONCE) -> int:
    """Give events their marks, the oldest first, and return how many still have none."""
    if not database.read(marking.lacks_marks):
        return 0
    _mark(database, at_most, lambda _done: None)
    return database.read(marking.count_unmarked)


def index_trail(database: Database, *, anew: bool = False, on_progress: Progress | None = None) -> int:
    """Give every event its marks, throwing the old ones away when asked to, and return how many got some.

    Searches meanwhile find what is marked already and say that more is to come.
    """
    if anew:
        database.write(marking.forget_marks)
    total = database.read(marking.count_unmarked)
    tell = on_progress or (lambda _done, _total: None)
    return _mark(database, total + BATCH, lambda done: tell(min(done, total), total))


def count_events_without_marks(work: Work) -> int:
    """Return how many events no search finds yet."""
    return marking.count_unmarked(work)


def _mark(database: Database, at_most: int, on_step: Callable[[int], None]) -> int:
    step = _Step()
    while step.done < at_most and not step.is_last:
        step = database.write(partial(_mark_batch, before=step, limit=min(BATCH, at_most - step.done)))
        on_step(step.done)
    return step.done


def _mark_batch(work: Work, *, before: _Step, limit: int) -> _Step:
    """Mark the next events of a pass and note how far marks are complete."""
    state, now = marking.lock_state(work), marking.see(work)
    if before.settled_id < 0:
        settled_id, state = _begin_pass(state, now, is_alone=work.engine_name == "sqlite")
    else:
        settled_id = before.settled_id
    rows = marking.list_unmarked(work, after=max(before.last_id, state.marked_id), limit=limit)
    streams = {f"{PROPOSAL_STREAM}{key}" for key in (proposal_of(row.stream) for row in rows) if key}
    openings = {stream: row.entry().payload for stream, row in marking.load_openings(work, streams).items()}
    marked = [(row, marks_of(row.entry(), openings.get(f"{PROPOSAL_STREAM}{proposal_of(row.stream)}"))) for row in rows]
    marking.add_marks(work, marked)
    is_last = len(rows) < limit
    through = now.last_id if is_last else rows[-1].id
    complete_id = max(state.marked_id, min(through, settled_id))
    marking.save_state(work, state._replace(marked_id=complete_id))
    return _Step(before.done + len(rows), through, settled_id, is_last)


def _begin_pass(state: State, now: Reached, *, is_alone: bool) -> tuple[int, State]:
    """Return up to which event none can appear any more, and what to remember for the next pass.

    Numbers are given out before a commit, so an event with a lower number may appear after a higher one. Those up to
    what an earlier pass saw are settled once every transaction that was open then has ended; a pass starts below
    them and so meets each. SQLite has one writer and no such gaps.
    """
    if is_alone:
        return now.last_id, state
    if now.oldest < state.seen_at:
        return state.marked_id, state
    return state.seen_id, State(state.marked_id, now.last_id, now.next)
