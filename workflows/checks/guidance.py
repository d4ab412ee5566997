"""What the award guidance of a higher body asks: a free place, the last day, the subject, the papers."""

from collections.abc import Iterator

from workflows.calendars import strictly_before
from workflows.checks.evidence import of_award, of_documents
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, Evidence, Json, failed, passed, unknown
from workflows.guidance.facts import GuidanceFacts, QuotaFacts
from workflows.guidance.model import Exclusion
from workflows.rules.model import CheckSpec


@check_kind("guidance-quota-free")
def guidance_quota_free(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether each quota of the guidance has a place left (guard G11); the move that asks this takes the place.

    A share of a number of eligible subjects that nobody recorded stops an entry only where the guidance says so.
    """
    guidance = facts.guidance
    if guidance is not None:
        yield from (_answer_quota(facts, guidance, quota) for quota in guidance.quotas)


def _answer_quota(facts: ProposalFacts, guidance: GuidanceFacts, quota: QuotaFacts) -> Answer:
    named: dict[str, Json] = {"form": facts.form, "body": quota.body, "limit": quota.limit, "quota": quota.code}
    named |= _cited(guidance, quota.lines)
    if quota.holds:
        return passed("place-held", _evidence(guidance), **named)
    if quota.limit is None:
        answer = failed if quota.must_know else unknown
        return answer("eligible-not-recorded", _evidence(guidance), **named)
    if quota.is_full:
        return failed("no-place-left", _evidence(guidance), **named)
    return passed("", _evidence(guidance), **named)


@check_kind("submitted-before-deadline")
def submitted_before_deadline(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the dossier goes up before the guidance's day (guard G12): “before” means strictly earlier.

    What was received in time, or sent in time to the collector that the guidance names, stays in time when it comes
    back completed. A guidance that states no day asks for none.
    """
    guidance = facts.guidance
    if guidance is None or guidance.submit_before is None:
        return
    last = strictly_before(guidance.submit_before)
    sent = [step.on for step in facts.steps if step.action == "verify"] if guidance.submit_to == "collector" else []
    day = min([facts.received_on or facts.today, *sent])
    named: dict[str, Json] = {"submit_before": guidance.submit_before.isoformat(), "day": day.isoformat()}
    named |= _cited(guidance, ())
    answer = passed if day <= last else failed
    yield answer("" if day <= last else "deadline-passed", _evidence(guidance), **named)


@check_kind("not-excluded-by-guidance")
def not_excluded_by_guidance(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the guidance means this type of subject and leaves the nominee in.

    Left out is, for one, who was rewarded in the former phase of the same movement; an award whose movement is not on
    record needs a person's view.
    """
    guidance = facts.guidance
    if guidance is None or facts.form not in guidance.higher_forms:
        return
    if not guidance.is_covered:
        yield failed("subject-not-in-guidance", _evidence(guidance), other="", **_cited(guidance, ()))
        return
    answers = [answer for item in guidance.exclusions for answer in _find_excluded(facts, guidance, item)]
    if not answers:
        yield passed("", _evidence(guidance), **_cited(guidance, ()))
    yield from answers


def _find_excluded(facts: ProposalFacts, guidance: GuidanceFacts, exclusion: Exclusion) -> Iterator[Answer]:
    for award in facts.awards:
        is_meant = not exclusion.awards or award.code in exclusion.awards
        if award.revoked or not is_meant or not exclusion.first <= award.decided_on <= exclusion.last:
            continue
        seen = (of_award(award), _evidence(guidance))
        named: dict[str, Json] = {"other": award.number, **_cited(guidance, exclusion.lines)}
        if award.campaign and award.campaign == facts.plan.campaign:
            yield failed("rewarded-in-former-phase", *seen, **named)
        elif not award.campaign and award.basis == "movement":
            yield unknown("former-movement-not-stated", *seen, **named)


@check_kind("guidance-papers-complete")
def guidance_papers_complete(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask for each paper that the guidance lists beyond the law's own; `D04|D05` is satisfied by either."""
    guidance = facts.guidance
    if guidance is None:
        return
    for paper in guidance.papers:
        types = paper.document.split("|")
        filed = facts.documents_of(*types)
        named: dict[str, Json] = {"documents": list(types), **_cited(guidance, paper.lines)}
        yield (passed if filed else failed)(types[0], *of_documents(filed), _evidence(guidance), **named)


def _cited(guidance: GuidanceFacts, lines: tuple[int, ...]) -> dict[str, Json]:
    return {"guidance": guidance.cited, "lines": list(lines)}


def _evidence(guidance: GuidanceFacts) -> Evidence:
    return Evidence("guidance", guidance.name, guidance.digest)
