"""Moving one proposal: authorise, gather, attempt, apply, record; all or nothing."""

from dataclasses import asdict, replace
from typing import Any

from service.db import proposals
from service.db.proposals import AuthorisedCase
from service.db.work import Work
from service.usecases.cases import authorize_move, demand_version, open_case
from service.usecases.catalog import Catalog, pinned_names
from service.usecases.errors import MoveClosed, Stale, TransitionRefused
from service.usecases.facts import CaseData, build_facts, organisation_facts
from service.usecases.idempotency import IdempotencyKey, find_answer, keep_answer
from service.usecases.moves.aftermath import follow_up
from service.usecases.moves.awaiting import OwnStep, Standing, Step, awaited_values
from service.usecases.moves.endings import Ended, owed_values
from service.usecases.moves.onward import stands_against
from service.usecases.moves.open_acts import Leaving, settle_open_acts
from service.usecases.moves.override_use import use_overrides
from service.usecases.moves.places import entered_under, take_places, takes_place, without_places
from service.usecases.recording import findings_as_facts, plain, record, settled_reasons
from service.usecases.streams import proposal_stream
from workflows.audit.vocabulary import event_for_action
from workflows.checks.law_holds import accepted_conclusion
from workflows.custody import is_received
from workflows.definition import FlowDefinition
from workflows.engine import EngineError, Outcome, attempt
from workflows.facts import ActorFacts, MoveFacts, ProposalFacts
from workflows.policy import Actor, Holding


