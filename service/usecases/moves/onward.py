"""The move that would lead a proposal on: its findings without trying it, and what stands against it at a rejection."""

from dataclasses import replace

from service.usecases.cases import FORWARD_PHASES, open_specs
from service.usecases.facts import CaseData
from workflows.definition import TransitionSpec
from workflows.facts import ActorFacts, MoveFacts, ProposalFacts
from workflows.findings import Finding
from workflows.overrides import put_aside
from workflows.rules.evaluation import evaluate


def look_at_move(facts: ProposalFacts, move: TransitionSpec) -> tuple[Finding, ...]:
    """Return the findings of one move as the engine would see them, without trying it."""
    about = replace(facts, distinct_from=move.distinct_from)
    asked = evaluate(about, guards=move.guards, phase=move.phase, law=move.law)
    return put_aside(asked, facts.overrides, move.action)


def stands_against(data: CaseData, facts: ProposalFacts) -> list[list[str]]:
    """Return code and subject of every rule that would have stopped the onward move of a proposal.

    Whoever might make that move, and what he would state with it, is left out: only the dossier is asked.
    """
    case, nobody = data.case, ActorFacts(person_id="", role="", organisation=None, is_assumed=True)
    state, has_collector = case.resume_state or case.state, "collector" in case.bodies
    opened = open_specs(data.definition, state, "", has_collector=has_collector)
    move = next((spec for spec in opened if spec.phase in FORWARD_PHASES), None)
    if move is None:
        return []
    found = look_at_move(replace(facts, actor=nobody, move=MoveFacts()), move)
    return [[code, about] for code, about in dict.fromkeys((one.code, one.about) for one in found if one.blocks)]
