"""Overrides: nothing passes a blocking finding unless two different persons named it for this move, just now."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.facts import a_check_spec, a_proposal_facts, a_rule_set, a_rulebook
from workflows.checks.registry import kinds
from workflows.definition import FlowDefinition
from workflows.engine import attempt
from workflows.facts import ActFacts, MoveFacts, ProposalFacts
from workflows.findings import Citation, Force, Verdict
from workflows.flows.catalog import packaged_flow
from workflows.overrides import overrides_in_force, put_aside
from workflows.rules.loading import RulebookInvalid, load_rulebook
from workflows.rules.vocabulary import NEVER_OVERRIDDEN

MAY = Citation("Quy tắc thử", "house")
KINDS = ("reason-recorded", "missing-items-named")  # both answer no to an empty statement
PERSONS = ("an", "binh", "cuc", "")
VERSION = 7


@cache
def flow() -> FlowDefinition:
    found = packaged_flow("F1")
    moves = (replace(move, guards=KINDS, law=False, distinct_from=()) for move in found.transitions)
    return replace(found, transitions=tuple(moves))


def facts(*, overridable: tuple[bool, bool] = (True, True), acts: tuple[ActFacts, ...] = ()) -> ProposalFacts:
    specs = (
        a_check_spec(kind, code=f"X0{place}", at=("T1",), overridable=MAY if may else None)
        for place, (kind, may) in enumerate(zip(KINDS, overridable, strict=True))
    )
    house = a_rulebook(*specs, code="house", level="house")
    found = a_proposal_facts(rules=a_rule_set(house=house), move=MoveFacts())
    return replace(found, acts=acts, overrides=overrides_in_force(acts, VERSION))


def named(*places: int, **changes: Any) -> tuple[dict[str, Any], ...]:
    abouts = ("reason", "missing-items")
    rows = ({"rulebook": "house@1", "code": f"X0{n}", "kind": KINDS[n], "about": abouts[n]} for n in places)
    return tuple(row | changes for row in rows)


def an_override(key: str = "o", **changes: Any) -> ActFacts:
    data = {
        "action": "review",
        "number": "01/QĐ",
        "findings": named(0, 1),
        "proposed_by": ["an"],
        "confirmed_by": ["binh"],
    }
    about = {name: changes.pop(name) for name in list(changes) if name in data}
    values: dict[str, Any] = {"state": "done", "outcome": "confirmed", "ended_seq": VERSION, "begun_seq": VERSION - 1}
    return ActFacts(key, "override", **values | changes, data=data | about)


def test_two_persons_let_a_move_pass_and_the_finding_stays_a_no() -> None:
    refused = attempt(flow(), "drafted", "review", facts())
    assert refused.state == "drafted"
    assert [row.code for row in refused.refusals] == ["X00", "X01"]
    moved = attempt(flow(), "drafted", "review", facts(acts=(an_override(),)))
    assert moved.state == "unit_reviewed"
    assert not moved.refusals
    assert {(row.code, row.verdict, row.overridden_by) for row in moved.overridden} == {
        ("X00", Verdict.FAIL, "o"),
        ("X01", Verdict.FAIL, "o"),
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"confirmed_by": ["an"]},
        {"confirmed_by": ["binh", "an"]},  # confirmed in place of whoever asked for it
        {"confirmed_by": []},
        {"proposed_by": [""]},
        {"ended_seq": VERSION - 1},
        {"ended_seq": None, "state": "open", "outcome": ""},
        {"state": "dropped", "outcome": "declined"},
        {"outcome": "used"},
        {"outcome": ""},
        {"action": "approve"},
        {"number": ""},
        {"findings": named(0)},
        {"findings": named(0, 1, rulebook="house@2")},
        {"findings": named(0, 1, about="elsewhere")},
        {"findings": ()},
    ],
    ids=str,
)
def test_anything_less_lets_nothing_pass(changes: dict[str, Any]) -> None:
    assert attempt(flow(), "drafted", "review", facts(acts=(an_override(**changes),))).state == "drafted"


def test_what_its_rule_never_lets_be_overridden_stays_a_wall() -> None:
    outcome = attempt(flow(), "drafted", "review", facts(overridable=(True, False), acts=(an_override(),)))
    assert outcome.state == "drafted"
    assert [row.code for row in outcome.refusals] == ["X01"]


ACTS = st.lists(
    st.builds(
        an_override,
        key=st.sampled_from(("o1", "o2")),
        state=st.sampled_from(("open", "done", "dropped")),
        outcome=st.sampled_from(("confirmed", "used", "declined", "")),
        ended_seq=st.sampled_from((VERSION, VERSION - 1, None)),
        action=st.sampled_from(("review", "approve")),
        number=st.sampled_from(("01/QĐ", "")),
        findings=st.sampled_from((named(), named(0), named(1), named(0, 1))),
        proposed_by=st.lists(st.sampled_from(PERSONS), max_size=2),
        confirmed_by=st.lists(st.sampled_from(PERSONS), max_size=2),
    ),
    max_size=4,
).map(tuple)


@given(acts=ACTS, overridable=st.tuples(st.booleans(), st.booleans()))
def test_no_move_passes_a_blocking_finding_without_two_who_named_it(
    acts: tuple[ActFacts, ...], overridable: tuple[bool, bool]
) -> None:
    """Told against the bare data of the acts, not by the functions under test."""
    outcome = attempt(flow(), "drafted", "review", facts(overridable=overridable, acts=acts))
    covered = {
        row["code"]
        for act in acts
        if (act.state, act.outcome, act.ended_seq) == ("done", "confirmed", VERSION)
        and act.data["action"] == "review"
        and act.data["number"]
        and {*act.data["proposed_by"]} - {""}
        and {*act.data["confirmed_by"]} - {""}
        and not ({*act.data["proposed_by"]} & {*act.data["confirmed_by"]} - {""})
        for row in act.data["findings"]
    }
    may_pass = all(f"X0{n}" in covered and overridable[n] for n in (0, 1))
    assert (outcome.state == "unit_reviewed") == may_pass
    for row in outcome.findings:
        assert row.verdict is Verdict.FAIL
        assert row.force is Force.BLOCK
        assert row.blocks != bool(row.overridden_by)


def test_a_warning_is_settled_by_a_reason_and_never_overridden() -> None:
    house = a_rulebook(a_check_spec(KINDS[0], force=Force.WARN, overridable=MAY), code="house", level="house")
    about = replace(facts(acts=(an_override(findings=named(0, code="X01")),)), rules=a_rule_set(house=house))
    only = replace(flow(), transitions=tuple(replace(move, guards=KINDS[:1]) for move in flow().transitions))
    outcome = attempt(only, "drafted", "review", about)
    assert outcome.state == "drafted"
    assert outcome.refusals[0].needs_reason
    assert not outcome.refusals[0].overridden_by
    assert put_aside(outcome.findings, about.overrides, "review") == outcome.findings


BOOK = """
code = "house"
version = 9
level = "{level}"
title_vi = "Thử"
title_en = "Test"
{starts}

