"""After the decision: it is issued, published, conferred, paid, sent on; each is an act of the flow with its checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.db import proposals, records
from service.db.dossier_rows import ActRow
from service.db.standings import count_sent
from service.db.work import Work
from service.usecases.awards.act_days import demand_days
from service.usecases.cases import demand_version, open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, NotFound, TransitionRefused
from service.usecases.facts import CaseData, build_facts
from service.usecases.moves.acts import Beginning, act_role, authorize_act, begin_act
from service.usecases.moves.endings import APPROVED, Ended, ending_of, limit_as_data, owed_values, submission_of
from service.usecases.moves.transitions import actor_facts
from service.usecases.recording import findings_as_facts, plain, settled_reasons
from workflows.checks.after_award import decided_on
from workflows.definition import ActSpec
from workflows.facts import ActorFacts, DecisionFacts, MoveFacts
from workflows.findings import Finding
from workflows.owed import came_from
from workflows.policy import Actor, Holding
from workflows.rewards import Reward, reward_for
from workflows.rules.evaluation import evaluate

PHASE, REJECTED = "T5", "rejected"
STANDING = ("approved", "revoked")
EVENTS: Mapping[str, str] = {
    "issue": "award.issued",
    "publish": "award.published",
    "confer": "award.conferred",
    "pay": "award.paid",
    "send_copy": "award.copy-sent",
    "pass_on": "award.copy-passed-on",
    "deliver": "award.objects-delivered",
    "tell_refusal": "award.refusal-told",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated with an act after the decision; `on` is its day, `amount` whole đồng, `payer_id` a body.

    `number`, `signed_on` and the signer are of the decision (issue); `place` is where it was published or conferred.
    """

    on: date | None = None
    number: str = ""
    signed_on: date | None = None
    signer_name: str = ""
    signer_post: str = ""
    place: str = ""
    amount: int = 0
    payer_id: str = ""
    note: str = ""
    acknowledgements: Mapping[str, str] = field(default_factory=dict)


def complete_award(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    kind: str,
    expected_version: int | None,
    said: Statement,
) -> dict[str, Any]:
    """Record one act after the decision: ask its checks, keep it with every finding, correct the registry at an issue.

    Raises NotFound (hidden, or no such act), MoveClosed, PermissionDenied, Stale, Conflict (`act-ended`), Invalid for a
    day to come or before what it follows, TransitionRefused with every finding.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    if kind not in EVENTS:
        raise NotFound("not-found", {"kind": "act", "id": kind})
    spec, holding = authorize_act(data, actor, kind)
    demand_version(data, expected_version)
    if done_of(data, kind) is not None:
        raise Conflict("act-ended", {"kind": kind})
    demand_days(data, kind, on=said.on, signed_on=said.signed_on, today=work.today)
    findings = ask(work, data, spec, actor=actor, holding=holding, move=_move(said))
    beginning = _beginning(kind, said, findings, work.today)
    moved, row = begin_act(work, data, actor=actor, holding=holding, beginning=beginning)
    if kind == "issue":
        _correct_registry(work, moved, row, said)
    return {"id": proposal_id, "act": row.id, "version": moved.case.version, "state": moved.case.state}


def show_after(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return what was done after the decision and what is owed; raises NotFound.

    Keys: `acts` (each kind: what was done, who may), `reward` (None where no text states it), `payer`, `version`.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    ended = _ended(data, data.case.decision, data.dossier.acts)
    submission = submission_of(ended)
    ending = ending_of(ended, count_sent(work, [submission]).get(submission))
    specs = {spec.kind: spec for spec in _specs(data, ending.came_from) if spec.kind in EVENTS}
    limits = {kind: limit_as_data(spec, ending, data.calendar, work.today) for kind, spec in specs.items()}
    facts = build_facts(work, data, actor=_nobody(), move=MoveFacts())
    reward = reward_for(data.case.form, facts.nominee.legal_subject, decided_on(facts))
    return {
        "id": data.case.id,
        "number": data.case.number,
        "state": data.case.state,
        "version": data.case.version,
        "nominee": data.nominee.name,
        "form": data.case.form,
        "decision": data.case.decision or {},
        "acts": [_as_data(data, actor, specs[kind]) | limits[kind] for kind in EVENTS if kind in specs],
        "reward": reward_as_data(reward),
        "payers": [{"id": row.id, "name": row.name} for row in payers(data)],
    }


def ask(
    work: Work, data: CaseData, spec: ActSpec, *, actor: Actor, holding: Holding, move: MoveFacts, phase: str = PHASE
) -> tuple[Finding, ...]:
    """Ask the checks of an act; raises TransitionRefused with all of them when one stands against it."""
    facts = build_facts(work, data, actor=actor_facts(data, actor, holding), move=move)
    return demand(data, spec, evaluate(facts, guards=spec.guards, phase=phase, law=False))


def demand(data: CaseData, spec: ActSpec, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings; raises TransitionRefused when one of them blocks."""
    refusals = [finding for finding in findings if finding.blocks]
    if refusals:
        counted = {"action": spec.kind, "state": data.case.state, "count": len(refusals)}
        raise TransitionRefused("transition-refused", counted, findings)
    return findings


