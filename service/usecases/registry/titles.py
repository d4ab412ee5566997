"""Recognition titles: taken as printed, their validity counted as their set counts it, oddities told as warnings."""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from service.db.records import RecordRow
from service.usecases.fields import FieldReader
from workflows.plans.titles import TitleSet, title_sets
from workflows.plans.vocabulary import TERRITORY_LEVELS, TITLES

MOST_POINTS = 1000
Warned = dict[str, Any]


def read_title(reader: FieldReader, held: Iterable[RecordRow]) -> tuple[dict[str, Any], list[Warned]]:
    """Return the columns of a title and the warnings of its set; a printed recognition is never refused for its points.

    `held` are the nominee's records, by which the rule on upgrades is looked at.
    """
    row: dict[str, Any] = {
        "code": reader.word("code", TITLES, required=True),
        "number": reader.text("number", required=True, longest=100),
        "issued_on": reader.day("issued_on", required=True),
        "issuer": reader.text("issuer", required=True),
        "ends_on": reader.day("valid_until"),
    }
    given = {
        "level": reader.word("level", TERRITORY_LEVELS),
        "grade": reader.whole("grade", least=1, most=2),
        "total": reader.whole("total", most=MOST_POINTS),
        "min_indicator": reader.whole("min_indicator", most=MOST_POINTS),
    }
    kept_by = _read_set(reader, row["code"])
    if row["issued_on"] and row["ends_on"] and row["ends_on"] < row["issued_on"]:
        reader.problem("valid_until", "before-start")
    if reader.problems:
        return row, []
    data = {name: value for name, value in given.items() if value not in {None, ""}}
    data |= {"criteria_set": kept_by.code} if kept_by else {}
    warned = [*_validity(row, data, kept_by), *_points(given, kept_by), *_upgrade(row, given, kept_by, held)]
    return {**row, "data": data}, warned


def find_set(name: str) -> TitleSet | None:
    """Return the title set known by this code, document number or alias, or None."""
    wanted = name.casefold()
    for item in title_sets().values():
        if wanted in {known.casefold() for known in (item.code, item.document, *item.aliases)}:
            return item
    return None


def valid_until(title_set: TitleSet, decided_on: date) -> date | None:
    """Return the last day of a title as its set counts it; None where the set does not state a time."""
    if title_set.counted_from == "year_end" and title_set.valid_years:
        return date(decided_on.year + title_set.valid_years, 12, 31)
    months = title_set.valid_months or 12 * (title_set.valid_years or 0)
    return add_months(decided_on, months) if months and title_set.counted_from == "decision" else None


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _read_set(reader: FieldReader, title: str) -> TitleSet | None:
    name = reader.text("criteria_set")
    if name:
        found = find_set(name)
        if found is None:
            reader.problem("criteria_set", "unknown-code", known=sorted(title_sets()))
        elif title and found.title != title:
            reader.problem("criteria_set", "set-of-another-title", title=found.title)
        return found
    keeping = [
        item for item in title_sets().values() if item.title == title and (item.valid_years or item.valid_months)
    ]
    return keeping[0] if len(keeping) == 1 else None


def _validity(row: dict[str, Any], data: dict[str, Any], kept_by: TitleSet | None) -> Iterator[Warned]:
    """Set the last day where only the set states it, and say by which of them it is known."""
    counted = valid_until(kept_by, row["issued_on"]) if kept_by else None
    data["validity"] = "printed" if row["ends_on"] else "computed" if counted else "not_stated"
    if kept_by and kept_by.valid_from and row["issued_on"] < kept_by.valid_from:
        yield _warning("set-not-in-force", kept_by, since=kept_by.valid_from.isoformat())
    if row["ends_on"] is None:
        row["ends_on"] = counted
    elif kept_by and counted and counted != row["ends_on"]:
        yield _warning("validity-differs", kept_by, printed=row["ends_on"].isoformat(), counted=counted.isoformat())


def _points(given: dict[str, Any], kept_by: TitleSet | None) -> Iterator[Warned]:
    if kept_by is None:
        return
    for name, least in (("total", kept_by.min_total), ("min_indicator", kept_by.min_indicator)):
        if given[name] is not None and least is not None and given[name] < least:
            yield _warning("below-set", kept_by, field=name, value=given[name], least=least)
    if given["grade"] is not None and given["grade"] not in kept_by.levels:
        yield _warning("set-has-no-such-level", kept_by, grade=given["grade"])


def _upgrade(
    row: dict[str, Any], given: dict[str, Any], kept_by: TitleSet | None, held: Iterable[RecordRow]
) -> Iterator[Warned]:
    """Level 2 follows level 1 after the time that the set states; earlier, or without level 1, is told."""
    if kept_by is None or kept_by.upgrade_after_months is None or given["grade"] != 2:  # noqa: PLR2004 - level 2
        return
    first = [
        entry.issued_on
        for entry in held
        if entry.kind == "title"
        and entry.code == row["code"]
        and entry.status == "active"
        and (entry.data or {}).get("grade") == 1
        and entry.issued_on
        and entry.issued_on <= row["issued_on"]
    ]
    if not first:
        yield _warning("first-level-absent", kept_by)
        return
    since = add_months(min(first), kept_by.upgrade_after_months)
    if row["issued_on"] < since:
        yield _warning("upgrade-too-early", kept_by, first_on=min(first).isoformat(), from_on=since.isoformat())


def _warning(code: str, title_set: TitleSet, **params: Any) -> Warned:
    shown = {"set": title_set.code, "document": title_set.document, "citation": title_set.citation.text}
    if title_set.upgrade_vi:
        shown |= {"rule_vi": title_set.upgrade_vi, "rule_en": title_set.upgrade_en}
    return {"code": code, "params": {**shown, **params}}
