"""Searching the trail: every way in and every combination finds what a plain reading of all events finds."""

import random
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.db import accounts, audit, marking, recusals
from service.db.audit import EventRow
from service.db.base import Base
from service.db.database import Database
from service.db.work import VIETNAM, Work
from service.usecases.errors import Invalid, PermissionDenied
from service.usecases.trail.trail_index import catch_up, index_trail
from service.usecases.trail.trail_search import TrailFilters, search_events
from tests.support.databases import Statements
from tests.support.trails import ACTORS, FIRST_DAY, RULES, Population, add_events, fill
from workflows.audit.marks import marks_of
from workflows.policy import Actor, Holding

AUDITOR = Actor("aud", "aud", "Kiểm toán viên", (Holding("auditor", "", "/"),))
SIZE = 12


@pytest.fixture
def people(database: Database) -> Population:
    """A small population with 150 events, not yet indexed."""
    return fill(database, size=SIZE, events=150)


def all_events(database: Database) -> list[EventRow]:
    return database.read(lambda work: audit.list_events(work, limit=100_000))


def found(database: Database, filters: TrailFilters, *, limit: int = 17) -> list[tuple[str, int]]:
    """Return everything a search finds, page after page."""
    keys: list[tuple[str, int]] = []
    after = None
    while True:
        page = search_events(database, actor=AUDITOR, filters=filters, after=after, limit=limit)
        keys += [(item["stream"], item["seq"]) for item in page.items]
        after = page.next
        if after is None:
            return keys


def read_plainly(rows: list[EventRow], people: Population, wanted: TrailFilters) -> list[tuple[str, int]]:
    """Return the same by reading all events, with nothing of the index."""
    drafted = {row.stream: row.entry().payload for row in rows if row.event == "proposal.drafted"}
    rewarded = {
        proposal(row)
        for row in rows
        if wanted.decision and (row.entry().payload.get("decision") or {}).get("number") == wanted.decision
    }
    kept = [row for row in rows if meets(row, people, drafted, rewarded, wanted)]
    return [(row.stream, row.stream_seq) for row in sorted(kept, key=lambda row: (row.at, row.id), reverse=True)]


def proposal(row: EventRow) -> str:
    return row.stream.split("/")[1]


def meets(
    row: EventRow, people: Population, drafted: Mapping[str, Any], rewarded: set[str], wanted: TrailFilters
) -> bool:
    payload = row.entry().payload
    who: Any = payload["actor"]
    opening = drafted[f"proposal/{proposal(row)}"]
    units = people.units if people.top.id in wanted.unit_ids else wanted.unit_ids
    asked = [(item["code"], item["verdict"]) for item in findings_of(payload)]
    day = row.at.astimezone(VIETNAM).date()
    return all(
        (
            not wanted.actor_id or wanted.actor_id in {who["account"], *principals(who)},
            not wanted.nominee_id or opening["nominee"] == wanted.nominee_id,
            not wanted.unit_ids or opening["bodies"]["unit"] in units or who["unit"] in units,
            not wanted.person_ids
            or {who["account"], *principals(who), opening["nominee"]}.intersection(wanted.person_ids),
            not wanted.proposal_id or proposal(row) == wanted.proposal_id,
            not wanted.decision or proposal(row) in rewarded,
            not wanted.event or row.event == wanted.event,
            not wanted.rule
            or any(code == wanted.rule and (not wanted.verdict or told == wanted.verdict) for code, told in asked),
            not wanted.is_refused or row.stream.endswith("/attempts"),
            wanted.starts_on is None or wanted.starts_on <= day,
            wanted.ends_on is None or day <= wanted.ends_on,
        )
    )


def findings_of(payload: Mapping[str, Any]) -> list[Mapping[str, str]]:
    return list(payload.get("findings", ()))


def principals(who: Mapping[str, Any]) -> list[str]:
    return [link["account"] for link in (who["on_behalf_of"] or {"chain": ()})["chain"]]


