"""From the trail to the people it concerns: whose turn it is now, and how it went with what somebody drafted.

Moves write nothing for it: this reads the trail after the fact, so that nobody waits for it who decides something.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from service.db import audit, cursors, notices, recipients
from service.db.audit import EventRow
from service.db.errors import DuplicateKey
from service.db.recipients import Awaiting, Holder
from service.db.work import Work
from service.usecases.cases import forward_move
from service.usecases.catalog import Catalog
from service.usecases.opinions.opinion_reminders import rows_of_opinions
from service.usecases.services import Services
from workflows.audit.vocabulary import vocabulary

CURSOR = "notices"
BATCH = 100
# An installation that begins to tell people of things does not begin with everything that ever happened.
LOOK_BACK = 5000
# PostgreSQL numbers events when they are written and shows them when they are committed: a number that is missing may
# still come. No transaction of ours lasts so long.
GAP_PATIENCE = timedelta(minutes=1)
PREFIX = "proposal/"
# What the drafter is told of, by the action that brought it about.
TOLD: Mapping[str, str] = MappingProxyType(
    {
        "return": "returned",
        "approve": "approved",
        "reject": "rejected",
        "hold": "held",
        "release": "released",
        "withdraw": "withdrawn",
        "expire": "expired",
        "revoke": "revoked",
    }
)


class Move(NamedTuple):
    """A move as the trail tells it."""

    proposal_id: str
    action: str
    to: str
    account_id: str | None


class Reading(NamedTuple):
    """What was read of the trail: from where, up to where, and what is to be told."""

    after: int
    up_to: int
    moved: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


def fan_out(services: Services) -> int:
    """Tell people of what happened since the last time and return how many events were read; 0 when up to date.

    Each event is told once, whoever else does the same: what is written and how far was read are one transaction.
    """
    database = services.database
    after = database.glance(lambda work: cursors.read_cursor(work, CURSOR))
    if after is None:
        after = database.write(begin)
    reading = database.read(lambda work: read_moves(work, services.catalog, after))
    if reading.up_to == after:
        return 0
    return reading.up_to - after if database.write(lambda work: tell(work, reading)) else 0


def begin(work: Work) -> int:
    """Begin to read the trail near its end and return where."""
    start = max(0, audit.last_event_id(work) - LOOK_BACK)
    try:
        cursors.begin_cursor(work, CURSOR, start)
    except DuplicateKey:
        return cursors.read_cursor(work, CURSOR) or 0
    return start


def read_moves(work: Work, catalog: Catalog, after: int) -> Reading:
    """Return who is to be told what about the next events."""
    events = list(_settled(work, audit.list_events(work, after_id=after, limit=BATCH), after))
    moves = [move for event in events if (move := _move(event)) is not None]
    found = recipients.load_awaiting(work, (move.proposal_id for move in moves)) if moves else {}
    holders = Holders(work, catalog)
    rows = {
        (row["account_id"], row["proposal_id"]): row  # of several about one proposal the last is what matters
        for move in moves
        if (case := found.get(move.proposal_id))
        for row in _rows(move, case, holders)
    }
    rows |= {(row["account_id"], row["proposal_id"]): row for row in rows_of_opinions(work, events)}
    moved = tuple(dict.fromkeys(move.proposal_id for move in moves))
    return Reading(after, events[-1].id if events else after, moved, tuple(rows.values()))


def tell(work: Work, reading: Reading) -> bool:
    """Write the notices and how far was read; False, and nothing written, when another was faster."""
    if not cursors.move_cursor(work, CURSOR, reading.after, reading.up_to):
        return False
    notices.settle_owed(work, reading.moved)
    notices.add_notices(work, reading.rows)
    return True


def _settled(work: Work, events: Iterable[EventRow], after: int) -> Iterable[EventRow]:
    """Yield events up to the first number that may still come."""
    for event in events:
        if event.id != after + 1 and work.engine_name != "sqlite" and work.now - event.at < GAP_PATIENCE:
            return
        after = event.id
        yield event


def _move(event: EventRow) -> Move | None:
    if event.event not in _moving() or not event.stream.startswith(PREFIX):
        return None
    facts = event.entry().payload
    return Move(event.stream.removeprefix(PREFIX), str(facts.get("action", "")), str(facts["to"]), event.actor_id)


def _moving() -> frozenset[str]:
    return frozenset(vocabulary().actions.values())


class Holders:
    """Who may take the step that a proposal waits for; who holds which role where is asked once for a batch."""

    def __init__(self, work: Work, catalog: Catalog) -> None:
        self._work = work
        self._catalog = catalog
        self._known: dict[tuple[str, str], tuple[Holder, ...]] = {}

    def of(self, case: Awaiting) -> Iterable[Holder]:
        """Yield those who may: not the nominee, nobody whose earlier step keeps him apart, nobody lent other acts."""
        if not case.awaits_role or not case.awaits_body_id:
            return
        key = (case.awaits_role, case.awaits_body_id)
        if key not in self._known:
            self._known[key] = tuple(recipients.list_holders(self._work, *key, self._work.today))
        for holder in self._known[key]:
            is_barred = any(one == case.nominee_id or f"|{one}|" in case.kept_apart for one in holder.persons)
            if not is_barred and (holder.acts is None or self._action(case) in holder.acts):
                yield holder

    def _action(self, case: Awaiting) -> str:
        flow = self._catalog.flow(self._work, case.flow_code, case.flow_version)
        has_collector = "collector" in case.bodies
        move = forward_move(flow, case.state, has_collector=has_collector, resume_state=case.resume_state)
        return move.action if move else ""


def _rows(move: Move, case: Awaiting, holders: Holders) -> Iterable[Mapping[str, Any]]:
    """Yield the notices of one move: an owed one for whose turn it is, if it still is, and one for the drafter."""
    told: set[str | None] = {move.account_id}
    if case.state == move.to:
        kind = "returned" if move.action == "return" else "awaits"
        for holder in holders.of(case):
            told.add(holder.account_id)
            yield _row(holder.account_id, kind, move, is_owed=True)
    if move.action in TOLD and case.drafted_by and case.drafted_by not in told:
        yield _row(case.drafted_by, TOLD[move.action], move, is_owed=False)


def _row(account_id: str, kind: str, move: Move, *, is_owed: bool) -> Mapping[str, Any]:
    about = {"account_id": account_id, "kind": kind, "proposal_id": move.proposal_id}
    return about | {"is_owed": is_owed, "state": move.to if is_owed else ""}