def done_of(data: CaseData, kind: str) -> ActRow | None:
    """Return the last act of a kind that was done and not dropped."""
    return next((row for row in reversed(data.dossier.acts) if row.kind == kind and row.state == "done"), None)


def reward_as_data(reward: Reward | None) -> dict[str, Any] | None:
    """Return the money of an award as it is shown, with the texts it rests on."""
    if reward is None:
        return None
    return {
        "amount": reward.amount,
        "base_salary": reward.base_salary,
        "multiple": reward.decimal,
        "payer": reward.payer,
        "is_read": reward.is_read,
        "citations": [{"text": said.text, "confidence": str(said.confidence)} for said in reward.citations],
    }


def payers(data: CaseData) -> list[Any]:
    """Return the bodies of the case that may be named as paying, each once."""
    found = [data.body(part) for part in ("decider", "submitter", "ministry", "agency")]
    return list({row.id: row for row in found if row is not None}.values())


def _move(said: Statement) -> MoveFacts:
    decision = DecisionFacts(
        number=said.number, signed_on=said.signed_on, signer_name=said.signer_name, payer_id=said.payer_id
    )
    return MoveFacts(reason=said.note, amount=said.amount, acknowledgements=said.acknowledgements, decision=decision)


def _nobody() -> ActorFacts:
    return ActorFacts(person_id="", role="", organisation=None, is_assumed=True)


def _beginning(kind: str, said: Statement, findings: tuple[Finding, ...], today: date) -> Beginning:
    kept = _kept(kind, said, today)
    return Beginning(
        kind=kind,
        event=EVENTS[kind],
        data=kept,
        facts={**kept, "findings": findings_as_facts(findings)},
        private={"signer": said.signer_name, "note": said.note, **settled_reasons(findings)},
        is_done=True,
    )


def _kept(kind: str, said: Statement, today: date) -> dict[str, Any]:
    """Return what the act keeps: its day, and what its kind states."""
    stated: dict[str, Any] = {"on": (said.on or today).isoformat()}
    if kind == "issue":
        signed = said.signed_on.isoformat() if said.signed_on else None
        return stated | {"number": said.number, "signed_on": signed, "signer_post": said.signer_post}
    if kind == "pay":
        return stated | {"amount": said.amount, "payer_id": said.payer_id}
    return stated | {"place": said.place}


def _correct_registry(work: Work, data: CaseData, act: ActRow, said: Statement) -> None:
    """Give the award in the registry, and the decision on the proposal, the number and date of the issued decision."""
    for row in data.dossier.records:
        if row.kind == "award" and row.data.get("proposal_id") == data.case.id:
            records.update_award(work, row.id, number=said.number, issued_on=said.signed_on)
    decision = {**(data.case.decision or {}), "number": said.number}
    decision |= plain({"signed_on": said.signed_on}) | {
        name: value for name, value in (("signer_name", said.signer_name), ("signer_post", said.signer_post)) if value
    }
    owed = owed_values(work, data.calendar, _ended(data, decision, (*data.dossier.acts, act)))
    values = {"decision": decision, "version": data.case.version, **owed}
    proposals.advance_proposal(work, data.case.id, expected_version=data.case.version, values=values)


def _ended(data: CaseData, decision: Mapping[str, Any] | None, acts: Sequence[ActRow]) -> Ended:
    case = data.case
    return Ended(data.definition, case.state, "collector" in case.bodies, decision, data.dossier.steps, acts)


def is_followed(data: CaseData) -> bool:
    """Tell whether acts follow where a proposal stands: it was decided on, or refused by who was to decide."""
    if data.case.state != REJECTED:
        return data.case.state in STANDING
    return any(spec.kind in EVENTS for spec in _specs(data, came_from(data.dossier.steps, REJECTED)))


def _specs(data: CaseData, before: str) -> tuple[ActSpec, ...]:
    """Return what may follow where a proposal stands; of one that has not come there yet, or that was revoked since,
    what follows an approval.
    """
    case, has_collector = data.case, "collector" in data.case.bodies
    here = data.definition.find_acts(case.state, has_collector=has_collector, came_from=before)
    if case.state == REJECTED or any(spec.kind in EVENTS for spec in here):
        return here
    return data.definition.find_acts(APPROVED, has_collector=has_collector)


def _as_data(data: CaseData, actor: Actor, spec: ActSpec) -> dict[str, Any]:
    done = done_of(data, spec.kind)
    return {
        "kind": spec.kind,
        "label_vi": spec.label_vi,
        "label_en": spec.label_en,
        "need": spec.need,
        "citation": spec.citation.text,
        "roles": list(spec.roles),
        "is_done": done is not None,
        "done_on": done.ended_on.isoformat() if done and done.ended_on else None,
        "data": dict(done.data) if done else {},
        "may_do": done is None and data.case.state in spec.at and act_role(data, actor, spec) is not None,
    }
