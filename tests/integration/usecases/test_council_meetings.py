"""A meeting on both engines from its date to the release: nothing before its day, and people see what comes next."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.db.work import Work
from service.usecases.councils import council_agendas, council_closings, council_sessions, council_votes
from service.usecases.councils.ballot_views import show_ballot
from service.usecases.councils.ballot_voting import cast_paper, prepare_paper
from service.usecases.councils.council_secrets import open_secret_vote
from service.usecases.councils.council_views import show_item, show_session
from service.usecases.desk.other_work import list_other_work
from service.usecases.errors import Invalid
from tests.bench.grounds import Ground
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services

WHY = "Hoãn họp (giả định)"


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


def today(council: Council) -> date:
    day: date = council.services.database.read(lambda work: work.today)
    return day


def plan(council: Council, number: str, held_on: date, starts_at: str = "") -> dict[str, Any]:
    values = {"number": number, "held_on": held_on, "place": "Phòng họp (giả định)", "starts_at": starts_at}
    catalog, secretary = council.services.catalog, council.secretary
    planned: dict[str, Any] = council.run(
        lambda work: council_sessions.plan_session(work, catalog, actor=secretary, council_id=council.id, values=values)
    )
    return planned


def told(refused: Any) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in refused.value.params["problems"]]


def cancel(council: Council, session_id: str) -> None:
    catalog, secretary = council.services.catalog, council.secretary
    council.run(
        lambda work: council_sessions.cancel_session(work, catalog, actor=secretary, session_id=session_id, reason=WHY)
    )


def look(council: Council, who: Any, session_id: str) -> dict[str, Any]:
    catalog = council.services.catalog
    return council.services.database.read(lambda work: show_session(work, catalog, actor=who, session_id=session_id))


def see(council: Council, who: Any, at: dict[str, str]) -> dict[str, Any]:
    catalog = council.services.catalog
    return council.services.database.read(lambda work: show_item(work, catalog, actor=who, **at))


def make_secret(council: Council, at: dict[str, str]) -> None:
    catalog, secretary = council.services.catalog, council.secretary
    council.run(lambda work: council_votes.choose_mode(work, catalog, actor=secretary, mode="secret", **at))


def open_ballot(council: Council, at: dict[str, str]) -> str:
    services, secretary = council.services, council.secretary
    made = council.run(
        lambda work: open_secret_vote(work, services.catalog, services.ballot_seals, actor=secretary, **at)
    )
    return str(made["id"])


def test_a_number_stands_for_one_session_of_a_year(council: Council) -> None:
    day = today(council)
    first = plan(council, "02/HĐ", day)
    with pytest.raises(Invalid) as refused:
        plan(council, " 02/hđ ", day)
    assert told(refused) == [("number", "session-number-taken")]
    plan(council, "02/HĐ", day.replace(year=day.year + 1, day=1))
    cancel(council, first["id"])
    plan(council, "02/HĐ", day)


@pytest.mark.parametrize(("said", "kept"), [("8:00", "08:00"), ("14h", "14:00"), ("14 giờ 30", "14:30"), ("", "")])
def test_an_hour_is_kept_as_an_hour(council: Council, said: str, kept: str) -> None:
    assert plan(council, "01", today(council), said)["starts_at"] == kept


@pytest.mark.parametrize("said", ["chiều", "24:00", "14h60", "14", "8:0"])
def test_what_is_no_hour_begins_no_session(council: Council, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        plan(council, "01", today(council), said)
    assert told(refused) == [("starts_at", "not-an-hour")]


def test_nobody_came_and_nothing_is_voted_on_before_the_day(council: Council, ground: Ground) -> None:
    session_id = plan(council, "01", today(council) + timedelta(days=1))["id"]
    catalog, secretary, waiting = council.services.catalog, council.secretary, ground.ready(1)

    def call(work: Work) -> str:
        put = council_agendas.add_items(work, catalog, actor=secretary, session_id=session_id, proposal_ids=waiting)
        council_sessions.convene_session(work, actor=secretary, session_id=session_id)
        return str(put[0]["id"])

    at = {"session_id": session_id, "item_id": council.run(call)}
    make_secret(council, at)
    with pytest.raises(Invalid) as refused:
        council.mark(session_id, 9)
    assert told(refused) == [("held_on", "session-not-held")]
    with pytest.raises(Invalid) as refused:
        open_ballot(council, at)
    assert told(refused) == [("held_on", "session-not-held")]
    assert {seat["attendance"] for seat in look(council, secretary, session_id)["seats"]} == {"expected"}


def test_a_secret_ballot_asks_for_attendance_and_tells_how_far_it_has_come(council: Council, ground: Ground) -> None:
    session_id, (item_id,) = council.convene(ground.ready(1))
    services, secretary, member = council.services, council.secretary, council.members[2]
    at = {"session_id": session_id, "item_id": item_id}
    make_secret(council, at)
    with pytest.raises(Invalid) as refused:
        open_ballot(council, at)
    assert told(refused) == [("attendance", "attendance-first")]
    council.mark(session_id, 7)
    assert look(council, secretary, session_id)["items"][0]["ballot"] is None
    ballot_id = open_ballot(council, at)
    assert see(council, member, at)["may"]["cast"]
    assert not see(council, council.members[8], at)["may"]["cast"]

    def vote(work: Work) -> Any:
        seals = services.ballot_seals
        paper = prepare_paper(work, seals, actor=member, ballot_id=ballot_id, choice="yes")
        return cast_paper(work, seals, actor=member, ballot_id=ballot_id, sealed=paper["sealed"])

    council.run(vote)
    running = {"id": ballot_id, "issued": 7, "returned": 1}
    assert look(council, secretary, session_id)["items"][0]["ballot"] == running
    assert see(council, member, at)["ballot"] == running
    assert not see(council, member, at)["may"]["cast"]
    shown = services.database.read(lambda work: show_ballot(work, services.catalog, actor=member, ballot_id=ballot_id))
    assert shown["session"] == {"id": session_id, "number": "01"}


def test_a_session_that_was_called_off_says_who_and_why(council: Council) -> None:
    session_id, _ = council.convene([])
    assert look(council, council.secretary, session_id)["called_off"] is None
    cancel(council, session_id)
    for who in (council.secretary, council.members[1]):
        assert look(council, who, session_id)["called_off"] == {"reason": WHY, "by": council.secretary.name}


def test_what_was_closed_waits_for_its_secretary_to_release_it(council: Council, ground: Ground) -> None:
    catalog, secretary, member = council.services.catalog, council.secretary, council.members[0]

    def sheets(who: Any) -> list[str]:
        rows = council.services.database.read(lambda work: list_other_work(work, catalog, actor=who))
        return [row["key"] for row in rows if row["kind"] == "sheet"]

    session_id, (item_id,) = council.convene(ground.ready(1))
    council.mark(session_id, 9)
    council.vote(session_id, item_id, ["yes"] * 9)
    assert sheets(secretary) == []
    council.run(
        lambda work: council_closings.close_session(
            work, catalog, actor=secretary, session_id=session_id, expected_version=None
        )
    )
    assert sheets(secretary) == [session_id]
    assert sheets(member) == []
    assert look(council, secretary, session_id)["may"]["release"]
    assert not look(council, member, session_id)["may"]["release"]
