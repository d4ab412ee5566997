"""Overrides by four eyes: one officer asks that a move pass in spite of named findings, a second one confirms it.

The move itself is then made by whoever's it is, at once or not at all: anything that happens to the proposal in between
ends the override.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import acts, dossiers
from service.db.dossier_rows import ActRow
from service.db.errors import NotFound as RowMissing
from service.db.work import Work
from service.usecases.cases import demand_version, open_case, open_specs
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, NotFound, PermissionDenied
from service.usecases.facts import CaseData, build_facts
from service.usecases.fields import FieldReader
from service.usecases.moves.acts import Beginning, Ending, authorize_act, begin_act, finish_act
from service.usecases.moves.onward import look_at_move
from service.usecases.recording import findings_as_facts
from workflows.audit.overriding import CONFIRMED as CONFIRMED_EVENT
from workflows.audit.overriding import PROPOSED as PROPOSED_EVENT
from workflows.definition import ActSpec
from workflows.facts import ActorFacts, MoveFacts, ProposalFacts
from workflows.findings import Finding
from workflows.overrides import CONFIRMED, DECLINED, KIND, WITHDRAWN, is_by_two, key_of
from workflows.policy import Actor, Holding

DROPPED_EVENT = "proposal.override-dropped"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the move, the findings by their keys, the document with its day, the reason."""

    action: str
    findings: Sequence[str]
    number: str
    dated_on: date | None
    reason: str


def key_text(finding: Finding) -> str:
    """Return a finding's key as one text, as forms send it."""
    return "|".join(key_of(finding))


