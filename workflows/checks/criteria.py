"""Type-B criteria (dated documents) and type-C criteria (judgements with a reason)."""

from collections.abc import Iterator

from workflows.checks.evidence import is_in_period, of_documents, of_judgement, overlaps, years_of_period
from workflows.checks.registry import check_kind
from workflows.facts import DocumentFacts, JudgementFacts, ProposalFacts
from workflows.findings import Answer, Json, failed, passed, unknown
from workflows.plans.model import Criterion, EvidenceNeed
from workflows.rules.model import CheckSpec


@check_kind("evidence-dated-in-period")
def evidence_dated_in_period(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask for a dated document behind each type-B criterion, one for every year where the plan says yearly."""
    for criterion in facts.plan.criteria_of(facts.category):
        if criterion.kind == "B":
            for need in criterion.evidence:
                yield _answer_need(facts, criterion, need)
            if not criterion.evidence:
                yield _answer_any(facts, criterion)


def _answer_need(facts: ProposalFacts, criterion: Criterion, need: EvidenceNeed) -> Answer:
    filed = [paper for paper in facts.documents_of(need.document_type) if paper.criterion == criterion.code]
    inside = [paper for paper in filed if _covers(paper, facts)]
    named: dict[str, Json] = {
        "document": need.document_type,
        "found": len(inside),
        "need": need.count,
        "years": [],
        "criterion": criterion.wording,
    }
    if need.per == "year":
        years = years_of_period(facts)
        missing: list[Json] = [y for y in years if sum(_year_of(paper) == y for paper in inside) < need.count]
        named["years"] = missing
        if years and not missing:
            return passed(criterion.code, *of_documents(inside), **named)
        if not years:
            return unknown(criterion.code, *of_documents(filed), why=["period-not-stated"], **named)
    elif len(inside) >= need.count:
        return passed(criterion.code, *of_documents(inside), **named)
    if not filed:
        return failed(criterion.code, why=["evidence-absent"], **named)
    return _answer_misdated(criterion.code, filed, inside, named)


def _answer_misdated(
    code: str, filed: list[DocumentFacts], inside: list[DocumentFacts], named: dict[str, Json]
) -> Answer:
    if any(_year_of(paper) is None for paper in filed):
        return unknown(code, *of_documents(filed), why=["evidence-undated"], **named)
    why = "evidence-too-few" if len(inside) == len(filed) else "evidence-outside-period"
    return failed(code, *of_documents(filed), why=[why], **named)


def _answer_any(facts: ProposalFacts, criterion: Criterion) -> Answer:
    filed = [paper for paper in facts.documents if paper.criterion == criterion.code]
    inside = [paper for paper in filed if _covers(paper, facts)]
    named: dict[str, Json] = {
        "document": "E09",
        "found": len(inside),
        "need": 1,
        "years": [],
        "criterion": criterion.wording,
    }
    if inside:
        return passed(criterion.code, *of_documents(inside), **named)
    if not filed:
        return failed(criterion.code, why=["evidence-absent"], **named)
    return _answer_misdated(criterion.code, filed, inside, named)


def _year_of(paper: DocumentFacts) -> int | None:
    """Return the year a document speaks for: the year recorded with it, else the year of its date."""
    year = paper.meta.get("year")
    if isinstance(year, int):
        return year
    return paper.dated_on.year if paper.dated_on else None


def _covers(paper: DocumentFacts, facts: ProposalFacts) -> bool:
    if isinstance(paper.meta.get("year"), int):
        years = years_of_period(facts)
        return not years or paper.meta["year"] in years
    return paper.dated_on is not None and is_in_period(paper.dated_on, facts)


@check_kind("judgements-recorded")
def judgements_recorded(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask for a reviewer's reasoned verdict on each type-C criterion, with evidence and a clean record where asked."""
    latest = {judgement.criterion: judgement for judgement in facts.judgements}
    for criterion in facts.plan.criteria_of(facts.category):
        if criterion.kind == "C":
            yield _answer_judged(facts, criterion, latest.get(criterion.code))


def _answer_judged(facts: ProposalFacts, criterion: Criterion, judgement: JudgementFacts | None) -> Answer:
    code = criterion.code
    if judgement is None:
        return unknown(code, why=["judgement-absent"], criterion=criterion.wording)
    papers = [paper for paper in facts.documents if paper.criterion == code]
    evidence = (of_judgement(judgement), *of_documents(papers))
    why: list[Json] = []
    if not judgement.met:
        why.append("judged-not-met")
    if not judgement.reason.strip():
        why.append("judgement-without-reason")
    if not {judgement.by_person, *judgement.in_place_of}.isdisjoint(facts.nominee.person_ids):
        why.append("judged-by-nominee")
    if criterion.needs_evidence and not papers:
        why.append("evidence-absent")
    if criterion.needs_clean_record and any(overlaps(d.starts_on, d.ends_on, facts) for d in facts.disciplines):
        why.append("under-discipline")
    if why:
        return failed(code, *evidence, why=why, criterion=criterion.wording)
    return passed(code, *evidence)
