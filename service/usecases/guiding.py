"""Which guidance a proposal falls under, and what it says of it, as facts for the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from service.db import guidance as places
from service.db.dossier_rows import DossierRows, GuidanceHead
from service.db.nominees import NomineeRow
from service.db.organisations import OrganisationRow
from service.db.proposals import ProposalRow
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.facts import legal_subject, organisation_facts
from workflows.facts import GuidanceFacts
from workflows.guidance.model import Guidance
from workflows.guidance.selection import Matter, Usage, choose_guidance, guidance_facts, quotas_of, stay_under
from workflows.plans.model import Plan


@dataclass(frozen=True, slots=True)
class Guided:
    """A case as far as its guidance depends on it."""

    case: ProposalRow
    nominee: NomineeRow
    plan: Plan
    organisations: Mapping[str, OrganisationRow]
    dossier: DossierRows


def guidance_of(work: Work, catalog: Catalog, data: Guided) -> GuidanceFacts | None:
    """Return the guidance that counts for a case, or None: the one it was entered under, else the one in force.

    The names of all guidances come with the dossier, so nothing is asked of the database for a case without one; a
    guidance with quotas asks for the places taken until the case holds its own.
    """
    if not data.dossier.guidances:
        return None
    matter = _matter(work, data)
    if data.case.guidance:
        chosen: Guidance | None = _entered_under(work, catalog, data)
    else:
        chosen = choose_guidance(_in_force(work, catalog, data.dossier.guidances, matter.on), matter)
    return None if chosen is None else guidance_facts(chosen, matter, _usage(work, data, chosen, matter))


def _matter(work: Work, data: Guided) -> Matter:
    case = data.case
    held = data.organisations
    return Matter(
        campaign=data.plan.campaign,
        plan=data.plan.code,
        form=case.form,
        occasion=case.occasion,
        subject=legal_subject(data.nominee, data.plan, case.category),
        bodies={part: organisation_facts(held[key]) for part, key in case.bodies.items() if key in held},
        on=case.received_on or work.today,
    )


def _in_force(work: Work, catalog: Catalog, heads: Iterable[GuidanceHead], on: date) -> list[Guidance]:
    """Return the newest version in effect of each guidance."""
    newest = {head.code: head.version for head in heads if head.effective_on <= on}  # a later version comes later
    return [catalog.guidance(work, code, version) for code, version in sorted(newest.items())]


def _entered_under(work: Work, catalog: Catalog, data: Guided) -> Guidance:
    """Return the version that the entry was made under, or a later one that says that it replaces it by now."""
    code, _, number = data.case.guidance.rpartition("@")
    made_under = catalog.guidance(work, code, int(number))
    later = (head for head in data.dossier.guidances if head.code == code and head.version > made_under.version)
    return stay_under(made_under, [catalog.guidance(work, code, head.version) for head in later], work.today)


def _usage(work: Work, data: Guided, guidance: Guidance, matter: Matter) -> Usage:
    held = frozenset(place.quota for place in data.dossier.places if place.guidance == guidance.code)
    asked = [(quota, body) for quota, body in quotas_of(guidance, matter) if quota.code not in held]
    if not asked:
        return Usage({}, {}, held)
    bodies = sorted({body for _, body in asked})
    shares = any(quota.kind == "percent_of_eligible" for quota, _ in asked)
    return Usage(
        taken=places.count_taken(work, guidance.code, bodies),
        eligible=places.eligible_numbers(work, guidance.code, bodies) if shares else {},
        held=held,
    )
