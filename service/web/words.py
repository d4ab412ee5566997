"""What the pages say in their own words, by section and key, in each language."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@cache
def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return every phrase by section, key and language."""
    return tomllib.loads((files("service.web") / "words.toml").read_text(encoding="utf-8"))


def say(language: str, key: str, /, **params: object) -> str:
    """Return the phrase `section.key` with its places filled; raises KeyError for one that nobody has written."""
    section, _, name = key.partition(".")
    return words()[section][name][language].format_map(params)


def spell_day(language: str, day: date) -> str:
    """Return a day as people write it: 01/7/2025 in Vietnamese, 1 July 2025 in English."""
    if language == "vi":
        # The practice of official papers: a zero before days and before the first two months only.
        return f"{day.day:02}/{day.month:02}/{day.year}" if day.month <= 2 else f"{day.day:02}/{day.month}/{day.year}"  # noqa: PLR2004  # January and February
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
