"""What a vote did not give is neither closed nor released, be the share stated or not; on both engines."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from service.db.acts import list_acts
from service.db.base import table_of
from service.db.models import Proposal
from service.db.work import Work
from service.usecases.councils import council_closings
from service.usecases.councils.council_rehearsals import rehearse_session
from service.usecases.councils.council_views import show_item, show_session
from service.usecases.councils.secret_ballots import void_ballot
from service.usecases.errors import Conflict, SessionIncomplete
from service.usecases.moves.transitions import move_proposal
from service.usecases.services import Services
from tests.bench.grounds import Ground
from tests.integration.services import add_actor
from tests.support.councils import ALL_MEMBERS, Council, set_up_council
from tests.support.dossiers import open_services
from tests.support.sheets import REASON, attempt, mean, release, rows_of, start
from workflows.facts import MoveFacts
from workflows.votes.catalog import packaged_council_texts

PROPOSAL = table_of(Proposal)
MIXED = ["yes", "yes", "no", "no", "no", "no"]
# What everybody has until a rule of his own is loaded: no source states any of it.
NOT_STATED = "\n".join(
    line
    for line in packaged_council_texts()["mac-dinh/1.toml"].split("[[rules]]")[1].splitlines()
    if not line.startswith("citation")
)


@pytest.fixture
def services(ground: Ground, tmp_path: Path) -> Iterator[Services]:
    with ExitStack() as stack:
        yield stack.enter_context(open_services(ground, tmp_path))


def sit(council: Council, proposals: list[str], present: int, choices: list[str]) -> tuple[str, list[str]]:
    session_id, items = council.convene(proposals)
    council.mark(session_id, present)
    for item_id in items:
        council.vote(session_id, item_id, choices)
    return session_id, items


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
    return [problem["code"] for problem in refused.value.params["problems"]]


def figures(council: Council, session_id: str) -> dict[str, Any]:
    catalog = council.services.catalog
    seen = council.services.database.read(
        lambda work: show_session(work, catalog, actor=council.secretary, session_id=session_id)
    )
    found: dict[str, Any] = seen["items"][0]["figures"]
    return found


def test_an_item_that_may_still_turn_ends_only_when_it_is_said_why(services: Services, ground: Ground) -> None:
    council, chosen = set_up_council(services, rule=NOT_STATED), list(ground.ready(1))
    session_id, _ = sit(council, chosen, 6, MIXED)
    assert refusals(council, session_id) == ["vote-undecided"]
    done = close(council, session_id, is_final=True, reason="Ba thành viên không gửi ý kiến (giả định)")
    assert (done["agreed"], done["not_agreed"]) == (0, 1)
    (act,) = services.database.read(lambda work: list_acts(work, chosen[0]))
    assert (act.state, act.outcome) == ("done", "not_agreed")


def test_the_missing_quorum_of_a_rule_that_no_source_states_refuses_nothing(services: Services, ground: Ground) -> None:
    council = set_up_council(services, rule=NOT_STATED)
    session_id, (item_id,) = sit(council, list(ground.ready(1)), 4, ["yes"] * 4)
    for place in range(4, 9):
        council.write(session_id, item_id, place, "no" if place == 8 else "yes")
    done = close(council, session_id)
    assert done["agreed"] == 1


def test_no_outcome_is_released_that_the_vote_did_not_give(services: Services, ground: Ground) -> None:
    council = set_up_council(services, rule=NOT_STATED)
    session_id, items = sit(council, list(ground.ready(3)), 6, MIXED)
    mean(council, session_id, dict(zip(items, ("agree", "higher", "not_agree"), strict=True)), reason=REASON)
    assert {answer["code"] for answer in attempt(council, session_id).values()} == {"session-incomplete"}
    stayed = release(council, session_id)
    assert {row["state"] for row in stayed.values()} == {"stayed"}
    told = {problem["code"] for row in stayed.values() for problem in row["answer"]["problems"]}
    assert told == {"vote-undecided"}
    assert not any(row["started_id"] for row in stayed.values())
    close(council, session_id, is_final=True, reason="Ba thành viên không gửi ý kiến (giả định)")
    mean(council, session_id, {items[0]: "not_agree"}, reason=REASON)
    assert {row["state"] for row in release(council, session_id).values()} == {"released"}


def test_what_was_closed_is_not_put_off(services: Services, ground: Ground) -> None:
    council = set_up_council(services, rule=NOT_STATED)
    session_id, items = sit(council, list(ground.ready(1)), 9, ["yes"] * 9)
    close(council, session_id)
    mean(council, session_id, {items[0]: "put_off"}, reason=REASON)
    with pytest.raises(SessionIncomplete) as refused:
        start(council, session_id)
    assert [problem["code"] for problem in refused.value.params["problems"]] == ["sheet-against-vote"]
    assert rows_of(council, session_id)[items[0]]["state"] != "released"


def withdraw(council: Council, proposal_id: str) -> None:
    catalog, place = council.services.catalog, select(PROPOSAL.c.unit_id).where(PROPOSAL.c.id == proposal_id)

    def act(work: Work) -> None:
        clerk = add_actor(work, "don-vi-rut", "unit_clerk", work.execute(place).scalar_one())
        move = MoveFacts(reason="Đơn vị rút hồ sơ (giả định)")
        move_proposal(
            work, catalog, actor=clerk, proposal_id=proposal_id, action="withdraw", expected_version=None, move=move
        )

    council.run(act)


def rehearsed(council: Council, session_id: str) -> dict[str, Any]:
    catalog = council.services.catalog
    return council.services.database.read(
        lambda work: rehearse_session(work, catalog, actor=council.secretary, session_id=session_id, values={})
    )


def test_what_was_withdrawn_asks_for_nothing_and_leaves_the_agenda(services: Services, ground: Ground) -> None:
    council, chosen = set_up_council(services), list(ground.ready(2))
    session_id, (gone, kept) = council.convene(chosen)
    council.mark(session_id, 9)
    council.vote(session_id, kept, ["yes"] * 9)
    withdraw(council, chosen[0])
    with pytest.raises(Conflict) as refused:
        council.vote(session_id, gone, ["yes"])
    assert refused.value.code == "council-item-gone"
    shown = services.database.read(
        lambda work: show_item(work, services.catalog, actor=council.members[0], session_id=session_id, item_id=gone)
    )
    assert (shown["waits"], shown["may"]["vote"]) == (False, False)
    told = rehearsed(council, session_id)
    assert (told["closes"], [item["state"] for item in told["items"]]) == (True, ["dropped", "closed"])
    assert close(council, session_id)["agreed"] == 1
    (act,) = services.database.read(lambda work: list_acts(work, chosen[0]))
    assert (act.state, act.outcome) == ("dropped", "")


def test_the_open_ballot_on_what_was_withdrawn_is_voided_first(services: Services, ground: Ground) -> None:
    council, chosen = set_up_council(services), list(ground.ready(1))
    session_id, (item_id,) = council.convene(chosen)
    council.mark(session_id, 9)
    ballot_id = council.open_secret(session_id, item_id)
    withdraw(council, chosen[0])
    assert refusals(council, session_id) == ["ballot-to-void"]
    assert [problem["code"] for problem in rehearsed(council, session_id)["missing"]] == ["ballot-to-void"]
    catalog = services.catalog
    council.run(lambda work: void_ballot(work, catalog, actor=council.secretary, ballot_id=ballot_id, reason="Rút"))
    assert close(council, session_id)["agreed"] == 0


def test_the_chairs_vote_breaks_no_share(services: Services, ground: Ground) -> None:
    council = set_up_council(services, rule=ALL_MEMBERS.replace('tie = "fails"', 'tie = "chair"'))
    session_id, _ = sit(council, list(ground.ready(1)), 8, ["yes"] * 4 + ["no"] * 4)
    done = close(council, session_id, is_final=True, reason="Không gửi ý kiến (giả định)")
    assert (done["agreed"], done["not_agreed"]) == (0, 1)
    assert (figures(council, session_id)["in_favour"], figures(council, session_id)["needed"]) == (4, 8)


def test_the_chairs_vote_breaks_a_half(services: Services, ground: Ground) -> None:
    council = set_up_council(services, rule=NOT_STATED)
    session_id, _ = sit(council, list(ground.ready(1)), 8, ["yes"] * 4 + ["no"] * 4)
    assert refusals(council, session_id) == ["vote-undecided"]
    assert close(council, session_id, is_final=True, reason="Không gửi ý kiến (giả định)")["agreed"] == 1
