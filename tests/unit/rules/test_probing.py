"""What a proposal needs is found by asking the rules: for every plan, form, occasion and category that ships."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import (
    a_check_spec,
    a_document,
    a_nominee,
    a_proposal_facts,
    a_province,
    a_rule_set,
    a_rulebook,
)
from tests.builders.facts import an_organisation as a_department
from workflows.checks.registry import find_kind
from workflows.definition import FORWARD_PHASES, FlowDefinition, TransitionSpec
from workflows.documents import document_types
from workflows.facts import ProposalFacts
from workflows.findings import Force, Verdict
from workflows.flows.catalog import newest_flows
from workflows.plans.catalog import packaged_plans
from workflows.plans.model import Plan
from workflows.plans.vocabulary import FORMS
from workflows.rules.catalog import packaged_rulebooks
from workflows.rules.probing import matters, named_values, needed_documents, read_particulars, rules_of
from workflows.rules.selection import select_rules

DAYS = (date(2025, 12, 1), date(2026, 11, 22))
PLANS = {plan.code: plan for plan in packaged_plans()}


def path_of(flow: FlowDefinition) -> list[TransitionSpec]:
    """The forward moves of a flow, with a collector where it has one."""
    state, moves = flow.initial, []
    while ahead := [move for move in flow.find_transitions(state) if move.phase in FORWARD_PHASES]:
        moves.append(ahead[0])
        state = ahead[0].target
    return moves


def bare_facts(plan: Plan, form: str, occasion: str, category: str, on: date) -> ProposalFacts:
    """A proposal on its first day: nothing attached, nothing judged, nothing on record."""
    rules = select_rules(packaged_rulebooks(), receipt_on=on, issuer_codes=(), form=form)
    parts = ("unit", "agency", "decider", "authority", "submitter", "appraiser", "central", "collector", "ministry")
    return a_proposal_facts(
        plan=plan,
        form=form,
        occasion=occasion,
        category=category,
        rules=rules,
        today=on,
        nominee=a_nominee(party_managed=True),
        **dict.fromkeys(("documents", "titles", "initiatives", "judgements"), ()),
        **dict.fromkeys(("received_on", "first_sent_on")),
        bodies={part: a_province() if part != "agency" else a_department() for part in parts},
    )


CASES = [
    (plan.code, form, occasion.code, category.code)
    for plan in PLANS.values()
    for form in FORMS
    for occasion in plan.occasions[:1]
    for category in plan.categories
]


@pytest.mark.parametrize(("code", "form", "occasion", "category"), CASES)
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_what_is_named_is_what_the_rules_want(code: str, form: str, occasion: str, category: str, on: date) -> None:
    """Nothing less: with all of it in place no rule misses a document. Nothing more: without one, some rule does."""
    facts = bare_facts(PLANS[code], form, occasion, category, on)
    moves = path_of(next(flow for flow in newest_flows() if form in flow.selection.forms))
    needs = needed_documents(facts, moves)
    assert {kind for need in needs for kind in need.types} <= set(document_types())
    assert any("D03" in need.types for need in needs)  # every form takes an achievement report
    full = replace(facts, documents=tuple(a_document(need.types[0], id=str(n)) for n, need in enumerate(needs)))
    assert absent(full, moves) == set()
    for need in needs:
        lacking = replace(full, documents=tuple(doc for doc in full.documents if doc.type not in need.types))
        assert absent(lacking, moves), need


def absent(facts: ProposalFacts, moves: list[TransitionSpec]) -> set[str]:
    """The types that a rule says are missing, by the words of its own answer."""
    found = set()
    for move in moves:
        for _, spec in rules_of(facts, move):
            if spec.force is Force.INFO or "documents" not in spec.needs:
                continue
            for answer in find_kind(spec.kind)(facts, spec):
                missing = answer.params.get("missing")
                named = missing if isinstance(missing, list) else [missing]
                types = {answer.about, *map(str, named)} & set(document_types())
                if answer.verdict is not Verdict.PASS and types and not facts.documents_of(*map(str, types)):
                    found |= {str(kind) for kind in types}
                if answer.verdict is not Verdict.PASS and answer.about in {"not-registered", "form-not-stated"}:
                    found.add(answer.about)
    return found


def test_a_plan_that_wants_registration_asks_for_it_and_another_does_not() -> None:
    asked = {
        code: any(
            "D02" in need.types
            for need in needed_documents(
                bare_facts(plan, "giay_khen", plan.occasions[0].code, plan.categories[0].code, date(2025, 12, 1)),
                path("F1"),
            )
        )
        for code, plan in PLANS.items()
    }
    assert asked == {
        code: bool(plan.registration_required.is_stated and plan.registration_required.value)
        for code, plan in PLANS.items()
    }


def test_the_prime_ministers_award_needs_more_than_a_certificate() -> None:
    plan = PLANS["gia-lai-ubnd"]
    small = needed_documents(bare_facts(plan, "giay_khen", "so_ket", "h", date(2026, 5, 18)), path("F1"))
    great = needed_documents(bare_facts(plan, "bang_khen_thu_tuong", "so_ket", "h", date(2026, 5, 18)), path("F6"))
    assert {"D07", "D20"} <= {kind for need in great for kind in need.types}
    assert not {"D07", "D20"} & {kind for need in small for kind in need.types}


def test_particulars_are_asked_only_where_a_rule_reads_them() -> None:
    plan = PLANS["gia-lai-ubnd"]
    great = read_particulars(bare_facts(plan, "bang_khen_thu_tuong", "so_ket", "h", date(2026, 5, 18)), path("F6"))
    assert great["D03"] == ("confirmed_by",)
    assert set(great["D20"]) == {"formats", "electronic_received_on", "paper_received_on"}
    small = read_particulars(bare_facts(plan, "giay_khen", "so_ket", "h", date(2026, 5, 18)), path("F1"))
    assert "D03" not in small


def test_yearly_evidence_is_asked_for_its_year() -> None:
    plan = PLANS["kon-tum-snn"]
    read = read_particulars(bare_facts(plan, "giay_khen", "so_ket", "TT", date(2025, 12, 1)), path("F1"))
    assert read["E04"] == ("year",)


def test_codes_that_a_rule_lists_are_offered() -> None:
    plan = PLANS["gia-lai-ubnd"]
    named = named_values(bare_facts(plan, "bang_khen_thu_tuong", "so_ket", "h", date(2026, 5, 18)), path("F6"))
    assert set(named["formats"]) == {"pdf", "word"}
    assert "bases" in named["parts"]


def test_a_rule_that_only_informs_needs_nothing() -> None:
    book = a_rulebook(a_check_spec("core-documents-attached", force=Force.INFO, params={"documents": [["D03"]]}))
    facts = replace(a_proposal_facts(documents=()), rules=a_rule_set(law=book))
    blocking = a_rulebook(a_check_spec("core-documents-attached", params={"documents": [["D03"], ["D04", "D05"]]}))
    law_only = replace(path("F1")[0], guards=())
    assert needed_documents(facts, [law_only]) == ()
    needs = needed_documents(replace(facts, rules=a_rule_set(law=blocking)), [law_only])
    assert [need.types for need in needs] == [("D03",), ("D04", "D05")]


def test_a_theme_matters_only_beside_another_award() -> None:
    facts = a_proposal_facts(theme="")
    assert not matters(facts, path("F1"), "theme", ["chuyển đổi số"])
    standard = bare_facts(PLANS["gia-lai-ubnd"], "bang_khen_tinh", "so_ket", "h", date(2026, 5, 18))
    assert matters(standard, path("F4"), "standard", ["74.1.a"])


def path(code: str) -> list[TransitionSpec]:
    """The forward moves of a packaged flow."""
    return path_of(next(flow for flow in newest_flows() if flow.code == code))