def some_filters(people: Population, chance: random.Random) -> TrailFilters:
    """Return a search with up to four conditions, chosen by chance."""
    day = FIRST_DAY.date() + timedelta(days=chance.randrange(140))
    ways: list[dict[str, Any]] = [
        {"actor_id": chance.choice(ACTORS)},
        {"nominee_id": chance.choice(people.nominees)},
        {"unit_ids": (chance.choice([*people.units, people.top.id]),)},
        {"proposal_id": chance.choice(people.proposals)},
        {"decision": f"{chance.randrange(0, SIZE, 3)}/QĐ"},
        {"person_ids": (chance.choice(ACTORS), chance.choice(people.nominees))},
        {"event": chance.choice(["proposal.reviewed", "proposal.move-refused", "proposal.approved"])},
        {"rule": chance.choice(RULES)},
        {"rule": chance.choice(RULES), "verdict": chance.choice(["pass", "fail", "unknown"])},
        {"is_refused": True},
        {"starts_on": day, "ends_on": day + timedelta(days=chance.randrange(60))},
    ]
    chosen = chance.sample(ways, k=chance.randrange(5))
    return TrailFilters(**{name: value for way in chosen for name, value in way.items()})


def test_search_finds_what_a_plain_reading_finds(database: Database, people: Population) -> None:
    rows = all_events(database)
    hits = 0
    for seed in range(80):
        wanted = some_filters(people, random.Random(seed))  # noqa: S311  # repeatable on purpose
        expected = read_plainly(rows, people, wanted)
        assert found(database, wanted) == expected, wanted
        hits += bool(expected)
    assert hits > 40


def test_a_decision_is_found_however_it_is_typed(database: Database, people: Population) -> None:
    typed = TrailFilters(decision=" 0 / qd ")
    assert found(database, typed) == found(database, TrailFilters(decision="0/QĐ")) != []


def marks_kept(work: Work) -> set[tuple[int, str]]:
    mark, name = Base.metadata.tables["audit_mark"], Base.metadata.tables["audit_term"]
    query = mark.select().with_only_columns(mark.c.event_id, name.c.term).join(name, name.c.id == mark.c.term_id)
    return {(row[0], row[1]) for row in work.execute(query)}


def rules_kept(work: Work) -> set[tuple[str, str]]:
    passed, name = Base.metadata.tables["audit_passed"], Base.metadata.tables["audit_term"]
    query = passed.select().with_only_columns(passed.c.code, name.c.term).join(name, name.c.id == passed.c.term_id)
    return {(row[0], row[1]) for row in work.execute(query)}


def marks_due(rows: list[EventRow]) -> tuple[set[tuple[int, str]], set[tuple[str, str]]]:
    first = {row.stream: row.entry().payload for row in rows if row.stream_seq == 1}
    told = {row.id: marks_of(row.entry(), first.get("/".join(row.stream.split("/")[:2]))) for row in rows}
    terms = {(key, name) for key, marks in told.items() for name in marks.terms}
    return terms, {(code, marks.passes) for marks in told.values() for code in marks.passed}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), min_size=1, max_size=5))
def test_index_agrees_with_the_trail_whenever_it_is_filled(
    database: Database, counted: Iterator[int], steps: list[tuple[int, int]]
) -> None:
    people = known_people(database)
    for added, at_most in steps:
        numbers = [next(counted) for _ in range(added)]
        database.write(lambda work, numbers=numbers: add_events(work, people, numbers))
        catch_up(database, at_most=at_most)
    assert catch_up(database) == 0
    rows = all_events(database)
    assert (database.read(marks_kept), database.read(rules_kept)) == marks_due(rows)


PEOPLE: dict[Database, Population] = {}


def known_people(database: Database) -> Population:
    if database not in PEOPLE:
        PEOPLE.clear()
        PEOPLE[database] = database.write(lambda work: Population(work, size=SIZE))
    return PEOPLE[database]


