"""What is published for everybody and what is owed after decisions, over the whole demonstration, on both engines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from service.db import accounts, acts, dossiers, proposals, recusals
from service.db.lines import TABLE
from service.db.work import Work
from service.usecases.awards.owed_acts import list_owed, may_owe
from service.usecases.awards.published_awards import list_published
from service.usecases.calendars import working_calendar
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.desk.refreshing import refresh_queues
from service.usecases.jobs.owners import actor_of
from service.usecases.moves.endings import Ended, owed_values
from tests.integration.demonstration import BOTH_ENGINES, Loaded, demonstration
from tests.support.databases import Statements
from workflows.policy import Actor

OFFICER, HEAD, AUDITOR = "tochuc.hatinh", "giamdoc.hatinh", "kiemtoan"
TOLD = {"id", "name", "form", "number", "signed_on", "body", "place", "published_on", "is_revoked"}


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The demonstration, in which four awards were published and one of them was revoked."""
    with demonstration(request, tmp_path_factory.mktemp("after")) as told:
        yield told


def actor_named(work: Work, username: str) -> Actor:
    row = accounts.find_account(work, username)
    assert row is not None
    return actor_of(work, row.id, ("*",))


def owed(loaded: Loaded, username: str, **where: Any) -> Any:
    services = loaded[0]
    return services.database.read(
        lambda work: list_owed(work, services.catalog, actor=actor_named(work, username), **where)
    )


def published(loaded: Loaded, **where: Any) -> Any:
    return loaded[0].database.read(lambda work: list_published(work, **where))


def test_what_was_published_is_read_newest_first_and_tells_no_more(loaded: Loaded) -> None:
    rows = published(loaded).items
    assert [row["published_on"] for row in rows] == ["2026-06-23", "2026-04-06", "2026-03-30", "2026-03-06"]
    assert [row["is_revoked"] for row in rows] == [False, False, True, False]
    assert all(set(row) == TOLD for row in rows)
    assert rows[0]["body"] == "Sở Tư pháp Hà Tĩnh"
    assert (rows[0]["number"], rows[0]["signed_on"]) == ("06/QĐ-STP", "2026-06-19")


def test_published_awards_come_page_by_page(loaded: Loaded) -> None:
    whole, found, after = [row["id"] for row in published(loaded).items], [], None
    while True:
        page = published(loaded, after=after, limit=3)
        found += [row["id"] for row in page.items]
        after = page.next
        if after is None:
            break
    assert found == whole


@pytest.mark.parametrize(
    ("query", "count"), [("ro cham", 1), ("RƠ CHÂM", 1), ("le thi mai", 1), ("khong co ai", 0), ("!!", 0), (" ", 4)]
)
def test_published_awards_are_found_without_diacritics(loaded: Loaded, query: str, count: int) -> None:
    assert len(published(loaded, query=query).items) == count


def test_owed_acts_say_what_by_whom_and_whose(loaded: Loaded) -> None:
    lines = owed(loaded, OFFICER).items
    assert [(line["decision"]["number"], [act["kind"] for act in line["owed"]]) for line in lines] == [
        ("02/QĐ-STP", ["recovery"]),
        ("06/QĐ-STP", ["confer", "pay"]),
        ("11/QĐ-STP", ["issue", "confer", "pay"]),
    ]
    acts = [act for line in lines for act in line["owed"]]
    assert all(act["is_mine"] and act["roles"] == ["hr_officer"] for act in acts)
    assert {act["body"] for act in acts} == {"Sở Tư pháp Hà Tĩnh"}
    assert {(act["due_on"], act["is_late"]) for act in acts} == {(None, False)}  # no text sets a limit
    assert not any(act["is_mine"] for line in owed(loaded, AUDITOR).items for act in line["owed"])


