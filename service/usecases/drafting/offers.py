"""What a unit may propose today: plans in force above it, and for each occasion the forms that lead to a decider."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from service.db import bodies as tree
from service.db import organisations, publications
from service.db.errors import NotFound as RowMissing
from service.db.organisations import OrganisationRow
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.errors import Invalid, PermissionDenied
from service.usecases.facts import organisation_facts
from service.usecases.moves.routing import find_bodies, pick_flow, standing
from service.usecases.recording import findings_as_facts, plain
from workflows.definition import FlowDefinition
from workflows.facts import ActorFacts, NomineeFacts, ProposalFacts
from workflows.findings import Finding, Verdict
from workflows.flows.selection import NoFlow
from workflows.plans.model import Occasion, Plan
from workflows.plans.vocabulary import FORMS
from workflows.policy import Actor, find_holding, may, roles
from workflows.rules.evaluation import evaluate_rule
from workflows.rules.model import CheckSpec
from workflows.rules.probing import rules_of, wants_document

DRAFT = "proposal:draft"
# What is known before anybody is named; a rule that needs more is asked later.
KNOWN = frozenset(
    {
        *("plan", "occasion", "form", "documents", "registrations", "guidance"),
        *("bodies", "rules", "received_on", "today", "move.decision"),
    }
)
# The house rule on the decider also looks at whether he would honour his own territory; the rest of it is known here.
BLANK = NomineeFacts(id="", kind="", name="", legal_subject="")
NOBODY = ActorFacts(person_id="", role="", organisation=None, is_assumed=True)
CHILDREN = 200


class _Route(NamedTuple):
    """One way up: which body decides, under which flow, with which bodies."""

    decider: OrganisationRow
    flow: FlowDefinition
    bodies: Mapping[str, OrganisationRow]


def list_units(work: Work, *, actor: Actor) -> list[dict[str, Any]]:
    """Return the units for which this actor may draft: where the role is held, and the bodies right below them."""
    if not may(actor, DRAFT):
        raise PermissionDenied("permission-denied", {"permission": DRAFT})
    held = [row.organisation_id for row in actor.holdings if row.carries(DRAFT)]
    rows = organisations.load_organisations(work, held)
    found = {key: rows[key] for key in held if key in rows}
    for key in tuple(found):
        for child in organisations.list_organisations(work, parent_id=key, limit=CHILDREN):
            if may_draft_for(actor, child):
                found.setdefault(child.id, child)
    return [
        {"id": row.id, "name": row.name, "level": row.level, "parent_id": row.parent_id}
        for row in found.values()
        if organisation_facts(row).is_active(work.today)
    ]


def may_draft_for(actor: Actor, unit: OrganisationRow) -> bool:
    """Tell whether a role of the actor lets him draft for this unit."""
    drafting = [code for code, role in roles().items() if DRAFT in role.permissions]
    return may(actor, DRAFT) and find_holding(actor, drafting, unit.id, unit.path, act="draft") is not None


def list_offers(work: Work, catalog: Catalog, *, actor: Actor, unit_id: str) -> dict[str, Any]:
    """Return what this unit may propose: plans of bodies above it, per occasion the forms open and refused.

    An open form has its deciders, each with the flow it leads through and remarks; a refused one has its reasons.
    Raises PermissionDenied for a unit that the actor does not draft for, or that is not there.
    """
    try:
        unit = organisations.get_organisation(work, unit_id)
    except RowMissing:
        raise PermissionDenied("permission-denied", {"permission": DRAFT}) from None
    if not may_draft_for(actor, unit):
        raise PermissionDenied("permission-denied", {"permission": DRAFT, "body": "unit"})
    line = tree.list_ancestors(work, unit.id)
    flows = catalog.flows_in_force(work, work.today)
    above = {row.id for row in line}
    plans = [
        _plan_offer(work, catalog, plan, line, flows)
        for plan in _plans_in_force(work, catalog)
        if stands_over(work, plan, above)
    ]
    return {"unit": {"id": unit.id, "name": unit.name}, "plans": plans}


def _plans_in_force(work: Work, catalog: Catalog) -> Iterator[Plan]:
    for head in publications.list_in_force(work, "plan", work.today):
        yield catalog.plan(work, head.code, head.version)


def stands_over(work: Work, plan: Plan, above: set[str]) -> bool:
    """Tell whether the plan's issuer, or the body that took over from it, is among the bodies above a unit."""
    issuer = organisations.find_organisation(work, plan.issuer_code)
    if issuer is None:
        return False
    now = standing(work, issuer)
    return issuer.id in above or (now is not None and now.id in above)


