"""The principles of awards (PR01-PR04, PR09): one achievement one award, no ladder, no theme award as merit."""

from collections.abc import Iterator

from workflows.checks.law_reading import cites, overlap, seen
from workflows.checks.registry import check_kind
from workflows.facts import AwardFacts, OpenProposalFacts, ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed, unknown
from workflows.rules.model import CheckSpec


@check_kind("achievement-rewarded-once")
def achievement_rewarded_once(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR01: the same achievement is not rewarded twice nor in two forms, in any channel (Luật Điều 5.2)."""
    if not facts.achievement_key:
        yield unknown("achievement-key", other="", form="")
        return
    found = False
    for other in _others(facts):
        if other.achievement_key == facts.achievement_key:
            found = True
            yield _clash(other, "already-rewarded" if isinstance(other, AwardFacts) else "already-proposed")
    if not found:
        yield passed("achievement", other="", form="")


@check_kind("achievement-distinct-from-others")
def achievement_distinct_from_others(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR01: another award or file for the same theme in an overlapping period deserves a second look."""
    for other in _others(facts):
        is_same_theme = bool(facts.theme) and other.theme == facts.theme
        periods = (facts.starts_on, facts.ends_on), (other.starts_on, other.ends_on)
        if is_same_theme and other.achievement_key != facts.achievement_key and overlap(*periods):
            yield _clash(other, "same-theme-and-period")


def _others(facts: ProposalFacts) -> Iterator[AwardFacts | OpenProposalFacts]:
    yield from (award for award in facts.awards if not award.revoked)
    yield from facts.open_proposals


def _clash(other: AwardFacts | OpenProposalFacts, about: str) -> Answer:
    if isinstance(other, AwardFacts):
        return failed(about, *seen(other), other=other.number, form=other.code)
    return failed(about, Evidence("proposal", other.id), other=other.number or other.id, form=other.form)


@check_kind("same-form-again-allowed")
def same_form_again_allowed(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR02: never blocks; the same form may be given again for another achievement (Luật Điều 5.2)."""
    for award in facts.awards:
        if award.code == facts.form and not award.revoked and award.achievement_key != facts.achievement_key:
            yield passed("same-form", *seen(award), other=award.number)


@check_kind("no-lower-form-needed")
def no_lower_form_needed(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR03: never blocks; a lower form is no condition of a higher one unless the chosen standard names it."""
    lower = spec.params["lower_forms"].get(facts.form, ())
    has_lower = any(award.code in lower and not award.revoked for award in facts.awards)
    if lower and not has_lower and facts.standard not in spec.params["naming_standards"]:
        yield passed("no-ladder", form=facts.form)


@check_kind("merit-not-based-on-theme-awards")
def merit_not_based_on_theme_awards(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR04: awards for a movement theme or a sudden deed are no basis for a merit award (Nghị định, Điều 4.3).

    Cited are the earlier awards whose decision lies in the dossier; where the standard itself asks for an earlier
    award and none is cited, any award of another basis will do.
    """
    prior = [award for award in facts.awards if award.code in spec.params["prior_codes"] and not award.revoked]
    cited = [award for award in prior if cites(facts, award, spec.params["documents"])]
    candidates = cited or (prior if facts.standard in spec.params["naming_standards"] else [])
    unfit = [award for award in candidates if award.basis in spec.params["excluded"]]
    if unfit and (cited or len(unfit) == len(candidates)):
        yield from (failed("theme-award", *seen(award), other=award.number, basis=award.basis) for award in unfit)
    elif candidates:
        yield passed("cited-awards", *seen(*candidates), other="", basis="")


@check_kind("maternity-counts")
def maternity_counts(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR09: maternity leave counts as time (Nghị định, Điều 4.5)."""
    for start, end in facts.nominee.maternity:
        if overlap((facts.starts_on, facts.ends_on), (start, end)):
            yield passed("maternity", starts_on=start.isoformat(), ends_on=end.isoformat())