def propose_override(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, expected_version: int | None, request: Request
) -> dict[str, Any]:
    """Ask that one move of a proposal pass in spite of findings; nothing passes before a second officer confirms.

    Raises NotFound, MoveClosed, PermissionDenied (also to the nominee), Stale, Invalid with every problem: only what
    stands against the move now, and what its rule lets be overridden, can be named.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    spec, holding = authorize_act(data, actor, KIND)
    facts = _facts(work, data)
    _keep_nominee_away(facts, actor, holding)
    demand_version(data, expected_version)
    told, reason = _read(work, data, spec, facts, request)
    by = {"proposed_by": [actor.person_id, *holding.in_place_of], "proposed_account": actor.account_id}
    kept = {**told, **by, "reason": reason}
    private = {"reason": reason}
    beginning = Beginning(kind=KIND, event=PROPOSED_EVENT, data=kept, facts=told, private=private)
    moved, act = begin_act(work, data, actor=actor, holding=holding, beginning=beginning)
    return _answer(moved, act.id, "waiting")


def confirm_override(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, act_id: str, expected_version: int | None
) -> dict[str, Any]:
    """Confirm what another officer asked for; the named move may then be made in spite of the named findings.

    Only by somebody who has had no hand in the proposal so far. Raises NotFound, MoveClosed, PermissionDenied, Stale,
    Conflict when it was settled before or the proposal has changed since.
    """
    data, act, holding = _open(work, catalog, actor, proposal_id, act_id)
    facts = _facts(work, data)
    _keep_nominee_away(facts, actor, holding)
    _demand_second_person(work, data, act, actor, holding)
    demand_version(data, expected_version)
    if act.begun_seq != data.case.version:
        raise Conflict("override-expired", {"act": act.id})
    by = {"confirmed_by": [actor.person_id, *holding.in_place_of], "confirmed_account": actor.account_id}
    told = {name: act.data[name] for name in ("action", "number", "code", "findings")}
    ending = Ending(event=CONFIRMED_EVENT, outcome=CONFIRMED, data=by, facts=told)
    moved = finish_act(work, data, act, actor=actor, holding=holding, ending=ending)
    return _answer(moved, act.id, "in-force")


def drop_override(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    act_id: str,
    expected_version: int | None,
    reason: str,
) -> dict[str, Any]:
    """Withdraw what one has asked for, or decline what another has; raises as `confirm_override` does, and Invalid."""
    data, act, holding = _open(work, catalog, actor, proposal_id, act_id)
    demand_version(data, expected_version)
    reader = FieldReader({"reason": reason})
    why = reader.text("reason", required=True, longest=2000)
    reader.finish()
    is_own = actor.account_id == act.data.get("proposed_account")
    outcome = WITHDRAWN if is_own else DECLINED
    told = {name: act.data[name] for name in ("action", "number", "code")}
    ending = Ending(
        event=DROPPED_EVENT,
        outcome=outcome,
        is_dropped=True,
        data={"drop_reason": why},
        facts=told,
        private={"reason": why},
    )
    moved = finish_act(work, data, act, actor=actor, holding=holding, ending=ending)
    return _answer(moved, act.id, outcome)


def _facts(work: Work, data: CaseData) -> ProposalFacts:
    nobody = ActorFacts(person_id="", role="", organisation=None, is_assumed=True)
    return build_facts(work, data, actor=nobody, move=MoveFacts())


def _open(
    work: Work, catalog: Catalog, actor: Actor, proposal_id: str, act_id: str
) -> tuple[CaseData, ActRow, Holding]:
    """Return the case, the open override and the role by which this actor may settle it."""
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    _, holding = authorize_act(data, actor, KIND)
    try:
        act = acts.get_act(work, proposal_id, act_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": KIND, "id": act_id}) from None
    if act.kind != KIND:
        raise NotFound("not-found", {"kind": KIND, "id": act_id})
    if act.state != "open":
        raise Conflict("act-ended", {"act": act.id, "kind": act.kind})
    return data, act, holding


def _keep_nominee_away(facts: ProposalFacts, actor: Actor, holding: Holding) -> None:
    if not is_by_two((actor.person_id, *holding.in_place_of), (facts.nominee.id, *facts.nominee.person_ids)):
        raise PermissionDenied("override-own", {})


def _demand_second_person(work: Work, data: CaseData, act: ActRow, actor: Actor, holding: Holding) -> None:
    """Refuse whoever asked for it, and whoever has made a step or judged a criterion of this proposal before.

    A judgement that was made again or is void was still made, and so was a step that was undone: its hand is not a
    fresh one.
    """
    persons = (actor.person_id, *holding.in_place_of)
    acted = any(not set(persons).isdisjoint((row.person_id, *row.in_place_of)) for row in data.dossier.steps)
    made = dossiers.list_judgements(work, act.proposal_id, holding_only=False)
    judged = any(not set(persons).isdisjoint((row.person_id, *row.in_place_of)) for row in made)
    if acted or judged or not is_by_two(persons, act.data.get("proposed_by", ())):
        raise PermissionDenied("override-second-person", {"acted": acted or judged})


def _read(
    work: Work, data: CaseData, spec: ActSpec, facts: ProposalFacts, request: Request
) -> tuple[dict[str, Any], str]:
    """Return what the trail tells of a request, and its reason; raises Invalid with every problem."""
    reader = FieldReader({"number": request.number, "dated_on": request.dated_on, "reason": request.reason})
    number, reason = reader.text("number", required=True), reader.text("reason", required=True, longest=2000)
    day = reader.day("dated_on", required=True)
    if day and day > work.today:
        reader.problem("dated_on", "in-the-future")
    if request.action not in spec.before:
        reader.problem("action", "not-overridable-move")
    known = {key_text(finding): finding for finding in overridable_findings(data, facts, request.action)}
    if not request.findings:
        reader.problem("findings", "required")
    if any(key not in known for key in request.findings):
        reader.problem("findings", "not-overridable")
    reader.finish()
    named = [known[key] for key in dict.fromkeys(request.findings)]
    told = {
        "action": request.action,
        "number": number,
        "dated_on": day.isoformat() if day else "",
        "code": list(dict.fromkeys(finding.code for finding in named)),
        "findings": findings_as_facts(named),
    }
    return told, reason


def overridable_findings(data: CaseData, facts: ProposalFacts, action: str) -> list[Finding]:
    """Return what stands against a move now and may be overridden."""
    specs = open_specs(data.definition, data.case.state, action, has_collector="collector" in data.case.bodies)
    return [row for spec in specs[:1] for row in look_at_move(facts, spec) if row.blocks and row.may_be_overridden]


def _answer(data: CaseData, act_id: str, standing: str) -> dict[str, Any]:
    return {"id": act_id, "proposal_id": data.case.id, "standing": standing, "version": data.case.version}
