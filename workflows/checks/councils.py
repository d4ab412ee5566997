"""Whether the council met and how it voted, by the minutes; shares are counted exactly."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from workflows.checks.evidence import of_documents
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, Json, failed, passed, unknown
from workflows.rules.model import CheckSpec

_COUNTS = ("members", "present", "written", "in_favour", "written_in_favour")


@check_kind("council-vote-sufficient")
def council_vote_sufficient(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask for the council's minutes and, where a council's rule says so, for quorum and share (law Đ84.2; W62).

    `params.quorum` and `params.share` are fractions such as `2/3` and `80/100` of all members, or empty where no rule
    asks; absent members count in the denominator, written opinions as votes. A local pack sets them.
    """
    minutes = facts.documents_of("D05")
    if not minutes:
        yield failed("D05", why=["minutes-absent"], **_shown({}))
        return
    quorum, share = spec.params["quorum"], spec.params["share"]
    counted = facts.documents_of("D06") or minutes
    if not quorum and not share:
        yield passed("D05", *of_documents(minutes))
        return
    counts = counted[-1].meta
    about = counted[-1].type
    evidence = of_documents(counted)
    if not _is_counted(counts, needs_votes=bool(share)):
        yield unknown(about, *evidence, why=["counts-absent"], **_shown(counts))
        return
    why: list[Json] = [*_find_problems(counts, quorum, share)]
    yield failed(about, *evidence, why=why, **_shown(counts)) if why else passed(about, *evidence, **_shown(counts))


def _is_counted(counts: Mapping[str, Any], *, needs_votes: bool) -> bool:
    needed = ("members", "present", "in_favour") if needs_votes else ("members", "present")
    return all(isinstance(counts.get(name), int) for name in needed) and counts["members"] > 0


def _find_problems(counts: Mapping[str, Any], quorum: str, share: str) -> Iterator[str]:
    members, present, written, in_favour, written_in_favour = (int(counts.get(name, 0)) for name in _COUNTS)
    written = max(written, written_in_favour)
    if present + written > members or in_favour + written_in_favour > present + written:
        yield "counts-disagree"
        return
    if quorum and Fraction(present + written, members) < Fraction(quorum):
        yield "quorum-not-met"
    if share and Fraction(in_favour + written_in_favour, members) < Fraction(share):
        yield "share-too-low"


def _shown(counts: Mapping[str, Any]) -> dict[str, Json]:
    members, present, written, in_favour, written_in_favour = (int(counts.get(name) or 0) for name in _COUNTS)
    yes = in_favour + written_in_favour
    percent = f"{round(Fraction(1000 * yes, members)) / 10:.1f}".replace(".", ",") if members else ""
    return {"members": members, "present": present + written, "in_favour": yes, "percent": percent}
