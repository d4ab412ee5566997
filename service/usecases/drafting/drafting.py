"""Drafting: a unit opens a proposal; its flow, its bodies and its plan version are pinned from the first day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from service.db import bodies as tree
from service.db import dossiers, keys, nominees, organisations, proposals
from service.db.dossiers import StepRow
from service.db.errors import NotFound as RowMissing
from service.db.nominees import NomineeRow
from service.db.organisations import OrganisationRow
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.catalog import Catalog
from service.usecases.errors import Invalid, PermissionDenied, TransitionRefused
from service.usecases.facts import persons_behind
from service.usecases.moves.awaiting import OwnStep, Standing, awaited_values
from service.usecases.moves.routing import choose_flow, find_bodies
from service.usecases.recording import record
from service.usecases.streams import proposal_stream
from workflows.achievements import achievement_key
from workflows.audit.digests import GENESIS
from workflows.definition import FlowDefinition
from workflows.findings import Finding, Verdict
from workflows.flows.selection import NoFlow
from workflows.plans.model import Plan
from workflows.policy import Actor, Holding, find_holding, roles

FORMS = ("giay_khen", "bang_khen_tinh", "bang_khen_bo", "bang_khen_thu_tuong")


@dataclass(frozen=True, slots=True)
class DraftValues:
    """What a unit states when it opens a proposal; `bodies` names a part's body where the tree would not find it."""

    plan_code: str
    form: str
    occasion: str
    category: str
    nominee_id: str
    unit_id: str
    starts_on: date | None = None
    ends_on: date | None = None
    text: str = ""
    theme: str = ""
    basis: str = "movement"
    standard: str = ""
    decider_id: str = ""
    movement: str = ""
    channel: str = ""
    bodies: dict[str, str] = field(default_factory=dict)


class _Pins(NamedTuple):
    """What a proposal is bound to from its first day."""

    plan: Plan
    nominee: NomineeRow
    flow: FlowDefinition
    bodies: dict[str, OrganisationRow]


def draft_proposal(work: Work, catalog: Catalog, *, actor: Actor, values: DraftValues) -> dict[str, Any]:
    """Open a proposal in the first state of the flow that its plan, form and issuer call for.

    Effects in order: the row, who may open it, the text, the event `proposal.drafted`. Raises PermissionDenied,
    Invalid with every problem, TransitionRefused (G14) when no flow leads to that decider.
    """
    unit, holding = _authorize(work, actor, values.unit_id)
    return open_draft(work, catalog, actor=actor, holding=holding, unit=unit, values=values)


def open_draft(
    work: Work, catalog: Catalog, *, actor: Actor, holding: Holding, unit: OrganisationRow, values: DraftValues
) -> dict[str, Any]:
    """Open a proposal of a unit in the name of whoever may: the unit itself, or a council that recommends it.

    The caller has authorised. Raises Invalid with every problem, TransitionRefused (G14).
    """
    plan, nominee = _check(work, catalog, values)
    decider = organisations.get_organisation(work, values.decider_id) if values.decider_id else None
    bodies = find_bodies(work, plan=plan, form=values.form, unit=unit, decider=decider)
    for part, key in values.bodies.items():
        bodies[part] = organisations.get_organisation(work, key)
    flow = _choose(work, catalog, plan, values.form, bodies)
    _add_issuers(work, plan, bodies)
    return _insert(work, actor, holding, values, _Pins(plan, nominee, flow, bodies))


def _authorize(work: Work, actor: Actor, unit_id: str) -> tuple[OrganisationRow, Holding]:
    drafting = [code for code, role in roles().items() if "proposal:draft" in role.permissions]
    try:
        unit = organisations.get_organisation(work, unit_id)
    except RowMissing:
        raise PermissionDenied("permission-denied", {"permission": "proposal:draft"}) from None
    holding = find_holding(actor, drafting, unit.id, unit.path, act="draft")
    if holding is None or not ({"*", "proposal:draft"} & actor.scopes):
        raise PermissionDenied("permission-denied", {"permission": "proposal:draft", "body": "unit"})
    return unit, holding


def _check(work: Work, catalog: Catalog, values: DraftValues) -> tuple[Plan, NomineeRow]:
    plan = catalog.plan_in_force(work, values.plan_code, work.today)
    nominee = _find_nominee(work, values.nominee_id)
    problems = []
    if values.form not in FORMS:
        problems.append({"path": "form", "code": "unknown-form"})
    if values.occasion not in {occasion.code for occasion in plan.occasions}:
        problems.append({"path": "occasion", "code": "not-in-plan"})
    if values.category not in {category.code for category in plan.categories}:
        problems.append({"path": "category", "code": "not-in-plan"})
    if nominee is None:
        problems.append({"path": "nominee_id", "code": "not-found"})
    if values.starts_on and values.ends_on and values.ends_on < values.starts_on:
        problems.append({"path": "ends_on", "code": "before-start"})
    if problems or nominee is None:
        raise Invalid("invalid-input", {"problems": problems})
    return plan, nominee


def _find_nominee(work: Work, nominee_id: str) -> NomineeRow | None:
    try:
        return nominees.get_nominee(work, nominee_id)
    except RowMissing:
        return None


