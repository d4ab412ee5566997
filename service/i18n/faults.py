"""What is wrong with a file of rules, flows or plans, in the reader's language: the place, and the sentence."""

import re
import tomllib
from functools import cache
from importlib.resources import files

PLACE = re.compile(r"\{(\w+)\}")


def spoken_fault(problem: str, language: str) -> tuple[str, str]:
    """Return the key path of a problem and what is wrong there; one that nobody has translated stays English."""
    path, mark, said = problem.partition(": ")
    if not mark:
        return "", problem
    return path, said if language == "en" else in_vietnamese(said) or said


def fault_line(problem: str, language: str) -> str:
    """Return a problem as one line in the reader's language: the place, then what is wrong there."""
    path, said = spoken_fault(problem, language)
    return f"{path}: {said}" if path else said


def in_vietnamese(said: str) -> str:
    """Return the Vietnamese of a sentence of the readers, empty where there is none."""
    for pattern, template in _known():
        found = pattern.fullmatch(said)
        if found:
            return template.format_map(found.groupdict())
    return ""


@cache
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = tomllib.loads((files("service.i18n") / "faults.toml").read_text(encoding="utf-8"))
    rows = [(row["en"], row["vi"]) for row in data["faults"]]
    # Sentences without a place come first: one with a place may fit their words as well.
    return tuple((_pattern(en), vi) for en, vi in sorted(rows, key=lambda row: len(PLACE.findall(row[0]))))


def _pattern(template: str) -> re.Pattern[str]:
    pieces = PLACE.split(template)
    texts = (re.escape(piece) if place % 2 == 0 else f"(?P<{piece}>.+?)" for place, piece in enumerate(pieces))
    return re.compile("".join(texts), re.DOTALL)
