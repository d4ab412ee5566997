"""After the decision (AF01-AF05) and the record itself (AF12, AF13): cancelling, giving back, and the trail."""

from collections.abc import Iterator

from workflows.checks.law_reading import cites, seen
from workflows.checks.law_times import due_on
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed, unknown
from workflows.rules.model import CheckSpec


@check_kind("revocation-has-ground")
def revocation_has_ground(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AF01: an award is cancelled on one of four grounds and on a document that shows it (Luật Điều 93.2)."""
    papers = facts.documents_of(*spec.params["documents"])
    ground = facts.move.legal_ground
    is_listed = ground in spec.params["grounds"]
    if not is_listed:
        yield failed("ground", ground=ground, missing="ground")
    if not papers:
        missing = str(spec.params["documents"][0])
        yield failed(missing, ground=ground, missing=missing)
    if is_listed and papers:
        yield passed("ground", *seen(*papers), ground=ground, missing="")


@check_kind("wrong-appraisal-is-ground")
def wrong_appraisal_is_ground(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AF02: an appraisal, review or approval against the rules is itself a ground to cancel (Luật Điều 93.2.c)."""
    if facts.move.legal_ground == spec.params["ground"]:
        evidence = (Evidence("step", f"{step.seq}") for step in facts.steps)
        yield passed("wrong-appraisal", *evidence, ground=facts.move.legal_ground)


@check_kind("revoker-is-decider")
def revoker_is_decider(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AF03: only the office that may give the award cancels it, or the office that took over (Luật Điều 93.8)."""
    decider, actor = facts.bodies.get("decider"), facts.actor
    if actor.is_assumed:
        return
    if decider is None or actor.organisation is None:
        yield unknown("revoker", body="")
        return
    is_office = actor.organisation.id in {decider.id, decider.successor_id}
    post = facts.move.decision.decider_post or decider.head_role
    is_post = not post or actor.role == post
    evidence = Evidence("organisation", decider.id)
    yield (passed if is_office and is_post else failed)("revoker", evidence, body=decider.name)


@check_kind("award-return-due")
def award_return_due(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AF04: object and money come back within so many working days of the cancelling decision (NĐ 152/2025, Đ58)."""
    days = spec.params["days"]
    due = due_on(facts.calendar, facts.decided_on, days)
    if due is None:
        yield unknown("calendar", due_on="", days=days)
    else:
        yield (passed if facts.today <= due else failed)("return-due", due_on=due.isoformat(), days=days)


@check_kind("cited-awards-stand")
def cited_awards_stand(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AF05: an award that was cancelled, or a title that was withdrawn, is not a basis any more (from Điều 93)."""
    cited = [award for award in facts.awards if cites(facts, award, spec.params["documents"])]
    for award in cited:
        yield (failed if award.revoked else passed)("cited-award", *seen(award), document=award.number)


@check_kind("act-recorded-with-move")
def act_recorded_with_move(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AF12: the move and its record stand or fall together; the writer of the trail sees to it."""
    yield passed("audit")


@check_kind("record-append-only")
def record_append_only(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AF13: the trail is only added to; the database refuses every change (QCVN 12:2026/BCA, 2.2.9.2.1)."""
    yield passed("audit")
