"""How a step is defined: one small pattern language, one registry, one page of documentation made from it.

A pattern reads like the step itself:

    @step('{who} lập hồ sơ đề nghị {form} cho {nominee}[ theo kế hoạch {plan}]', chapter="dossier")

`{name}` is a text in quotation marks; `{name:kind}` is one of the kinds of `tests.bdd.words.KINDS`; `[…]` may be left
out; `(một|hai)` means either. Every definition answers to any keyword (Cho, Khi, Thì, Và, Nhưng).
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from pytest_bdd import parsers
from pytest_bdd import step as register

from tests.bdd.pages import write_page
from tests.bdd.words import KINDS

CHAPTERS = (
    *("setting", "bodies", "records", "dossiers", "moves", "outcomes", "trail"),
    *("recusals", "plans", "delegations", "after_award", "overrides", "petitions", "holds"),
    *("ballots", "councils", "council_sheets", "rehearsals", "letters", "submissions", "registrations"),
    *("opinions", "deadlines", "reports"),
)
PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?::(?P<kind>\w+))?\}")
MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


@dataclass(frozen=True)
class Definition:
    """One step: its pattern as written, the expression it stands for, what it does."""

    pattern: str
    regex: re.Pattern[str]
    chapter: str
    function: Callable[..., object]
    kinds: dict[str, str]

    def matches(self, line: str) -> bool:
        """Tell whether a line of a feature is this step."""
        return self.regex.fullmatch(line) is not None

    @property
    def takes_table(self) -> bool:
        """Tell whether the step may be followed by a table."""
        return "datatable" in inspect.signature(self.function).parameters


DEFINITIONS: list[Definition] = []


def step(pattern: str, *, chapter: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Define a step; its docstring says in two languages what it means and shows an example."""
    expression, kinds = compile_pattern(pattern)

    def decorate(function: Callable[..., object]) -> Callable[..., object]:
        regex = re.compile(expression, re.IGNORECASE)
        DEFINITIONS.append(Definition(pattern, regex, chapter, function, kinds))
        converters: dict[str, Callable[[str], object]] = {name: KINDS[kind].read for name, kind in kinds.items()}
        parser = parsers.re(expression, re.IGNORECASE)
        register(parser, converters=converters, stacklevel=2)(function)
        return function

    return decorate


def compile_pattern(pattern: str) -> tuple[str, dict[str, str]]:
    """Return the regular expression of a pattern and the kind of each of its values."""
    kinds: dict[str, str] = {}
    parts: list[str] = []
    place = 0
    for found in PLACEHOLDER.finditer(pattern):
        name, kind = found["name"], found["kind"] or "text"
        parts += [_literal(pattern[place : found.start()]), f"(?P<{name}>{KINDS[kind].expression})"]
        kinds[name] = kind
        place = found.end()
    return "".join([*parts, _literal(pattern[place:])]), kinds


def _literal(text: str) -> str:
    escaped = "".join(MARKS.get(letter) or (r"\s+" if letter == " " else re.escape(letter)) for letter in text)
    return escaped.replace(re.escape("\\") + MARKS["("], r"\(").replace(re.escape("\\") + MARKS[")"], r"\)")


def find_definitions(line: str) -> list[Definition]:
    """Return every definition that a line matches; a good vocabulary gives exactly one."""
    return [definition for definition in DEFINITIONS if definition.matches(line)]


def load_steps() -> tuple[Definition, ...]:
    """Return every definition, their modules imported."""
    for name in CHAPTERS:
        import_module(f"tests.bdd.steps.{name}")
    return tuple(DEFINITIONS)


def steps_page() -> str:
    """Return docs/steps.md: every step with its meaning in two languages and an example."""
    return write_page(load_steps())
