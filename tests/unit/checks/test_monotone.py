"""More evidence never turns a yes into a no: whatever is met stays met when a paper or a title is added."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.answers import ask
from tests.builders.facts import a_document, a_proposal_facts, a_title, an_initiative
from tests.builders.plans import a_criterion, a_plan
from workflows.documents import document_types
from workflows.facts import DocumentFacts, InitiativeFacts, ProposalFacts, TitleFacts
from workflows.findings import Verdict
from workflows.plans.model import EvidenceNeed, TitleNeed

MONOTONE = {
    "titles-held": "T2",
    "evidence-dated-in-period": "T2",
    "dossier-complete": "T4",
    "enterprise-duties-confirmed": "T3",
    "official-plan-attached": "T1",
}
DAYS = st.dates(date(2023, 7, 1), date(2025, 6, 30))
PLAN = a_plan(
    criteria=(
        a_criterion("CN-1", title=TitleNeed(("CDHT", "DVHT"))),
        a_criterion("CN-2", initiatives=1),
        a_criterion("CN-3", "B", evidence=(EvidenceNeed("E04", "year"),)),
    )
)


@st.composite
def further_documents(draw: st.DrawFn) -> DocumentFacts:
    code = draw(st.sampled_from(sorted(document_types())))
    criterion = draw(st.sampled_from(["", "CN-1", "CN-3"]))
    return a_document(code, criterion=criterion, dated_on=draw(st.none() | DAYS), id=draw(st.uuids()).hex)


@st.composite
def further_titles(draw: st.DrawFn) -> TitleFacts:
    return a_title(
        draw(st.sampled_from(["CDHT", "DVHT", "GDHT"])),
        decided_on=draw(DAYS),
        revoked=draw(st.booleans()),
        total=draw(st.none() | st.integers(0, 100)),
        min_indicator=draw(st.none() | st.integers(0, 10)),
    )


@st.composite
def further_initiatives(draw: st.DrawFn) -> InitiativeFacts:
    number = draw(st.sampled_from(["12/QĐ-STP", "99/QĐ"]))
    return an_initiative(number, recognised_on=draw(DAYS), paper=draw(st.sampled_from(["", "decision"])))


@st.composite
def dossiers(draw: st.DrawFn) -> ProposalFacts:
    return a_proposal_facts(
        plan=PLAN,
        documents=tuple(draw(st.lists(further_documents(), max_size=6))),
        titles=tuple(draw(st.lists(further_titles(), max_size=3))),
        initiatives=tuple(draw(st.lists(further_initiatives(), max_size=2))),
    )


def met(kind: str, facts: ProposalFacts, phase: str) -> set[str]:
    """What a kind finds met, by what it is about."""
    return {finding.about for finding in ask(kind, facts, phase) if finding.verdict is Verdict.PASS}


@settings(max_examples=150, deadline=None)
@given(facts=dossiers(), document=further_documents(), title=further_titles(), initiative=further_initiatives())
def test_more_evidence_never_harms(
    facts: ProposalFacts, document: DocumentFacts, title: TitleFacts, initiative: InitiativeFacts
) -> None:
    richer = replace(
        facts,
        documents=(*facts.documents, document),
        titles=(*facts.titles, title),
        initiatives=(*facts.initiatives, initiative),
    )
    for kind, phase in MONOTONE.items():
        assert met(kind, facts, phase) <= met(kind, richer, phase), kind
