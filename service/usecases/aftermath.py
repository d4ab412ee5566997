"""What follows from a move, in the same transaction: the step, access of the next body, awards, holds."""

from service.db import dossiers, nominees, proposals
from service.db.work import Work
from service.usecases.cases import forward_move
from service.usecases.facts import CaseData
from workflows.engine import Outcome
from workflows.facts import ProposalFacts
from workflows.policy import Actor, Holding


def follow_up(
    work: Work,
    data: CaseData,
    *,
    actor: Actor,
    holding: Holding,
    outcome: Outcome,
    facts: ProposalFacts,
    seq: int,
) -> None:
    """Write the step and whatever the action brings with it."""
    add_step(work, data, actor=actor, holding=holding, action=outcome.transition.action, target=outcome.state, seq=seq)
    _open_to_next_body(work, data, outcome.state, seq)
    action = outcome.transition.action
    if action == "approve":
        _register_award(work, data, facts)
    elif action == "revoke":
        nominees.revoke_award_of(work, data.case.id)
    elif action == "hold":
        _open_hold(work, data, facts)
    elif action == "release":
        nominees.close_holds_of(
            work, data.case.id, on=work.today, conclusion=facts.move.conclusion_number, cleared=facts.move.cleared
        )


def add_step(work: Work, data: CaseData, *, actor: Actor, holding: Holding, action: str, target: str, seq: int) -> None:
    """Remember who made this move, for separation of duties and for the path that people are shown."""
    dossiers.add_step(
        work,
        proposal_id=data.case.id,
        seq=seq,
        action=action,
        source=data.case.state,
        target=target,
        person_id=actor.person_id,
        account_id=actor.account_id,
        role=holding.role,
        organisation_id=holding.organisation_id,
        on=work.today,
    )


def _open_to_next_body(work: Work, data: CaseData, state: str, seq: int) -> None:
    """Let the body that acts next open the dossier; until then it cannot (a dossier not sent is not seen)."""
    awaited = forward_move(data.definition, state, has_collector="collector" in data.case.bodies)
    body = data.case.bodies.get(awaited.body) if awaited else None
    if body and body not in {data.case.unit_id, data.case.agency_id}:
        proposals.grant_access(work, data.case.id, [body], seq)


def _register_award(work: Work, data: CaseData, facts: ProposalFacts) -> None:
    """Put the honour in the registry, where every later proposal finds it."""
    case, decision = data.case, facts.move.decision
    decider = data.body("decider")
    nominees.add_record(
        work,
        nominee_id=case.nominee_id,
        kind="award",
        code=case.form,
        number=decision.number,
        issued_on=decision.signed_on or work.today,
        issuer=decider.name if decider else "",
        starts_on=case.starts_on,
        ends_on=case.ends_on,
        data={
            "achievement_key": case.achievement_key,
            "theme": case.theme,
            "basis": case.basis,
            "channel": case.channel,
            "proposal_id": case.id,
        },
    )


def _open_hold(work: Work, data: CaseData, facts: ProposalFacts) -> None:
    move = facts.move
    nominees.add_record(
        work,
        nominee_id=data.case.nominee_id,
        kind="hold",
        code=move.hold_kind,
        number=move.source_number,
        issued_on=work.today,
        issuer=move.source_body,
        starts_on=work.today,
        ends_on=None,
        data={"accepted": True, "proposal_id": data.case.id},
    )
