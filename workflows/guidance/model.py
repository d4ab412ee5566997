"""A guidance as frozen data: each value keeps its line of the text, and what the text left unsaid."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from workflows.findings import Confidence
from workflows.plans.model import Stated
from workflows.plans.parts import Lines, State

QuotaKind = Literal["per_body", "percent_of_eligible", "total"]
CountedBy = Literal["agency", "unit"]
ExclusionKind = Literal["rewarded_in_phase"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a line of a guidance is for; an empty list means all."""

    forms: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()  # CN, TT, HGD, DN, NN

    def covers(self, form: str, occasion: str, subject: str) -> bool:
        """Tell whether a proposal of this form on this occasion, for this type of subject, is meant."""
        return (
            (not self.forms or form in self.forms)
            and (not self.occasions or occasion in self.occasions)
            and (not self.subjects or subject in self.subjects)
        )


@dataclass(frozen=True, slots=True)
class Award:
    """What the guidance lets be proposed: forms, on which occasions, for which types of subjects."""

    scope: Scope
    wording: str = ""
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """How many entries may go up: `value` a body, `value` of the body's eligible subjects, or `value` in all.

    `value` is an exact fraction; a share is taken down to the whole entry, and is never less than `at_least`. `levels`
    and `bodies` (codes) limit whom it is for. A number of eligible subjects that nobody recorded stops an entry only
    where the guidance says so (`must_know`).
    """

    code: str
    kind: QuotaKind
    value: Fraction
    scope: Scope
    counted_by: CountedBy = "agency"
    levels: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    at_least: int = 0
    must_know: bool = False
    wording: str = ""
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the dossier that the guidance asks for, by its type (`D04|D05` is satisfied by either)."""

    document: str
    scope: Scope
    wording: str = ""
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who is left out: whoever was given one of these forms in the same movement between two days."""

    kind: ExclusionKind
    awards: tuple[str, ...]
    first: date
    last: date
    scope: Scope
    wording: str = ""
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Paperwork:
    """The document that the guidance is: as printed, and when it was signed."""

    number: str | None
    date_printed: str
    issued_on: date | None
    signer: str | None
    quality: Literal["official", "secondary"]


@dataclass(frozen=True, slots=True)
class Guidance:
    """One version of one body's award guidance; `digest` identifies its exact content.

    `campaign` is the movement, `plans` the plans it is for (none = all of the movement). It is for proposals in which
    the issuer, or a body of `within`, has a part; a nationwide one is for all. An example, or a text that nobody read
    (confidence R or U), is shown and binds nobody. `replaces_from` is the day from which a later version also counts
    for entries made under an earlier one. `quotas_state` and its like keep `not_stated` apart from `none`.
    """

    code: str
    version: int
    title_vi: str
    title_en: str
    campaign: str
    plans: tuple[str, ...]
    issuer_code: str
    issuer_name: str
    within: tuple[str, ...]
    nationwide: bool
    paper: Paperwork
    effective_on: date
    ends_on: date | None
    confidence: Confidence
    is_example: bool
    submit_before: Stated[date]
    submit_to: Stated[str]
    sets: Stated[int]
    standard: Stated[str]
    replaces_from: Stated[date]
    awards: tuple[Award, ...]
    quotas: tuple[Quota, ...]
    quotas_state: State
    papers: tuple[Paper, ...]
    papers_state: State
    exclusions: tuple[Exclusion, ...]
    exclusions_state: State
    digest: str = ""

    @property
    def name(self) -> str:
        """Return the pinned name, `code@version`."""
        return f"{self.code}@{self.version}"

    @property
    def cited(self) -> str:
        """Return how a refusal names it: its number and date as printed, or its title."""
        if not self.paper.number:
            return self.title_vi
        return f"{self.paper.number}, {self.issuer_name}"

    @property
    def is_binding(self) -> bool:
        """Tell whether it may stop anybody: no example, and read from a text."""
        return not self.is_example and self.confidence in {Confidence.VERIFIED, Confidence.SECONDARY}

    def replaces_earlier(self, on: date) -> bool:
        """Tell whether it counts on a day for entries that were made under an earlier version of it, too."""
        first = self.replaces_from.value
        return self.is_binding and first is not None and first <= on

    def forms_for(self, occasion: str) -> tuple[str, ...]:
        """Return the forms that it lets be proposed on an occasion, each once."""
        named = (
            form
            for award in self.awards
            if not award.scope.occasions or occasion in award.scope.occasions
            for form in award.scope.forms
        )
        return tuple(dict.fromkeys(named))
