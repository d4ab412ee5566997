"""Votes that are only supposed: figures spread over the members, to be judged by the same arithmetic as given votes."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from workflows.votes.counting import Count, Opinions, find_count_problems
from workflows.votes.tallies import Tally

NOBODY = Opinions()
LEAST_HELPFUL = ("no", "blank", "yes")


@dataclass(frozen=True, slots=True)
class Supposition:
    """How one item is supposed to be voted on: by those present in figures, by the absent in writing.

    `chair` is how the chair votes, among the figures; empty where that is not supposed.
    """

    yes: int = 0
    no: int = 0
    blank: int = 0
    invalid: int = 0
    written: Opinions = NOBODY
    chair: str = ""

    @property
    def answered(self) -> int:
        """Return how many of those present vote."""
        return self.yes + self.no + self.blank + self.invalid

    def filled(self, present: int, choice: str) -> "Supposition":
        """Return the same with everybody present of whom nothing is said voting so; nobody for an empty choice."""
        left = present - self.answered
        if not choice or left <= 0:
            return self
        figures = {name: getattr(self, name) for name in LEAST_HELPFUL}
        return replace(self, **{choice: figures[choice] + left})

    def figures(self, present: int) -> dict[str, int]:
        """Return the count of hands or papers that it supposes: everybody present was asked."""
        return {
            "issued": present,
            "returned": self.answered,
            "invalid": self.invalid,
            "yes": self.yes,
            "no": self.no,
            "blank": self.blank,
        }


def find_supposition_problems(supposed: Supposition, *, members: int, present: int, recused: int) -> tuple[str, ...]:
    """Return the codes of what could not be so: more votes than people, or a chair whose vote is not among them."""
    tally = Tally(members, present, supposed.written.total, **supposed.figures(present))
    found = find_count_problems(Count(tally, supposed.written, recused))
    figures = {name: getattr(supposed, name) for name in LEAST_HELPFUL}
    return (*found, *(["chair-vote-not-among"] if supposed.chair and not figures[supposed.chair] else []))


def spread(supposed: Supposition, present: Sequence[str], away: Sequence[str], chair_id: str | None) -> dict[str, str]:
    """Return a vote for so many members as are supposed to vote or write, who they are being of no account.

    But for the chair, whose vote may decide: as supposed, or else whichever helps least, which is none where somebody
    present has none.
    """
    left = Counter({name: getattr(supposed, name) for name in LEAST_HELPFUL})
    given: dict[str, str] = {}
    if chair_id is not None and chair_id in present and (supposed.chair or left.total() >= len(present) > 0):
        choice = supposed.chair or next(name for name in LEAST_HELPFUL if left[name])
        given[chair_id] = choice
        left[choice] -= 1
    wrote = Counter({name: getattr(supposed.written, name) for name in LEAST_HELPFUL})
    given |= zip((key for key in present if key not in given and key != chair_id), left.elements(), strict=False)
    given |= zip(away, wrote.elements(), strict=False)
    return given


def suppose(votes: Mapping[str, str], present: Collection[str], chair_id: str | None) -> Supposition:
    """Return the figures of votes supposed member by member; whoever is not present writes."""
    here = Counter(choice for key, choice in votes.items() if key in present)
    wrote = Counter(choice for key, choice in votes.items() if key not in present)
    chair = votes.get(chair_id, "") if chair_id is not None and chair_id in present else ""
    return Supposition(
        here["yes"], here["no"], here["blank"], written=Opinions(wrote["yes"], wrote["no"], wrote["blank"]), chair=chair
    )
