"""The promise keeps its form: one definition for each step line, few of them, a current page, honest tags."""

import inspect
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import is_normalized

import pytest
from pytest_bdd.feature import get_features

from tests.bdd.pages import read_docstring
from tests.bdd.vocabulary import Definition, find_definitions, load_steps, steps_page
from tests.support.tree import ROOT

FEATURES = ROOT / "features"
MOST_DEFINITIONS = 220
KEYWORD = re.compile(r"^(?:Cho|Biết|Khi|Thì|Và|Nhưng)\s+")
LEFT_OUT: set[str] = set()
# The numbers of the scenarios that were asked for, by chapter; gaps are numbers that nobody gave.
ASKED = {
    "S1": (1, 2, 3, 4, 5, 6, 9, 10, 12, 13, 15, 17),
    "S2": (1, 2, 3, 5, 6, 7, 9, 12, 15, 18, 19),
    "S3": (1, 2, 3, 4, 6, 9, 10, 11, 13, 14, 15, 16, 18, 19, 20),
    "S4": (1, 2, 3, 5, 6, 8, 9),
    "S5": (1, 3, 4, 5, 7, 8),
    "S6": (1, 2, 4, 5, 6, 8, 9, 10, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25),
}
LAW_CASES = {f"law-5.9-{number}" for number in (1, 2, 3, 5, 6, 7, 9, 10)}


class Line(NamedTuple):
    """One step of one rendered scenario."""

    feature: str
    scenario: str
    text: str


@cache
def lines() -> tuple[Line, ...]:
    """Return every step line of the shipped features, outlines filled in."""
    return tuple(_lines())


def _lines() -> Iterator[Line]:
    for feature in get_features([str(FEATURES)]):
        for name, template in feature.scenarios.items():
            examples = [row for table in template.examples for row in table.as_contexts()] or [{}]
            for example in examples:
                for step in template.render(example).steps:
                    yield Line(feature.rel_filename, name, step.name)


def files() -> list[Path]:
    """Return the shipped feature files."""
    return sorted(FEATURES.rglob("*.feature"))


def tags() -> set[str]:
    """Return every tag of the shipped features."""
    found = (word for file in files() for word in re.findall(r"@(\S+)", file.read_text(encoding="utf-8")))
    return set(found)


def test_every_feature_is_in_composed_unicode_and_says_its_language() -> None:
    assert files()
    for file in files():
        text = file.read_text(encoding="utf-8")
        assert is_normalized("NFC", text), file
        assert text.startswith("# language: vi\n"), file


def test_each_step_line_is_one_definition() -> None:
    load_steps()
    wrong = {line.text: len(find_definitions(line.text)) for line in lines() if len(find_definitions(line.text)) != 1}
    assert not wrong


def test_the_vocabulary_stays_small_and_used() -> None:
    definitions = load_steps()
    assert len(definitions) < MOST_DEFINITIONS
    unused = [item.pattern for item in definitions if not any(item.matches(line.text) for line in lines())]
    assert not unused


@pytest.mark.parametrize("definition", load_steps(), ids=lambda item: item.pattern)
def test_each_step_explains_itself_with_an_example_of_its_own(definition: Definition) -> None:
    meaning, english, examples = read_docstring(inspect.getdoc(definition.function) or "")
    assert meaning
    assert english
    assert examples
    for example in examples:
        assert [item.pattern for item in find_definitions(KEYWORD.sub("", example))] == [definition.pattern], example


def test_the_page_of_steps_is_current() -> None:
    page = ROOT / "docs" / "steps.md"
    assert page.read_text(encoding="utf-8") == steps_page(), "docs/steps.md is old: make docs"


def test_names_of_scenarios_are_told_apart() -> None:
    names = Counter(
        (feature.rel_filename, name) for feature in get_features([str(FEATURES)]) for name in feature.scenarios
    )
    written = sum(
        len(re.findall(r"^\s*(?:Kịch bản|Khung kịch bản):", file.read_text(encoding="utf-8"), re.MULTILINE))
        for file in files()
    )
    assert sum(names.values()) == written, "two scenarios of one file share a name: one of them is never run"


def test_every_scenario_asked_for_is_told_or_listed_as_left_out() -> None:
    asked = {f"{chapter}-{number:02d}" for chapter, numbers in ASKED.items() for number in numbers}
    told = tags()
    assert asked - told == LEFT_OUT
    assert told >= LAW_CASES
    readme = (FEATURES / "README.md").read_text(encoding="utf-8")
    assert all(name in readme for name in LEFT_OUT)


def test_tags_are_plain_words() -> None:
    assert not [tag for tag in tags() if set(tag) & set(":()\"'")]
