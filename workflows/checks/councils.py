"""Whether the council met and how it voted: by the recorded session where there is one, else by the paper minutes."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from workflows.checks.evidence import of_documents
from workflows.checks.registry import check_kind
from workflows.facts import ActFacts, ProposalFacts
from workflows.findings import Answer, Evidence, Json, failed, passed, unknown
from workflows.rules.model import CheckSpec
from workflows.votes.standing import is_stale

_COUNTS = ("members", "present", "written", "in_favour", "written_in_favour")


@check_kind("council-vote-sufficient")
def council_vote_sufficient(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask what the council decided and, where a council's rule says so, for quorum and share (law Đ84.2; W62).

    A session recorded here answers by its own rule; without one the minutes on paper do. `params.quorum` and
    `params.share` are fractions such as `2/3` and `80/100` of all members, or empty where no rule asks; absent members
    count in the denominator, written opinions as votes. A local pack sets them.
    """
    sessions = [act for act in facts.acts_of("council") if act.state == "done"]
    if sessions:
        yield _by_session(facts, sessions[-1], spec)
        return
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


def _by_session(facts: ProposalFacts, held: ActFacts, spec: CheckSpec) -> Answer:
    """Answer by a recorded session: what it decided under its own rule, and what a local pack asks beyond that."""
    counts = _as_counts(held.data)
    why: list[Json] = ["council-did-not-agree"] if held.outcome != "agreed" else []
    why += ["council-saw-former-dossier"] if is_stale(facts, held) else []
    why += _find_problems(counts, spec.params["quorum"], spec.params["share"])
    evidence = Evidence("act", held.id, str(held.data.get("seats", "")))
    shown = _shown(counts)
    return failed("D05", evidence, why=why, **shown) if why else passed("D05", evidence, **shown)


def _as_counts(data: Mapping[str, Any]) -> dict[str, int]:
    """Return what a session kept in the shape of the minutes' figures."""
    figures = {name: int(data.get(name) or 0) for name in ("members", "present", "written", "yes", "written_yes")}
    yes, written_yes = figures.pop("yes"), figures.pop("written_yes")
    return figures | {"in_favour": yes, "written_in_favour": written_yes}


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
    tenths = round(Fraction(1000 * yes, members)) if members else 0
    percent = f"{tenths // 10},{tenths % 10}" if members else ""
    return {"members": members, "present": present + written, "in_favour": yes, "percent": percent}
