"""A rulebook and its checks as frozen data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from workflows.findings import Citation, Force

UnknownPolicy = Literal["block", "reason", "pass"]
Level = Literal["house", "national", "ministry", "province"]


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """One rule: which question (`kind`) is asked when, of whom, with which numbers, and how strongly.

    `code` is the rule's name (`G03`, `ST07`); several specs may share one code with different `kind`s.
    Empty `forms`, `subjects`, `bases`, `occasions` mean all. Dates compare with `date_by` (receipt, decision, today).
    """

    code: str
    kind: str
    force: Force
    at: tuple[str, ...]
    title_vi: str
    title_en: str
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str
    citation: Citation
    unknown: UnknownPolicy = "block"
    settle: bool = True  # may a person settle an unknown with a recorded reason?
    forms: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()  # CN, TT, HGD, DN, NN
    bases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    date_by: Literal["receipt", "decision", "today"] = "receipt"
    params: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()  # names of the facts it reads, for the documentation and the pre-flight
    needs_params: tuple[str, ...] = ()  # placeholders of the messages that the kind fills in
    overridable: Citation | None = None  # why two officers may let a move pass in spite of it; None = never


@dataclass(frozen=True, slots=True)
class Rulebook:
    """An immutable, published version of one issuer's rules.

    `starts_on`..`ends_on` is the window of receipt dates that choose a national pack, or the validity of a local one.
    `enables` lists codes of `local` checks that a local pack turns on. `values` holds cited tables (document sets,
    clocks, thresholds) that checks read through `params = {table = ...}` or by name.
    """

    code: str
    version: int
    level: Level
    title_vi: str
    title_en: str
    starts_on: date | None
    ends_on: date | None
    checks: tuple[CheckSpec, ...]
    law: str = ""
    decree: str = ""
    circular: str = ""
    issuer: str = ""  # organisation code of a local pack's issuer
    made_under: str = ""  # regime under which a local pack was made (LG06)
    forms: tuple[str, ...] = ()  # forms that a local pack regulates (LG05)
    enables: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    is_example: bool = False
    confirmed: bool = True  # has an officer confirmed that the pack may be used (LG03)?
    without_local: bool = False  # a national pack taken only while the issuer has no local pack of its decree
    keeps_sent: bool = False  # files first sent in its window stay under it, whenever they are received (LG02)
    overrides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # check code → parameters set locally
    reserved: tuple[CheckSpec, ...] = ()  # `active = false`: described, but never asked
    digest: str = ""

    @property
    def name(self) -> str:
        """Return the pinned name, `code@version`."""
        return f"{self.code}@{self.version}"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules one proposal is tested by: the house guards, the national pack, the local packs."""

    house: Rulebook
    law: Rulebook | None
    local: tuple[Rulebook, ...] = ()

    def books(self) -> Iterator[Rulebook]:
        """Yield every rulebook, the house first."""
        yield self.house
        if self.law is not None:
            yield self.law
        yield from self.local

    @property
    def enabled_locally(self) -> frozenset[str]:
        """Return the codes of `local` checks that a local pack turns on."""
        return frozenset(code for book in self.local for code in book.enables)
