"""The types of documents a dossier may hold, and the particulars that each type may carry."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document by code; `meta` maps the name of a particular to its kind.

    Kinds: text, number (whole), flag, date, texts (a list). Dates may be given as dates or as ISO texts.
    """

    code: str
    label_vi: str
    label_en: str
    meta: Mapping[str, str]

    def label(self, language: str) -> str:
        """Return its name in a language (`vi`, else English)."""
        return self.label_vi if language == "vi" else self.label_en


@cache
def document_types() -> Mapping[str, DocumentType]:
    """Return every document type by code, from the packaged file."""
    text = (files("workflows") / "data" / "document_types.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["types"]
    return MappingProxyType(
        {code: DocumentType(code, row["vi"], row["en"], MappingProxyType(row["meta"])) for code, row in rows.items()}
    )


def find_meta_problems(type_code: str, meta: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of particulars that the type does not know or that have the wrong kind; KeyError: no type."""
    kinds = document_types()[type_code].meta
    return tuple(name for name, value in meta.items() if name not in kinds or not _CHECKS[kinds[name]](value))


def _is_date(value: Any) -> bool:
    if not isinstance(value, str):
        return isinstance(value, date)
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "flag": lambda value: isinstance(value, bool),
    "date": _is_date,
    "texts": lambda value: isinstance(value, list | tuple) and all(isinstance(item, str) for item in value),
}
