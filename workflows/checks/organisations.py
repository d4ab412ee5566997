"""Whether the bodies that play a part exist on the day, and whether the right regime of rules is applied."""

from collections.abc import Iterator
from datetime import date

from workflows.checks.evidence import of_organisation
from workflows.checks.registry import check_kind
from workflows.facts import OrganisationFacts, ProposalFacts
from workflows.findings import Answer, Evidence, Json, failed, passed, unknown
from workflows.rules.model import CheckSpec


@check_kind("organisation-active")
def organisation_active(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the nominee's body and the bodies in `params.parts` exist on the decision date (TT 15/2025; Đ33.4).

    A dissolved body gets no award (`params.bodies_themselves` are the nominee kinds that are a body); for its people
    the successor proposes.
    """
    on = facts.decided_on
    answers = list(_find_inactive_parts(facts, tuple(spec.params["parts"]), on))
    body = facts.nominee.organisation
    if body is not None and not body.is_active(on):
        if facts.nominee.kind in spec.params["bodies_themselves"]:
            answers.append(failed("body-dissolved", of_organisation(body), **_named(body)))
        else:
            answers += _answer_for_people(facts, body)
    if not answers:
        yield passed("", *(of_organisation(known) for known in facts.bodies.values()))
    yield from answers


def _find_inactive_parts(facts: ProposalFacts, parts: tuple[str, ...], on: date) -> Iterator[Answer]:
    for part in parts:
        body = facts.bodies.get(part)
        if body is not None and not body.is_active(on):
            yield failed(part, of_organisation(body), **_named(body))


def _answer_for_people(facts: ProposalFacts, body: OrganisationFacts) -> Iterator[Answer]:
    proposer = facts.bodies.get("agency") or facts.bodies.get("unit")
    if not body.successor_id or proposer is None:
        yield unknown("successor-not-known", of_organisation(body), **_named(body))
    elif proposer.id != body.successor_id and f"/{body.successor_id}/" not in proposer.path:
        yield failed("successor-proposes", of_organisation(body), **_named(body))


def _named(body: OrganisationFacts) -> dict[str, Json]:
    ended = body.valid_to.isoformat() if body.valid_to else ""
    return {"body": body.name, "ended_on": ended, "successor": body.successor}


@check_kind("rules-match-receipt-date")
def rules_match_receipt_date(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the national pack covers the receipt date, or the day of first sending (NĐ 152/2025 Đ60.3)."""
    day = facts.ruled_on
    law = facts.rules.law
    if law is None:
        yield failed("no-regime", day=day.isoformat(), rulebook="")
        return
    evidence = Evidence("rulebook", law.name, law.digest)
    days = [day] if facts.first_sent_on is None else [day, facts.first_sent_on]
    covered = any((law.starts_on or date.min) <= known <= (law.ends_on or date.max) for known in days)
    answer = passed if covered else failed
    yield answer("" if covered else "other-regime", evidence, day=day.isoformat(), rulebook=law.title_vi)
