"""Rules and code agree: every question is asked by a rulebook, and every rulebook asks questions that exist."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tree import ROOT
from workflows.checks.registry import kinds
from workflows.findings import Confidence, Force
from workflows.labels import labels
from workflows.rules.catalog import packaged_rulebook, packaged_rulebooks
from workflows.rules.examples import example_rulebooks
from workflows.rules.model import CheckSpec, Rulebook

CHECKS = ROOT / "workflows" / "checks"
HOUSE_MODULES = sorted(path for path in CHECKS.glob("*.py") if not path.name.startswith("law_"))
KEBAB = re.compile(r"[a-z]+(?:-[a-z]+)+")


def every_book() -> tuple[Rulebook, ...]:
    """The packaged rulebooks and the labelled examples."""
    return (*packaged_rulebooks(), *example_rulebooks())


def every_spec() -> Iterator[tuple[Rulebook, CheckSpec]]:
    return ((book, spec) for book in every_book() for spec in (*book.checks, *book.reserved))


def test_every_kind_is_asked_by_a_rulebook_and_every_rulebook_asks_known_kinds() -> None:
    asked = {spec.kind for book in every_book() for spec in book.checks}
    assert asked == set(kinds())


def test_every_kind_says_what_it_asks() -> None:
    assert not [name for name, check in kinds().items() if not (check.__doc__ or "").strip()]


def test_rules_have_titles_messages_remedies_and_grounds_in_both_languages() -> None:
    for book, spec in every_spec():
        texts = (
            spec.title_vi,
            spec.title_en,
            spec.message_vi,
            spec.message_en,
            spec.remedy_vi,
            spec.remedy_en,
            spec.citation.text,
        )
        assert all(text.strip() for text in texts), (book.name, spec.code)


def test_text_that_nobody_read_never_stops_a_person() -> None:
    unread = {Confidence.RECALLED, Confidence.UNCONFIRMED}
    hard = {Force.BLOCK, Force.LOCAL}
    assert not [
        (book.name, spec.code)
        for book, spec in every_spec()
        if spec.force in hard and spec.citation.confidence in unread
    ]


def test_the_house_holds_the_guards_of_the_catalogue() -> None:
    codes = {spec.code for spec in packaged_rulebook("house").checks}
    guards = {f"G{number:02}" for number in range(1, 21)}
    after = {f"AW{number:02}" for number in range(1, 7)}
    assert codes == guards | after | {"CO06", "CO07", "HD01", "HD02", "P01", "TX01", "TX02", "TX03"}


def test_house_codes_stay_out_of_the_law_and_law_codes_out_of_the_house() -> None:
    house = {spec.code for spec in packaged_rulebook("house").checks}
    law = {spec.code for book, spec in every_spec() if book.level != "house"}
    assert not house & law


@pytest.mark.parametrize("path", HOUSE_MODULES, ids=lambda path: path.name)
def test_every_reason_a_house_check_gives_has_a_name(path: Path) -> None:
    named = labels()["reasons"]
    assert not sorted(reason for reason in reasons_of(path) if reason not in named)


def reasons_of(path: Path) -> set[str]:
    """Every kebab word in a module's code, but for the names of kinds and words in docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {word for word in words if KEBAB.fullmatch(word)} - set(kinds())
