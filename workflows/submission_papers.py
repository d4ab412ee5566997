"""The words of a printed submission and its list, and the legal grounds that a new one begins with."""

import hashlib
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from workflows.audit.digests import canonical_json
from workflows.labels import label

# How a list is parted: persons, households, and everybody else as collectives.
BLOCKS = ("persons", "collectives", "households")
_BLOCK_OF = {"person": "persons", "household": "households"}
_SIGNED = {"": "", "TM": "TM. ", "KT": "KT. ", "TL": "TL. ", "TUQ": "TUQ. "}
_OWN = {"", "TM"}
NUMERALS = ("I", "II", "III")
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


def counts_in_words(kinds: Iterable[str], said: Mapping[str, Any] | None = None) -> str:
    """Return how many persons, collectives and households there are, those that are none left out."""
    blocks = [block_of(kind) for kind in kinds]
    parts = [
        (said or words())[f"{block.removesuffix('s')}_count"].format(count=f"{blocks.count(block):02}")
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


def digest_of_paper(parts: Mapping[str, Any]) -> str:
    """Return the digest of what a submission says, as the trail names it."""
    return hashlib.sha256(canonical_json(dict(parts))).hexdigest()


def compose(parts: Mapping[str, Any], hidden: Collection[str] = ()) -> dict[str, Any]:
    """Return every part of the printed submission, in the order of the paper, without what is hidden from a reader.

    `parts` are plain values: `fixed`, the same for every reader; `entries`; what `brought` them here; the `words`.
    """
    said = parts["words"]
    entries = [entry for entry in parts["entries"] if entry["id"] not in hidden]
    forms = _each_once(entry["form"] for entry in entries)
    return {
        **parts["fixed"],
        "minutes": _minutes(entries, said),
        "brought": _brought(parts, hidden),
        "request": _request(parts, entries, forms),
        "list_about": str(said["list_about"]).format(forms=forms),
        "blocks": _blocks(entries, said),
        "words": said,
    }


def _each_once(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


def _minutes(entries: Sequence[Mapping[str, Any]], said: Mapping[str, Any]) -> str:
    """Return by which councils' minutes the proposals come, each once, by day; empty where none is filed."""
    found = sorted({(day, number) for entry in entries for day, number in entry["minutes"]})
    named = [said["minute"].format(number=number, day=short_day(_day(day))) for day, number in found]
    return str(said["minutes"]).format(minutes=", ".join(named)) if named else ""


def _brought(parts: Mapping[str, Any], hidden: Collection[str]) -> list[str]:
    """Return, for all that came to the sender and went into this, how many came, passed and did not."""
    came, said = [item for item in parts["brought"]["results"] if item["id"] not in hidden], parts["words"]
    if not came:
        return []
    results, bringing = [item["outcome"] for item in came], {item["letter"] for item in came}
    letters = _each_once(
        said["letter"].format(number=letter["number"], day=short_day(_day(letter["signed_on"])), body=letter["body"])
        for letter in parts["brought"]["letters"]
        if letter["id"] in bringing
    )
    passed, waiting = results.count("passed"), results.count("waiting") + results.count("held")
    told = {"count": len(results), "passed": passed, "waiting": waiting, "failed": len(results) - passed - waiting}
    return [str(said["brought"]).format(body=parts["fixed"]["body"], letters=letters, **told)]


def _request(parts: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], forms: str) -> str:
    said, fixed = parts["words"], parts["fixed"]
    is_decided = bool(entries) and all(entry["is_decided"] for entry in entries)
    movements = sorted({entry["movement"] for entry in entries} - {""})
    return str(said["request"]).format(
        body=fixed["body"],
        to=fixed["to"],
        end=said["decide"] if is_decided else said["propose"],
        forms=forms,
        counts=counts_in_words((entry["kind"] for entry in entries), said),
        movement="; ".join(str(said["named_movement"]).format(name=name) for name in movements) or said["movement"],
    )


def _blocks(entries: Sequence[Mapping[str, Any]], said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the blocks of the list that have anybody in them, each numbered from one."""
    found: list[dict[str, Any]] = []
    for block in BLOCKS:
        inside = [entry for entry in entries if block_of(entry["kind"]) == block]
        if inside:
            rows = [_row(place, entry) for place, entry in enumerate(inside, start=1)]
            found.append({"title": f"{NUMERALS[len(found)]}. {said[block]}", "rows": rows})
    return found


def _row(place: int, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"place": place, **{name: entry[name] for name in ("name", "work", "form", "summary", "note")}}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
