"""The dossier (DS01-DS05, DS09): papers by form, short sets, originals, confirmations."""

from collections.abc import Iterator

from workflows.checks.law_reading import meta_text, seen
from workflows.checks.recorded_letters import of_recorded
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed
from workflows.rules.model import CheckSpec


def _attached(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Answer for a set of papers: each entry of `documents` lists types of which one must be there."""
    found: list[Evidence] = []
    complete = True
    for types in spec.params["documents"]:
        papers = (*seen(*facts.documents_of(*types)), *of_recorded(facts, types))
        found += papers
        if not papers:
            complete = False
            yield failed(types[0], missing=types[0])
    if complete:
        yield passed("documents", *found, missing="")


def has_short_dossier(facts: ProposalFacts, spec: CheckSpec) -> bool:
    """Tell whether the nominee belongs to a group that a short dossier serves (NĐ 152/2025, Điều 33.8)."""
    return facts.nominee.special_group in spec.params.get("short_groups", ())


@check_kind("core-documents-attached")
def core_documents_attached(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS01: letter, achievement report and minutes are the floor of every dossier (Luật Điều 84.2)."""
    yield from _attached(facts, spec)


@check_kind("prime-minister-dossier-attached")
def prime_minister_dossier_attached(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS02: the set for the Prime Minister; groups with a short dossier are asked by DS09 instead (Điều 42.1)."""
    if not has_short_dossier(facts, spec):
        yield from _attached(facts, spec)


@check_kind("short-dossier-attached")
def short_dossier_attached(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS09: letter, list and summary report by the proposing body are enough for these groups (Điều 33.8)."""
    if facts.nominee.special_group in spec.params["groups"]:
        yield from (_with_group(answer, facts) for answer in _attached(facts, spec))


def _with_group(answer: Answer, facts: ProposalFacts) -> Answer:
    return Answer(
        answer.verdict, answer.about, {**answer.params, "group": facts.nominee.special_group}, answer.evidence
    )


@check_kind("original-sets-filed")
def original_sets_filed(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS02: so many original sets go up; a letter that is no plain copy counts as one set unless it says more.

    So does a submission that is on record here with number, day and signer.
    """
    letters = [
        paper for paper in facts.documents_of(*spec.params["documents"]) if paper.copy not in spec.params["copies"]
    ]
    recorded = of_recorded(facts, spec.params["documents"])
    have = max((int(letter.meta.get("sets") or 1) for letter in letters), default=1 if recorded else 0)
    needed = spec.params["sets"]
    yield (passed if have >= needed else failed)("original-set", *seen(*letters), *recorded, have=have, needed=needed)


@check_kind("report-confirmed-by-submitter")
def report_confirmed_by_submitter(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS03: the achievement report bears the confirmation of the level that submits upward (Điều 42.1.b)."""
    if has_short_dossier(facts, spec):
        return
    for report in facts.documents_of(*spec.params["documents"]):
        is_confirmed = bool(meta_text(report, "confirmed_by"))
        yield (passed if is_confirmed else failed)(report.type, *seen(report), document=report.number)


@check_kind("special-achievement-certified")
def special_achievement_certified(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS04: sudden deeds, great contributions and initiatives carry a competent body's paper (Luật Điều 84.2)."""
    types = spec.params["documents"][facts.basis]
    papers = [
        paper
        for paper in facts.documents_of(*types)
        if paper.type not in spec.params["if_confirmed"] or meta_text(paper, "confirmed_by")
    ]
    yield (passed if papers else failed)(types[0], *seen(*papers), basis=facts.basis, missing=types[0])


@check_kind("evidence-original-or-certified")
def evidence_original_or_certified(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS05: evidence is an original or a certified copy (guidance letter CV 5007/BNV-TĐKT)."""
    for paper in facts.documents_of(*spec.params["documents"]):
        answer = failed if paper.copy in spec.params["copies"] else passed
        yield answer(paper.type, *seen(paper), document=paper.number or paper.type)
