"""Every source that a packaged citation names is explained on the page of sources, and nothing else stands there."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from tests.support.tree import ROOT, files

PAGE = ROOT / "docs" / "sources.md"
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


def test_every_source_of_a_citation_is_explained_once() -> None:
    explained = [key for key, _, _ in ROW.findall(PAGE.read_text(encoding="utf-8"))]
    assert len(explained) == len(set(explained))
    assert cited() - set(explained) == set()


def test_no_source_is_explained_that_nothing_cites() -> None:
    listed = {key for key, _, _ in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    # The same decree, cited under its own name and as the codified copy that was read.
    assert listed - cited() <= {"VT"}


def test_a_key_is_read_from_a_citation_and_from_nothing_else() -> None:
    data = {"citation": {"text": "Điều 1", "source": "A, B; C"}, "source": "not a citation", "rows": [{"source": "x"}]}
    assert set(keys_of(data)) == {"A", "B", "C"}


def cited() -> set[str]:
    """Return every source key of the packaged plans, flows, rules and tables."""
    found = files("workflows", endings=(".toml",))
    assert found
    return {key for path in found for key in keys_of(tomllib.loads(path.read_text(encoding="utf-8")))}


def keys_of(data: Any) -> Iterator[str]:
    """Yield the source keys of the citations in a piece of data: tables with a text and a source."""
    if isinstance(data, dict):
        if isinstance(data.get("source"), str) and "text" in data:
            yield from re.split(r"[,;]\s*", data["source"])
        for value in data.values():
            yield from keys_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys_of(value)
