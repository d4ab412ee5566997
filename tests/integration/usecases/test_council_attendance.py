"""Who is in the room, on both engines: one vote each, whichever way it was given."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.usecases.councils import council_votes
from service.usecases.councils.ballot_voting import cast_paper, prepare_paper
from service.usecases.councils.council_rehearsals import rehearse_session
from service.usecases.councils.council_secrets import open_secret_vote
from service.usecases.councils.secret_ballots import close_ballot, void_ballot
from service.usecases.errors import Invalid
from tests.bench.grounds import Ground
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


@pytest.fixture
def waiting(ground: Ground) -> list[str]:
    """Three proposals that wait for the council."""
    return list(ground.ready(3))


def mark(council: Council, session_id: str, **came: str) -> None:
    said = {council.member_ids[int(place[1:])]: word for place, word in came.items()}
    council.run(
        lambda work: council_votes.mark_attendance(work, actor=council.secretary, session_id=session_id, came=said)
    )


def codes(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem["code"] for problem in refused.value.params["problems"]]


def ballot(council: Council, session_id: str, item_id: str) -> str:
    """Open a secret ballot on an item; return its id."""
    services, at = council.services, {"actor": council.secretary, "session_id": session_id, "item_id": item_id}
    council.run(lambda work: council_votes.choose_mode(work, services.catalog, mode="secret", **at))
    made = council.run(lambda work: open_secret_vote(work, services.catalog, services.ballot_seals, **at))
    return str(made["id"])


def cast(council: Council, ballot_id: str, place: int, choice: str) -> None:
    """Let a member seal a paper and cast it."""
    seals, own = council.services.ballot_seals, {"actor": council.members[place], "ballot_id": ballot_id}
    sealed = council.services.database.read(lambda work: prepare_paper(work, seals, choice=choice, **own))["sealed"]
    council.run(lambda work: cast_paper(work, seals, sealed=sealed, **own))


def count(council: Council, ballot_id: str) -> None:
    services = council.services
    at = {"actor": council.secretary, "ballot_id": ballot_id}
    council.run(lambda work: close_ballot(work, services.catalog, services.ballot_seals, **at))


def test_who_voted_on_a_secret_paper_is_neither_absent_nor_writes(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 8)
    ballot_id = ballot(council, session_id, item_id)
    for place in range(8):
        cast(council, ballot_id, place, "yes" if place else "no")
    count(council, ballot_id)
    with pytest.raises(Invalid) as refused:
        mark(council, session_id, m8="present", m0="absent")
    assert codes(refused) == ["has-paper"]
    with pytest.raises(Invalid) as refused:
        council.write(session_id, item_id, 0)
    assert codes(refused) == ["not-absent"]
    council.write(session_id, item_id, 8)


def test_a_rehearsal_supposes_nobody_absent_who_holds_a_paper(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 8)
    ballot(council, session_id, item_id)
    values: Any = {"seats": [{"member_id": council.member_ids[0], "came": "absent"}]}
    with pytest.raises(Invalid) as refused:
        council.services.database.read(
            lambda work: rehearse_session(
                work, council.services.catalog, actor=council.secretary, session_id=session_id, values=values
            )
        )
    assert codes(refused) == ["has-paper"]


def test_the_paper_of_a_void_ballot_keeps_nobody_in_the_room(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 9)
    ballot_id, catalog = ballot(council, session_id, item_id), council.services.catalog
    council.run(
        lambda work: void_ballot(work, catalog, actor=council.secretary, ballot_id=ballot_id, reason="Kiểm lại người")
    )
    mark(council, session_id, m0="absent")
