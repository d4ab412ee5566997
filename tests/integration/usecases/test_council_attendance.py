"""Who is in the room, on both engines: one vote each, whichever way it was given."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.usecases.councils import council_closings, council_votes
from service.usecases.councils.ballot_voting import cast_paper, prepare_paper
from service.usecases.councils.council_minutes import draft_minutes, minutes_as_paper
from service.usecases.councils.council_presiding import name_presiding
from service.usecases.councils.council_rehearsals import rehearse_session
from service.usecases.councils.council_secrets import open_secret_vote
from service.usecases.councils.council_views import list_owed, show_session
from service.usecases.councils.secret_ballots import close_ballot, void_ballot
from service.usecases.errors import Conflict, Invalid
from tests.bench.grounds import Ground
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services
from workflows.minutes_papers import paper_as_text


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


@pytest.fixture
def waiting(ground: Ground) -> list[str]:
    """Three proposals that wait for the council."""
    return list(ground.ready(3))


def mark(council: Council, session_id: str, start: str = "", **came: str) -> None:
    said = {council.member_ids[int(place[1:])]: word for place, word in came.items()}
    at: Any = {"actor": council.secretary, "session_id": session_id, "from_item_id": start}
    council.run(lambda work: council_votes.mark_attendance(work, came=said, **at))


def away(*places: int) -> dict[str, str]:
    return dict.fromkeys((f"m{place}" for place in places), "absent")


def shown(council: Council, session_id: str) -> dict[str, Any]:
    catalog = council.services.catalog
    found: dict[str, Any] = council.services.database.read(
        lambda work: show_session(work, catalog, actor=council.secretary, session_id=session_id)
    )
    return found


def figures(council: Council, session_id: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(item["figures"][name] for name in names) for item in shown(council, session_id)["items"]]


def missing(council: Council, session_id: str, **said: Any) -> list[tuple[str, Any]]:
    at: Any = {"actor": council.secretary, "session_id": session_id}
    problems = council.services.database.read(
        lambda work: council_closings.find_missing(work, council.services.catalog, **at, **said)
    )
    return [(one["code"], one["params"].get("about")) for one in problems]


def rehearsed(council: Council, session_id: str, **values: Any) -> list[tuple[str, Any]]:
    at: Any = {"actor": council.secretary, "session_id": session_id, "values": values}
    told = council.services.database.read(lambda work: rehearse_session(work, council.services.catalog, **at))
    return [(one["code"], one["params"].get("about")) for one in told["missing"]]


def close(council: Council, session_id: str, item_id: str = "", reason: str = "") -> None:
    at: Any = {"actor": council.secretary, "session_id": session_id, "is_final": bool(reason), "reason": reason}
    catalog = council.services.catalog
    if item_id:
        council.run(lambda work: council_closings.close_item(work, catalog, item_id=item_id, **at))
    else:
        council.run(lambda work: council_closings.close_session(work, catalog, expected_version=None, **at))


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


def test_who_leaves_is_missing_in_what_comes_after_and_nowhere_before(council: Council, waiting: list[str]) -> None:
    session_id, items = council.convene(waiting)
    council.mark(session_id, 9)
    for item_id in items[:2]:
        council.vote(session_id, item_id, ["yes"] * 9)
    close(council, session_id, item_id=items[0])
    mark(council, session_id, items[2], **away(4, 5, 6, 7, 8))
    council.vote(session_id, items[2], ["yes"] * 4)
    assert figures(council, session_id, "present", "in_favour") == [(9, 9), (9, 9), (4, 4)]
    assert missing(council, session_id, is_final=True) == [("quorum-missing", 3)]
    assert rehearsed(council, session_id, is_final=True) == [("quorum-missing", 3)]
    council.write(session_id, items[2], 8)
    with pytest.raises(Invalid) as refused:
        council.write(session_id, items[1], 8)
    assert codes(refused) == ["not-absent"]
    mark(council, session_id, items[2], m4="present", m5="present")
    council.vote(session_id, items[2], ["yes"] * 6)
    close(council, session_id, reason="Ba người đã về (giả định)")
    assert figures(council, session_id, "present", "written") == [(9, 0), (9, 0), (6, 1)]


def test_once_an_item_is_closed_attendance_changes_for_the_open_ones_only(council: Council, waiting: list[str]) -> None:
    session_id, items = council.convene(waiting[:2])
    council.mark(session_id, 9)
    council.vote(session_id, items[0], ["yes"] * 9)
    close(council, session_id, item_id=items[0])
    before = shown(council, session_id)["items"][0]["figures"]
    expected = rehearsed(council, session_id, seats=[{"member_id": council.member_ids[8], "came": "absent"}])
    council.mark(session_id, 8)
    assert missing(council, session_id) == expected
    now = shown(council, session_id)
    assert (now["items"][0]["figures"], now["items"][1]["figures"]["present"]) == (before, 8)
    assert [seat["attendance"] for seat in now["seats"]].count("absent") == 1
    with pytest.raises(Conflict):
        mark(council, session_id, items[0], m8="present")


def test_nobody_leaves_before_what_he_voted_on(council: Council, waiting: list[str]) -> None:
    session_id, items = council.convene(waiting[:2])
    council.mark(session_id, 9)
    council.vote(session_id, items[1], ["yes"])
    for start in items:
        with pytest.raises(Invalid) as refused:
            mark(council, session_id, start, m0="absent")
        assert codes(refused) == ["has-voted"]
    mark(council, session_id, items[0], m1="absent")
    mark(council, session_id, items[1], m1="present")
    council.vote(session_id, items[1], ["yes", "yes"])
    assert figures(council, session_id, "present", "yes") == [(8, 0), (9, 2)]


def test_who_left_owes_no_vote_and_who_came_does(council: Council, waiting: list[str]) -> None:
    session_id, items = council.convene(waiting[:2])
    council.mark(session_id, 8)
    mark(council, session_id, items[1], m0="absent", m8="present")

    def owed(place: int) -> list[str]:
        rows = council.services.database.read(lambda work: list_owed(work, actor=council.members[place]))
        return [row["item_id"] for row in rows]

    assert (owed(0), owed(1), owed(8)) == (items[:1], items, items[1:])


def test_what_is_settled_cannot_be_marked(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    with pytest.raises(Invalid) as refused:
        mark(council, session_id, item_id, m0="absent")
    assert codes(refused) == ["not-marked-yet"]
    council.mark(session_id, 9)
    council.vote(session_id, item_id, ["yes"] * 9)
    close(council, session_id, item_id=item_id)
    with pytest.raises(Invalid) as refused:
        mark(council, session_id, m0="absent")
    assert codes(refused) == ["attendance-settled"]
    council.mark(session_id, 9)


def paper(council: Council, session_id: str) -> str:
    catalog = council.services.catalog
    minutes = council.services.database.read(
        lambda work: draft_minutes(work, catalog, actor=council.secretary, session_id=session_id)
    )
    return paper_as_text(minutes_as_paper(minutes), "Hội đồng giả định")


def preside(council: Council, session_id: str, item_id: str, place: int) -> None:
    at: Any = {"session_id": session_id, "item_id": item_id, "member_id": council.member_ids[place]}
    council.run(lambda work: name_presiding(work, actor=council.secretary, **at))


def test_minutes_name_nobody_as_chair_who_was_not_there(council: Council, waiting: list[str]) -> None:
    session_id, items = council.convene(waiting[:2])
    council.mark(session_id, 9)
    mark(council, session_id, m0="absent")
    assert "Chủ trì: …." in paper(council, session_id)
    assert missing(council, session_id, is_final=True)[0] == ("chair-absent", 1)
    assert rehearsed(council, session_id, is_final=True)[0] == ("chair-absent", 1)
    with pytest.raises(Invalid) as refused:
        preside(council, session_id, items[0], 0)
    assert codes(refused) == ["presiding-not-there"]
    preside(council, session_id, items[0], 1)
    assert "chair-absent" not in [code for code, _ in missing(council, session_id)]
    assert "Chủ trì: Ủy viên 2 (giả định)." in paper(council, session_id)
    mark(council, session_id, items[1], m1="absent")
    assert ("chair-absent", 2) in missing(council, session_id)
    preside(council, session_id, items[1], 2)
    told = paper(council, session_id)
    assert "Chủ trì: Ủy viên 2 (giả định) (từ mục 1); Ủy viên 3 (giả định) (từ mục 2)." in told
    assert "Thay đổi trong phiên họp: Ủy viên 2 (giả định) vắng mặt từ mục 2." in told


TIE = """approval = "1/2"
base = "all_members"
more_than = true
written = true
ballot = "either"
recused = "leave"
tie = "chair"
"""


def test_the_vote_of_whoever_presides_decides_a_tie(ground: Ground, tmp_path: Path, waiting: list[str]) -> None:
    with open_services(ground, tmp_path) as services:
        council = set_up_council(services, size=4, rule=TIE)
        session_id, items = council.convene(waiting[:2])
        council.mark(session_id, 4)
        for item_id in items:
            council.vote(session_id, item_id, ["no", "yes", "yes", "no"])
        assert figures(council, session_id, "outcome") == [("not_agreed",), ("not_agreed",)]
        preside(council, session_id, items[1], 1)
        assert figures(council, session_id, "outcome") == [("not_agreed",), ("agreed",)]
        assert rehearsed(council, session_id) == []
        close(council, session_id)
        assert [item["outcome"] for item in shown(council, session_id)["items"]] == ["not_agreed", "agreed"]