def move_proposal(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    action: str,
    expected_version: int | None,
    move: MoveFacts,
    idempotency: IdempotencyKey | None = None,
    known: AuthorisedCase | None = None,
) -> dict[str, Any]:
    """Move one proposal along its flow and return what became of it.

    Effects in order: the events of requests and notices that end or go on with it, that of the override by which it
    passes, if any, the audit event with every finding, the new state under the optimistic version, the step, what
    follows (access of the next body, the award, the hold). `known` is the case when it came with the actor's token: one
    that has changed since is found out by its version. Raises NotFound, MoveClosed, PermissionDenied, Stale,
    TransitionRefused (with all findings); then nothing has changed.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id, known=known)
    answered = find_answer(work, actor, idempotency)
    if answered is not None:
        return answered
    holding = None
    try:
        _, holding = authorize_move(data, actor, action)
        demand_version(data, expected_version)
        facts = build_facts(work, data, actor=actor_facts(data, actor, holding), move=move)
        outcome = try_move(data, action, facts)
        lost = take_places(work, data, facts, outcome.transition)
        if lost:  # somebody else took the last place between the question and this act: ask again, knowing it
            outcome = try_move(data, action, without_places(facts, lost))
    except (MoveClosed, TransitionRefused) as refusal:
        refusal.holding = holding
        demand_unchanged(work, data)
        raise
    result = apply_move(work, data, actor=actor, holding=holding, outcome=outcome, facts=facts)
    keep_answer(work, actor, idempotency, result)
    return result


def demand_unchanged(work: Work, data: CaseData) -> None:
    """Raise Stale when somebody moved the proposal meanwhile: reasons found against its old state would mislead."""
    actual = proposals.current_version(work, data.case.id)
    if actual != data.case.version:
        raise Stale("stale", {"expected": data.case.version, "actual": actual})


def actor_facts(data: CaseData, actor: Actor, holding: Holding) -> ActorFacts:
    """Return the actor as the rules see him: the person, the role used, the body it is held in, and for whom."""
    row = data.organisations.get(holding.organisation_id)
    body = None if row is None else organisation_facts(row)
    return ActorFacts(actor.person_id, holding.role, body, in_place_of=holding.in_place_of)


def try_move(data: CaseData, action: str, facts: ProposalFacts) -> Outcome:
    """Ask the engine; raises MoveClosed or TransitionRefused with every finding."""
    try:
        outcome = attempt(data.definition, data.case.state, action, facts)
    except EngineError:
        params = {"action": action, "state": data.case.state, "flow": data.definition.name}
        raise MoveClosed("move-not-open", params) from None
    if outcome.refusals:
        counted = {"action": action, "state": data.case.state, "count": len(outcome.refusals)}
        raise TransitionRefused("transition-refused", counted, outcome.findings)
    return outcome


def apply_move(
    work: Work, data: CaseData, *, actor: Actor, holding: Holding, outcome: Outcome, facts: ProposalFacts
) -> dict[str, Any]:
    """Record the event, set the new state under the version, and do what follows from it."""
    case, facts = data.case, _with_conclusion(facts, outcome)
    move = facts.move
    values = new_values(work, data, outcome, facts)
    leaving = Leaving(data, actor, holding, outcome.state)
    head = settle_open_acts(work, leaving, (case.version, case.head_hash))
    head = use_overrides(work, data, actor=actor, holding=holding, outcome=outcome, facts=facts, head=head)
    skipped = steps_passed_over(data.definition, case.state, outcome.state, has_collector="collector" in case.bodies)
    seq, digest = record(
        work,
        stream=proposal_stream(case.id),
        event=event_for_action(outcome.transition.action),
        actor=actor,
        holding=holding,
        facts=_event_facts(data, outcome, facts, skipped, values),
        private={
            "reason": move.reason,
            "signer": move.decision.signer_name,
            **settled_reasons(outcome.findings),
        },
        head=head,
    )
    proposals.advance_proposal(
        work, case.id, expected_version=case.version, values={**values, "version": seq, "head_hash": digest}
    )
    follow_up(work, data, actor=actor, holding=holding, outcome=outcome, facts=facts, seq=seq)
    return {
        "id": case.id,
        "number": case.number,
        "state": outcome.state,
        "version": seq,
        "head_hash": digest,
        "findings": findings_as_facts(outcome.findings),
        "not_applicable": skipped,
    }


def _with_conclusion(facts: ProposalFacts, outcome: Outcome) -> ProposalFacts:
    """Return the facts with the conclusion that the rules accepted, whether it was stated or lies in the dossier."""
    number = accepted_conclusion(outcome.findings)
    return replace(facts, move=replace(facts.move, conclusion_number=number)) if number else facts


def new_values(work: Work, data: CaseData, outcome: Outcome, facts: ProposalFacts) -> dict[str, Any]:
    """Return the columns that the move changes, apart from version and head hash."""
    case, action = data.case, outcome.transition.action
    values: dict[str, Any] = {
        "state": outcome.state,
        "resume_state": case.state if action == "hold" else "",
        "guidance": entered_under(data, facts, outcome.transition),
        "updated_at": work.now,
    }
    if action == "review" and case.first_sent_on is None:
        values["first_sent_on"] = work.today
    has_collector = "collector" in case.bodies
    if case.received_on is None and is_received(data.definition, outcome.state, has_collector=has_collector):
        values["received_on"] = received = work.today
        values["rulebook"] = pinned_names(facts.rules)
        values["first_sent_on"] = values.get("first_sent_on", case.first_sent_on) or received
    if action == "approve":
        values["decision"] = plain(_decision(facts))
    person = facts.actor
    own = OwnStep(action, case.state, outcome.state, facts.today, person.person_id, person.in_place_of)
    steps: tuple[Step, ...] = (*data.dossier.steps, own)
    decision = values.get("decision", case.decision)
    ended = Ended(data.definition, outcome.state, has_collector, decision, steps, data.dossier.acts)
    return values | owed_values(work, data.calendar, ended) | _awaited(data, facts, values, steps)


def _awaited(data: CaseData, facts: ProposalFacts, values: dict[str, Any], steps: tuple[Step, ...]) -> dict[str, Any]:
    case = data.case
    standing = Standing(
        state=values["state"],
        resume_state=values["resume_state"],
        bodies=case.bodies,
        received_on=values.get("received_on", case.received_on),
        steps=steps,
        nominee_persons=facts.nominee.person_ids,
        today=facts.today,
        basis=case.basis,
        nominee_kind=data.nominee.kind,
        acts=data.dossier.acts,
    )
    return awaited_values(data.definition, data.calendar, standing)


def steps_passed_over(
    definition: FlowDefinition, source: str, target: str, *, has_collector: bool
) -> list[dict[str, Any]]:
    """Return the steps between two states that do not apply to this proposal, each with the ground for it."""
    path = definition.path_for(has_collector=has_collector)
    order = [step.state for step in path]
    if source not in order or target not in order or order.index(target) <= order.index(source):
        return []
    between = path[order.index(source) + 1 : order.index(target)]
    return [
        {
            "step": step.state,
            "ground_vi": step.ground_vi,
            "ground_en": step.ground_en,
            "citation": step.citation.text if step.citation else "",
        }
        for step in between
        if not step.applies
    ]


def _decision(facts: ProposalFacts) -> dict[str, Any]:
    decision = facts.move.decision
    return {
        "number": decision.number,
        "signed_on": decision.signed_on or facts.today,
        "decider_post": decision.decider_post,
        "signer_name": decision.signer_name,
        "signer_post": decision.signer_post,
        "sign_mode": decision.sign_mode,
        "mandate_number": decision.mandate_number,
        "payer_id": decision.payer_id,
        "legal_bases": list(decision.legal_bases),
    }


def _event_facts(
    data: CaseData, outcome: Outcome, facts: ProposalFacts, skipped: list[dict[str, Any]], values: dict[str, Any]
) -> dict[str, Any]:
    case, move = data.case, facts.move
    event: dict[str, Any] = {
        "action": outcome.transition.action,
        "from": case.state,
        "to": outcome.state,
        "flow": data.definition.name,
        "plan": f"{case.plan_code}@{case.plan_version}",
        "rules": pinned_names(facts.rules),
        "documents": [[document.type, document.id, document.digest] for document in facts.documents],
        "findings": findings_as_facts(outcome.findings),
        "not_applicable": skipped,
    }
    stated = {
        "missing": list(move.missing),
        "legal_ground": move.legal_ground,
        "source_body": move.source_body,
        "source_number": move.source_number,
        "hold_kind": move.hold_kind,
        "conclusion_number": move.conclusion_number,
    }
    event |= {name: value for name, value in stated.items() if value}
    if outcome.transition.action == "release":
        event["cleared"] = move.cleared
    if outcome.transition.action == "reject":
        event["against"] = stands_against(data, facts)
    if facts.guidance is not None:
        event["guidance"] = facts.guidance.name
        if takes_place(outcome.transition):
            event["quotas"] = [quota.code for quota in facts.guidance.quotas]
    if outcome.transition.action == "submit_upward":
        event["submission"] = plain(asdict(move.submission))
    if values.get("received_on"):
        event["received_on"] = values["received_on"].isoformat()
    if "decision" in values:
        event["decision"] = {name: value for name, value in values["decision"].items() if name != "signer_name"}
    return event
