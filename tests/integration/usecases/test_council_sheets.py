"""Sheets of sessions on both engines: drafts change nothing, departures need a reason, the vote decides."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.db import dossiers
from service.db.acts import list_acts
from service.usecases.case_views import show_proposal
from service.usecases.councils import council_closings, council_votes
from service.usecases.councils.council_releases import list_obstacles
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied, SessionIncomplete
from service.usecases.moves.recusals import declare_recusal
from service.usecases.trail.audits import verify_audit
from service.usecases.trail.history import read_history
from tests.bench.grounds import Ground
from tests.integration.services import add_actor
from tests.support.councils import Council, set_up_council
from tests.support.databases import Statements
from tests.support.dossiers import change_schema, open_services
from tests.support.sheets import REASON, attempt, mean, release, rows_of, show, start

YES, NO = ["yes"] * 9, ["no"] * 9


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


@pytest.fixture
def waiting(ground: Ground) -> list[str]:
    """Four proposals that wait for the council."""
    return list(ground.ready(4))


def sit(council: Council, proposals: list[str], *votes: list[str], number: str = "01") -> tuple[str, list[str]]:
    """Convene a session with everybody there and let them vote on the first items."""
    session_id, items = council.convene(proposals, number)
    council.mark(session_id, 9)
    for item_id, choices in zip(items, votes, strict=False):
        council.vote(session_id, item_id, choices)
    return session_id, items


def close(council: Council, session_id: str, **said: Any) -> None:
    catalog = council.services.catalog
    council.run(
        lambda work: council_closings.close_session(
            work, catalog, actor=council.secretary, session_id=session_id, expected_version=None, **said
        )
    )


def proposal(council: Council, proposal_id: str) -> dict[str, Any]:
    catalog = council.services.catalog
    return council.services.database.read(
        lambda work: show_proposal(work, catalog, actor=council.head, proposal_id=proposal_id)
    )


def refused(council: Council, session_id: str) -> list[tuple[str, str]]:
    with pytest.raises(SessionIncomplete) as found:
        start(council, session_id)
    assert all("citation" in one["params"] for one in found.value.params["problems"])
    return [(one["code"], one["path"]) for one in found.value.params["problems"]]


def test_a_pending_outcome_changes_nothing_about_the_proposal(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:2], YES)
    before = [proposal(council, key)["version"] for key in waiting[:2]]
    assert mean(council, session_id, {items[0]: "agree", items[1]: "put_off"})["changed"] == 2
    assert mean(council, session_id, {items[0]: "agree"})["changed"] == 0
    assert [proposal(council, key)["version"] for key in waiting[:2]] == before
    (first, second) = show(council, session_id)["rows"]
    assert (first["outcome"], first["advice"]["outcome"], first["advice"]["action"]) == ("agree", "agree", "verify")
    assert (first["vote"], first["differs"], first["unit_name"][:5]) == ("agreed", False, "Phòng")
    assert (second["vote"], second["differs"], second["lacks_reason"]) == ("undecided", True, True)
    assert first["offers"] == {"higher": ["bang_khen_thu_tuong"], "lower": ["giay_khen"]}


def test_only_the_secretary_sets_outcomes_and_only_while_it_sits(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:1], YES)
    with pytest.raises(PermissionDenied):
        mean(council, session_id, {items[0]: "agree"}, who=council.members[0])
    planned = council.plan("02")["id"]
    with pytest.raises(Conflict):
        mean(council, planned, {})
    mean(council, session_id, {items[0]: "agree"})
    with pytest.raises(PermissionDenied):
        start(council, session_id, council.members[0])
    assert show(council, session_id, council.members[0])["may"] == {"set": False, "release": False}


def test_members_see_the_draft_but_no_running_figures(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:1], YES)
    mean(council, session_id, {items[0]: "not_agree"}, reason=REASON)
    (row,) = show(council, session_id, council.members[1])["rows"]
    assert (row["outcome"], row["figures"], row["vote"], row["is_against_vote"]) == (
        "not_agree", None, "undecided", False,
    )  # fmt: skip
    (row,) = show(council, session_id)["rows"]
    assert (row["figures"]["in_favour"], row["is_against_vote"]) == (9, True)


def test_the_release_is_refused_with_every_row_that_lacks_a_reason(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:3], NO, YES, NO)
    mean(council, session_id, {items[0]: "not_agree", items[1]: "agree", items[2]: "lower"})
    assert refused(council, session_id) == [
        ("sheet-reason-missing", f"items.{items[0]}.reason"),
        ("sheet-reason-missing", f"items.{items[2]}.reason"),
    ]
    assert {row["state"] for row in rows_of(council, session_id).values()} == {"draft"}
    mean(council, session_id, {items[0]: "not_agree", items[2]: "lower"}, reason=REASON)
    catalog = council.services.catalog
    assert council.services.database.read(
        lambda work: list_obstacles(work, catalog, actor=council.secretary, session_id=session_id)
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [(YES, "not_agree"), (NO, "agree"), (YES, "higher"), (YES, "lower"), (YES, "put_off"), (NO, "put_off")],
)
def test_an_outcome_against_the_vote_is_refused_with_the_clause(
    council: Council, waiting: list[str], votes: list[str], outcome: str
) -> None:
    session_id, items = sit(council, waiting[:1], votes)
    mean(council, session_id, {items[0]: outcome}, reason=REASON)
    with pytest.raises(SessionIncomplete) as found:
        start(council, session_id)
    (problem,) = found.value.params["problems"]
    assert (problem["code"], problem["path"]) == ("sheet-against-vote", f"items.{items[0]}.outcome")
    assert problem["params"]["citation"] == "Quy chế giả định, Điều 1"


def test_one_release_applies_every_row_and_keeps_its_result(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting, YES, NO, NO)
    mean(council, session_id, {items[0]: "agree"})
    mean(council, session_id, dict(zip(items[1:], ("not_agree", "lower", "put_off"), strict=True)), reason=REASON)
    tried = attempt(council, session_id)
    assert {key: one["result"] for key, one in tried.items()} == dict.fromkeys(items, "released")
    assert tried[items[2]]["started"]["form"] == "giay_khen"
    assert {row["state"] for row in rows_of(council, session_id).values()} == {"draft"}
    found = release(council, session_id)
    assert {row["state"] for row in found.values()} == {"released"}
    assert [found[key]["item_state"] for key in items] == ["closed", "closed", "closed", "dropped"]
    acts = [council.services.database.read(lambda work, key=key: list_acts(work, key)) for key in waiting]
    assert [(act.state, act.outcome) for (act,) in acts] == [
        ("done", "agreed"), ("done", "not_agreed"), ("done", "not_agreed"), ("dropped", ""),
    ]  # fmt: skip
    assert {proposal(council, key)["state"] for key in waiting} == {"hr_verified"}
    with pytest.raises(Conflict):
        start(council, session_id)
    with pytest.raises(Invalid):
        mean(council, session_id, {items[0]: "not_agree"}, reason=REASON)
    close(council, session_id)
    again, _ = council.convene(waiting[3:], "02")
    assert len(show(council, again)["rows"]) == 1
    assert verify_audit(council.services.database)["breaks"] == []


def test_a_recommended_form_starts_a_draft_of_the_same_unit(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:1], NO)
    database, catalog = council.services.database, council.services.catalog
    officer = council.run(lambda work: add_actor(work, "can-bo-hd", "hr_officer", council.owner_id))
    council.run(lambda work: declare_recusal(work, actor=officer, proposal_id=waiting[0], reason="Người thân"))
    mean(council, session_id, {items[0]: "lower"}, reason=REASON)
    row = release(council, session_id)[items[0]]
    former, started = proposal(council, waiting[0]), proposal(council, row["started_id"])
    assert (started["form"], started["state"], started["number"]) == (
        "giay_khen", "drafted", row["answer"]["started"]["number"],
    )  # fmt: skip
    kept = ("plan_code", "occasion", "category", "text", "starts_on", "ends_on", "theme", "achievement_key")
    assert {name: started[name] for name in kept} == {name: former[name] for name in kept}
    assert started["bodies"]["unit"] == former["bodies"]["unit"]
    evidence = [one["digest"] for one in former["documents"] if one["criterion"]]
    assert evidence
    assert [one["digest"] for one in started["documents"]] == evidence
    with pytest.raises(NotFound):
        database.read(lambda work: show_proposal(work, catalog, actor=officer, proposal_id=row["started_id"]))
    told = {
        key: [
            line["sentence"]
            for line in database.read(lambda work, key=key: read_history(work, actor=council.head, proposal_id=key))
        ]
        for key in (waiting[0], row["started_id"])
    }
    assert any(started["number"] in said and "phiên họp số 01" in said for said in told[waiting[0]])
    assert any(former["number"] in said and "phiên họp số 01" in said for said in told[row["started_id"]])
    assert len(database.read(lambda work: dossiers.list_documents(work, waiting[0]))) >= len(evidence)


def test_what_cannot_be_meant_is_refused_when_it_is_saved(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:1], NO)
    values = {items[0]: "sideways", "0" * 32: "agree"}
    with pytest.raises(Invalid) as found:
        mean(council, session_id, values, reason="x" * 1001)
    assert {(one["path"], one["code"]) for one in found.value.params["problems"]} >= {
        (f"items.{items[0]}.outcome", "unknown-code"),
        (f"items.{items[0]}.reason", "too-long"),
        (f"items.{'0' * 32}", "not-found"),
    }
    assert rows_of(council, session_id)[items[0]]["outcome"] == ""


def test_a_higher_form_goes_where_the_unit_has_a_way_and_nowhere_else(
    council: Council, waiting: list[str], ground: Ground
) -> None:
    session_id, items = sit(council, waiting[:2], NO, NO)
    mean(council, session_id, dict.fromkeys(items, "higher"), reason=REASON)
    found = release(council, session_id)
    started = [proposal(council, found[key]["started_id"]) for key in items]
    assert {one["form"] for one in started} == {"bang_khen_thu_tuong"}
    assert len({one["number"] for one in started}) == 2
    again, (item_id,) = sit(council, waiting[2:3], NO, number="02")
    change_schema(ground, "UPDATE organisation SET level = 'ministry' WHERE level = 'government'")
    with pytest.raises(Invalid) as refusal:
        mean(council, again, {item_id: "higher"}, reason=REASON)
    assert [one["code"] for one in refusal.value.params["problems"]] == ["no-route-to-form"]


def test_what_is_refused_stays_behind_with_its_reasons_and_goes_later(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:2], YES)
    mean(council, session_id, dict.fromkeys(items, "agree"))
    found = release(council, session_id)
    assert [found[key]["state"] for key in items] == ["released", "stayed"]
    answer = found[items[1]]["answer"]
    assert answer["code"] == "session-incomplete"
    assert {one["code"] for one in answer["problems"]} >= {"votes-missing"}
    assert show(council, session_id, council.members[0])["rows"][1]["answer"] is None
    council.vote(session_id, items[1], YES)
    found = release(council, session_id)
    assert [found[key]["state"] for key in items] == ["released", "released"]


def test_the_draft_of_another_secretary_is_not_overwritten_unseen(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:1], YES)
    mean(council, session_id, {items[0]: "agree"}, version=0)
    with pytest.raises(Invalid) as found:
        mean(council, session_id, {items[0]: "put_off"}, version=0)
    assert found.value.params["problems"][0]["code"] == "sheet-row-changed"
    assert rows_of(council, session_id)[items[0]]["outcome"] == "agree"


def test_a_recused_secretary_leaves_the_row_to_another(council: Council, waiting: list[str]) -> None:
    session_id, items = sit(council, waiting[:2], YES, YES)
    mean(council, session_id, dict.fromkeys(items, "agree"))
    council.run(
        lambda work: declare_recusal(work, actor=council.secretary, proposal_id=waiting[0], reason="Người thân")
    )
    assert list(rows_of(council, session_id)) == items[1:]
    with pytest.raises(Invalid):
        mean(council, session_id, {items[0]: "put_off"})
    found = release(council, session_id)
    assert {key: row["state"] for key, row in found.items()} == {items[1]: "released"}
    (act,) = council.services.database.read(lambda work: list_acts(work, waiting[0]))
    assert act.state == "open"


def count_statements(council: Council, session_id: str) -> int:
    watcher = Statements()
    show(council, session_id)
    stop = council.services.database.watch(watcher)
    show(council, session_id)
    stop()
    return len(watcher.texts)


@pytest.mark.parametrize("mode", ["open", "secret"])
def test_a_long_sheet_asks_no_more_of_the_database_than_a_short_one(
    council: Council, ground: Ground, mode: str
) -> None:
    catalog, chosen = council.services.catalog, list(ground.ready(12))
    found = []
    for number, proposals in (("01", chosen[:2]), ("02", chosen[2:])):
        session_id, items = sit(council, proposals, number=number)
        for item_id in items:
            council.run(
                lambda work, session_id=session_id, item_id=item_id: council_votes.choose_mode(
                    work, catalog, actor=council.secretary, session_id=session_id, item_id=item_id, mode=mode
                )
            )
        mean(council, session_id, dict.fromkeys(items, "agree"))
        found.append(count_statements(council, session_id))
    assert found[0] == found[1]
    assert found[0] <= 15, found