[[checks]]
code = "X01"
kind = "{kind}"
force = "{force}"
at = ["T1"]
title_vi = "a"
title_en = "a"
message_vi = "a"
message_en = "a"
remedy_vi = "a"
remedy_en = "a"
citation = {{ text = "Điều 84", source = "{source}", confidence = "V" }}
overridable = {{ text = "Ngoại lệ", source = "house", confidence = "V" }}
"""
GOOD = {"level": "house", "kind": "official-plan-attached", "force": "block", "source": "house", "starts": ""}


def test_a_house_rule_says_itself_that_it_may_be_overridden() -> None:
    (spec,) = load_rulebook(BOOK.format(**GOOD)).checks
    assert spec.overridable is not None
    assert spec.overridable.text == "Ngoại lệ"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        *(({"kind": kind}, f"nobody overrides {kind}") for kind in sorted(NEVER_OVERRIDDEN)),
        ({"force": "warn"}, "only a rule that stops a move can be overridden"),
        ({"source": "LAW-vj7"}, "a text that was read is overridden only by an exception of its own"),
        ({"level": "national", "starts": "starts_on = 2024-01-01"}, "only the house rules say what may be overridden"),
    ],
    ids=str,
)
def test_a_rulebook_that_lets_the_wrong_rule_be_overridden_is_refused(change: dict[str, str], said: str) -> None:
    with pytest.raises(RulebookInvalid) as refused:
        load_rulebook(BOOK.format(**GOOD | change))
    assert any(said in problem for problem in refused.value.problems)


def test_who_acts_who_signs_and_how_was_voted_is_never_overridden() -> None:
    """Every question that these modules ask stands in the closed list."""
    modules = {"workflows.checks.people", "workflows.checks.councils"}
    asked = {kind for kind, check in kinds().items() if check.__module__ in modules}
    assert asked
    assert asked <= NEVER_OVERRIDDEN