@pytest.fixture
def counted() -> Iterator[int]:
    """Numbers for events."""
    return iter(range(1_000_000))


def test_index_is_made_anew_from_the_trail(database: Database, people: Population) -> None:
    assert catch_up(database) == 0
    before = database.read(marks_kept)
    seen: list[tuple[int, int]] = []
    count = index_trail(database, anew=True, on_progress=lambda done, total: seen.append((done, total)))
    assert count == len(all_events(database)) == seen[-1][0]
    assert database.read(marks_kept) == before


def test_what_is_not_indexed_yet_is_said(database: Database, people: Population) -> None:
    assert catch_up(database, at_most=100) == len(all_events(database)) - 100
    page = search_events(database, actor=AUDITOR, filters=TrailFilters())
    assert page.unmarked == 0


def settle(database: Database) -> None:
    """Bring the index up to the last event; on PostgreSQL others' transactions have to end first."""
    for _ in range(500):
        catch_up(database)
        if not database.read(marking.lacks_marks):
            return
        time.sleep(0.02)
    pytest.fail("the index is never complete")


def test_statements_do_not_grow_with_what_is_found(
    database: Database, people: Population, statements: Statements
) -> None:
    search = partial(search_events, database, actor=AUDITOR)
    wanted = TrailFilters(actor_id=ACTORS[1], unit_ids=(people.top.id,), rule=RULES[0], verdict="pass")
    settle(database)
    counts = []
    for limit in (1, 50):
        before = len(statements.texts)
        assert search(filters=wanted, limit=limit).items
        counts.append(len(statements.texts) - before)
    assert counts[0] == counts[1], counts
    assert counts[0] <= 28  # the search, and on its first page the overrides that it finds


def test_only_those_who_may_read_the_trail_search_it(database: Database, people: Population) -> None:
    appraiser = Actor("a", "a", "a", (Holding("home_affairs_appraiser", "", "/"),))
    with pytest.raises(PermissionDenied):
        search_events(database, actor=appraiser, filters=TrailFilters())


def test_a_recused_auditor_finds_nothing_of_that_proposal(database: Database, people: Population) -> None:
    key = people.proposals[0]
    mine = TrailFilters(proposal_id=key)
    assert found(database, mine)
    everything = found(database, TrailFilters())

    def recuse(work: Work) -> None:
        accounts.add_account(work, username="aud", name="Kiểm toán viên", password_hash="", account_id="aud")
        recusals.add_recusal(
            work, proposal_id=key, person_id="aud", account_id="aud", reason="Người thân", recorded_by="aud"
        )

    database.write(recuse)
    assert found(database, mine) == []
    left = [item for item in everything if not item[0].startswith(f"proposal/{key}")]
    assert found(database, TrailFilters()) == left


@pytest.mark.parametrize(
    ("filters", "after", "path"),
    [
        (TrailFilters(event="no.such"), None, "event"),
        (TrailFilters(rule="R01", verdict="maybe"), None, "verdict"),
        (TrailFilters(starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)), None, "ends_on"),
        (TrailFilters(), "1; DROP", "after"),
    ],
)
def test_wrong_searches_are_refused_by_field(
    database: Database, filters: TrailFilters, after: str | None, path: str
) -> None:
    with pytest.raises(Invalid) as caught:
        search_events(database, actor=AUDITOR, filters=filters, after=after)
    assert [problem["path"] for problem in caught.value.params["problems"]] == [path]


def test_days_are_those_of_vietnam(database: Database, people: Population) -> None:
    def late(work: Work) -> None:
        work.stand_at(datetime(2030, 5, 1, 18, 30, tzinfo=UTC))  # half past one on the second, in Vietnam
        audit.append(work, stream="system", event="export.made", payload={"actor": {}}, actor_id=None)

    database.write(late)
    days = [date(2030, 5, day) for day in (1, 2, 3)]
    assert [len(found(database, TrailFilters(starts_on=day, ends_on=day))) for day in days] == [0, 1, 0]
