"""Sentences for codes, Vietnamese first: what went wrong and what to do, never a code alone."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from workflows.labels import label

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
# Which family of names a parameter's value belongs to, so that people read a name and not a code.
FAMILIES = {
    "action": "actions",
    "state": "states",
    "role": "roles",
    "roles": "roles",
    "body": "bodies",
    "form": "forms",
    "outcome": "sheet_outcomes",
    "advice": "sheet_outcomes",
    "vote": "council_outcomes",
    "kind": "things",
}


@cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return every sentence by family (`errors`, `problems`, `uploads`, …), code and language."""
    return tomllib.loads((files("service.i18n") / "sentences.toml").read_text(encoding="utf-8"))


def sentence(family: str, code: str, params: Mapping[str, Any] | None = None, language: str = "vi") -> str:
    """Return the sentence of a code, filled; raises KeyError for a code that nobody has translated."""
    template = catalogue()[family][code][language]
    return template.format_map(_Spoken(params or {}, language))


def name_of(family: str, code: str, language: str) -> str:
    """Return the name of a code from this catalogue or from the labels of the rules."""
    names = catalogue().get(family, {}).get(code)
    return names[language] if names else label(family, code, language)


class _Spoken(dict[str, str]):
    """Parameters as people read them; a missing one is shown as a dash rather than breaking the answer."""

    def __init__(self, params: Mapping[str, Any], language: str) -> None:
        super().__init__({key: _spoken(key, value, language) for key, value in params.items()})

    def __missing__(self, key: str) -> str:
        return "—"


def _spoken(key: str, value: Any, language: str) -> str:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return name_of(FAMILIES[key], str(value), language) if key in FAMILIES else str(value)
    return ", ".join(_spoken(key, item, language) for item in value)
