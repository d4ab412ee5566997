"""Lists: pages lose and double nothing, orders hold, and the number of statements does not grow with the rows."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from service.db import accounts, audit, inboxes, nominees, organisations, proposals, publications, queues, tokens
from service.db.access import Reader
from service.db.database import Database
from service.db.inboxes import Filters
from service.db.queues import Place, Waiting, Window
from service.db.work import Work
from tests.integration.db.rows import a_body, a_person, a_proposal, an_account
from tests.support.databases import Statements
from workflows.policy import Holding

# The same name many times over: pages must turn on the id where the names are equal.
ME = "f" * 32
ALL = Reader(ME, None)
NAMES = ["Trần An", "Đỗ Ân", "Trần An", "Nguyễn Ấn", "Trần An", "Đặng Ăn", "Đỗ Ân", "Ánh", "anh", "Trần An", "Vũ", "Y"]


def fill(work: Work) -> dict[str, str]:
    root = a_body(work, "root", name="Tỉnh", level="province")
    unit = a_body(work, "unit", name="Phòng", level="unit", parent_id=root)
    account = an_account(work)
    for place, name in enumerate(NAMES):
        a_body(work, f"body-{place}", name=name, parent_id=unit)
        accounts.add_account(work, username=f"user-{place}", name=name, password_hash="")
        tokens.add_token(work, account, f"{place:064}", name=name, prefix="", scopes=[], expires_at=None)
        publications.publish(
            work, "plan", f"plan-{place % 3}", place, digest="0" * 64, effective_on=work.today, title=name, source=""
        )
        person = a_person(work, name, organisation_id=unit)
        due_on = date(2026, 11, 9 + place % 3) if place % 4 else None
        waiting = {"awaits_role": "unit_head", "awaits_body_id": unit if place % 2 else root, "due_on": due_on}
        proposal = a_proposal(work, person, unit, state="drafted" if place % 4 else "approved", **waiting)
        proposals.grant_access(work, proposal, [unit, root] if place % 2 else [root], 1)
    return {"root": root, "unit": unit, "account": account}


@pytest.fixture
def ids(database: Database) -> dict[str, str]:
    return database.write(fill)


def holdings(ids: dict[str, str]) -> list[Holding]:
    root = f"/{ids['root']}/"
    return [
        Holding("agency_head", ids["root"], root),
        Holding("unit_head", ids["root"], root),
        Holding("unit_head", ids["unit"], f"{root}{ids['unit']}/"),
    ]


def reader(*bodies: str) -> Reader:
    return Reader(ME, bodies)


def place(work: Work, after: str | None) -> Place | None:
    """The place in a queue at which a proposal stands; one that is nowhere stands at its end."""
    if after is None or len(after) != len(ME):
        return None if after is None else Place(None, after)
    return Place(proposals.load_case(work, after).proposal.due_on, after)


LISTS: dict[str, Callable[[Work, dict[str, str], str | None, int], list[Any]]] = {
    "organisations": lambda w, _, after, n: organisations.list_organisations(w, after=after, limit=n),
    "children": lambda w, i, after, n: organisations.list_organisations(w, parent_id=i["unit"], after=after, limit=n),
    "nominees": lambda w, i, after, n: nominees.list_nominees(
        w, organisation_path=f"/{i['root']}/", kind="person", after=after, limit=n
    ),
    "accounts": lambda w, _, after, n: accounts.list_accounts(w, after=after, limit=n),
    "tokens": lambda w, i, after, n: tokens.list_tokens(w, i["account"], after=after, limit=n),
    "publications": lambda w, _, after, n: publications.list_versions(w, "plan", after=after, limit=n),
    "awaiting": lambda w, i, after, n: queues.list_awaiting(
        w, Waiting(tuple(holdings(i)), ME), Window(after=place(w, after)), limit=n
    ),
    "readable": lambda w, i, after, n: inboxes.list_readable(w, reader(i["unit"], i["root"]), after=after, limit=n),
    "filtered": lambda w, i, after, n: inboxes.list_readable(
        w, reader(i["unit"], i["root"]), Filters(state="drafted", form="giay_khen", query="phong"), after=after, limit=n
    ),
    "everything": lambda w, _, after, n: inboxes.list_readable(w, ALL, after=after, limit=n),
}


def pages(database: Database, ids: dict[str, str], name: str, size: int) -> Iterator[list[Any]]:
    after = None
    while rows := database.read(lambda work, after=after: LISTS[name](work, ids, after, size)):
        assert len(rows) <= size
        yield rows
        after = rows[-1].id


@pytest.mark.parametrize("name", LISTS)
def test_pages_join_to_the_whole(database: Database, ids: dict[str, str], name: str) -> None:
    whole = database.read(lambda work: LISTS[name](work, ids, None, 1000))
    assert len(whole) >= 9
    assert len({row.id for row in whole}) == len(whole)
    for size in (1, 4, 5):
        assert [row for page in pages(database, ids, name, size) for row in page] == whole


@pytest.mark.parametrize("name", LISTS)
def test_page_costs_one_statement_whatever_its_length(
    database: Database, ids: dict[str, str], statements: Statements, name: str
) -> None:
    for size in (1, 3):
        with statements.expect(1):
            database.read(lambda work, size=size: LISTS[name](work, ids, None, size))


@pytest.mark.parametrize("name", LISTS)
def test_unknown_place_gives_an_empty_or_complete_page_but_no_error(
    database: Database, ids: dict[str, str], name: str
) -> None:
    database.read(lambda work: LISTS[name](work, ids, "no-such-id", 3))


def test_organisations_and_nominees_stand_in_vietnamese_order(database: Database, ids: dict[str, str]) -> None:
    expected = ["anh", "Ánh", "Đặng Ăn", "Đỗ Ân", "Đỗ Ân", "Nguyễn Ấn", *["Trần An"] * 4, "Vũ", "Y"]
    assert [row.name for row in database.read(lambda w: LISTS["children"](w, ids, None, 100))] == expected
    assert [row.name for row in database.read(lambda w: LISTS["nominees"](w, ids, None, 100))] == expected


def test_readable_is_newest_first_and_awaiting_first_what_is_due_first(database: Database, ids: dict[str, str]) -> None:
    readable = [row.id for row in database.read(lambda w: LISTS["readable"](w, ids, None, 100))]
    awaiting = [
        (row.due_on or date.max, row.id) for row in database.read(lambda w: LISTS["awaiting"](w, ids, None, 100))
    ]
    assert readable == sorted(readable, reverse=True)
    assert awaiting == sorted(awaiting)
    assert len({due_on for due_on, _ in awaiting}) == 4


def test_body_reads_only_what_was_opened_to_it(database: Database, ids: dict[str, str]) -> None:
    def count(bodies: Reader) -> int:
        return len(database.read(lambda work: inboxes.list_readable(work, bodies, limit=100)))

    assert (count(reader(ids["unit"])), count(reader(ids["root"])), count(ALL), count(reader())) == (6, 12, 12, 0)


def test_role_waits_in_its_own_body_or_below_it_by_its_scope(database: Database, ids: dict[str, str]) -> None:
    def count(*held: Holding) -> int:
        return len(database.read(lambda work: queues.list_awaiting(work, Waiting(held, ME), limit=100)))

    head, root = holdings(ids)[2], holdings(ids)[1]
    assert (count(), count(head), count(root), count(head, root)) == (0, 6, 12, 12)
    assert count(Holding("agency_head", ids["unit"], head.path)) == 0


def test_filters_narrow(database: Database, ids: dict[str, str]) -> None:
    def count(**filters: str) -> int:
        return len(database.read(lambda work: inboxes.list_readable(work, ALL, Filters(**filters), limit=100)))

    assert count(state="approved") == 3
    assert count(plan_code="kon-tum", unit_id=ids["unit"]) == 12
    assert count(form="bang_khen_tinh") == count(unit_id=ids["root"]) == 0


def test_counts_by_state_say_when_they_are_capped(database: Database, ids: dict[str, str]) -> None:
    def counts(bodies: Reader, cap: int = 100) -> inboxes.StateCounts:
        return database.read(lambda work: inboxes.count_by_state(work, bodies, cap=cap))

    assert counts(ALL) == ({"approved": 3, "drafted": 9}, False)
    assert counts(reader(ids["unit"])) == ({"drafted": 6}, False)
    assert counts(reader()) == ({}, False)
    assert counts(ALL, cap=12).is_capped is False
    assert counts(ALL, cap=11).is_capped is True


def test_stream_and_trail_are_read_in_pages(database: Database, ids: dict[str, str]) -> None:
    def add(work: Work) -> None:
        for number in range(7):
            audit.append(work, stream="plan/x", event="plan.checked", payload={"n": number}, actor_id=None)

    database.write(add)
    whole = database.read(lambda work: audit.read_stream(work, "plan/x"))
    assert [row.stream_seq for row in whole] == [1, 2, 3, 4, 5, 6, 7]
    joined, after = [], 0
    while rows := database.read(lambda work, after=after: audit.read_stream(work, "plan/x", after=after, limit=3)):
        joined += rows
        after = rows[-1].stream_seq
    assert joined == whole
    events = database.read(lambda work: list(audit.iter_events(work, batch=4)))
    assert len(events) == database.read(audit.last_event_id) == 7 + len(NAMES)
    assert database.read(lambda work: dict(audit.read_heads(work, batch=5))).keys() == {
        row.stream for row in events if row.stream != "plan/x"
    }
