"""Holding a count against a rule: how many were needed, how many are missing, and whether the matter is decided."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from workflows.findings import Citation
from workflows.votes.rules import VotingRule
from workflows.votes.tallies import Tally, find_tally_problems

Outcome = Literal["agreed", "not_agreed", "undecided"]


@dataclass(frozen=True, slots=True)
class Opinions:
    """What absent members wrote."""

    yes: int = 0
    no: int = 0
    blank: int = 0

    @property
    def total(self) -> int:
        """Return how many wrote."""
        return self.yes + self.no + self.blank


@dataclass(frozen=True, slots=True)
class Count:
    """One count with what stands around it.

    `recused` members are in `tally.members` but take no part; `waiting` is how many may still answer, of whom `silent`
    are in the room; `chair` is how the chair voted (yes, no, blank), empty where that is secret or not known.
    """

    tally: Tally
    opinions: Opinions = Opinions()
    recused: int = 0
    waiting: int = 0
    silent: int = 0
    chair: str = ""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is missing, in figures: `have` of the `needed`, which are `share` of `base`; `binds` tells if it refuses."""

    code: str
    have: int
    needed: int
    base: int
    share: Fraction | None
    citation: Citation
    binds: bool = True

    @property
    def missing(self) -> int:
        """Return how many more are needed."""
        return self.needed - self.have


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a count comes to; `problems` are contradictions of its figures, `shortfalls` what the rule misses."""

    outcome: Outcome
    yes: int
    base: int
    needed: int
    problems: tuple[str, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def is_closable(self) -> bool:
        """Tell whether the count may be closed: its figures agree, nothing that binds is missing, and it is decided.

        That a share is stated nowhere keeps it from refusing; it does not make a result of a vote that may still turn.
        """
        return self.is_unhindered and self.outcome != "undecided"

    @property
    def is_unhindered(self) -> bool:
        """Tell whether neither contradictions of its figures nor anything that binds stand against it."""
        return not self.problems and not any(found.binds for found in self.shortfalls)


def needed_of(share: Fraction, base: int, *, more_than: bool = False) -> int:
    """Return the smallest whole number that is at least (or more than) a share of a base."""
    exact = share * base
    floor = exact.numerator // exact.denominator
    return floor + 1 if more_than or floor != exact else floor


def judge(rule: VotingRule, count: Count, *, is_final: bool = False) -> Judgement:
    """Return what a count comes to under a rule; `is_final` says that nobody else will answer."""
    problems = find_count_problems(count)
    count = replace(count, waiting=0, silent=0) if is_final else count
    base = base_of(rule, count)
    yes = yes_of(rule, count)
    needed = 0 if rule.approval is None else needed_of(rule.approval, base, more_than=rule.more_than)
    if problems:
        return Judgement("undecided", yes, base, needed, problems)
    shortfalls = [found for found in (_quorum(rule, count),) if found is not None]
    if count.silent:
        shortfalls.append(Shortfall("votes-outstanding", 0, count.silent, count.tally.present, None, rule.citation))
    if rule.approval is None or yes >= needed or _chair_decides(rule, count):
        is_moving = count.silent and rule.base != "all_members"  # whoever answers yet changes what the share is of
        return Judgement("undecided" if is_moving else "agreed", yes, base, needed, (), tuple(shortfalls))
    waiting = count.waiting
    grown = base if rule.base == "all_members" else base + waiting
    if waiting and yes + waiting >= needed_of(rule.approval, grown, more_than=rule.more_than):
        missing = Shortfall("votes-missing", yes, needed, base, rule.approval, rule.citation, rule.binds("approval"))
        return Judgement("undecided", yes, base, needed, (), (*shortfalls, missing))
    return Judgement("not_agreed", yes, base, needed, (), tuple(shortfalls))


def base_of(rule: VotingRule, count: Count) -> int:
    """Return what the share of those who agree is taken of."""
    tally = count.tally
    if rule.base == "all_members":
        return members_of(rule, count)
    written = count.opinions.total if rule.written else 0
    return (tally.present if rule.base == "members_present" else tally.valid) + written


def members_of(rule: VotingRule, count: Count) -> int:
    """Return how many members there are for this rule, with or without those who are recused."""
    return count.tally.members - (count.recused if rule.recused == "leave" else 0)


def yes_of(rule: VotingRule, count: Count) -> int:
    """Return how many agree, with the written opinions where the rule counts them."""
    return count.tally.yes + (count.opinions.yes if rule.written else 0)


def find_count_problems(count: Count) -> tuple[str, ...]:
    """Return the codes of all figures of a count that contradict each other; none for a sound one."""
    contradictions = {
        "tally-written-differs": count.opinions.total != count.tally.written,
        "tally-recused-over-members": count.tally.present + count.tally.written + count.recused > count.tally.members,
        "tally-nobody": count.tally.members - count.recused < 1,
    }
    found = (code for code, is_so in contradictions.items() if is_so)
    return (*find_tally_problems(count.tally), *found)


def _quorum(rule: VotingRule, count: Count) -> Shortfall | None:
    """Return who is missing in the room; an opinion in writing makes nobody present."""
    if rule.quorum is None:
        return None
    members, present = members_of(rule, count), count.tally.present
    needed = needed_of(rule.quorum, members)
    if present >= needed:
        return None
    return Shortfall("quorum-missing", present, needed, members, rule.quorum, rule.citation, rule.binds("quorum"))


def _chair_decides(rule: VotingRule, count: Count) -> bool:
    """Tell whether the chair's own yes decides: as many agree as do not, they are exactly half, and the rule says so.

    A tie is broken, a share is not: neither one yes of nine with seven blank papers, nor four of nine where four fifths
    are asked, comes to an agreement by it.
    """
    if not rule.has_casting_vote or count.chair != "yes" or count.waiting:
        return False
    yes, no = yes_of(rule, count), count.tally.no + (count.opinions.no if rule.written else 0)
    return 0 < yes == no and 2 * yes == base_of(rule, count)
