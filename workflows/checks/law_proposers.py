"""Who may propose, submit and look on (AU05-AU08, AU11): managing units, successors, signers, distance."""

from collections.abc import Iterator
from datetime import date

from workflows.checks.registry import check_kind
from workflows.facts import OrganisationFacts, ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed, unknown
from workflows.rules.model import CheckSpec


def submission_is_on_record(facts: ProposalFacts) -> bool:
    """Tell whether the submission upward was made, and judged, at an earlier step."""
    is_blank = not (facts.move.submission.number or facts.move.submission.signer_post or facts.move.submission.parts)
    return is_blank and any(step.action == "submit_upward" for step in facts.steps)


def submitted_on(facts: ProposalFacts) -> date:
    """Return the day of submission upward: the letter's date, else the day of that step, else today."""
    steps = [step.on for step in facts.steps if step.action == "submit_upward"]
    return facts.move.submission.signed_on or (steps[-1] if steps else facts.today)


@check_kind("managing-unit-proposes")
def managing_unit_proposes(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU05: the level that manages organisation, staff and payroll proposes; a commune for its people (Điều 83)."""
    home, agency = facts.nominee.organisation, facts.bodies.get("agency")
    if home is None or agency is None:
        yield unknown("proposer", body=agency.name if agency else "", managing="")
        return
    evidence = Evidence("organisation", agency.id)
    if facts.nominee.kind in spec.params["area_kinds"]:
        is_right = agency.level in spec.params["area_levels"] and home.is_within(agency)
    else:
        managing = {home.payroll_agency_id or home.agency_id, home.id}
        is_right = agency.id in managing or (not home.is_active(facts.today) and agency.id == home.successor_id)
    yield (passed if is_right else failed)("proposer", evidence, body=agency.name, managing=home.name)


@check_kind("submission-signed-by-competent-head")
def submission_signed_by_competent_head(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU06: the letter to the Prime Minister is signed by a minister or a provincial Chairman (Luật Điều 83.4)."""
    if submission_is_on_record(facts):
        return
    post = facts.move.submission.signer_post
    about = "signer" if post else "signature-missing"
    yield (passed if post in spec.params["posts"] else failed)(about, post=post)


@check_kind("collective-still-exists")
def collective_still_exists(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU07: a body dissolved by reorganisation is not rewarded; its people still may be (TT 15/2025/TT-BNV)."""
    body = facts.nominee.organisation
    if body is not None:
        answer = passed if body.is_active(facts.decided_on) else failed
        ended_on = body.valid_to.isoformat() if body.valid_to else ""
        yield answer("collective", Evidence("organisation", body.id), body=body.name, ended_on=ended_on)


@check_kind("successor-proposes")
def successor_proposes(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU08: say that the successor proposes in place of a body that ended (NĐ 152/2025, Điều 33.4)."""
    home = facts.nominee.organisation
    if home is not None and not home.is_active(facts.today):
        evidence = Evidence("organisation", home.id)
        yield passed("successor", evidence, old=home.name, successor=home.successor or home.successor_id)


@check_kind("actor-stands-apart")
def actor_stands_apart(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU11: who handles a proposal is not its subject (a rule of design; no article says it)."""
    if not facts.actor.is_assumed:
        is_subject = not set(facts.actor.person_ids).isdisjoint(facts.nominee.person_ids)
        yield (failed if is_subject else passed)("own-proposal")


@check_kind("appraising-body-stands-apart")
def appraising_body_stands_apart(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU11: the appraising body is not the nominee's own (a rule of design; no article says it)."""
    home, appraiser = facts.nominee.organisation, facts.actor.organisation
    if facts.actor.is_assumed or home is None or appraiser is None:
        return
    is_same = _agency(home) == _agency(appraiser)
    yield (failed if is_same else passed)("own-body", Evidence("organisation", appraiser.id), body=appraiser.name)


def _agency(body: OrganisationFacts) -> str:
    return body.agency_id or body.id
