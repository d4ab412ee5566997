"""Published flows and rulebooks as people look them up: a flow with its moves, a button with all that stands behind it.

What is published is open to everybody who is signed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.db import publications
from service.db.publications import PublicationHead
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.errors import NotFound
from service.usecases.publishing.scenarios import shipped_scenarios
from workflows.definition import FlowDefinition, TransitionSpec
from workflows.rules.model import CheckSpec, Rulebook
from workflows.scenarios import Scenario, of_action, of_action_elsewhere, of_code, unspecified

HOUSE = "house"


@dataclass(frozen=True, slots=True)
class FlowView:
    """One version of a flow, its versions, and the actions for which no scenario speaks of it."""

    flow: FlowDefinition
    heads: tuple[PublicationHead, ...]
    scenarios: dict[str, int]  # action → how many scenarios specify it
    unspecified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveView:
    """One move of an action with the house guards it asks, each with its citation."""

    move: TransitionSpec
    guards: tuple[CheckSpec, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """A button of a flow: its moves, and the scenarios that specify it, its own and those of other flows."""

    flow: FlowDefinition
    action: str
    moves: tuple[MoveView, ...]
    own: tuple[Scenario, ...]
    elsewhere: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class BookView:
    """One version of a rulebook, its versions, and how many scenarios carry the code of each check."""

    book: Rulebook
    heads: tuple[PublicationHead, ...]
    scenarios: dict[str, int]


@dataclass(frozen=True, slots=True)
class RuleView:
    """One code of a rulebook: the questions asked under it, and the scenarios that carry it."""

    book: Rulebook
    code: str
    specs: tuple[CheckSpec, ...]
    scenarios: tuple[Scenario, ...]


def list_flows(work: Work, catalog: Catalog) -> tuple[FlowDefinition, ...]:
    """Return the flows in force today, by code."""
    return catalog.flows_in_force(work, work.today)


def list_rulebooks(work: Work, catalog: Catalog) -> list[Rulebook]:
    """Return every rulebook in its newest version, by the first receipt that it governs; those to come as well."""
    books = catalog.rulebooks_in_force(work, date.max)
    return sorted(books, key=lambda book: (book.level != HOUSE, book.starts_on or date.min, book.code))


def show_flow(work: Work, catalog: Catalog, *, code: str, version: int | None = None) -> FlowView:
    """Return one version of a flow, the newest in force when none is named; raises NotFound."""
    heads, head = _versions(work, "flow", code, version)
    flow, found = catalog.flow(work, code, head.version), shipped_scenarios()
    counts = {action: len(of_action(found, flow, action)) for action in flow.actions}
    return FlowView(flow, heads, counts, unspecified(found, flow))


def show_action(work: Work, catalog: Catalog, *, code: str, action: str, version: int | None = None) -> ActionView:
    """Return an action of a flow with its guards and its scenarios; raises NotFound."""
    _, head = _versions(work, "flow", code, version)
    flow = catalog.flow(work, code, head.version)
    moves = [move for move in flow.transitions if move.action == action]
    if not moves:
        raise NotFound("not-found", {"kind": "flow", "code": f"{code}/{action}"})
    books = {book.code: book for book in catalog.rulebooks_in_force(work, work.today)}
    checks = books[HOUSE].checks if HOUSE in books else ()
    found = shipped_scenarios()
    return ActionView(
        flow,
        action,
        moves=tuple(MoveView(move, _guards(move, checks)) for move in moves),
        own=of_action(found, flow, action),
        elsewhere=of_action_elsewhere(found, flow, action),
    )


def show_rulebook(work: Work, catalog: Catalog, *, code: str, version: int | None = None) -> BookView:
    """Return one version of a rulebook; raises NotFound."""
    heads, head = _versions(work, "rulebook", code, version)
    book = catalog.rulebook(work, code, head.version)
    found = shipped_scenarios()
    return BookView(book, heads, {spec.code: len(of_code(found, spec.code)) for spec in book.checks})


def show_rule(work: Work, catalog: Catalog, *, code: str, rule: str) -> RuleView:
    """Return the checks of a rulebook under one code with the scenarios that carry it; raises NotFound."""
    view = show_rulebook(work, catalog, code=code)
    specs = tuple(spec for spec in view.book.checks if spec.code == rule)
    if not specs:
        raise NotFound("not-found", {"kind": "rulebook", "code": f"{code}/{rule}"})
    return RuleView(view.book, rule, specs, of_code(shipped_scenarios(), rule))


def _guards(move: TransitionSpec, checks: Sequence[CheckSpec]) -> tuple[CheckSpec, ...]:
    return tuple(spec for kind in move.guards for spec in checks if spec.kind == kind and move.phase in spec.at)


def _versions(
    work: Work, kind: str, code: str, version: int | None
) -> tuple[tuple[PublicationHead, ...], PublicationHead]:
    heads = tuple(publications.list_versions(work, kind, code))
    wanted = [head for head in heads if version == head.version]
    if version is None:
        wanted = [head for head in heads if head.effective_on <= work.today] or list(heads)
    if not wanted:
        raise NotFound("not-found", {"kind": kind, "code": code})
    return heads, wanted[-1]
