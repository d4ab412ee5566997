"""A council's rule as data: who must be there, which share must agree, what it is taken of, and where that stands."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

from workflows.findings import Citation, Confidence

Base = Literal["all_members", "members_present", "votes_cast"]
Ballot = Literal["open", "secret", "either"]
Recused = Literal["leave", "stay"]
Tie = Literal["chair", "fails"]
Purpose = Literal["award", "general"]
BASES, BALLOTS, RECUSED, TIES, PURPOSES = (get_args(words) for words in (Base, Ballot, Recused, Tie, Purpose))
# What a rule may say that no source states; such a value is used, shown as not stated, and never refuses anything.
STATEABLE = ("quorum", "approval", "base", "written", "ballot", "late", "recused", "tie")
READ = frozenset({Confidence.VERIFIED, Confidence.SECONDARY})


@dataclass(frozen=True, slots=True)
class VotingRule:
    """How one kind of session votes on some forms.

    `quorum` and `approval` are exact shares, None where nothing is asked; `more_than` asks for more than the share
    rather than at least it. `written` counts opinions of absent members. `late_days` are the working days after the
    meeting on which a vote may still be given. `recused` members leave the base of all members or stay in it.
    """

    citation: Citation
    forms: tuple[str, ...] = ()  # empty = every form
    purposes: tuple[Purpose, ...] = ()  # empty = every session
    quorum: Fraction | None = None
    approval: Fraction | None = None
    more_than: bool = False
    base: Base = "all_members"
    written: bool = False
    ballot: Ballot = "either"
    late_days: int = 0
    recused: Recused = "leave"
    tie: Tie = "fails"
    not_stated: tuple[str, ...] = ()

    @property
    def has_casting_vote(self) -> bool:
        """Whether the chair's vote can break a tie: only where more than half is asked does half fall short by one."""
        return self.tie == "chair" and self.more_than and self.approval == Fraction(1, 2)

    def binds(self, part: str) -> bool:
        """Tell whether a part of the rule may refuse: it is stated, in a text that somebody has read."""
        return part not in self.not_stated and self.citation.confidence in READ


@dataclass(frozen=True, slots=True, eq=False)
class CouncilRule:
    """A published version of one body's rule; `issuer` is the code of that body, empty for the general one."""

    code: str
    version: int
    title_vi: str
    title_en: str
    rules: tuple[VotingRule, ...]
    issuer: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_example: bool = False
    digest: str = ""

    @property
    def name(self) -> str:
        """Return the pinned name, `code@version`."""
        return f"{self.code}@{self.version}"

    def for_form(self, form: str, purpose: str = "award") -> VotingRule:
        """Return the first rule for a form in a session of this kind; the last one of the file stands for the rest."""
        for rule in self.rules:
            if (not rule.forms or form in rule.forms) and (not rule.purposes or purpose in rule.purposes):
                return rule
        return self.rules[-1]

    def is_in_force(self, on: date) -> bool:
        """Tell whether the rule holds on a day."""
        return (self.starts_on is None or self.starts_on <= on) and (self.ends_on is None or on <= self.ends_on)


def spell_share(share: Fraction) -> str:
    """Return a share as people write it: 80 % where it is whole per cent, else 2/3."""
    percent = share * 100
    return f"{percent.numerator} %" if percent.denominator == 1 else f"{share.numerator}/{share.denominator}"
