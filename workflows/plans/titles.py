"""The sets by which learning titles are recognised: thresholds, validity and upgrade as their documents state them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from workflows.findings import Citation, Confidence
from workflows.plans.table_reader import TableReader
from workflows.plans.vocabulary import TITLES

_COUNTED_FROM = ("not_stated", "year_end", "decision")


class TitleSetsInvalid(ValueError):
    """A file of title sets that cannot be accepted; `problems` lists every reason with its key path."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class TitleSet:
    """One set of criteria for one title; None means that no source read states the value.

    `min_total` and `min_indicator` are points that a holder must reach. `valid_years` and `valid_months` count from
    the end of the year of recognition (`year_end`) or from the decision (`decision`). `aliases` are other numbers
    under which the document is cited. `confidence` says how well the document was read.
    """

    code: str
    title: str
    document: str
    aliases: tuple[str, ...]
    min_total: int | None
    min_indicator: int | None
    valid_from: date | None
    valid_until: date | None
    valid_years: int | None
    valid_months: int | None
    counted_from: str
    levels: tuple[int, ...]
    upgrade_after_months: int | None
    upgrade_vi: str
    upgrade_en: str
    is_computed: bool
    citation: Citation

    @property
    def confidence(self) -> Confidence:
        """Return how well the document was read."""
        return self.citation.confidence


@cache
def title_sets() -> Mapping[str, TitleSet]:
    """Return every packaged title set by code; raises TitleSetsInvalid when the file is broken."""
    return load_title_sets(files("workflows").joinpath("data", "title_sets.toml").read_text(encoding="utf-8"))


def load_title_sets(text: str) -> Mapping[str, TitleSet]:
    """Read title sets from TOML; raises TitleSetsInvalid with all problems at once."""
    problems: list[str] = []
    reader = TableReader(tomllib.loads(text), "", problems)
    sets = [_read_set(table) for table in reader.tables("sets")]
    reader.finish()
    found = {item.code: item for item in sets}
    if len(found) < len(sets):
        problems.append("sets: a code is used twice")
    if problems:
        raise TitleSetsInvalid(problems)
    return MappingProxyType(found)


def _read_set(table: TableReader) -> TitleSet:
    return TitleSet(
        code=table.text("code"),
        title=table.word("title", TITLES),
        document=table.text("document"),
        aliases=table.texts("aliases"),
        min_total=table.optional_whole("min_total"),
        min_indicator=table.optional_whole("min_indicator"),
        valid_from=table.day("valid_from"),
        valid_until=table.day("valid_until"),
        levels=tuple(level for level in (1, 2) if level <= table.whole("levels", 0)),
        is_computed=table.flag("is_computed"),
        citation=_read_citation(table.table("citation")),
        **_read_validity(table),
    )


def _read_validity(table: TableReader) -> dict[str, Any]:
    return {
        "valid_years": table.optional_whole("valid_years"),
        "valid_months": table.optional_whole("valid_months"),
        "counted_from": table.word("counted_from", _COUNTED_FROM, "not_stated"),
        "upgrade_after_months": table.optional_whole("upgrade_after_months"),
        "upgrade_vi": table.text("upgrade_vi", ""),
        "upgrade_en": table.text("upgrade_en", ""),
    }


def _read_citation(table: TableReader) -> Citation:
    return Citation(
        text=table.text("text"),
        source=table.text("source"),
        confidence=Confidence(table.word("confidence", tuple(Confidence))),
    )
