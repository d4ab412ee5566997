"""Every sentence of the pages is said in English too, by the catalogue of its area, and no catalogue says more."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment
from jinja2.ext import InternationalizationExtension

from service.i18n.catalogues import catalogues
from tests.support.tree import ROOT

WEB = ROOT / "service" / "web"
CALLS = {"_", "gettext", "ngettext", "lazy_gettext"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
LOGIC = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"<!--.*?-->|<[^>]*>|[\w-]+=\"[^\"]*\"", re.DOTALL)
SPOKEN_ATTRIBUTE = re.compile(r"""(?:aria-label|alt|title|placeholder)="([^"{]+)\"""")
OWN_NAMES = {"Vinh", "Danh", "API", "SHA", "sha", "Vinh Danh", "OpenAPI", "JSON", "CSV", "Excel", "TOML", "Lines"}


def templates() -> list[Path]:
    return sorted((WEB / "templates").rglob("*.html"))


def said_in_module(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            for argument in node.args[: 2 if node.func.id == "ngettext" else 1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def said() -> dict[str, set[str]]:
    """Return every Vietnamese sentence with the files that say it."""
    found: dict[str, set[str]] = {}
    for path in templates():
        for text in Environment(extensions=[InternationalizationExtension]).extract_translations(  # type: ignore[attr-defined] # noqa: S701  # read, never rendered
            path.read_text(encoding="utf-8")
        ):
            for message in [text[2]] if isinstance(text[2], str) else text[2]:
                if message:
                    found.setdefault(message, set()).add(path.name)
    for path in WEB.rglob("*.py"):
        for message in said_in_module(path):
            found.setdefault(message, set()).add(path.name)
    return found


def places(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text)) | {name for _, name, _, _ in Formatter().parse(text) if name}


def texts_of(said: object) -> list[str]:
    """Return a sentence, or its forms for one and for many."""
    return [str(form) for form in said] if isinstance(said, list | tuple) else [str(said)] if said else []


def test_every_sentence_has_its_english() -> None:
    english = {text for catalogue in catalogues().values() for message in catalogue for text in texts_of(message.id)}
    missing = {text: sorted(files) for text, files in said().items() if text not in english}
    assert not missing


def test_no_catalogue_keeps_a_sentence_that_nobody_says() -> None:
    spoken = said()
    unused = {
        area: [text for message in catalogue for text in texts_of(message.id) if text not in spoken]
        for area, catalogue in catalogues().items()
    }
    assert not {area: texts for area, texts in unused.items() if texts}


def test_a_sentence_has_one_english_for_all_areas() -> None:
    places_of: dict[str, list[str]] = {}
    for area, catalogue in catalogues().items():
        for message in catalogue:
            for text in texts_of(message.id)[:1]:
                places_of.setdefault(text, []).append(area)
    assert not {text: areas for text, areas in places_of.items() if len(areas) > 1}


@pytest.mark.parametrize("area", catalogues())
def test_english_fills_the_same_places_and_nothing_is_half_done(area: str) -> None:
    for message in catalogues()[area]:
        if message.id:
            assert not message.fuzzy
            for said_in_english in texts_of(message.string) or [""]:
                assert said_in_english, message.id
                assert places(texts_of(message.id)[0]) == places(said_in_english), message.id


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_template_says_a_word_that_cannot_be_translated(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    words = LETTERS.findall(re.sub(r"&\w+;", " ", MARKUP.sub(" ", LOGIC.sub(" ", text))))
    words += [word for found in SPOKEN_ATTRIBUTE.findall(text) for word in LETTERS.findall(found)]
    assert not [word for word in words if word not in OWN_NAMES]
