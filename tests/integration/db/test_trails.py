"""The trail's index at ten thousands of events: no search reads a whole table, no late commit is passed over."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from service.db import audit
from service.db.database import Database
from service.db.work import Work
from service.usecases.trail.trail_index import catch_up, index_trail
from service.usecases.trail.trail_search import TrailFilters, describe_events, find_hits, read_place
from tests.integration.db.test_plans import plan
from tests.support.databases import TEMPLATE, copy_sqlite, open_database
from tests.support.postgres import Cluster
from tests.support.trails import ACTORS, RULES, Population, fill
from workflows.audit.entries import seal
from workflows.policy import Actor, Holding

AUDITOR = Actor("aud", "aud", "Kiểm toán viên", (Holding("auditor", "", "/"),))
EVENTS, SIZE = 20_000, 200
MIGRATED_NAME = "trails_{}"


# Tables by the names they go by in the statements; what else is scanned was made by the statement itself.
WHOLE = re.compile(r"SCAN (audit_\w+|proposal|nominee|organisation|d|f|m)\b")
NAMES = (
    *("everything", "actor", "nominee", "unit", "unit and below", "decision", "period", "kind of event", "rule"),
    *("rule and verdict", "refused", "together"),
)


def searches(people: Population) -> dict[str, TrailFilters]:
    return {
        "everything": TrailFilters(),
        "actor": TrailFilters(actor_id=ACTORS[1]),
        "nominee": TrailFilters(nominee_id=people.nominees[5]),
        "unit": TrailFilters(unit_ids=(people.units[0],)),
        "unit and below": TrailFilters(unit_ids=(people.top.id,)),
        "decision": TrailFilters(decision="3/QĐ"),
        "period": TrailFilters(starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 1)),
        "kind of event": TrailFilters(event="proposal.returned"),
        "rule": TrailFilters(rule=RULES[0]),
        "rule and verdict": TrailFilters(rule=RULES[0], verdict="fail"),
        "refused": TrailFilters(is_refused=True),
        "together": TrailFilters(actor_id=ACTORS[2], unit_ids=(people.top.id,), rule=RULES[1], is_refused=True),
    }


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[tuple[Database, Population]]:
    """A database with many events, indexed; its statistics are taken on PostgreSQL as its own service would."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        url = copy_sqlite(template, tmp_path_factory.mktemp("trails"))
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        url = cluster.create_database(MIGRATED_NAME.format(worker_id), template=cluster.template(TEMPLATE, _upgrade))
    database = open_database(url)
    people = fill(database, size=SIZE, events=EVENTS)
    assert index_trail(database) == EVENTS + SIZE
    if request.param == "postgresql":
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as owner:
            owner.execute("ANALYZE")
    yield database, people
    database.close()


def _upgrade(url: str) -> None:
    from service.db import migrating  # noqa: PLC0415  # only where no other test has made the template

    migrating.upgrade(url)


@pytest.mark.parametrize("name", NAMES)
def test_search_reads_no_whole_table(filled: tuple[Database, Population], name: str) -> None:
    database, people = filled
    wanted = searches(people)[name]
    hits = database.read(lambda work: find_hits(work, AUDITOR, wanted, before=read_place(None), limit=51))
    assert hits, name
    whole = database.read(lambda work: whole_tables(work, wanted))
    assert whole == [], "\n".join(whole)


def whole_tables(work: Work, wanted: TrailFilters) -> list[str]:
    """Return the lines of the engine's plans that read a table of the trail from end to end."""
    ran: list[tuple[str, Any]] = []

    def hear(_c: object, _cursor: object, text: str, parameters: Any, _context: object, _many: bool) -> None:
        ran.append((text, parameters))

    engine = work.connection.engine
    event.listen(engine, "before_cursor_execute", hear)
    hits = find_hits(work, AUDITOR, wanted, before=read_place(None), limit=51)
    describe_events(work, [hit.event for hit in hits], "vi")
    event.remove(engine, "before_cursor_execute", hear)
    if work.engine_name == "sqlite":
        return [line for text, _ in ran for line in plan(work, text) if WHOLE.match(line)]
    lines = [
        str(row[0])
        for text, parameters in ran
        for row in work.connection.exec_driver_sql(f"EXPLAIN {text}", parameters).all()
    ]
    return [line for line in lines if "Seq Scan on audit_" in line]


def test_reading_a_whole_table_would_be_noticed() -> None:
    assert WHOLE.match("SCAN audit_event")
    assert WHOLE.match("SCAN d USING COVERING INDEX ix_audit_mark_term_id_at_event_id")
    assert not WHOLE.match("SCAN hit")


def test_event_committed_after_a_later_one_is_not_passed_over(migrated_postgres_url: str) -> None:
    database = open_database(migrated_postgres_url)
    address = migrated_postgres_url.replace("+psycopg", "")
    with psycopg.connect(address) as slow:
        append_by_hand(slow, "system/slow")
        for number in range(3):
            database.write(lambda work: audit.append(work, stream="system", event="x.done", payload={}, actor_id=None))
            assert catch_up(database) == 0, number
        slow.commit()
    ids = {row.id for row in database.read(audit.list_events)}
    assert ids == {1, 2, 3, 4}
    for _ in range(2):
        assert catch_up(database) == 0
        marked = database.read(lambda work: work.connection.exec_driver_sql("SELECT event_id FROM audit_mark").all())
        assert {row[0] for row in marked} == ids
    database.close()


def append_by_hand(connection: "psycopg.Connection[Any]", stream: str) -> None:
    """Insert an event in a transaction that stays open."""
    at = "2026-11-22T01:00:00.000000Z"
    entry = seal(stream=stream, seq=1, event="x.done", payload={}, at=at, prev="0" * 64)
    connection.execute(
        "INSERT INTO audit_event (stream, stream_seq, event, at, body, prev_hash, hash) VALUES (%s,%s,%s,%s,%s,%s,%s)",
        (stream, 1, entry.event, at, entry.body, entry.prev, entry.hash),
    )
