"""The engine: refusals change nothing, errors are told apart, dynamic targets obey history, nothing is kept."""

import gc
import weakref
from dataclasses import dataclass, replace

import pytest

from tests.builders.facts import a_check_spec, a_proposal_facts, a_rule_set, a_rulebook
from tests.unit.flows.opened import opened, some_facts
from workflows.engine import MoveNotOpen, UnknownAction, attempt, find_open
from workflows.facts import MoveFacts, NomineeFacts
from workflows.flows.catalog import packaged_flow


def test_a_passed_move_reaches_its_target_and_tells_which_move_it_was() -> None:
    outcome = attempt(opened("F1"), "drafted", "review", some_facts())
    assert (outcome.state, outcome.refusals, outcome.transition.action) == ("unit_reviewed", (), "review")
    assert [finding.kind for finding in outcome.findings] == ["reason-recorded"]


def test_a_refused_move_stays_and_brings_every_finding() -> None:
    flow = packaged_flow("F1")
    outcome = attempt(flow, "drafted", "review", a_proposal_facts(starts_on=None, documents=()))
    assert outcome.state == "drafted"
    assert outcome.refusals
    assert {finding.kind for finding in outcome.findings} > {finding.kind for finding in outcome.refusals}


def test_an_action_that_no_flow_of_this_kind_has_is_told_apart_from_one_not_open_now() -> None:
    with pytest.raises(UnknownAction, match="F1@2 has no action 'appraise'"):
        attempt(opened("F1"), "hr_verified", "appraise", some_facts())
    with pytest.raises(MoveNotOpen, match="'approve' is not open from 'drafted'") as refused:
        attempt(opened("F1"), "drafted", "approve", some_facts())
    assert (refused.value.flow, refused.value.state, refused.value.action) == ("F1@2", "drafted", "approve")
    with pytest.raises(MoveNotOpen):
        attempt(opened("F1"), "conferred", "approve", some_facts())


def test_a_guard_that_the_house_does_not_have_is_no_unknown_action() -> None:
    without = a_proposal_facts(rules=a_rule_set(house=a_rulebook(a_check_spec("titles-held"), level="house")))
    with pytest.raises(KeyError, match="form-allowed-by-plan"):
        attempt(packaged_flow("F1"), "drafted", "review", without)


@pytest.mark.parametrize(("has_collector", "target"), [(True, "collected"), (False, "home_affairs_appraised")])
def test_a_collector_stands_between_hr_and_home_affairs(has_collector: bool, target: str) -> None:
    facts = some_facts(has_collector=has_collector)
    ahead = [move for move in find_open(opened("F6"), "hr_verified", facts) if move.phase == "T3"]
    assert [move.target for move in ahead] == [target]
    closed = "appraise" if has_collector else "collect"
    with pytest.raises(MoveNotOpen):
        attempt(opened("F6"), "hr_verified", closed, facts)


def test_a_held_proposal_goes_on_exactly_where_it_was() -> None:
    outcome = attempt(opened("F4"), "on_hold", "release", some_facts(resume_state="hr_verified"))
    assert outcome.state == "hr_verified"
    assert outcome.transition.roles == ("home_affairs_appraiser",)
    for elsewhere in ("approved", "rejected", "collected", ""):
        with pytest.raises(MoveNotOpen):
            attempt(opened("F4"), "on_hold", "release", some_facts(resume_state=elsewhere))


def test_a_reopened_proposal_goes_back_and_never_forward() -> None:
    flow = opened("F4")
    assert attempt(flow, "hr_verified", "reopen", some_facts(wanted_target="drafted")).state == "drafted"
    for wanted in ("hr_verified", "home_affairs_appraised", "approved", "returned", ""):
        with pytest.raises(MoveNotOpen):
            attempt(flow, "hr_verified", "reopen", some_facts(wanted_target=wanted))


def test_a_reopened_proposal_without_a_collector_is_not_sent_to_one() -> None:
    with_one = some_facts(has_collector=True, wanted_target="collected")
    assert attempt(opened("F6"), "home_affairs_appraised", "reopen", with_one).state == "collected"
    with pytest.raises(MoveNotOpen):
        attempt(opened("F6"), "home_affairs_appraised", "reopen", some_facts(wanted_target="collected"))


def test_open_moves_are_those_that_can_be_tried() -> None:
    for state in ("drafted", "hr_verified", "on_hold", "approved", "withdrawn"):
        facts = some_facts(resume_state="hr_verified", wanted_target="drafted")
        for move in find_open(opened("F4"), state, facts):
            assert attempt(opened("F4"), state, move.action, facts).transition is move
    assert [move.action for move in find_open(opened("F4"), "approved", some_facts())] == ["revoke"]
    assert find_open(opened("F4"), "withdrawn", some_facts()) == ()


def test_the_move_hands_its_separation_of_duties_to_the_guards() -> None:
    seen = attempt(packaged_flow("F1"), "hr_verified", "approve", a_proposal_facts(state="hr_verified"))
    assert "same-person" in {finding.about for finding in seen.findings}


@dataclass(frozen=True)  # without slots, so that its end can be watched; every copy of the facts shares it
class WatchedNominee(NomineeFacts):
    """A nominee whose end of life a test can see."""


def test_the_shared_machine_keeps_nothing_of_a_proposal() -> None:
    nominee = WatchedNominee("nominee-1", "person", "Nguyễn Thị An (giả định)", "CN")
    facts = replace(some_facts(), nominee=nominee)
    gone = weakref.ref(nominee)
    for passes in ("có lý do", ""):
        attempt(opened("F1"), "drafted", "review", replace(facts, move=MoveFacts(reason=passes)))
    with pytest.raises(MoveNotOpen):
        attempt(opened("F1"), "drafted", "approve", facts)
    del facts, nominee
    gc.collect()
    assert gone() is None


def test_versions_of_a_flow_are_told_apart_by_identity() -> None:
    flow = opened("F1")
    stricter = replace(flow, transitions=tuple(move for move in flow.transitions if move.action != "withdraw"))
    assert attempt(flow, "drafted", "withdraw", some_facts()).state == "withdrawn"
    with pytest.raises(UnknownAction):
        attempt(stricter, "drafted", "withdraw", some_facts())
