"""What a rule says of late votes, letters and secrecy is held, and a sealed count is whole or said to be final."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from service.db.council_sessions import update_session
from service.usecases.councils import council_closings, council_votes, councils
from service.usecases.councils.council_rehearsals import rehearse_session
from service.usecases.councils.council_views import show_item
from service.usecases.errors import Conflict, Invalid, NotFound, SessionIncomplete
from service.usecases.moves.recusals import declare_recusal
from service.usecases.services import Services
from tests.bench.grounds import Ground
from tests.support.councils import ALL_MEMBERS, Council, set_up_council
from tests.support.dossiers import open_services

VOTES_CAST = """approval = "1/2"
more_than = true
base = "votes_cast"
written = true
ballot = "either"
recused = "leave"
tie = "fails"
"""
FINAL: dict[str, Any] = {"is_final": True, "reason": "Hết hạn (giả định)"}


@pytest.fixture
def services(ground: Ground, tmp_path: Path) -> Iterator[Services]:
    with open_services(ground, tmp_path) as made:
        yield made


def sit(council: Council, ground: Ground, present: int = 9) -> tuple[str, str, str]:
    (proposal_id,) = ground.ready(1)
    session_id, (item_id,) = council.convene([proposal_id])
    council.mark(session_id, present)
    return proposal_id, session_id, item_id


def close(council: Council, session_id: str, **said: Any) -> dict[str, Any]:
    catalog = council.services.catalog
    done: dict[str, Any] = council.run(
        lambda work: council_closings.close_session(
            work, catalog, actor=council.secretary, session_id=session_id, expected_version=None, **said
        )
    )
    return done


def refusals(council: Council, session_id: str, **said: Any) -> list[str]:
    with pytest.raises(SessionIncomplete) as refused:
        close(council, session_id, **said)
    rehearsed = council.services.database.read(
        lambda work: rehearse_session(
            work, council.services.catalog, actor=council.secretary, session_id=session_id, values=said
        )
    )
    found = [problem["code"] for problem in refused.value.params["problems"]]
    assert [problem["code"] for problem in rehearsed["missing"]] == found
    return found


def held_before(council: Council, session_id: str, days: int) -> None:
    council.run(lambda work: update_session(work, session_id, {"held_on": work.today - timedelta(days=days)}))


def look(council: Council, session_id: str, item_id: str, place: int) -> dict[str, Any]:
    catalog, actor = council.services.catalog, council.members[place]
    return council.services.database.read(
        lambda work: show_item(work, catalog, actor=actor, session_id=session_id, item_id=item_id)
    )


def vote(council: Council, session_id: str, item_id: str, place: int) -> str:
    catalog, actor = council.services.catalog, council.members[place]
    cast = council.run(
        lambda work: council_votes.cast_vote(
            work, catalog, actor=actor, session_id=session_id, item_id=item_id, choice="yes"
        )
    )
    return str(cast["manner"])


def recuse(council: Council, proposal_id: str, place: int) -> None:
    who = council.members[place]
    council.run(lambda work: declare_recusal(work, actor=who, proposal_id=proposal_id, reason="Người thân"))


def test_a_ballot_that_ends_early_is_no_result_until_it_is_said_why(services: Services, ground: Ground) -> None:
    council = set_up_council(services, rule=VOTES_CAST)
    _, session_id, item_id = sit(council, ground)
    ballot_id = council.open_secret(session_id, item_id)
    council.cast_secret(ballot_id, 0)
    council.count_secret(ballot_id)
    assert refusals(council, session_id) == ["votes-outstanding"]
    assert close(council, session_id, **FINAL)["agreed"] == 1


def test_whoever_left_the_council_votes_in_it_no_more(services: Services, ground: Ground) -> None:
    council = set_up_council(services)
    _, session_id, item_id = sit(council, ground)
    ballot_id = council.open_secret(session_id, item_id)
    council.run(
        lambda work: councils.end_member(
            work, actor=council.secretary, council_id=council.id, member_id=council.member_ids[4], document="15/QĐ"
        )
    )
    with pytest.raises(NotFound):
        council.cast_secret(ballot_id, 4)
    assert council.cast_secret(ballot_id, 5)


def test_a_count_with_the_paper_of_somebody_recused_is_held_again(services: Services, ground: Ground) -> None:
    council = set_up_council(services)
    proposal_id, session_id, item_id = sit(council, ground)
    first = council.open_secret(session_id, item_id)
    for place in range(9):
        council.cast_secret(first, place)
    council.count_secret(first)
    with pytest.raises(Conflict):
        council.open_secret(session_id, item_id)
    recuse(council, proposal_id, 2)
    assert refusals(council, session_id, **FINAL) == ["ballot-spoilt"]
    second = council.open_secret(session_id, item_id)
    assert refusals(council, session_id, **FINAL) == ["votes-not-counted"]
    for place in (0, 1, *range(3, 9)):
        council.cast_secret(second, place)
    council.count_secret(second)
    assert close(council, session_id)["agreed"] == 1
    figures = look(council, session_id, item_id, 0)["figures"]
    assert (figures["recused"], figures["issued"], figures["yes"], figures["base"]) == (1, 8, 8, 8)


def test_a_count_without_the_paper_of_somebody_recused_stands(services: Services, ground: Ground) -> None:
    council = set_up_council(services)
    proposal_id, session_id, item_id = sit(council, ground)
    ballot_id = council.open_secret(session_id, item_id)
    for place in (0, 1, *range(3, 9)):
        council.cast_secret(ballot_id, place)
    council.count_secret(ballot_id)
    assert refusals(council, session_id) == ["votes-outstanding"]
    recuse(council, proposal_id, 2)
    assert close(council, session_id)["agreed"] == 1
    figures = look(council, session_id, item_id, 0)["figures"]
    assert (figures["issued"], figures["returned"], figures["base"]) == (8, 8, 8)


def test_the_meeting_ends_with_its_day_where_the_rule_says_so(services: Services, ground: Ground) -> None:
    council = set_up_council(services)
    _, session_id, item_id = sit(council, ground)
    assert vote(council, session_id, item_id, 0) == "meeting"
    held_before(council, session_id, 60)
    assert not look(council, session_id, item_id, 1)["may"]["vote"]
    with pytest.raises(Conflict) as refused:
        vote(council, session_id, item_id, 1)
    assert (refused.value.code, refused.value.params["citation"]) == ("vote-too-late", "Quy chế giả định, Điều 1")


def test_days_for_late_votes_are_for_everybody(services: Services, ground: Ground) -> None:
    council = set_up_council(services, rule=ALL_MEMBERS + "late_days = 5\n")
    _, session_id, item_id = sit(council, ground, 8)
    held_before(council, session_id, 1)
    assert [vote(council, session_id, item_id, place) for place in (0, 8)] == ["late", "late"]


def test_where_no_source_says_when_it_is_too_late_nobody_who_came_is(services: Services, ground: Ground) -> None:
    council = set_up_council(services, rule=ALL_MEMBERS + 'not_stated = ["late"]\n')
    _, session_id, item_id = sit(council, ground)
    held_before(council, session_id, 60)
    assert vote(council, session_id, item_id, 0) == "meeting"


def test_nobody_is_offered_a_vote_that_would_be_refused(services: Services, ground: Ground) -> None:
    council = set_up_council(services)
    _, session_id, item_id = sit(council, ground, 8)
    assert look(council, session_id, item_id, 0)["may"]["vote"]
    assert not look(council, session_id, item_id, 8)["may"]["vote"]


@pytest.mark.parametrize("stated", [True, False])
def test_a_letter_that_counts_for_nothing_is_refused_with_the_clause(
    services: Services, ground: Ground, *, stated: bool
) -> None:
    rule = ALL_MEMBERS.replace("written = true", "written = false")
    council = set_up_council(services, rule=rule if stated else rule + 'not_stated = ["written"]\n')
    _, session_id, item_id = sit(council, ground, 8)
    if stated:
        with pytest.raises(Invalid) as refused:
            council.write(session_id, item_id, 8)
        (problem,) = refused.value.params["problems"]
        assert (problem["code"], problem["params"]["citation"]) == ("letters-not-counted", "Quy chế giả định, Điều 1")
    else:
        assert council.write(session_id, item_id, 8)


@pytest.mark.parametrize("stated", [True, False])
def test_an_open_vote_that_the_rule_asks_for_is_not_held_in_secret(
    services: Services, ground: Ground, *, stated: bool
) -> None:
    rule = ALL_MEMBERS.replace('ballot = "either"', 'ballot = "open"')
    council = set_up_council(services, rule=rule if stated else rule + 'not_stated = ["ballot"]\n')
    _, session_id, item_id = sit(council, ground)
    if stated:
        with pytest.raises(Invalid) as refused:
            council.open_secret(session_id, item_id)
        assert refused.value.params["problems"][0]["code"] == "open-vote-needed"
    else:
        assert council.open_secret(session_id, item_id)
