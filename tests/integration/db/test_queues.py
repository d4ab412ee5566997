"""Queues and searches take a short way where it is complete: short ways and long ones show the same."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from service.db import inboxes, proposals, queues, recusals
from service.db.access import Reader
from service.db.database import Database
from service.db.inboxes import Filters
from service.db.queues import Place, Waiting, Window
from service.db.work import Work
from service.usecases.moves.awaiting import barred
from tests.integration.db.rows import a_body, a_person, a_proposal, an_account
from tests.support.databases import Statements
from workflows.policy import Holding

ME, OTHER = "e" * 32, "f" * 32
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Nguyễn Thị Cúc")
DAYS = (None, date(2026, 11, 18), date(2026, 11, 23), date(2026, 12, 1))


def fill(work: Work) -> dict[str, Any]:
    """Make sixty proposals in a tree of nine bodies, some of them nobody's business of mine."""
    order = random.Random(11)  # noqa: S311  # the same each time
    root = a_body(work, "root", level="province")
    units = [a_body(work, f"unit-{number}", level="unit", parent_id=root) for number in range(8)]
    account = an_account(work)
    people = [a_person(work, name) for name in NAMES]
    made = []
    for number in range(60):
        unit = order.choice(units)
        waits = {"awaits_role": order.choice(["unit_head", "unit_head", "hr_officer"]), "awaits_body_id": unit}
        apart = barred([ME] if number % 7 == 0 else [OTHER])
        row = {**waits, "due_on": order.choice(DAYS), "kept_apart": apart}
        key = a_proposal(work, order.choice(people), unit, **row)
        opened = [unit, root] if number % 5 else [unit]
        proposals.grant_access(work, key, opened, 1)
        is_hidden = number % 11 == 0
        if is_hidden:
            recusals.add_recusal(
                work, proposal_id=key, person_id=ME, account_id=account, reason="x", recorded_by=account
            )
        made.append({"id": key, **row, "is_hidden": is_hidden, "is_opened": number % 5 != 0})
    return {"root": root, "made": made}


def owed(filled: dict[str, Any]) -> list[str]:
    """Return by plain reading what the head of the whole tree owes, in order."""
    mine = [
        row
        for row in filled["made"]
        if row["awaits_role"] == "unit_head"
        and ME not in row["kept_apart"]
        and row["is_opened"]
        and not row["is_hidden"]
    ]
    return [row["id"] for row in sorted(mine, key=lambda row: (row["due_on"] or date.max, row["id"]))]


def pages(database: Database, waiting: Waiting, size: int) -> list[str]:
    listed: list[str] = []
    place: Place | None = None
    while True:
        window = Window(after=place)
        rows = database.read(lambda work, window=window: queues.list_awaiting(work, waiting, window, limit=size))  # type: ignore[misc]  # bound at once
        listed += [row.id for row in rows]
        if len(rows) < size:
            return listed
        place = Place(rows[-1].due_on, rows[-1].id)


@pytest.mark.parametrize("walked", [0, 1, 7, 1000])
def test_the_short_way_through_a_queue_shows_what_the_long_one_does(
    database: Database, walked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = database.write(fill)
    waiting = Waiting((Holding("unit_head", filled["root"], f"/{filled['root']}/"),), ME)
    expected = owed(filled)
    assert len(expected) > 20
    monkeypatch.setattr(queues, "WALKED", walked)
    for size in (1, 4, 100):
        assert pages(database, waiting, size) == expected


def test_counters_say_when_they_stopped(database: Database) -> None:
    filled = database.write(fill)
    waiting = Waiting((Holding("unit_head", filled["root"], f"/{filled['root']}/"),), ME)
    whole = database.read(lambda work: queues.count_awaiting(work, waiting, {"all": Window()}))["all"]
    assert (whole.total, whole.is_capped) == (len(owed(filled)), False)
    some = database.read(lambda work: queues.count_awaiting(work, waiting, {"all": Window()}, cap=5))["all"]
    assert (some.total, some.is_capped) == (6, True)
    late = Window(due_to=date(2026, 11, 22))
    soon = Window(due_from=date(2026, 11, 22) + timedelta(days=1))
    parts = database.read(lambda work: queues.count_awaiting(work, waiting, {"late": late, "rest": soon}))
    assert parts["late"].total + parts["rest"].total == whole.total
    assert parts["late"].total > 0


def test_roles_held_everywhere_and_nobodys_roles_owe_nothing(database: Database) -> None:
    database.write(fill)
    for held in ((), (Holding("auditor", "x" * 32, "/"),)):
        assert database.read(lambda work, held=held: queues.list_awaiting(work, Waiting(held, ME))) == []  # type: ignore[misc]  # bound at once
        found = database.read(lambda work, held=held: queues.count_awaiting(work, Waiting(held, ME), {"a": Window()}))  # type: ignore[misc]  # bound at once
        assert found["a"].states == {}


@pytest.mark.parametrize("probed", [0, 1, 9, 1000])
@pytest.mark.parametrize("is_auditor", [True, False])
@pytest.mark.parametrize("filters", [Filters(query="nguyen"), Filters(query="nguyen thi c", form="giay_khen")])
def test_a_common_word_is_found_among_the_newest_as_in_the_index(
    database: Database, probed: int, *, is_auditor: bool, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = database.write(fill)
    reader = Reader(ME, None if is_auditor else (filled["root"],))
    monkeypatch.setattr(inboxes, "PROBED", 0)
    expected = [row.id for row in database.read(lambda work: inboxes.list_readable(work, reader, filters, limit=100))]
    assert expected
    assert not {row["id"] for row in filled["made"] if row["is_hidden"]} & set(expected)
    monkeypatch.setattr(inboxes, "PROBED", probed)
    for size in (1, 3, 100):
        listed: list[str] = []
        while True:
            after = listed[-1] if listed else None
            rows = database.read(
                lambda work, after=after, size=size: inboxes.list_readable(  # type: ignore[misc]  # bound at once
                    work, reader, filters, after=after, limit=size
                )
            )
            listed += [row.id for row in rows]
            if len(rows) < size:
                break
        assert listed == expected


def test_short_and_long_ways_are_two_statements_at_most(database: Database, statements: Statements) -> None:
    filled = database.write(fill)
    waiting = Waiting((Holding("unit_head", filled["root"], f"/{filled['root']}/"),), ME)
    for limit, expected in ((3, 1), (100, 2)):
        with statements.expect(expected):
            database.read(lambda work, limit=limit: queues.list_awaiting(work, waiting, limit=limit))  # type: ignore[misc]  # bound at once
        with statements.expect(expected):
            database.read(
                lambda work, limit=limit: inboxes.list_readable(  # type: ignore[misc]  # bound at once
                    work, Reader(ME, None), Filters(query="nguyen"), limit=limit
                )
            )
    with statements.expect(1):
        database.read(lambda work: inboxes.list_readable(work, Reader(ME, None), Filters(query="12/2026"), limit=9))
    with statements.expect(1):
        database.read(lambda work: queues.count_awaiting(work, waiting, {"a": Window(), "b": Window(due_to=DAYS[1])}))
