"""What a check answers: pass, fail or unknown, with its evidence and its citation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
EMPTY: Mapping[str, Json] = MappingProxyType({})


class Verdict(StrEnum):
    """The three answers; an unknown is never silently read as yes or no."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"


class Force(StrEnum):
    """How strongly a rulebook lets a failed check act."""

    BLOCK = "block"
    LOCAL = "local"  # blocks only where a local pack turns it on
    WARN = "warn"  # passes only with a recorded reason
    INFO = "info"


class Confidence(StrEnum):
    """How well the cited text was read: the clause itself, second hand, from memory, or unconfirmed."""

    VERIFIED = "V"
    SECONDARY = "V2"
    RECALLED = "R"
    UNCONFIRMED = "U"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands: the words shown to people, the source key, and how well it was read."""

    text: str
    source: str = ""
    confidence: Confidence = Confidence.VERIFIED


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a check looked at: a document, a title, an award, a person, a date."""

    kind: str
    ref: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check says of one thing; `about` names it (a criterion, a document type, a person's part)."""

    verdict: Verdict
    about: str = ""
    params: Mapping[str, Json] = field(default_factory=lambda: EMPTY)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer under one rule, as it is shown, decided on and recorded."""

    code: str
    kind: str
    verdict: Verdict
    force: Force
    phase: str
    citation: Citation
    rulebook: str
    about: str = ""
    params: Mapping[str, Json] = field(default_factory=lambda: EMPTY)
    evidence: tuple[Evidence, ...] = ()
    blocks: bool = False
    needs_reason: bool = False
    settled_reason: str = ""
    may_be_overridden: bool = False
    overridden_by: str = ""  # the override that lets the move pass in spite of it


@dataclass(frozen=True, slots=True)
class Refusal:
    """A finding that stops a move, or a wall that is not a rule (`move-not-open`, `stale`)."""

    code: str
    about: str = ""
    params: Mapping[str, Json] = field(default_factory=lambda: EMPTY)


def passed(about: str = "", *evidence: Evidence, **params: Json) -> Answer:
    """Answer yes, with what was looked at."""
    return Answer(Verdict.PASS, about, params, evidence)


def failed(about: str = "", *evidence: Evidence, **params: Json) -> Answer:
    """Answer no, with the values that the message needs."""
    return Answer(Verdict.FAIL, about, params, evidence)


def unknown(about: str = "", *evidence: Evidence, **params: Json) -> Answer:
    """Say that the data do not tell, with what is missing."""
    return Answer(Verdict.UNKNOWN, about, params, evidence)
