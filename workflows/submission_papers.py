"""The words of a printed submission and its list, and the legal grounds that a new one begins with."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from workflows.labels import label

# How a list is parted: persons, households, and everybody else as collectives.
BLOCKS = ("persons", "collectives", "households")
_BLOCK_OF = {"person": "persons", "household": "households"}
_SIGNED = {"": "", "TM": "TM. ", "KT": "KT. ", "TL": "TL. ", "TUQ": "TUQ. "}
_OWN = {"", "TM"}
MARCH = 3


@cache
def words() -> Mapping[str, Any]:
    """Return the words of the paper by name."""
    found: Mapping[str, Any] = _data()["paper"]
    return found


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("workflows") / "data" / "submissions.toml").read_text(encoding="utf-8"))


def grounds_on(day: date) -> tuple[str, ...]:
    """Return the legal grounds in force on a day."""
    return tuple(
        row["text"]
        for row in _data()["grounds"]
        if row["valid_from"] <= day and (row.get("valid_to") is None or day <= row["valid_to"])
    )


def block_of(nominee_kind: str) -> str:
    """Return the block of the list in which a nominee of this kind stands."""
    return _BLOCK_OF.get(nominee_kind, "collectives")


def counts_in_words(kinds: Iterable[str]) -> str:
    """Return how many persons, collectives and households there are, those that are none left out."""
    blocks = [block_of(kind) for kind in kinds]
    parts = [
        words()[f"{block.removesuffix('s')}_count"].format(count=f"{blocks.count(block):02}")
        for block in BLOCKS
        if block in blocks
    ]
    return ", ".join(parts)


def forms_in_words(forms: Iterable[str]) -> str:
    """Return the full names of award forms, each once; a printed submission is in Vietnamese."""
    return ", ".join(label("forms", form) for form in dict.fromkeys(forms))


def day_in_words(day: date | None, place: str) -> str:
    """Return place and day as they stand at the head; what is not known yet is left open."""
    values = (f"{day.day:02}", _month(day), str(day.year)) if day else ("…", "…", "…")
    where = place or words()["no_place"]
    return str(words()["date"]).format(place=where, day=values[0], month=values[1], year=values[2])


def short_day(day: date | None) -> str:
    """Return a day as it stands in a sentence."""
    return f"{day.day:02}/{_month(day)}/{day.year}" if day else "…"


def _month(day: date) -> str:
    """Return a month as official papers write it: a zero before the first two only."""
    return f"{day.month:02}" if day.month < MARCH else str(day.month)


def signature_lines(sign_mode: str, signer_post: str, head_role: str) -> Sequence[str]:
    """Return the lines above a signature: in whose name, and the post of whoever signs where it is another's."""
    posts = words()["posts"]
    head = posts.get(head_role or signer_post, posts["agency_head"])
    first = f"{_SIGNED[sign_mode]}{head}"
    return [first] if sign_mode in _OWN else [first, posts.get(signer_post, "")]
