"""The one module that knows the state machine library: a move is tried on a small cursor and kept by the caller."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from transitions import Event, EventData, Machine, MachineError, Transition
from transitions.core import Condition

from workflows.definition import DYNAMIC_TARGETS, FlowDefinition, TransitionSpec, admitted
from workflows.facts import ProposalFacts
from workflows.findings import Finding
from workflows.overrides import put_aside
from workflows.rules.evaluation import evaluate

logging.getLogger("transitions").setLevel(logging.WARNING)


class EngineError(Exception):
    """A move that cannot even be asked about."""


class UnknownAction(EngineError):
    """The flow has no such action at all."""

    def __init__(self, flow: str, action: str) -> None:
        super().__init__(f"{flow} has no action {action!r}")
        self.flow, self.action = flow, action


class MoveNotOpen(EngineError):
    """The flow has the action, but not from this state or not for this proposal."""

    def __init__(self, flow: str, state: str, action: str) -> None:
        super().__init__(f"{flow}: {action!r} is not open from {state!r}")
        self.flow, self.state, self.action = flow, state, action


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a try: the state reached (unchanged when refused), every finding, and the move that was tried."""

    state: str
    findings: tuple[Finding, ...]
    transition: TransitionSpec

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Return the findings that stop the move; empty when it succeeded."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def overridden(self) -> tuple[Finding, ...]:
        """Return the findings that the move passes in spite of, each under an override of two officers."""
        return tuple(finding for finding in self.findings if finding.overridden_by)


class _Cursor:
    """The smallest thing a machine can move: where a proposal stands, and what is known about it."""

    __slots__ = ("facts", "findings", "spec", "state")

    def __init__(self, state: str, facts: ProposalFacts) -> None:
        self.state, self.facts = state, facts
        self.findings: tuple[Finding, ...] = ()
        self.spec: TransitionSpec | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """One way that a move may take: where it ends, and the collector rules of the move and of the step it ends on."""

    spec: TransitionSpec
    source: str
    target: str
    collectors: frozenset[str]


def _ways(definition: FlowDefinition, move: TransitionSpec) -> Iterator[_Way]:
    """Yield the ways of a move; a dynamic one has several from each source, of which a proposal's history picks one."""
    rules = {step.state: step.collector for step in definition.path}
    for source in move.sources:
        for target in definition.targets_of(move, source):
            yield _Way(move, source, target, frozenset({move.collector, rules.get(target, "any")}))


def _fits(way: _Way, facts: ProposalFacts) -> bool:
    if not way.collectors <= admitted(has_collector="collector" in facts.bodies):
        return False
    if way.spec.target not in DYNAMIC_TARGETS:
        return True
    return way.target == (facts.resume_state if way.spec.target == "resume" else facts.wanted_target)


class _GuardedTransition(Transition):
    """A library transition that remembers the way it stands for and asks all its guards in one condition."""

    def __init__(self, way: _Way) -> None:
        super().__init__(way.source, way.target)
        self.conditions.append(Condition(_may_pass))
        self.way = way


def _may_pass(event: EventData) -> bool:
    """Tell whether this is the way that is meant, of several of the same name, and every guard lets it pass."""
    cursor, way = cast("_Cursor", event.model), cast("_GuardedTransition", event.transition).way
    if not _fits(way, cursor.facts):
        return False
    spec = cursor.spec = way.spec
    facts = replace(cursor.facts, distinct_from=spec.distinct_from)
    asked = evaluate(facts, guards=spec.guards, phase=spec.phase, law=spec.law)
    cursor.findings = put_aside(asked, facts.overrides, spec.action)
    return not any(finding.blocks for finding in cursor.findings)


@lru_cache(maxsize=256)
def _machine_for(definition: FlowDefinition) -> Machine:
    """Build the shared, model-less machine of one flow version (7-10 µs a move, nothing retained)."""
    machine = Machine(
        model=None,
        states=[state.code for state in definition.states],
        initial=definition.initial,
        auto_transitions=False,
        send_event=True,
        queued=False,
    )
    for move in definition.transitions:
        event = machine.events.setdefault(move.action, Event(move.action, machine))
        for way in _ways(definition, move):
            event.add_transition(_GuardedTransition(way))
    return machine


def attempt(definition: FlowDefinition, state: str, action: str, facts: ProposalFacts) -> Outcome:
    """Try one move in memory; the caller decides whether to keep it.

    Raises UnknownAction when the flow has no such action, MoveNotOpen when it cannot be taken from this state.
    """
    machine = _machine_for(definition)
    event = machine.events.get(action)
    if event is None:
        raise UnknownAction(definition.name, action)
    if state not in machine.states:
        raise MoveNotOpen(definition.name, state, action)
    cursor = _Cursor(state, facts)
    try:
        event.trigger(cursor)
    except MachineError:
        raise MoveNotOpen(definition.name, state, action) from None
    if cursor.spec is None:
        raise MoveNotOpen(definition.name, state, action)
    return Outcome(cursor.state, cursor.findings, cursor.spec)


def find_open(definition: FlowDefinition, state: str, facts: ProposalFacts) -> tuple[TransitionSpec, ...]:
    """Return the moves that the flow opens from here for this proposal, whoever may take them.

    A move whose target is another step of the past (`earlier`) is open when `facts.wanted_target` names one.
    """
    return tuple(
        move
        for move in definition.find_transitions(state)
        if any(way.source == state and _fits(way, facts) for way in _ways(definition, move))
    )


def leads(definition: FlowDefinition, state: str, action: str, target: str, *, has_collector: bool) -> bool:
    """Tell whether the flow has a way of this action between two states, whatever its guards would say."""
    open_to_it = admitted(has_collector=has_collector)
    return any(
        way.source == state and way.target == target and way.collectors <= open_to_it
        for move in definition.find_transitions(state, action)
        for way in _ways(definition, move)
    )
