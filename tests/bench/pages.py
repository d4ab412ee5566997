"""Lists, inboxes and searches on a large database: milliseconds a page, and what the database touched for it."""

import os
import statistics
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from service.db.database import Database
from service.db.work import Work
from service.usecases.accounts.tokens import find_actor
from service.usecases.desk import proposals, queues
from service.usecases.desk.proposals import Filters
from service.usecases.desk.queues import count_inbox
from service.usecases.pages import Page
from tests.bench.grounds import Ground
from tests.bench.places import MORNING
from tests.bench.seeds import token_of
from workflows.policy import Actor

LIMIT = 50
DEEP_PAGES = 40  # of a queue
DEEP = 0.5  # the deep page begins in the middle of all proposals
BIG = ("proposal", "nominee", "proposal_access", "proposal_search", "nominee_search", "audit_event")
MOST_STEPS = 1000  # of the SQLite machine between two looks, in instructions
Turn = Callable[[Work, str | None], Page]


@dataclass(frozen=True)
class PageTime:
    """One kind of page: its median on a warm cache, how many rows it had, and why it is no full scan."""

    engine: str
    size: int
    name: str
    depth: str
    milliseconds: float
    rows: int
    statements: int
    touched: str
    full_scans: tuple[str, ...]


def measure_pages(ground: Ground, repeats: int) -> list[PageTime]:
    """Turn every kind of page, first and deep."""
    database = Database(
        ground.url, clock=lambda: MORNING, new_id=lambda: uuid.uuid4().hex, random_bytes=os.urandom, pool_size=2
    )
    try:
        middle = ground.ask(f"SELECT id FROM proposal ORDER BY id LIMIT 1 OFFSET {int(ground.size * DEEP)}")[0][0]
        return [
            _measure(database, ground, name, depth, turn, after, repeats)
            for name, turn in _turns(database).items()
            for depth, after in (("first", None), ("deep", middle))
        ]
    finally:
        database.close()


def _turns(database: Database) -> dict[str, Turn]:
    def who(part: str) -> Actor:
        return database.read(lambda work: find_actor(work, token_of(part)))

    auditor, agency, unit, collector = who("auditor"), who("agency"), who("unit"), who("collect")
    head = who("head")

    def listed(actor: Actor, **wanted: str) -> Turn:
        filters = Filters(**wanted)
        return lambda work, after: proposals.list_proposals(
            work, actor=actor, filters=filters, after=after, limit=LIMIT
        )

    def inbox(actor: Actor) -> Turn:
        deep = _deep_in_queue(database, actor)
        return lambda work, after: queues.list_inbox(work, actor=actor, after=after and deep, limit=LIMIT)

    def counters(actor: Actor) -> Turn:
        return lambda work, _after: Page([count_inbox(work, actor=actor).states], None)

    return {
        "all proposals, an auditor": listed(auditor),
        "proposals of the agency": listed(agency),
        "of the agency, by state": listed(agency, state="drafted"),
        "of one unit": listed(unit),
        "inbox of a unit's head": inbox(unit),
        "inbox of the collector": inbox(collector),
        "inbox of the head of 500 units": inbox(head),
        "counters of the collector": counters(collector),
        "counters of the head of 500 units": counters(head),
        "search “nguyen van an”, an auditor": listed(auditor, query="nguyen van an"),
        "search “nguyen van an”, the agency": listed(agency, query="nguyen van an"),
        "search “nguyen”, an auditor": listed(auditor, query="nguyen"),
        "search by number, the agency": listed(agency, query="DN-2026-0000777"),
    }


def _deep_in_queue(database: Database, actor: Actor) -> str | None:
    """Return the place after so many pages of a queue, or at its end."""
    after: str | None = None
    for _ in range(DEEP_PAGES):
        page = database.read(lambda work, after=after: queues.list_inbox(work, actor=actor, after=after, limit=LIMIT))  # type: ignore[misc]  # bound at once
        if page.next is None:
            break
        after = page.next
    return after


def _measure(
    database: Database, ground: Ground, name: str, depth: str, turn: Turn, after: str | None, repeats: int
) -> PageTime:
    taken: list[tuple[str, Any]] = []

    def take(
        _c: Any, _cursor: Any, text: str, parameters: Any, _context: Any, _many: bool
    ) -> None:  # SQLAlchemy's signature
        taken.append((text, parameters))

    engine = database._side.engines[-1]
    event.listen(engine, "before_cursor_execute", take)
    page = database.read(lambda work: turn(work, after))
    event.remove(engine, "before_cursor_execute", take)
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        database.read(lambda work: turn(work, after))
        times.append(1000 * (time.perf_counter() - began))
    plans = [explain(ground, text, parameters) for text, parameters in taken]
    touched = ", ".join(seen for seen, _ in plans)
    scans = tuple(scan for _, found in plans for scan in found)
    return PageTime(
        ground.engine,
        ground.size,
        name,
        depth,
        statistics.median(times),
        len(page.items),
        len(taken),
        touched,
        scans,
    )


def explain(ground: Ground, text: str, parameters: Any) -> tuple[str, list[str]]:
    """Return how much a statement touched, and the full scans of large tables in its plan."""
    connection = ground.connect()
    try:
        return (_explain_sqlite if ground.engine == "sqlite" else _explain_postgresql)(connection, text, parameters)
    finally:
        connection.close()


def _explain_sqlite(connection: Any, text: str, parameters: Any) -> tuple[str, list[str]]:
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters)]
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.set_progress_handler(count, MOST_STEPS)
    connection.execute(text, parameters).fetchall()
    connection.set_progress_handler(None, 0)
    # A scan in the order of an index stops at the page's limit; what it touched shows whether it did.
    scans = [line for line in plan if line.startswith("SCAN ") and line.split()[1] in BIG and "INDEX" not in line]
    return f"{steps:,} thousand steps", scans


def _explain_postgresql(connection: Any, text: str, parameters: Any) -> tuple[str, list[str]]:
    rows = connection.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {text}", parameters).fetchone()[0]
    root, scans = rows[0]["Plan"], []
    nodes = [root]
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", [])
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in BIG:
            scans.append(f"Seq Scan on {node['Relation Name']}")
    return f"{root['Shared Hit Blocks'] + root['Shared Read Blocks']:,} buffers", scans
