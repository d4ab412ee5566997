"""What follows from a move, in the same transaction: the step, access of the next body, awards, holds."""

from service.db import acts, dossiers, proposals, records
from service.db.dossiers import StepRow
from service.db.records import RecordRow, RecordValues
from service.db.work import Work
from service.usecases.cases import forward_move
from service.usecases.facts import CaseData
from service.usecases.moves.places import GIVING_BACK, give_back
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
    if outcome.state in GIVING_BACK:
        give_back(work, data, seq)
    action = outcome.transition.action
    if action == "approve":
        _register_award(work, data, facts)
    elif action == "revoke":
        _revoke_award(work, data)
        _close_case(work, data, seq)
    elif action == "hold":
        _open_hold(work, data, facts)
    elif action == "release":
        _close_holds(work, data, facts)


def add_step(
    work: Work,
    data: CaseData,
    *,
    actor: Actor,
    holding: Holding,
    action: str,
    target: str,
    seq: int,
    undoes: int | None = None,
) -> None:
    """Remember who made this move, for separation of duties and for the path that people are shown.

    `undoes` is the number of the move that this one takes back.
    """
    step = StepRow(
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
        note="",
        in_place_of=list(holding.in_place_of),
        undoes=undoes,
    )
    dossiers.add_step(work, step)


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
    values: RecordValues = {
        "kind": "award",
        "code": case.form,
        "number": decision.number,
        "issued_on": decision.signed_on or work.today,
        "issuer": decider.name if decider else "",
        "starts_on": case.starts_on,
        "ends_on": case.ends_on,
        "data": {
            "achievement_key": case.achievement_key,
            "theme": case.theme,
            "basis": case.basis,
            "channel": case.channel,
            "campaign": data.plan.campaign,
            "proposal_id": case.id,
        },
    }
    records.add_record(work, case.nominee_id, values)


def _open_hold(work: Work, data: CaseData, facts: ProposalFacts) -> None:
    move = facts.move
    values: RecordValues = {
        "kind": "hold",
        "code": move.hold_kind,
        "number": move.source_number,
        "issued_on": work.today,
        "issuer": move.source_body,
        "starts_on": work.today,
        "ends_on": None,
        "data": {"accepted": True, "proposal_id": data.case.id},
    }
    records.add_record(work, data.case.nominee_id, values)


def _revoke_award(work: Work, data: CaseData) -> None:
    for row in _records_of(data, "award"):
        records.update_record_status(work, row.id, "revoked")


def _close_case(work: Work, data: CaseData, seq: int) -> None:
    """End the case for revocation that was open, if any."""
    for row in data.dossier.acts:
        if row.kind == "revocation" and row.state == "open":
            acts.end_act(work, row.id, state="done", outcome="revoked", data=row.data, seq=seq, on=work.today)


def _close_holds(work: Work, data: CaseData, facts: ProposalFacts) -> None:
    conclusion = {"conclusion": facts.move.conclusion_number, "cleared": facts.move.cleared}
    for row in _records_of(data, "hold"):
        if row.ends_on is None:
            records.update_record_status(work, row.id, "closed", ends_on=work.today, data=conclusion)


def _records_of(data: CaseData, kind: str) -> list[RecordRow]:
    """Return the nominee's records that this proposal itself has made."""
    return [row for row in data.dossier.records if row.kind == kind and row.data.get("proposal_id") == data.case.id]
