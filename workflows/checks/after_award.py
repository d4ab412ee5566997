"""After the decision (AW01-AW06): what is issued, who pays how much, and what a report for revocation must hold."""

from collections.abc import Iterator
from datetime import date, timedelta

from workflows.checks.evidence import of_documents, of_organisation
from workflows.checks.registry import check_kind
from workflows.facts import OrganisationFacts, ProposalFacts
from workflows.findings import Answer, Evidence, Json, failed, passed, unknown
from workflows.rewards import reward_for
from workflows.rules.model import CheckSpec

MANAGING = ("submitter", "ministry")  # who answers for a State-level award: the province or ministry that submitted it


@check_kind("decision-particulars-stated")
def decision_particulars_stated(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AW01: a decision is issued under the number and date of its signed text in the dossier; the date has come."""
    stated, papers = facts.move.decision, facts.documents_of(*spec.params["documents"])
    named = [paper for paper in papers if paper.number in {"", stated.number.strip()}]
    dates = {paper.dated_on for paper in named}
    missing = [] if stated.number.strip() and (named or not papers) else ["decision-number"]
    is_another = bool(dates) and dates.isdisjoint({None, stated.signed_on})
    if stated.signed_on is None or stated.signed_on > facts.today or is_another:
        missing.append("decision-date")
    if not papers:
        missing.append("decision-text")
    for about in missing:
        yield failed(about)
    if not missing:
        yield passed("decision-text", *of_documents(tuple(named)))


@check_kind("decision-issued")
def decision_issued(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AW02: nothing is published, conferred or paid on a decision that was not issued."""
    issued = facts.acts_of("issue")
    yield passed("issue", Evidence("act", issued[-1].id)) if issued else failed("issue")


@check_kind("payer-is-decider")
def payer_is_decider(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AW03: the level that decides pays from its own fund; a State-level award is paid by who manages the awardee."""
    body = _payer(facts)
    payer = next((held for held in facts.bodies.values() if held.id == facts.move.decision.payer_id), None)
    told = {"payer": payer.name if payer else "", "form": facts.form, "body": body.name if body else ""}
    if body is None:
        yield unknown("payer-not-known", **told)
    elif not facts.move.decision.payer_id:
        yield failed("payer-not-named", of_organisation(body), **told)
    elif facts.move.decision.payer_id != body.id:
        yield failed("payer-is-another", of_organisation(body), **told)
    else:
        yield passed("payer", of_organisation(body), **told)


@check_kind("amount-follows-decree")
def amount_follows_decree(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AW04: the amount is the multiple of the base salary of the decision date, rounded up (Điều 49, Điều 54)."""
    found = reward_for(facts.form, facts.nominee.legal_subject, decided_on(facts))
    if found is None or not found.is_read:
        yield unknown("amount-not-stated", amount=facts.move.amount, due="", multiple="", base="")
        return
    told: dict[str, Json] = {
        "amount": facts.move.amount,
        "due": found.amount,
        "multiple": str(float(found.multiple)),
        "base": found.base_salary,
    }
    yield (passed if facts.move.amount == found.amount else failed)("amount", **told)


@check_kind("revocation-report-complete")
def revocation_report_complete(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AW05: a report names a ground of the law, the body and number of the conclusion, and when it was found."""
    said = facts.move
    wrong = [] if said.legal_ground in spec.params["grounds"] else ["revocation-ground"]
    wrong += [] if said.source_body.strip() else ["conclusion-body"]
    wrong += [] if said.source_number.strip() else ["conclusion-number"]
    wrong += [] if said.found_on is not None and said.found_on <= facts.today else ["found-on"]
    for about in wrong:
        yield failed(about)
    if not wrong:
        yield passed("revocation-ground")


@check_kind("revocation-reported-in-time")
def revocation_reported_in_time(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AW06: whoever proposed reports within so many days of the finding (W73)."""
    found, days = facts.move.found_on, int(spec.params["days"])
    if found is None:
        yield unknown("report", found_on="", days=days)
        return
    is_late = found + timedelta(days=days) < facts.today
    yield (failed if is_late else passed)("report", found_on=found.isoformat(), days=days)


def decided_on(facts: ProposalFacts) -> date:
    """Return the day of the decision: as issued, else as stated now, else today."""
    issued = [act for act in facts.acts_of("issue") if act.data.get("signed_on")]
    if issued:
        return date.fromisoformat(issued[-1].data["signed_on"])
    return facts.move.decision.signed_on or facts.today


def _payer(facts: ProposalFacts) -> OrganisationFacts | None:
    found = reward_for(facts.form, facts.nominee.legal_subject, decided_on(facts))
    parts = MANAGING if found is not None and found.payer == "state_level" else ("decider",)
    return next((facts.bodies[part] for part in parts if part in facts.bodies), None)
