"""Which categories of a plan fit a nominee, as the rules answer it before a proposal is opened."""

from dataclasses import replace
from typing import Any

from service.db import organisations
from service.db import proposals as rows
from service.db.nominees import NomineeRow
from service.db.organisations import OrganisationRow
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.catalog import Catalog
from service.usecases.drafting.offers import BLANK, NOBODY
from service.usecases.facts import nominee_facts, organisation_facts
from service.usecases.recording import findings_as_facts
from service.usecases.registry.nominees import READ, get_nominee
from workflows.facts import ProposalFacts
from workflows.findings import Finding, Verdict
from workflows.plans.model import Plan
from workflows.policy import Actor
from workflows.rules.evaluation import evaluate_rule

ABOUT_CATEGORY = frozenset({"plan", "category", "nominee"})
FIRST_PHASE = "T1"


def list_categories(
    work: Work, catalog: Catalog, *, actor: Actor, plan_code: str, form: str, nominee_id: str
) -> dict[str, Any]:
    """Return the nominee, every category of the plan with what the rules say of it, and its open proposals.

    `fits` is true where no rule fails; `findings` say why not, or what is not known. Raises NotFound.
    """
    require(actor, READ)
    plan = catalog.plan_in_force(work, plan_code, work.today)
    nominee = get_nominee(work, nominee_id)
    held = organisations.load_organisations(work, [nominee.organisation_id or ""])
    body = held.get(nominee.organisation_id or "")
    return {
        "nominee": {
            "id": nominee.id,
            "kind": nominee.kind,
            "name": nominee.name,
            "organisation": body.name if body else "",
        },
        "categories": _judge(work, catalog, plan, form, nominee, body),
        "open": [
            {"id": row.id, "number": row.number, "form": row.form, "state": row.state}
            for row in rows.list_similar(work, nominee_id, "")
        ],
    }


def _judge(
    work: Work, catalog: Catalog, plan: Plan, form: str, nominee: NomineeRow, body: OrganisationRow | None
) -> list[dict[str, Any]]:
    issuers = _issuers(work, plan)
    blank = ProposalFacts(
        today=work.today,
        id="",
        form=form,
        occasion="",
        category="",
        basis="movement",
        standard="",
        plan=plan,
        rules=catalog.rules_for(work, pinned="", receipt_on=work.today, issuers=(), form=form),
        nominee=BLANK,
        bodies={row.code: organisation_facts(row) for row in issuers},
        actor=NOBODY,
    )
    found = []
    for category in plan.categories:
        seen = nominee_facts(nominee, plan=plan, category=category.code, organisation=body, issuers=issuers)
        findings = _ask(replace(blank, category=category.code, nominee=seen))
        named = {"code": category.code, "label": category.label, "label_en": category.label_en}
        fits = not any(finding.verdict is Verdict.FAIL for finding in findings)
        found.append({**named, "fits": fits, "findings": findings_as_facts(findings)})
    return found


def _ask(facts: ProposalFacts) -> list[Finding]:
    """Return what the house rules on category and nominee alone do not pass."""
    return [
        finding
        for spec in facts.rules.house.checks
        if FIRST_PHASE in spec.at and set(spec.needs) <= ABOUT_CATEGORY and "category" in spec.needs
        for finding in evaluate_rule(facts, facts.rules.house, spec, FIRST_PHASE)
        if finding.verdict is not Verdict.PASS
    ]


def _issuers(work: Work, plan: Plan) -> list[OrganisationRow]:
    issuer = organisations.find_organisation(work, plan.issuer_code)
    if issuer is None:
        return []
    if not issuer.successor_id:
        return [issuer]
    return [issuer, organisations.get_organisation(work, issuer.successor_id)]
