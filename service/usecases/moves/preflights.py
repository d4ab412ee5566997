"""Looking ahead: every guard of every coming step, with what is missing, before anything is sent."""

from typing import Any

from service.db.work import Work
from service.usecases.case_views import step_as_data
from service.usecases.cases import FORWARD_PHASES, find_role, open_case, open_specs
from service.usecases.catalog import Catalog
from service.usecases.facts import CaseData, build_facts
from service.usecases.moves.onward import look_at_move
from service.usecases.moves.time_limits import time_limits
from service.usecases.moves.transitions import actor_facts
from service.usecases.recording import findings_as_facts
from workflows.definition import TransitionSpec
from workflows.engine import attempt, find_open
from workflows.facts import ActorFacts, MoveFacts
from workflows.policy import Actor


def preflight(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return every coming step of the path with all its findings, as they would stand today.

    Nobody has come to those steps yet, so what depends on the person is left to the step itself. Nothing is written.
    """
    return look_ahead(work, open_case(work, catalog, actor=actor, proposal_id=proposal_id))


def look_ahead(work: Work, data: CaseData) -> dict[str, Any]:
    """Return the same for a case that is open already."""
    nobody = ActorFacts(person_id="", role="", organisation=None, is_assumed=True)
    facts = build_facts(work, data, actor=nobody, move=MoveFacts())
    steps = []
    for move in coming_moves(data):
        findings = look_at_move(facts, move)
        steps.append(
            {
                "action": move.action,
                "label_vi": move.label_vi,
                "label_en": move.label_en,
                "target": move.target,
                "role": move.roles[0],
                "body": body_name(data, move.body),
                "is_ready": not any(finding.blocks for finding in findings),
                "findings": findings_as_facts(findings),
                "time_limits": time_limits(data, move, work.today),
            }
        )
    return {
        "id": data.case.id,
        "state": data.case.state,
        "version": data.case.version,
        "steps": steps,
        "not_applicable": [
            step_as_data(step)
            for step in data.definition.path_for(has_collector="collector" in data.case.bodies)
            if not step.applies
        ],
    }


def coming_moves(data: CaseData) -> list[TransitionSpec]:
    """Return the forward moves from the present state to the end of the flow, in order."""
    has_collector = "collector" in data.case.bodies
    state = data.case.resume_state or data.case.state
    state = data.definition.initial if state == "returned" else state
    moves: list[TransitionSpec] = []
    while True:
        ahead = [
            move
            for move in open_specs(data.definition, state, "", has_collector=has_collector)
            if move.phase in FORWARD_PHASES
        ]
        if not ahead:
            return moves
        moves.append(ahead[0])
        state = ahead[0].target


def open_moves(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> list[dict[str, Any]]:
    """Return what this actor may try now, each move with its findings: the same questions that the move itself asks."""
    return moves_of(work, open_case(work, catalog, actor=actor, proposal_id=proposal_id), actor)


def moves_of(work: Work, data: CaseData, actor: Actor) -> list[dict[str, Any]]:
    """Return the same for a case that is open already."""
    nobody = ActorFacts(person_id="", role="", organisation=None, is_assumed=True)
    offered = []
    for move in find_open(data.definition, data.case.state, build_facts(work, data, actor=nobody, move=MoveFacts())):
        holding = find_role(data, actor, move)
        if holding is None or move.action == "reopen":
            continue
        facts = build_facts(work, data, actor=actor_facts(data, actor, holding), move=MoveFacts())
        outcome = attempt(data.definition, data.case.state, move.action, facts)
        offered.append(
            {
                "action": move.action,
                "label_vi": move.label_vi,
                "label_en": move.label_en,
                "target": move.target,
                "role": holding.role,
                "reason_required": move.reason_required,
                "is_ready": not outcome.refusals,
                "findings": findings_as_facts(outcome.findings),
            }
        )
    return offered


def body_name(data: CaseData, part: str) -> str:
    """Return the name of the body that plays a part, or an empty text."""
    row = data.body(part)
    return row.name if row else ""
