"""Choosing the guidance of one proposal, and what it says of it: quotas, last day, papers, exclusions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from workflows.fact_parts import OrganisationFacts
from workflows.guidance.facts import GuidanceFacts, QuotaFacts
from workflows.guidance.model import Guidance, Quota

Place = tuple[str, str]  # a quota's code, and the body that is counted ("" for a total)
NO_BODY = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What decides which guidance a proposal falls under; `on` is its receipt, or today while nothing was received."""

    campaign: str
    plan: str
    form: str
    occasion: str
    subject: str
    bodies: Mapping[str, OrganisationFacts]
    on: date


@dataclass(frozen=True, slots=True)
class Usage:
    """What is recorded beside a guidance: places taken, numbers of eligible subjects, places of this very proposal."""

    taken: Mapping[Place, int]
    eligible: Mapping[Place, int]
    held: frozenset[str] = frozenset()  # codes of quotas


def choose_guidance(guidances: Iterable[Guidance], matter: Matter) -> Guidance | None:
    """Return the guidance that a proposal falls under, or None.

    Of several, one that names the form goes before one that does not, one that still runs before one that is over, the
    issuer's own before a nationwide one, and the later before the earlier.
    """
    codes = {body.code for body in matter.bodies.values()}
    found = [item for item in guidances if item.is_binding and _is_meant(item, matter, codes)]
    return max(found, key=lambda item: _rank(item, matter, codes), default=None)


def stay_under(made_under: Guidance, later: Iterable[Guidance], on: date) -> Guidance:
    """Return the version under which an entry is judged that was made under one: that one, or one that replaces it.

    A later version says itself from which day on it counts for entries made before; of several the newest does.
    """
    replacing = (item for item in later if item.version > made_under.version and item.replaces_earlier(on))
    return max(replacing, key=lambda item: item.version, default=made_under)


def _is_meant(guidance: Guidance, matter: Matter, codes: set[str]) -> bool:
    return (
        guidance.campaign == matter.campaign
        and guidance.effective_on <= matter.on
        and (not guidance.plans or matter.plan in guidance.plans)
        and (guidance.nationwide or not codes.isdisjoint({guidance.issuer_code, *guidance.within}))
    )


def _rank(guidance: Guidance, matter: Matter, codes: set[str]) -> tuple[bool, bool, bool, date, str]:
    return (
        matter.form in guidance.forms_for(matter.occasion),
        not _is_over(guidance, matter.on),
        not codes.isdisjoint({guidance.issuer_code, *guidance.within}),
        guidance.effective_on,
        guidance.code,
    )


def _is_over(guidance: Guidance, on: date) -> bool:
    return guidance.ends_on is not None and guidance.ends_on < on


def quotas_of(guidance: Guidance, matter: Matter) -> tuple[tuple[Quota, str], ...]:
    """Return the quotas that a proposal falls under, each with the body that is counted, in the guidance's order."""
    found = []
    for quota in guidance.quotas:
        if not quota.scope.covers(matter.form, matter.occasion, matter.subject):
            continue
        if quota.kind == "total":
            found.append((quota, NO_BODY))
            continue
        body = matter.bodies.get(quota.counted_by)
        if body is not None and _counts(quota, body):
            found.append((quota, body.id))
    return tuple(found)


def _counts(quota: Quota, body: OrganisationFacts) -> bool:
    return (not quota.levels or body.level in quota.levels) and (not quota.bodies or body.code in quota.bodies)


def limit_of(quota: Quota, eligible: int | None) -> int | None:
    """Return how many entries a quota lets up, None while a share is taken of a number that nobody recorded."""
    if quota.kind != "percent_of_eligible":
        return int(quota.value)
    return None if eligible is None else max(quota.at_least, share_of(quota.value, eligible))


def share_of(value: Fraction, number: int) -> int:
    """Return the whole entries in a share: “at most 5 %” of 39 is one, not two."""
    return value.numerator * number // value.denominator


def guidance_facts(guidance: Guidance, matter: Matter, usage: Usage) -> GuidanceFacts:
    """Return a guidance as the rules see it for one proposal."""
    forms = guidance.forms_for(matter.occasion)
    facts = GuidanceFacts(
        code=guidance.code,
        version=guidance.version,
        higher_forms=forms,
        cited=guidance.cited,
        digest=guidance.digest,
        is_over=_is_over(guidance, matter.on),
    )
    if matter.form not in forms:
        return facts
    of_it = (matter.form, matter.occasion, matter.subject)
    return GuidanceFacts(
        code=facts.code,
        version=facts.version,
        higher_forms=forms,
        cited=facts.cited,
        digest=facts.digest,
        is_over=facts.is_over,
        is_covered=any(award.scope.covers(*of_it) for award in guidance.awards),
        submit_before=guidance.submit_before.value,
        submit_to=guidance.submit_to.value or "",
        quotas=tuple(_quota_facts(quota, body, matter, usage) for quota, body in quotas_of(guidance, matter)),
        papers=tuple(paper for paper in guidance.papers if paper.scope.covers(*of_it)),
        exclusions=tuple(item for item in guidance.exclusions if item.scope.covers(*of_it)),
    )


def _quota_facts(quota: Quota, body_id: str, matter: Matter, usage: Usage) -> QuotaFacts:
    place = (quota.code, body_id)
    limit = limit_of(quota, usage.eligible.get(place))
    return QuotaFacts(
        code=quota.code,
        kind=quota.kind,
        body_id=body_id,
        body=matter.bodies[quota.counted_by].name if body_id else "",
        limit=limit,
        is_full=limit is not None and usage.taken.get(place, 0) >= limit,
        holds=quota.code in usage.held,
        must_know=quota.must_know,
        lines=quota.lines,
    )
