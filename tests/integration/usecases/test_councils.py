"""Councils on both engines: who sees what when, votes that count, a session that says what is missing, its minutes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.db import recusals
from service.db.acts import list_acts
from service.usecases.case_views import show_proposal
from service.usecases.councils import council_agendas, council_closings, council_sessions, council_votes, councils
from service.usecases.councils.council_minutes import draft_minutes, minutes_as_paper
from service.usecases.councils.council_secrets import open_secret_vote
from service.usecases.councils.council_views import list_owed, show_item, show_session
from service.usecases.councils.secret_ballots import void_ballot
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied, SessionIncomplete, Stale
from service.usecases.moves.recusals import declare_recusal
from service.usecases.trail.audits import verify_audit
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


def look(council: Council, session_id: str, who: Any) -> dict[str, Any]:
    catalog = council.services.catalog
    return council.services.database.read(lambda work: show_session(work, catalog, actor=who, session_id=session_id))


def close(council: Council, session_id: str, version: int | None = None, **said: Any) -> dict[str, Any]:
    catalog = council.services.catalog
    done: dict[str, Any] = council.run(
        lambda work: council_closings.close_session(
            work, catalog, actor=council.secretary, session_id=session_id, expected_version=version, **said
        )
    )
    return done


def missing(council: Council, session_id: str, **said: Any) -> list[dict[str, Any]]:
    with pytest.raises(SessionIncomplete) as refused:
        close(council, session_id, **said)
    return list(refused.value.params["problems"])


def test_what_waits_for_the_council_by_its_flow_is_offered_once(council: Council, waiting: list[str]) -> None:
    session_id, catalog = council.plan()["id"], council.services.catalog

    def offered() -> list[str]:
        page = council.services.database.read(
            lambda work: council_agendas.list_candidates(
                work, catalog, actor=council.secretary, session_id=session_id, limit=200
            )
        )
        return [row["id"] for row in page.items]

    before = offered()
    assert set(waiting) <= set(before)
    council.run(
        lambda work: council_agendas.add_items(
            work, catalog, actor=council.secretary, session_id=session_id, proposal_ids=waiting[:1]
        )
    )
    assert set(before) - set(offered()) == set(waiting[:1])
    other = council.plan("02")["id"]
    with pytest.raises(Conflict):
        council.run(
            lambda work: council_agendas.add_items(
                work, catalog, actor=council.secretary, session_id=other, proposal_ids=waiting[:1]
            )
        )


def test_a_member_sees_what_he_is_called_to_and_nothing_else(council: Council, waiting: list[str]) -> None:
    member, catalog, database = council.members[3], council.services.catalog, council.services.database
    session_id = council.plan()["id"]
    council.run(
        lambda work: council_agendas.add_items(
            work, catalog, actor=council.secretary, session_id=session_id, proposal_ids=waiting[:1]
        )
    )
    with pytest.raises(NotFound):
        look(council, session_id, member)
    with pytest.raises(NotFound):
        database.read(lambda work: show_proposal(work, catalog, actor=member, proposal_id=waiting[0]))
    council.run(lambda work: council_sessions.convene_session(work, actor=council.secretary, session_id=session_id))
    assert [item["proposal_id"] for item in look(council, session_id, member)["items"]] == waiting[:1]
    listed = database.read(lambda work: list_proposals(work, actor=member, filters=Filters(), after=None, limit=50))
    assert [row["id"] for row in listed.items] == waiting[:1]
    with pytest.raises(NotFound):
        database.read(lambda work: show_proposal(work, catalog, actor=member, proposal_id=waiting[1]))


def test_seven_of_nine_are_not_enough_and_two_letters_are(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 7)
    council.vote(session_id, item_id, ["yes"] * 7)
    (problem,) = missing(council, session_id)
    assert problem["code"] == "votes-missing"
    figures = {name: problem["params"][name] for name in ("present", "members", "share", "needed", "missing")}
    assert figures == {"present": 7, "members": 9, "share": "80 %", "needed": 8, "missing": 1}
    for place in (7, 8):
        council.write(session_id, item_id, place)
    assert close(council, session_id) | {"version": 0} == {
        "id": session_id, "state": "closed", "version": 0, "agreed": 1, "not_agreed": 0,
    }  # fmt: skip
    (act,) = council.services.database.read(lambda work: list_acts(work, waiting[0]))
    assert (act.kind, act.state, act.outcome) == ("council", "done", "agreed")
    assert (act.data["in_favour"], act.data["base"], act.data["rule"]) == (9, 9, "gia-dinh@1")
    assert verify_audit(council.services.database)["breaks"] == []


def test_a_session_ends_short_of_its_share_only_when_it_is_said_why(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 7)
    council.vote(session_id, item_id, ["yes"] * 7)
    with pytest.raises(Invalid):
        close(council, session_id, is_final=True)
    done = close(council, session_id, is_final=True, reason="Hết hạn gửi ý kiến (giả định)")
    assert (done["agreed"], done["not_agreed"]) == (0, 1)
    (act,) = council.services.database.read(lambda work: list_acts(work, waiting[0]))
    assert act.outcome == "not_agreed"


def test_everything_that_is_missing_is_said_at_once(council: Council, waiting: list[str]) -> None:
    session_id, items = council.convene(waiting[:2])
    assert missing(council, session_id)[0]["code"] == "attendance-unmarked"
    council.mark(session_id, 5)
    council.vote(session_id, items[0], ["yes"] * 4)
    found = missing(council, session_id)
    assert sorted((one["params"]["about"], one["code"]) for one in found) == [
        (1, "quorum-missing"), (1, "votes-missing"), (1, "votes-outstanding"),
        (2, "quorum-missing"), (2, "votes-missing"), (2, "votes-outstanding"),
    ]  # fmt: skip
    assert "Điều 1" in found[0]["params"]["citation"]


def test_whom_a_proposal_concerns_takes_no_part_and_sees_nothing_of_it(council: Council, waiting: list[str]) -> None:
    session_id, items = council.convene(waiting[:2])
    member, database, catalog = council.members[1], council.services.database, council.services.catalog
    council.run(lambda work: declare_recusal(work, actor=member, proposal_id=waiting[0], reason="Người thân"))
    seen = look(council, session_id, member)
    assert [(item["place"], item["proposal_id"]) for item in seen["items"]] == [(1, waiting[1])]
    with pytest.raises(NotFound):
        database.read(lambda work: show_item(work, catalog, actor=member, session_id=session_id, item_id=items[0]))
    assert [row["item_id"] for row in database.read(lambda work: list_owed(work, actor=member))] == items[1:]
    minutes = database.read(lambda work: draft_minutes(work, catalog, actor=member, session_id=session_id))
    assert not minutes["items"]
    council.mark(session_id, 9)
    with pytest.raises(NotFound):
        council.vote(session_id, items[0], ["yes"] * 9)
    voters = [actor for actor in council.members if actor is not member]
    for voter in voters[:7]:
        council.run(
            lambda work, voter=voter: council_votes.cast_vote(
                work, catalog, actor=voter, session_id=session_id, item_id=items[0], choice="yes"
            )
        )
    council.run(
        lambda work: council_votes.cast_vote(
            work, catalog, actor=voters[7], session_id=session_id, item_id=items[0], choice="no"
        )
    )
    shown = look(council, session_id, council.secretary)["items"][0]["figures"]
    assert (shown["recused"], shown["base"], shown["in_favour"], shown["outcome"]) == (1, 8, 7, "agreed")


def test_the_secretary_may_keep_a_member_out_of_an_item(council: Council, waiting: list[str]) -> None:
    session_id, _ = council.convene(waiting[:1])
    member = council.members[2]
    council.run(
        lambda work: declare_recusal(
            work, actor=council.secretary, proposal_id=waiting[0], reason="Cùng đơn vị", account_id=member.account_id
        )
    )
    assert council.services.database.read(lambda work: recusals.is_hidden(work, waiting[0], member.person_id))
    assert look(council, session_id, member)["items"] == []


def test_a_count_of_hands_is_held_against_itself(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 9)
    catalog, secretary = council.services.catalog, council.secretary
    council.run(
        lambda work: council_votes.choose_mode(
            work, catalog, actor=secretary, session_id=session_id, item_id=item_id, mode="counted"
        )
    )
    assert [one["code"] for one in missing(council, session_id)] == ["votes-not-counted"]

    def enter(**figures: int) -> None:
        council.run(
            lambda work: council_votes.enter_count(
                work, catalog, actor=secretary, session_id=session_id, item_id=item_id, values=figures
            )
        )

    with pytest.raises(Invalid) as refused:
        enter(issued=10, returned=9, invalid=0, yes=8, no=0, blank=0)
    codes = {problem["code"] for problem in refused.value.params["problems"]}
    assert codes == {"tally-issued-over-present", "tally-votes-not-valid-ballots"}
    enter(issued=9, returned=9, invalid=1, yes=8, no=0, blank=0)
    assert close(council, session_id)["agreed"] == 1


def test_only_who_sits_there_and_came_votes(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 6)
    catalog = council.services.catalog
    for actor, refusal in ((council.secretary, PermissionDenied), (council.members[8], Conflict)):
        with pytest.raises(refusal):
            council.run(
                lambda work, actor=actor: council_votes.cast_vote(
                    work, catalog, actor=actor, session_id=session_id, item_id=item_id, choice="yes"
                )
            )
    council.vote(session_id, item_id, ["no", "yes"])
    council.vote(session_id, item_id, ["yes"])
    shown = look(council, session_id, council.secretary)["items"][0]["figures"]
    assert (shown["yes"], shown["no"]) == (2, 0)
    assert look(council, session_id, council.members[0])["items"][0]["figures"] is None


def test_the_letter_of_somebody_who_came_after_all_is_not_his_vote(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 7)
    council.vote(session_id, item_id, ["yes"] * 7)
    council.write(session_id, item_id, 8)
    council.mark(session_id, 9)
    shown = look(council, session_id, council.secretary)["items"][0]["figures"]
    assert (shown["present"], shown["returned"], shown["written"], shown["in_favour"]) == (9, 7, 0, 7)
    assert {one["code"] for one in missing(council, session_id)} >= {"votes-outstanding"}


def test_nobody_who_has_voted_in_the_room_was_absent(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 9)
    council.vote(session_id, item_id, ["yes"] * 8)
    with pytest.raises(Invalid) as refused:
        council.mark(session_id, 7)
    assert [one["code"] for one in refused.value.params["problems"]] == ["has-voted"]
    council.mark(session_id, 8)
    assert look(council, session_id, council.secretary)["items"][0]["figures"]["present"] == 8


def test_whoever_left_sees_nothing_any_more(council: Council, waiting: list[str]) -> None:
    session_id, _ = council.convene(waiting[:1])
    council.run(
        lambda work: councils.end_member(
            work, actor=council.secretary, council_id=council.id, member_id=council.member_ids[4], document="15/QĐ"
        )
    )
    with pytest.raises(NotFound):
        look(council, session_id, council.members[4])
    with pytest.raises(Conflict):
        council.run(
            lambda work: councils.end_member(
                work, actor=council.secretary, council_id=council.id, member_id=council.member_ids[4], document="15/QĐ"
            )
        )


def test_nobody_seats_himself_and_others_do_not_know_the_council(council: Council) -> None:
    values = {"username": "thu-ky-hd", "post": "secretary", "votes": True, "document": "12/QĐ"}
    with pytest.raises(PermissionDenied):
        council.run(
            lambda work: councils.add_member(work, actor=council.secretary, council_id=council.id, values=values)
        )
    council.run(lambda work: councils.add_member(work, actor=council.head, council_id=council.id, values=values))
    with pytest.raises(PermissionDenied):
        council.run(
            lambda work: councils.add_member(work, actor=council.members[0], council_id=council.id, values=values)
        )


def test_a_session_that_is_called_off_gives_its_proposals_back(council: Council, waiting: list[str]) -> None:
    session_id, _ = council.convene(waiting[:2])
    catalog = council.services.catalog
    council.run(
        lambda work: council_sessions.cancel_session(
            work, catalog, actor=council.secretary, session_id=session_id, reason="Hoãn họp (giả định)"
        )
    )
    acts = [council.services.database.read(lambda work, key=key: list_acts(work, key)) for key in waiting[:2]]
    assert [act.state for (act,) in acts] == ["dropped", "dropped"]
    again, _ = council.convene(waiting[:2], "02")
    assert len(look(council, again, council.secretary)["items"]) == 2


def opens(council: Council, proposal_id: str, who: Any) -> bool:
    catalog, database = council.services.catalog, council.services.database
    try:
        database.read(lambda work: show_proposal(work, catalog, actor=who, proposal_id=proposal_id))
    except NotFound:
        return False
    return True


def test_what_is_taken_off_closes_to_members_who_opened_it_through_that_agenda_alone(
    council: Council, waiting: list[str]
) -> None:
    session_id, (first, second, _) = council.convene(waiting)
    member, catalog = council.members[3], council.services.catalog
    assert all(opens(council, key, member) for key in waiting)

    def remove(session: str, item_id: str) -> None:
        council.run(
            lambda work: council_agendas.remove_item(
                work, catalog, actor=council.secretary, session_id=session, item_id=item_id
            )
        )

    remove(session_id, first)
    assert [opens(council, key, member) for key in waiting] == [False, True, True]
    assert opens(council, waiting[0], council.secretary)
    council.mark(session_id, 9)
    council.vote(session_id, second, ["yes"] * 9)
    council.run(
        lambda work: council_closings.close_item(
            work, catalog, actor=council.secretary, session_id=session_id, item_id=second
        )
    )
    again, (item_id,) = council.convene(waiting[:1], "02")
    assert opens(council, waiting[0], member)
    council.run(
        lambda work: council_sessions.cancel_session(
            work, catalog, actor=council.secretary, session_id=again, reason="Hoãn họp (giả định)"
        )
    )
    assert [opens(council, key, member) for key in waiting] == [False, True, True]
    # What was considered once stays open to the council when another session takes it up and drops it.
    third, (item_id,) = council.convene(waiting[1:2], "03")
    remove(third, item_id)
    assert opens(council, waiting[1], member)
    assert verify_audit(council.services.database)["breaks"] == []


def test_members_keep_what_they_hold_receipts_of(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    services, secretary = council.services, council.secretary
    council.mark(session_id, 9)
    at: dict[str, Any] = {"actor": secretary, "session_id": session_id, "item_id": item_id}
    council.run(lambda work: council_votes.choose_mode(work, services.catalog, mode="secret", **at))
    opened = council.run(lambda work: open_secret_vote(work, services.catalog, services.ballot_seals, **at))
    council.run(
        lambda work: void_ballot(work, services.catalog, actor=secretary, ballot_id=opened["id"], reason="Nhầm")
    )
    council.run(lambda work: council_agendas.remove_item(work, services.catalog, **at, reason="Nhầm (giả định)"))
    assert opens(council, waiting[0], council.members[3])


def test_a_vote_after_the_version_that_was_seen_keeps_the_session_open(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 9)
    council.vote(session_id, item_id, ["yes"] * 8)
    seen = look(council, session_id, council.secretary)["version"]
    council.vote(session_id, item_id, [*["yes"] * 8, "no"])
    with pytest.raises(Stale):
        close(council, session_id, version=seen)
    done = close(council, session_id, version=look(council, session_id, council.secretary)["version"])
    assert done["agreed"] == 1
    with pytest.raises(Conflict):
        close(council, session_id)


def test_minutes_say_what_was_recorded(council: Council, waiting: list[str]) -> None:
    session_id, (item_id,) = council.convene(waiting[:1])
    council.mark(session_id, 8)
    council.vote(session_id, item_id, ["yes"] * 8)
    council.run(
        lambda work: council_votes.note_discussion(
            work, actor=council.secretary, session_id=session_id, item_id=item_id, note="Nhất trí (giả định)."
        )
    )
    council.write(session_id, item_id, 8, "no")
    close(council, session_id)
    catalog = council.services.catalog
    minutes = council.services.database.read(
        lambda work: draft_minutes(work, catalog, actor=council.members[0], session_id=session_id)
    )
    paper = minutes_as_paper(minutes)
    text = paper_as_text(paper, "Hội đồng")
    told = (
        "Chủ trì: Ủy viên 1",
        "8 thành viên có mặt",
        "Vắng mặt: 1 thành viên",
        "Thảo luận: Nhất trí",
        "8/9 (88,9 %)",
    )
    assert not paper.is_draft
    assert paper.closing.endswith("./.")
    assert "ý kiến bằng văn bản 1" in text
    for said in told:
        assert said in text, text
