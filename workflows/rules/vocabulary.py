"""The words a rulebook may use; anything else is refused when the file is read."""

from typing import Final, Literal

from workflows.findings import Confidence, Force
from workflows.plans.vocabulary import FORMS, LEGAL_SUBJECTS
from workflows.rules.model import Level, UnknownPolicy

PHASES: Final = (
    "T1",
    "T2",
    "T3",
    "T3C",
    "T4S",
    "T4",
    "T5",
    "TX-return",
    "TX-reject",
    "TX-hold",
    "TX-release",
    "TX-withdraw",
    "TX-resubmit",
    "TX-revoke",
    "TX-expire",
    "TX-reopen",
)
BASES: Final = ("movement", "merit", "sudden", "contribution", "initiative")
FORCES: Final = tuple(force.value for force in Force)
CONFIDENCES: Final = tuple(confidence.value for confidence in Confidence)
UNREAD: Final = (Confidence.RECALLED, Confidence.UNCONFIRMED)  # texts that nobody has read never stop a person
HARD: Final = (Force.BLOCK, Force.LOCAL)
UNKNOWN_POLICIES: Final[tuple[UnknownPolicy, ...]] = ("block", "reason", "pass")
# What two officers can never put aside: who acts, who decides, who signs, how was voted, what a person owes in words.
NEVER_OVERRIDDEN: Final = frozenset(
    (
        *("actor-is-not-nominee", "steps-by-different-people", "appraiser-body-differs", "proposer-manages-nominee"),
        *("decider-matches-form", "signer-acts-within-delegation", "council-vote-sufficient", "judgements-recorded"),
        *("nothing-pending-against-nominee", "reason-recorded", "missing-items-named", "rules-match-receipt-date"),
    )
)
LEVELS: Final[tuple[Level, ...]] = ("house", "national", "ministry", "province")
DATES: Final[tuple[Literal["receipt", "decision", "today"], ...]] = ("receipt", "decision", "today")

__all__ = [
    "BASES",
    "CONFIDENCES",
    "DATES",
    "FORCES",
    "FORMS",
    "HARD",
    "LEGAL_SUBJECTS",
    "LEVELS",
    "NEVER_OVERRIDDEN",
    "PHASES",
    "UNKNOWN_POLICIES",
    "UNREAD",
]
