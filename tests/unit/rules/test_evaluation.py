"""Asking rules: which are asked, what stops, and what a recorded reason settles."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders.facts import a_check_spec, a_nominee, a_proposal_facts, a_rule_set, a_rulebook
from workflows.facts import DecisionFacts, MoveFacts, ProposalFacts
from workflows.findings import Finding, Force
from workflows.rules.evaluation import evaluate

FAILS, UNSURE = "official-plan-attached", "council-vote-sufficient"


def asked(facts: ProposalFacts, *, phase: str = "T1") -> tuple[Finding, ...]:
    return evaluate(facts, guards=(), phase=phase, law=True)


def facts_under(**spec: Any) -> ProposalFacts:
    """A proposal that returns nothing with a reason, under one national rule of the asked shape."""
    check = a_check_spec(**{"kind": "reason-recorded"} | spec)
    return a_proposal_facts(rules=a_rule_set(law=a_rulebook(check)))


@pytest.mark.parametrize(
    ("spec", "is_asked"),
    [
        ({}, True),
        ({"at": ("T2",)}, False),
        ({"forms": ("giay_khen",)}, True),
        ({"forms": ("bang_khen_bo",)}, False),
        ({"subjects": ("CN",)}, True),
        ({"subjects": ("DN",)}, False),
        ({"bases": ("movement",)}, True),
        ({"bases": ("merit",)}, False),
        ({"valid_from": date(2025, 2, 3)}, True),
        ({"valid_from": date(2025, 2, 4)}, False),
        ({"valid_to": date(2025, 2, 2)}, False),
        ({"valid_from": date(2025, 3, 10), "date_by": "today"}, True),
        ({"valid_from": date(2025, 3, 11), "date_by": "decision"}, False),
        ({"force": Force.LOCAL}, False),
    ],
)
def test_a_rule_is_asked_of_its_proposals(spec: dict[str, Any], is_asked: bool) -> None:
    assert bool(asked(facts_under(**spec))) is is_asked


def test_the_decision_date_chooses_where_the_rule_says_so() -> None:
    facts = facts_under(valid_from=date(2025, 7, 1), date_by="decision")
    late = replace(facts, move=MoveFacts(decision=DecisionFacts(signed_on=date(2025, 7, 1))))
    assert (len(asked(facts)), len(asked(late))) == (0, 1)


def test_a_local_check_blocks_once_a_local_pack_turns_it_on() -> None:
    facts = facts_under(force=Force.LOCAL)
    enabled = replace(facts.rules, local=(a_rulebook(level="province", enables=("X01",)),))
    (finding,) = asked(replace(facts, rules=enabled))
    assert (finding.force, finding.blocks) == (Force.BLOCK, True)


@pytest.mark.parametrize(
    ("spec", "blocks", "needs_reason", "blocks_with_reason"),
    [
        ({}, True, False, True),
        ({"force": Force.WARN}, True, True, False),
        ({"force": Force.INFO}, False, False, False),
    ],
)
def test_the_force_of_a_no(spec: dict[str, Any], blocks: bool, needs_reason: bool, blocks_with_reason: bool) -> None:
    facts = facts_under(**spec)
    (finding,) = asked(facts)
    assert (finding.blocks, finding.needs_reason) == (blocks, needs_reason)
    (settled,) = asked(replace(facts, move=MoveFacts(acknowledgements={"X01:reason": "Đã xem xét."})))
    assert settled.blocks is blocks_with_reason
    assert settled.settled_reason == ("Đã xem xét." if needs_reason else "")


@pytest.mark.parametrize(
    ("spec", "blocks", "blocks_with_reason"),
    [
        ({"unknown": "block", "settle": True}, True, False),
        ({"unknown": "block", "settle": False}, True, True),
        ({"unknown": "reason"}, True, False),
        ({"unknown": "pass"}, False, False),
        ({"force": Force.WARN}, True, False),
        ({"force": Force.INFO}, False, False),
    ],
)
def test_the_weight_of_an_unknown(spec: dict[str, Any], blocks: bool, blocks_with_reason: bool) -> None:
    facts = facts_under(kind="category-fits-nominee", **spec)
    facts = replace(facts, nominee=a_nominee(in_scope=None))
    (finding,) = asked(facts)
    assert finding.blocks is blocks
    (settled,) = asked(replace(facts, move=MoveFacts(acknowledgements={"X01": "Đã xem xét."})))
    assert settled.blocks is blocks_with_reason


def test_guards_come_in_the_flows_order_before_the_law() -> None:
    facts = facts_under()
    found = evaluate(facts, guards=("dossier-complete", "actor-is-not-nominee"), phase="T1", law=True)
    assert [finding.code for finding in found] == ["G07", "G13", "X01"]
    without_law = evaluate(facts, guards=("dossier-complete",), phase="T1", law=False)
    assert [finding.code for finding in without_law] == ["G07"]


def test_a_guard_is_asked_with_the_parameters_of_its_phase() -> None:
    facts = a_proposal_facts(form="bang_khen_tinh")
    at_review = evaluate(facts, guards=("dossier-complete",), phase="T1", law=False)
    at_approval = evaluate(facts, guards=("dossier-complete",), phase="T4", law=False)
    assert (len(at_review), len(at_approval)) == (1, 4)


def test_a_guard_named_at_an_unlisted_phase_is_asked_in_full() -> None:
    found = evaluate(a_proposal_facts(), guards=("dossier-complete",), phase="TX-resubmit", law=False)
    assert [finding.about for finding in found] == ["D03", "D03", "D05", "D03", "D05"]


def test_an_unknown_guard_is_an_error_and_no_silent_yes() -> None:
    with pytest.raises(KeyError):
        evaluate(a_proposal_facts(), guards=("no-such-guard",), phase="T1", law=False)