def _choose(work: Work, catalog: Catalog, plan: Plan, form: str, bodies: dict[str, OrganisationRow]) -> FlowDefinition:
    try:
        return choose_flow(work, catalog, plan=plan, form=form, bodies=bodies)
    except NoFlow:
        rules = catalog.rules_for(work, pinned="", receipt_on=work.today, issuers=(), form=form)
        spec = next(spec for spec in rules.house.checks if spec.kind == "decider-matches-form")
        finding = Finding(
            code=spec.code,
            kind=spec.kind,
            verdict=Verdict.FAIL,
            force=spec.force,
            phase="T1",
            citation=spec.citation,
            rulebook=rules.house.name,
            about="no-flow",
            params={"decider": bodies["decider"].name, "form": form},
            blocks=True,
        )
        raise TransitionRefused("transition-refused", {"action": "draft", "count": 1}, (finding,)) from None


def _add_issuers(work: Work, plan: Plan, bodies: dict[str, OrganisationRow]) -> None:
    """Remember the plan's issuer and its successor, by which the nominee's belonging is judged."""
    issuer = organisations.find_organisation(work, plan.issuer_code)
    if issuer is not None:
        bodies["issuer"] = issuer
        if issuer.successor_id:
            bodies["issuer_successor"] = organisations.get_organisation(work, issuer.successor_id)


def _insert(work: Work, actor: Actor, holding: Holding, values: DraftValues, pins: _Pins) -> dict[str, Any]:
    proposal_id = work.new_id()
    number = f"DN-{work.today.year}-{keys.next_number(work, f'proposal-{work.today.year}'):06d}"
    seq, digest = record(
        work,
        stream=proposal_stream(proposal_id),
        event="proposal.drafted",
        actor=actor,
        holding=holding,
        facts=_event_facts(values, pins, number),
        private={"nominee_name": pins.nominee.name, "text": values.text},
        head=(0, GENESIS),
    )
    head = {"id": proposal_id, "number": number, "version": seq, "head_hash": digest}
    proposals.insert_proposal(
        work, {**_pinned(work, pins, actor.person_id), **_stated(values, pins), "drafted_by": actor.account_id, **head}
    )
    if values.text:
        dossiers.add_text(work, proposal_id, values.text, by_account=actor.account_id, stream_seq=seq)
    dossiers.add_step(work, _step(work, actor, holding, proposal_id, pins.flow.initial, seq))
    _grant(work, proposal_id, pins.bodies, seq)
    return head | {"state": pins.flow.initial, "flow": pins.flow.name, "findings": []}


def _event_facts(values: DraftValues, pins: _Pins, number: str) -> dict[str, Any]:
    return {
        "to": pins.flow.initial,
        "number": number,
        "flow": pins.flow.name,
        "plan": f"{pins.plan.code}@{pins.plan.version}",
        "form": values.form,
        "occasion": values.occasion,
        "category": values.category,
        "nominee": pins.nominee.id,
        "bodies": {part: row.id for part, row in pins.bodies.items()},
    }


def _step(work: Work, actor: Actor, holding: Holding, proposal_id: str, state: str, seq: int) -> StepRow:
    """Return the first step, by which flows keep the one who drafted apart from those who decide."""
    return StepRow(
        proposal_id=proposal_id,
        seq=seq,
        action="draft",
        source="",
        target=state,
        person_id=actor.person_id,
        account_id=actor.account_id,
        role=holding.role,
        organisation_id=holding.organisation_id,
        on=work.today,
        note="",
        in_place_of=list(holding.in_place_of),
    )


def _pinned(work: Work, pins: _Pins, person_id: str) -> dict[str, Any]:
    """Return the columns that hold what the proposal runs under and who plays which part."""
    plan, flow, bodies = pins.plan, pins.flow, {part: row.id for part, row in pins.bodies.items()}
    nominee = pins.nominee
    standing = Standing(
        state=flow.initial,
        resume_state="",
        bodies=bodies,
        received_on=None,
        steps=(OwnStep("draft", "", flow.initial, work.today, person_id),),
        nominee_persons=persons_behind(nominee.id, nominee.data),
        today=work.today,
        nominee_kind=nominee.kind,
    )
    return {
        "plan_code": plan.code,
        "plan_version": plan.version,
        "flow_code": flow.code,
        "flow_version": flow.version,
        "rulebook": "",
        "state": flow.initial,
        "resume_state": "",
        "unit_id": bodies["unit"],
        "agency_id": bodies["agency"],
        "decider_id": bodies["decider"],
        "bodies": bodies,
        **awaited_values(flow, working_calendar(work), standing),
    }


def _stated(values: DraftValues, pins: _Pins) -> dict[str, Any]:
    """Return the columns that hold what the unit stated."""
    content = values.text or values.theme
    return {
        "form": values.form,
        "occasion": values.occasion,
        "category": values.category,
        "basis": values.basis,
        "standard": values.standard,
        "nominee_id": values.nominee_id,
        "starts_on": values.starts_on,
        "ends_on": values.ends_on,
        "achievement_key": achievement_key(values.nominee_id, values.starts_on, values.ends_on, content),
        "theme": values.theme,
        "channel": values.channel,
        "movement": values.movement or pins.plan.movement_name,
    }


def _grant(work: Work, proposal_id: str, bodies: dict[str, OrganisationRow], seq: int) -> None:
    """Open the dossier to the unit, to the bodies between it and its agency, and to the agency."""
    unit, agency = bodies["unit"], bodies["agency"]
    between = [row.id for row in tree.list_ancestors(work, unit.id) if row.path.startswith(agency.path)]
    proposals.grant_access(work, proposal_id, list(dict.fromkeys([unit.id, *between, agency.id])), seq)
