"""Who acts: never for oneself, never twice where two people are asked for, and from the right body."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from workflows.checks.evidence import of_organisation
from workflows.checks.registry import check_kind
from workflows.facts import OrganisationFacts, ProposalFacts
from workflows.findings import Answer, Evidence, Json, failed, passed, unknown
from workflows.rules.model import CheckSpec


@check_kind("actor-is-not-nominee")
def actor_is_not_nominee(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask that nobody moves a proposal made for themselves or for whom they act; a pre-flight has nobody yet."""
    if facts.actor.is_assumed:
        return
    evidence = Evidence("person", facts.actor.person_id)
    if not set(facts.actor.person_ids).isdisjoint(facts.nominee.person_ids):
        yield failed("own-proposal", evidence, nominee=facts.nominee.name)
    else:
        yield passed("own-proposal", evidence)


@check_kind("steps-by-different-people")
def steps_by_different_people(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask that the actor made none of the steps that this move must be kept apart from (conflict C3).

    Whoever acts by delegation counts as both people, now and in the steps made before.

    For the forms in `params.drafter_forms` whoever prepared the decision made none of the steps in
    `params.drafter_apart_from` either (conflict C4).
    """
    if not facts.actor.is_assumed and facts.distinct_from:
        # A step once taken from this very state is this step: whoever took it may look again.
        others = replace(facts, steps=tuple(step for step in facts.steps if step.source != facts.state))
        own = _steps_of(others, facts.actor.person_ids, facts.distinct_from)
        evidence = Evidence("person", facts.actor.person_id)
        if own:
            yield failed("same-person", evidence, steps=own)
        else:
            yield passed("same-person", evidence)
    drafter = facts.move.decision.drafted_by
    if drafter and facts.form in spec.params["drafter_forms"]:
        yield _answer_drafter(facts, drafter, spec.params)


def _answer_drafter(facts: ProposalFacts, drafter: str, params: Mapping[str, Any]) -> Answer:
    own = _steps_of(facts, (drafter,), tuple(params["drafter_apart_from"]))
    evidence = Evidence("person", drafter)
    if drafter in facts.nominee.person_ids:
        return failed("drafter-is-nominee", evidence, steps=[])
    if own:
        return failed("decision-drafter", evidence, steps=own)
    return passed("decision-drafter", evidence)


def _steps_of(facts: ProposalFacts, person_ids: tuple[str, ...], actions: tuple[str, ...]) -> list[Json]:
    own = {step.action: None for step in facts.steps if step.action in actions and step.is_by(person_ids)}
    return list(own)


@check_kind("proposer-manages-nominee")
def proposer_manages_nominee(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask that the proposing body manages the nominee's organisation, staff and payroll (law Đ83; conflict C12).

    Staff go by the body that pays them, unless it lies under the proposing body; collectives, territories and those
    of `params.residents` by the body they live or stand under; an enterprise may propose itself.
    """
    proposer = facts.bodies.get("agency") or facts.bodies.get("unit")
    body = facts.nominee.organisation
    if proposer is None or body is None:
        yield unknown("manager-not-known", proposer=proposer.name if proposer else "", nominee=facts.nominee.name)
        return
    named: dict[str, Json] = {"proposer": proposer.name, "nominee": facts.nominee.name, "body": body.name}
    if facts.nominee.kind in spec.params["residents"]:
        fits = body.id == proposer.id or body.is_within(proposer)
    else:
        fits = _pays(proposer, body)
    evidence = (of_organisation(proposer), of_organisation(body))
    yield passed("", *evidence, **named) if fits else failed("route", *evidence, **named)


def _pays(proposer: OrganisationFacts, body: OrganisationFacts) -> bool:
    agency = body.agency_id or body.id
    payer = body.payroll_agency_id or agency
    return payer in {proposer.id, proposer.agency_id} or (payer == agency and body.is_within(proposer))


@check_kind("appraiser-body-differs")
def appraiser_body_differs(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask that no body appraises its own people (conflict C4; law.md AU11: design rule).

    Bodies of `params.encompassing` (a ministry, a province) hold everyone below them, so there only a nominee who
    stands directly in that body raises the question, and a person answers it.
    """
    appraiser = _appraiser(facts)
    body = facts.nominee.organisation
    if appraiser is None or body is None:
        return
    named: dict[str, Json] = {"appraiser": appraiser.name, "nominee": facts.nominee.name}
    evidence = (of_organisation(appraiser), of_organisation(body))
    encompassing = appraiser.level in spec.params["encompassing"]
    if not encompassing and (body.id == appraiser.id or body.is_within(appraiser)):
        yield failed("own-body", *evidence, **named)
    elif encompassing and body.id == appraiser.id:
        yield unknown("own-body", *evidence, **named)
    else:
        yield passed("own-body", *evidence, **named)


def _appraiser(facts: ProposalFacts) -> OrganisationFacts | None:
    if not facts.actor.is_assumed:
        return facts.actor.organisation
    return facts.bodies.get("appraiser") or facts.bodies.get("ministry")
