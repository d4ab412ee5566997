"""Initiatives and working models (ST06, ST08, DS13): shown by papers, lasting, and used once."""

from collections.abc import Iterator

from workflows.calendars import add_months
from workflows.checks.law_reading import as_day, meta_text, seen
from workflows.checks.registry import check_kind
from workflows.facts import InitiativeFacts, ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed, unknown
from workflows.rules.model import CheckSpec


def _is_relied_on(facts: ProposalFacts, spec: CheckSpec) -> bool:
    """Tell whether the proposal rests on initiatives: its standard, its basis, or a criterion of its category."""
    if facts.standard in spec.params["standards"] or facts.basis == "initiative":
        return True
    return any(criterion.initiatives for criterion in facts.plan.criteria_of(facts.category))


def _in_period(facts: ProposalFacts) -> list[InitiativeFacts]:
    if facts.starts_on is None or facts.ends_on is None:
        return list(facts.initiatives)
    return [item for item in facts.initiatives if facts.starts_on <= item.recognised_on <= facts.ends_on]


@check_kind("initiative-not-reused")
def initiative_not_reused(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST08: an initiative that served a title does not serve an award again (guidance letter CV 5007/BNV-TĐKT)."""
    if not _is_relied_on(facts, spec):
        return
    for item in _in_period(facts):
        answer = failed if item.used_for else passed
        year = item.used_year or ""
        evidence = Evidence("initiative", item.id)
        yield answer("initiative", evidence, number=item.number, used_for=list(item.used_for), year=year)


@check_kind("initiative-paper-filed")
def initiative_paper_filed(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS13: an initiative is shown by its decision or by Mẫu số 13 (NĐ 152/2025, Điều 33.6)."""
    if not _is_relied_on(facts, spec):
        return
    filed = {document.number for document in facts.documents_of(*spec.params["documents"]) if document.number}
    for item in _in_period(facts):
        is_filed = item.paper in spec.params["papers"] or item.number in filed
        yield (passed if is_filed else failed)("initiative", Evidence("initiative", item.id), number=item.number)


@check_kind("worker-or-farmer-record-attached")
def worker_or_farmer_record_attached(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST06: a worker shows an initiative with its area of influence, a farmer a confirmed model (NĐ 152/2025, Đ27)."""
    occupation = facts.nominee.occupation
    if facts.standard not in spec.params["standards"] or occupation not in spec.params["documents"]:
        return
    papers = facts.documents_of(*spec.params["documents"][occupation])
    items = [item for item in facts.initiatives if item.area] if occupation in spec.params["by_initiative"] else []
    evidence = (*seen(*papers), *(Evidence("initiative", item.id) for item in items))
    yield (passed if papers or items else failed)(occupation, *evidence, occupation=occupation)


@check_kind("farmer-model-lasting")
def farmer_model_lasting(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST06: the farmer's model has been stable for `years` years and helps other households (quality: local)."""
    if facts.standard not in spec.params["standards"] or facts.nominee.occupation != spec.params["occupation"]:
        return
    for paper in facts.documents_of(*spec.params["documents"]):
        since = as_day(paper.meta.get("model_since"))
        helped = paper.meta.get("households_helped")
        if since is None or helped is None or not meta_text(paper, "area"):
            yield unknown("model", *seen(paper), since=since.isoformat() if since else "")
        else:
            lasts = add_months(since, 12 * spec.params["years"]) <= facts.ruled_on
            yield (passed if lasts and helped else failed)("model", *seen(paper), since=since.isoformat())
