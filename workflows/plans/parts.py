"""The parts of a plan around its criteria: time, duties, papers it rests on, bodies, and notes on its source text."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["stated", "none", "not_stated"]
Lines = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stage of the movement in whole years, and the occasion that closes it with its year.

    `source_wording` is kept where the printed sentence has a fault that `wording` leaves out.
    """

    number: int
    starts: int
    ends: int
    review: str
    review_year: int | None = None
    lines: Lines = ()
    wording: str = ""
    source_wording: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A report owed; `before` is MM-DD and means strictly earlier; `wording` is the printed time limit."""

    code: str
    reporter: str
    receiver: str | None = None
    before: str | None = None
    recurrence: Literal["yearly", "once", "periodic", "not_stated"] = "not_stated"
    lines: Lines = ()
    year: int | None = None
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the plan asks of a body (`kind` names the sort); owner and time may be missing."""

    kind: str
    state: State
    text: str = ""
    owner: str | None = None
    time: str | None = None
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class CitedBase:
    """A document the plan rests on: number and date as printed, beside the number and date it is known by."""

    text: str
    number: str | None = None
    cited_date: str | None = None
    canonical_number: str | None = None
    canonical_date: date | None = None
    warning: str | None = None
    lines: Lines = ()
    aliases: tuple[str, ...] = ()
    repealed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A known inconsistency (A1 to A24) of the text, shown and never corrected."""

    code: str
    message_vi: str
    message_en: str
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation the plan names in a role, with the code used for it here and other names for the same body."""

    code: str
    name: str
    level: str
    lines: Lines = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """An addressee as printed; `body` is the code of the organisation it stands for, where one is known."""

    name: str
    body: str | None = None
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Succession:
    """Who took over the issuer, since when, and how sure that is."""

    code: str
    name: str
    since: date | None
    confidence: Literal["official", "seen", "general_knowledge"]
    ground: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """Where the criteria stand in the source text, which lines there are footnotes, and where its own text ends."""

    criteria_from: str
    criteria_until: str
    footnotes: Lines = ()
    boilerplate_from: int | None = None