def test_owed_acts_come_page_by_page_and_cover_every_decision_with_something_left(loaded: Loaded) -> None:
    services = loaded[0]
    whole = [line["id"] for line in owed(loaded, AUDITOR).items]
    approved = services.database.read(
        lambda work: list_proposals(
            work, actor=actor_named(work, AUDITOR), filters=Filters(state="approved"), after=None, limit=200
        )
    ).items
    revoked = [line for line in owed(loaded, AUDITOR).items if line["state"] == "revoked"]
    assert [[act["kind"] for act in line["owed"]] for line in revoked] == [["recovery"]]
    complete = {row["id"] for row in approved} - set(whole)
    assert [row["number"] for row in approved if row["id"] in complete] == ["DN-2026-000001"]
    found, after = [], None
    while True:
        page = owed(loaded, AUDITOR, after=after, limit=4)
        found += [line["id"] for line in page.items]
        after = page.next
        if after is None:
            break
    assert found == whole == sorted(whole)


def test_what_is_owed_stands_on_each_proposal_as_its_flow_and_its_acts_have_it(loaded: Loaded) -> None:
    services = loaded[0]

    def compare(work: Work) -> dict[str, tuple[Any, Any]]:
        found: dict[str, tuple[Any, Any]] = {}
        for row in every_id(work):
            case = proposals.load_case(work, row).proposal
            flow = services.catalog.flow(work, case.flow_code, case.flow_version)
            steps, done = dossiers.list_steps(work, case.id), acts.list_acts(work, case.id)
            ended = Ended(flow, case.state, "collector" in case.bodies, case.decision, steps, done)
            derived = owed_values(work, working_calendar(work), ended)
            found[case.number] = ({"owes": case.owes, "owes_by": case.owes_by}, derived)
        return found

    found = services.database.read(compare)
    assert all(kept == derived for kept, derived in found.values()), found
    assert {kept["owes"] for kept, _ in found.values()} >= {"", "|confer|pay|", "|confer|issue|pay|", "|recovery|"}


def test_a_refresh_counts_by_when_it_is_owed_anew(loaded: Loaded) -> None:
    services, wrong = loaded[0], date(2001, 1, 1)
    days = select(TABLE.c.id, TABLE.c.owes_by).where(TABLE.c.owes != "").order_by(TABLE.c.id)
    before = services.database.read(lambda work: work.execute(days).all())
    assert before
    services.database.write(lambda work: work.execute(update(TABLE).where(TABLE.c.owes != "").values(owes_by=wrong)))
    refresh_queues(services)
    assert services.database.read(lambda work: work.execute(days).all()) == before


def every_id(work: Work) -> list[str]:
    """Every proposal there is, whoever may open it."""
    return [row[0] for row in work.execute(select(TABLE.c.id)).all()]


def test_the_list_of_owed_acts_runs_so_many_statements_whatever_it_holds(loaded: Loaded) -> None:
    services = loaded[0]
    actor = services.database.read(lambda work: actor_named(work, AUDITOR))
    owed(loaded, AUDITOR)  # every published version is parsed by now
    counts = []
    for limit in (1, 50):
        watcher = Statements()
        stop = services.database.watch(watcher)
        page = services.database.read(lambda work, n=limit: list_owed(work, services.catalog, actor=actor, limit=n))
        stop()
        assert len(page.items) == limit or limit > 1
        counts.append(len(watcher.texts))
    assert counts[0] == counts[1] <= 6, counts


def test_whoever_is_recused_does_not_find_the_decision_among_what_is_owed(loaded: Loaded) -> None:
    services = loaded[0]
    key = owed(loaded, HEAD).items[0]["id"]

    def recuse(work: Work) -> None:
        who = actor_named(work, HEAD)
        recusals.add_recusal(
            work,
            proposal_id=key,
            person_id=who.person_id,
            account_id=who.account_id,
            reason="Người thân (giả định)",
            recorded_by=who.account_id,
        )

    services.database.write(recuse)
    assert key not in [line["id"] for line in owed(loaded, HEAD).items]
    assert key in [line["id"] for line in owed(loaded, AUDITOR).items]


def test_only_whose_role_records_it_is_led_there(loaded: Loaded) -> None:
    names = (OFFICER, "thamdinh.gialai", "vanphong.hatinh", AUDITOR)
    led = loaded[0].database.read(lambda work: [may_owe(actor_named(work, name)) for name in names])
    assert led == [True, True, False, False]
