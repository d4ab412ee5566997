"""The pages of docs/ that are written from the code are as the code says today."""

from collections.abc import Callable

import pytest

from service.cli.documentation import pages
from tests.support.tree import ROOT
from workflows.checks.registry import kinds
from workflows.rules.catalog import packaged_rulebooks


@pytest.mark.parametrize(("name", "page"), pages().items(), ids=list(pages()))
def test_a_written_page_is_current(name: str, page: Callable[[], str]) -> None:
    path = ROOT / "docs" / name
    assert path.exists(), f"docs/{name} is missing: make docs"
    assert path.read_text(encoding="utf-8") == page(), f"docs/{name} is old: make docs"


def test_the_page_of_rules_names_every_check_and_says_what_each_kind_asks() -> None:
    lines = pages()["rules.md"]().splitlines()
    for book in packaged_rulebooks():
        for spec in book.checks:
            row = f"| `{spec.code}` | {spec.title_vi} / {spec.title_en} | `{spec.kind}` | {spec.force} |"
            assert any(line.startswith(row) for line in lines), (book.name, spec.code)
        for spec in book.reserved:
            assert f"- `{spec.code}` {spec.title_vi} / {spec.title_en}" in lines
    told = {
        line.split("`")[1]: line.split(" | ")[1:] for line in lines[lines.index("## Kinds of checks") :] if "`" in line
    }
    assert set(told) >= set(kinds())
    for name in kinds():
        asks, codes = told[name]
        assert asks.strip(), name
        assert codes.strip(" |"), f"no rulebook asks {name}"
