"""Whether a council's vote still stands for the dossier as it is now, or was about a former one."""

from collections.abc import Iterable

from workflows.facts import ActFacts, ProposalFacts, StepFacts

ASIDE = frozenset({"hold", "release"})  # a dossier on hold lies still: it comes back to where it was, as it was


def is_stale(facts: ProposalFacts, vote: ActFacts) -> bool:
    """Tell whether a council considered another dossier than the one that would now be decided on.

    A return says that the dossier is not fit, and hands it to its unit to be changed in any part. A step back to where
    it stood before the council met (resubmission, a replaced document that somebody had looked at, a step that was
    handed back further) lets all who came before the council look again, and what they send on is what the council must
    see. A new achievement text is another achievement. Further documents are none of these: minutes, letters and
    evidence come in after the vote by their nature; nor is a step that is taken back only as far as the council's own.
    A step that was taken back counts here: whoever made it anew may have sent on another dossier.
    """
    if vote.ended_seq is None:
        return False
    ended = vote.ended_seq
    later = [step for step in facts.walked if step.seq > ended]
    before = _states_before(facts.walked, vote.begun_seq)
    went_back = any(step.action == "return" or step.target in before for step in later)
    return went_back or facts.achievement_seq > ended


def _states_before(steps: Iterable[StepFacts], seq: int) -> list[str]:
    """Return the states that a proposal had passed through when it stood where it stood then; loops are cut off."""
    path: list[str] = []
    for step in steps:
        if step.seq < seq and step.action not in ASIDE:
            path = [*_up_to(path, step.source), step.source]
            path = _up_to(path, step.target)
    return path


def _up_to(path: list[str], state: str) -> list[str]:
    return path[: path.index(state)] if state in path else path
