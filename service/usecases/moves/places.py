"""Places under the quotas of a guidance: taken by the move that leaves the body, given back when the entry ends."""

from dataclasses import replace

from service.db import guidance as places
from service.db.dossier_rows import StepRow
from service.db.guidance import PlaceKey
from service.db.work import Work
from service.usecases.facts import CaseData
from workflows.definition import TransitionSpec
from workflows.facts import ProposalFacts

QUOTA_GUARD = "guidance-quota-free"
GIVING_BACK = frozenset({"withdrawn", "rejected", "expired"})  # an award that was decided has used its place up
UNCOUNTED = 1_000_000  # a share of a number not recorded yet: the place is kept, and counts once the number is known


def takes_place(move: TransitionSpec) -> bool:
    """Tell whether a move takes a place: the flow says so by naming the guard that asks for one."""
    return QUOTA_GUARD in move.guards


def take_places(work: Work, data: CaseData, facts: ProposalFacts, move: TransitionSpec) -> frozenset[str]:
    """Take a place under each quota that the entry falls under, and return the codes of those that had none left.

    The caller's transaction keeps them; where one is lost, it must not go on.
    """
    if facts.guidance is None or not takes_place(move):
        return frozenset()
    lost = set()
    for quota in facts.guidance.quotas:
        if quota.holds:
            continue
        number = places.take_place(
            work,
            PlaceKey(facts.guidance.code, quota.code, quota.body_id),
            version=facts.guidance.version,
            limit=UNCOUNTED if quota.limit is None else quota.limit,
            proposal_id=data.case.id,
            seq=data.case.version + 1,
            on=work.today,
        )
        if number is None:
            lost.add(quota.code)
    return frozenset(lost)


def entered_under(data: CaseData, facts: ProposalFacts, move: TransitionSpec) -> str:
    """Return the guidance (`code@version`) that the entry is made under from this move on, or an empty text.

    The move that asks for a place is the entry, whether or not the guidance has quotas; a version that replaces the one
    entered under is kept by the next move, whichever it is.
    """
    guidance = facts.guidance
    if guidance is None:
        return data.case.guidance
    is_entered = bool(data.case.guidance) or (takes_place(move) and facts.form in guidance.higher_forms)
    return guidance.name if is_entered else ""


def without_places(facts: ProposalFacts, lost: frozenset[str]) -> ProposalFacts:
    """Return the facts as they are now that these quotas turned out to be full."""
    if facts.guidance is None:
        return facts
    quotas = tuple(replace(quota, is_full=True) if quota.code in lost else quota for quota in facts.guidance.quotas)
    return replace(facts, guidance=replace(facts.guidance, quotas=quotas))


def is_entry(data: CaseData, step: StepRow) -> bool:
    """Tell whether a step that was made is one by which the entry leaves the body."""
    return any(takes_place(move) for move in data.definition.find_transitions(step.source, step.action))


def give_back(work: Work, data: CaseData, seq: int, *, since: int = 0) -> None:
    """Free what the entry holds, or took after the event `since`, so that another entry of its body may take it."""
    if data.dossier.places:
        places.free_places(work, data.case.id, seq=seq, on=work.today, since=since)
