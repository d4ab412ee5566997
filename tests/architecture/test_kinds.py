"""Nothing stands in the vocabulary that no file uses: guards of the house, kinds of criteria, papers."""

from tests.support.tree import ROOT
from workflows.documents import document_types
from workflows.flows.catalog import newest_flows
from workflows.plans.catalog import packaged_plans
from workflows.plans.vocabulary import CRITERION_KINDS
from workflows.rules.catalog import packaged_rulebook

GLOSSARY = ROOT / "docs" / "glossary.md"


def test_every_guard_of_the_house_stands_in_a_flow_and_every_guard_of_a_flow_in_the_house() -> None:
    flows = newest_flows()
    named = {kind for flow in flows for part in (*flow.transitions, *flow.acts) for kind in part.guards}
    assert named == {spec.kind for spec in packaged_rulebook("house").checks}


def test_every_kind_of_criterion_is_used_and_explained() -> None:
    used = {criterion.kind for plan in packaged_plans() for criterion in plan.criteria}
    assert used == set(CRITERION_KINDS)
    row = next(line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| criterion "))
    assert not [kind for kind in CRITERION_KINDS if f" {kind} " not in row]


def test_every_type_of_evidence_that_a_plan_asks_for_is_a_known_paper() -> None:
    asked = {
        need.document_type for plan in packaged_plans() for criterion in plan.criteria for need in criterion.evidence
    }
    assert asked
    assert asked <= set(document_types())
