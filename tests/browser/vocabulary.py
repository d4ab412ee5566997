"""Codes that nobody should read raw: every name in the data that has a Vietnamese and an English name."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.support.tree import ROOT

FILES = (*sorted((ROOT / "workflows" / "data").glob("*.toml")), ROOT / "service" / "i18n" / "sentences.toml")
CODE = re.compile(r"[a-z][a-z0-9]*(?:[_.-][a-z0-9]+)*")
# A word of the code's own making: nobody writes an underscore in prose. A file's name may have one.
UNDERSCORED = re.compile(r"(?<![\w./@=?&-])[a-z]+[a-z0-9]*(?:_[a-z0-9]+)+(?![\w./@-])")
WORD = re.compile(r"(?<![\w./@=?&-])[a-z][a-z0-9]*(?:[_.-][a-z0-9]+)*(?![\w/@-])")
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


@cache
def codes() -> frozenset[str]:
    """Return every code of the data that has a name."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES)
    return frozenset(code for table in tables for code in _named(table) if CODE.fullmatch(code))


@cache
def english_words() -> frozenset[str]:
    """Return the codes that are plain English words: raw on a Vietnamese page, and words like others on an English."""
    return frozenset(code for code in codes() if code.isalnum())


def raw_codes(words: str, language: str) -> set[str]:
    """Return the codes that stand raw in a text of a language."""
    found = {word for word in WORD.findall(words) if word in codes()} | set(UNDERSCORED.findall(words))
    return found if language == "vi" else found - english_words()


def _named(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            if "vi" in value and "en" in value:
                yield name
            else:
                yield from _named(value)
