"""The shape of the tree: the rooms of the house, a sentence on every door, one form of Unicode."""

import ast
import re
from unicodedata import is_normalized

import pytest

from tests.support.tree import MADE, ROOT, files, modules, name_of, tree_of

TOP_LEVEL = {
    "service",
    "workflows",
    "features",
    "migrations",
    "tests",
    "docs",
    "wsgi.py",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Makefile",
}
ROOMS = ("service", "workflows", "migrations", "tests")
# What every use case stands on; whatever else there is has a room of its own.
BESIDE_THE_ROOMS = {
    *("__init__", "attempts", "ballot_seals", "calendars", "case_views", "cases", "catalog", "errors", "facts"),
    *("fields", "guiding", "idempotency", "noting", "pages", "passwords", "recording", "records_facts", "scopes"),
    *("sealing", "services", "streams", "views"),
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "util", "helper"}
TEXTS = (".feature", ".toml", ".po", ".html", ".md", ".py", ".sql", ".css", ".js")
SENTENCE_END = re.compile(r"[.!?…:]$")
UNREASONED = re.compile(
    r"#\s*(?:type: ignore(?!\[)|type: ignore\[[^\]]+\]\s*$|pragma: no cover|noqa\s*$|noqa:[A-Z0-9, ]+$)"
)
UNFINISHED = re.compile(r"#\s*(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
AVOIDED = re.compile(r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importor" r"skip)\b")

PRESS = re.compile(r"\.(?:click|dblclick|tap)\(|wait_for_load_state")


def test_the_top_level_holds_the_rooms_and_nothing_else() -> None:
    listed = {path.name for path in ROOT.iterdir()}
    shown = {name for name in listed if not name.startswith(".") and not name.endswith(".lock")}
    assert shown - set(MADE) == TOP_LEVEL


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_begins_with_a_sentence(room: str) -> None:
    found = modules(room)
    assert found, f"{room}/ has no module"
    without = [name_of(path) for path in found if not begins_with_a_sentence(tree_of(path))]
    assert not without


def test_browser_tests_say_whether_a_press_leads_to_another_page() -> None:
    """Whoever reads on before the next page is whole reads the old one, or half of the new one."""
    presses = {name_of(path): bool(PRESS.search(path.read_text(encoding="utf-8"))) for path in modules("tests/browser")}
    assert [name for name, found in presses.items() if found] == ["tests/browser/kit.py"]


def test_no_module_is_named_for_nothing() -> None:
    assert not [name_of(path) for path in modules(*ROOMS) if {path.stem, path.parent.name} & FORBIDDEN_NAMES]


def test_use_cases_live_in_rooms() -> None:
    found = modules("service/usecases")
    assert {path.stem for path in found if path.parent.name == "usecases"} == BESIDE_THE_ROOMS
    names = [path.stem for path in found if path.stem != "__init__"]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("ending", TEXTS)
def test_every_text_is_in_the_composed_form_of_unicode(ending: str) -> None:
    found = files("service", "workflows", "features", "migrations", "tests", "docs", endings=(ending,))
    found += sorted(ROOT.glob(f"*{ending}"))
    assert not [name_of(path) for path in found if not is_normalized("NFC", path.read_text(encoding="utf-8"))]


def test_the_composed_form_is_asked_of_some_texts() -> None:
    assert files("workflows", endings=(".toml",))
    assert files("features", endings=(".feature",))


def test_every_exception_to_a_gate_has_a_code_and_a_reason() -> None:
    assert not lines_matching(UNREASONED)


def test_nothing_is_left_for_later() -> None:
    assert not lines_matching(UNFINISHED)


def test_no_test_is_set_aside() -> None:
    assert not lines_matching(AVOIDED)


def begins_with_a_sentence(tree: ast.Module) -> bool:
    """Say whether a module's docstring is there and its first paragraph ends as a sentence does."""
    first = (ast.get_docstring(tree) or "").split("\n\n")[0].strip()
    return bool(SENTENCE_END.search(first))


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    """Return the lines of all modules that a pattern finds, as `path:line text`."""
    found = modules(*ROOMS)
    assert found
    return [
        f"{name_of(path)}:{number} {line.strip()}"
        for path in found
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
