"""The frozen shape of a plan: each value keeps its line of the text, and what the text left unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

from workflows.plans.parts import (
    Body,
    CitedBase,
    Deadline,
    Duty,
    Lines,
    Phase,
    PlanWarning,
    Recipient,
    SourceText,
    State,
    Succession,
)

__all__ = [
    "Body",
    "Category",
    "CitedBase",
    "Criterion",
    "Deadline",
    "Duty",
    "EvidenceNeed",
    "FormGroup",
    "Lines",
    "Occasion",
    "Phase",
    "Plan",
    "PlanWarning",
    "Recipient",
    "SourceText",
    "State",
    "Stated",
    "Succession",
    "TitleNeed",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value of a source that may be missing.

    `stated`: the text says it. `none`: the whole official text was read and provides no such thing.
    `not_stated`: the text at hand leaves it open or is only a partial copy, so nothing may be concluded.
    """

    state: State
    value: T | None = None
    lines: Lines = ()

    @property
    def is_stated(self) -> bool:
        """Tell whether the source gives a value."""
        return self.state == "stated"


@dataclass(frozen=True, slots=True)
class EvidenceNeed:
    """`count` documents of one type for the whole achievement period, or for each year of it."""

    document_type: str
    per: Literal["period", "year"] = "period"
    count: int = 1


@dataclass(frozen=True, slots=True)
class TitleNeed:
    """A recognised title, any of `titles`; `level` is the territory level, `criteria_set` a code of a title set."""

    titles: tuple[str, ...]
    level: str | None = None
    criteria_set: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement of one category: A = a recognition, B = a dated document, C = a reviewer's judgement.

    `wording` is cleaned for display ("…" marks what was left out); `source_wording` holds the pieces exactly as
    printed where they differ, one per line number.
    """

    code: str
    category: str
    kind: Literal["A", "B", "C"]
    wording: str
    source_wording: tuple[str, ...] = ()
    lines: Lines = ()
    title: TitleNeed | None = None
    initiatives: int = 0
    initiatives_reading: str = ""
    confirmation: bool = False
    evidence: tuple[EvidenceNeed, ...] = ()
    needs_evidence: bool = False
    paraphrase_en: str = ""
    needs_clean_record: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A group of subjects judged by the same criteria; `printed_label` is the heading as it stands in the text.

    `legal_subjects` maps a nominee kind to the subject type of the law (CN, TT, HGD, DN).
    """

    code: str
    printed_label: str
    label: str
    label_en: str
    nominee_kinds: tuple[str, ...]
    functions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    excluded_functions: tuple[str, ...] = ()
    scope: Literal["staff_of_issuer", "units_of_issuer", "territory_of_issuer"] = "units_of_issuer"
    closed_from: date | None = None
    closed_ground: str = ""
    lines: Lines = ()
    legal_subjects: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True, slots=True)
class FormGroup:
    """A printed expression that stands for several award forms."""

    wording: str
    forms: tuple[str, ...]
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """When the plan rewards, with which forms, by whom.

    `decider_by_form` holds role codes; `decider_wording`, `proposer`, `appraiser` and `standard` the printed words.
    """

    code: Literal["yearly", "so_ket", "tong_ket"]
    label: str
    label_en: str
    starts_on: date | None = None
    ends_on: date | None = None
    period_state: State = "not_stated"
    forms: Stated[tuple[str, ...]] = Stated("not_stated")
    open_wording: str = ""
    form_groups: tuple[FormGroup, ...] = ()
    decider_by_form: Mapping[str, Stated[str]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    higher_forms_by_guidance: bool = False
    standard: Stated[str] = Stated("not_stated")
    lines: Lines = ()
    decider_wording: Stated[str] = Stated("not_stated")
    proposer: Stated[str] = Stated("not_stated")
    appraiser: Stated[str] = Stated("not_stated")


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of one body's published plan; `digest` identifies its exact content."""

    code: str
    version: int
    file_ref: str
    title: str
    movement_name: str
    movement_aliases: tuple[str, ...]
    issuer_code: str
    issuer_name: str
    issuer_level: str
    issuer_successor: str | None
    parent: str | None
    kind: str
    number: str | None
    date_printed: str
    issued_on: date | None
    signer: str | None
    sign_mode: str | None
    status: Literal["chua_ban_hanh", "da_ban_hanh"]
    source_quality: Literal["official", "secondary"]
    period: Stated[tuple[int, int]]
    phases: tuple[Phase, ...]
    categories: tuple[Category, ...]
    criteria: tuple[Criterion, ...]
    occasions: tuple[Occasion, ...]
    deadlines: tuple[Deadline, ...]
    duties: tuple[Duty, ...]
    bases: tuple[CitedBase, ...]
    warnings: tuple[PlanWarning, ...]
    registration_required: Stated[bool]
    collector: Stated[str]
    appraiser: Stated[str]
    hr_body: Stated[str]
    standing_body: Stated[str]
    difficulty_path: Stated[tuple[str, ...]]
    guidance: Stated[str]
    budget: Stated[str]
    effective_on: date | None
    digest: str
    number_printed: str = ""
    awardees: Stated[str] = Stated("not_stated")
    bodies: tuple[Body, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    succession: Succession | None = None
    campaign: str = ""
    place: str = ""
    source: SourceText = field(default_factory=lambda: SourceText("", ""))
    identity_lines: Mapping[str, Lines] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def category(self, code: str) -> Category:
        """Return the category of that code; KeyError if the plan has none."""
        return _find(self.categories, code)

    def criteria_of(self, category: str) -> tuple[Criterion, ...]:
        """Return the criteria of a category in the order of the text."""
        return tuple(criterion for criterion in self.criteria if criterion.category == category)

    def criterion(self, code: str) -> Criterion:
        """Return the criterion of that code; KeyError if the plan has none."""
        return _find(self.criteria, code)

    def occasion(self, code: str) -> Occasion:
        """Return the occasion of that code; KeyError if the plan has none."""
        return _find(self.occasions, code)

    def body(self, code: str) -> Body:
        """Return the named body of that code; KeyError if the plan has none."""
        return _find(self.bodies, code)


Coded = TypeVar("Coded", Category, Criterion, Occasion, Body)


def _find(items: tuple[Coded, ...], code: str) -> Coded:
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)
