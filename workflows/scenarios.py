"""Scenarios as frozen data, and what each of them specifies: which actions, rules, forms and flows."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workflows.audit.vocabulary import vocabulary
from workflows.definition import FlowDefinition
from workflows.labels import labels
from workflows.names import fold

ACTING = "Action"  # the kind of a step that acts, as the parser of features calls it: Khi, and what follows it
CODE = re.compile(r"[A-Z]{1,2}\d{2}")
QUOTED = re.compile(r'["“]([^"”]*)["”]')
FLOW = re.compile(r'đi theo quy trình "(\w+)"')
FLOW_TAG = re.compile(r"F\d[a-z]?")
AT_STEP = re.compile(r'hồ sơ(?: "[^"]*")? đang ở bước "([^"]*)"')
REOPENED = re.compile(r"trở lại bước")
ARTICLE = re.compile(r"(Điều \d+[a-zđ]?(?: khoản \d+[a-z]?)?(?: điểm [a-zđ])?)")

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a scenario with its keyword, the kind of its part (Context, Action, Outcome), table or text."""

    keyword: str
    text: str
    part: str
    table: Table = ()
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario where it stands; `examples` are the tables of an outline, empty for a plain scenario."""

    place: str
    line: int
    feature: str
    about: str
    rule: str
    name: str
    tags: tuple[str, ...]
    background: tuple[Step, ...]
    steps: tuple[Step, ...]
    examples: tuple[Table, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of the rules it carries in its tags."""
        return frozenset(tag for tag in self.tags if CODE.fullmatch(tag))

    @property
    def article(self) -> str:
        """Return the article that its rule names, empty where the rule names none."""
        found = ARTICLE.match(self.rule)
        return found[1] if found else ""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield part and text of every step, outlines filled in."""
        for filled in _fillings(self.examples):
            for step in (*self.background, *self.steps):
                yield step.part, _filled(step.text, filled)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A scenario with what was read out of its steps."""

    scenario: Scenario
    actions: frozenset[str]
    reached: frozenset[str]  # states that the proposal is brought to while the scenario acts
    forms: frozenset[str]
    flows: frozenset[str]

    def takes(self, flow: FlowDefinition, action: str) -> bool:
        """Tell whether the action is taken: it is named, or the proposal is brought to a state that it leads to."""
        moves = (move for move in flow.transitions if move.action == action)
        return action in self.actions or any(move.target in self.reached for move in moves)

    def fits(self, flow: FlowDefinition) -> bool:
        """Tell whether it may speak of a flow: it names it, or one of its forms, or no form at all."""
        if self.flows:
            return flow.code in self.flows
        return not self.forms or not self.forms.isdisjoint(flow.selection.forms)


@cache
def spoken() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return how people write codes, by family and code."""
    data = tomllib.loads((files("workflows") / "data" / "spoken.toml").read_text(encoding="utf-8"))
    tables = {family: table for family, table in data.items() if isinstance(table, dict)}
    return {family: {code: tuple(words) for code, words in table.items()} for family, table in tables.items()}


def index(scenarios: Iterable[Scenario]) -> tuple[Indexed, ...]:
    """Return every scenario with what it specifies."""
    return tuple(_indexed(scenario) for scenario in scenarios)


def of_action(found: Iterable[Indexed], flow: FlowDefinition, action: str) -> tuple[Scenario, ...]:
    """Return the scenarios in which this action is taken, as far as they may speak of this flow."""
    return tuple(item.scenario for item in found if item.takes(flow, action) and item.fits(flow))


def of_action_elsewhere(found: Iterable[Indexed], flow: FlowDefinition, action: str) -> tuple[Scenario, ...]:
    """Return the scenarios in which this action is taken in other flows."""
    return tuple(item.scenario for item in found if action in item.actions and not item.fits(flow))


def of_code(found: Iterable[Indexed], code: str) -> tuple[Scenario, ...]:
    """Return the scenarios that carry the code of a rule."""
    return tuple(item.scenario for item in found if code in item.scenario.codes)


def unspecified(found: Iterable[Indexed], flow: FlowDefinition) -> tuple[str, ...]:
    """Return the actions of a flow for which no scenario speaks of this flow or its forms."""
    known = tuple(found)
    return tuple(action for action in flow.actions if not of_action(known, flow, action))


def _indexed(scenario: Scenario) -> Indexed:
    lines = list(scenario.lines())
    named = {code for _, line in lines for code in FLOW.findall(line)}
    brought = {name for part, line in lines if part == ACTING for name in AT_STEP.findall(line)}
    quoted = {fold(text) for _, line in lines for text in QUOTED.findall(line)}
    return Indexed(
        scenario,
        actions=frozenset(action for part, line in lines for action in _actions(part, line)) | _recorded(scenario),
        reached=frozenset(code for code, names in labels()["states"].items() if names["vi"] in brought),
        forms=frozenset(code for code, names in _names_of_forms().items() if names & quoted),
        flows=frozenset(named) | {tag for tag in scenario.tags if FLOW_TAG.fullmatch(tag)},
    )


def _recorded(scenario: Scenario) -> frozenset[str]:
    """Return the actions whose events a table of the scenario names: the path that its history must tell."""
    cells = {cell for step in scenario.steps for row in step.table for cell in row}
    return frozenset(action for action, event in vocabulary().actions.items() if event in cells)


def _actions(part: str, line: str) -> Iterator[str]:
    if REOPENED.search(line):
        yield "reopen"
    if part == ACTING:
        bare = QUOTED.sub('"…"', line).lower()
        yield from (action for action, pattern in _patterns() if pattern.search(bare))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each action how a step says that somebody takes it: the words, then the proposal or the batch."""
    return tuple(
        (action, re.compile(rf"(?:^|\s)(?:{'|'.join(map(re.escape, words))})\s+(?:lô\s+)?hồ sơ"))
        for action, words in spoken()["actions"].items()
    )


@cache
def _names_of_forms() -> Mapping[str, frozenset[str]]:
    also = spoken()["forms"]
    return {
        code: frozenset(fold(name) for name in (names["vi"], *also.get(code, ())))
        for code, names in labels()["forms"].items()
    }


def _fillings(examples: tuple[Table, ...]) -> Iterator[Mapping[str, str]]:
    if not examples:
        yield {}
    for heads, *rows in examples:
        for row in rows:
            yield dict(zip(heads, row, strict=True))


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"<{name}>", value)
    return text