def _plan_offer(
    work: Work, catalog: Catalog, plan: Plan, line: list[OrganisationRow], flows: tuple[FlowDefinition, ...]
) -> dict[str, Any]:
    routes = {form: _routes(work, plan, form, line, flows) for form in FORMS}
    occasions = []
    for occasion in plan.occasions:
        forms = [_form_offer(work, catalog, plan, occasion, form, routes[form]) for form in FORMS]
        named = {"code": occasion.code, "label": occasion.label, "label_en": occasion.label_en}
        period = {"starts_on": plain(occasion.starts_on), "ends_on": plain(occasion.ends_on)}
        opened = [form for form in forms if form["deciders"]]
        refused = [form for form in forms if not form["deciders"]]
        occasions.append({**named, **period, "forms": opened, "refused": refused})
    return {
        "code": plan.code,
        "version": plan.version,
        "title": plan.title,
        "number": plan.number,
        "issuer": plan.issuer_name,
        "source_quality": plan.source_quality,
        "occasions": occasions,
    }


def _routes(
    work: Work, plan: Plan, form: str, line: list[OrganisationRow], flows: tuple[FlowDefinition, ...]
) -> list[_Route]:
    """Return every way up for a form: the usual decider first, then the other bodies of the line that have a flow.

    Where the unit's own line has nobody for this form, the ministries may have: a province proposes to them.
    """
    others = [row for row in reversed(line) if row.head_role]
    try:
        bodies = find_bodies(work, plan=plan, form=form, unit=line[-1], decider=None)
    except Invalid:
        others = tree.list_level(work, "ministry")
        if not others:
            return []
        bodies = find_bodies(work, plan=plan, form=form, unit=line[-1], decider=others[0])
    deciders = dict.fromkeys([bodies["decider"].id, *(row.id for row in others)])
    known = {row.id: row for row in (bodies["decider"], *others)}
    found = []
    for parts in ({**bodies, "decider": known[key]} for key in deciders):
        try:
            flow = pick_flow(flows, plan=plan, form=form, bodies=parts, on=work.today)
        except NoFlow:
            continue
        found.append(_Route(parts["decider"], flow, parts))
    return found


def _form_offer(
    work: Work, catalog: Catalog, plan: Plan, occasion: Occasion, form: str, routes: Iterable[_Route]
) -> dict[str, Any]:
    deciders: list[dict[str, Any]] = []
    reasons: list[dict[str, Any]] = []
    for route in routes:
        refusals, remarks = _look(_facts(work, catalog, plan, occasion.code, form, route), route.flow)
        if not refusals:
            named = {"id": route.decider.id, "name": route.decider.name}
            flow = {"flow": route.flow.name, "flow_vi": route.flow.name_vi, "flow_en": route.flow.name_en}
            deciders.append({**named, **flow, "remarks": findings_as_facts(remarks)})
        reasons = reasons or findings_as_facts(refusals)  # those of the usual decider, who comes first
    return {"form": form, "deciders": deciders, "reasons": [] if deciders else reasons}


def _look(facts: ProposalFacts, flow: FlowDefinition) -> tuple[list[Finding], list[Finding]]:
    """Return what stands against choosing this form here, and what is worth knowing about it.

    Only the plan and the office refuse a choice; what a document could mend, or a law asks of the dossier, is told.
    """
    first = flow.find_transitions(flow.initial)[0]
    refusals, remarks = [], []
    for book, spec in rules_of(facts, first):
        if not set(spec.needs) - {"nominee"} <= KNOWN or ("nominee" in spec.needs and book.level != "house"):
            continue
        for finding in evaluate_rule(facts, book, spec, first.phase):
            is_final = book.level == "house" and finding.verdict is Verdict.FAIL and finding.blocks
            if is_final and not wants_document(facts, spec):
                refusals.append(finding)
            elif finding.verdict is not Verdict.PASS and _is_told_early(spec, finding):
                remarks.append(finding)
    return refusals, remarks


def _is_told_early(spec: CheckSpec, finding: Finding) -> bool:
    """Tell whether it helps to choose: not what the dossier lacks, nor what is unknown until a nominee is named."""
    about_dossier = "documents" in spec.needs and "plan" not in spec.needs
    about_nominee = "nominee" in spec.needs and finding.verdict is Verdict.UNKNOWN
    return not about_dossier and not about_nominee


def _facts(work: Work, catalog: Catalog, plan: Plan, occasion: str, form: str, route: _Route) -> ProposalFacts:
    issuers = [
        row.code for part, row in route.bodies.items() if part in {"decider", "authority", "submitter", "agency"}
    ]
    rules = catalog.rules_for(work, pinned="", receipt_on=work.today, issuers=issuers, form=form)
    bodies = {part: organisation_facts(row) for part, row in route.bodies.items()}
    facts = ProposalFacts(
        today=work.today,
        id="",
        form=form,
        occasion=occasion,
        category="",
        basis="movement",
        standard="",
        plan=plan,
        rules=rules,
        nominee=BLANK,
        bodies=bodies,
        actor=NOBODY,
    )
    return replace(facts, flow=route.flow.code)
