"""The one module that knows the state machine library: a move is tried on a small cursor and kept by the caller."""

import logging
from dataclasses import dataclass, replace
from functools import lru_cache

from transitions import Event, EventData, Machine, MachineError, Transition

from workflows.definition import DYNAMIC_TARGETS, FlowDefinition, TransitionSpec
from workflows.facts import ProposalFacts
from workflows.findings import Finding
from workflows.rules.evaluation import evaluate

logging.getLogger("transitions").setLevel(logging.WARNING)


class EngineError(Exception):
    """A move that cannot even be asked about."""


class UnknownAction(EngineError):  # noqa: N818 - named for the domain
    """The flow has no such action at all."""

    def __init__(self, flow: str, action: str) -> None:
        super().__init__(f"{flow} has no action {action!r}")
        self.flow, self.action = flow, action


class MoveNotOpen(EngineError):  # noqa: N818 - named for the domain
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


class _Cursor:
    """The smallest thing a machine can move: where a proposal stands, and what is known about it."""

    __slots__ = ("facts", "findings", "spec", "state")

    def __init__(self, state: str, facts: ProposalFacts) -> None:
        self.state, self.facts = state, facts
        self.findings: tuple[Finding, ...] = ()
        self.spec: TransitionSpec | None = None


def _is_meant(event: EventData) -> bool:
    """Pick one of several moves of the same name: collector or none, and the target of a dynamic move."""
    cursor, move = event.model, event.transition
    return _fits(move.spec, move.dest, cursor.facts)


def _every_guard_passes(event: EventData) -> bool:
    cursor, spec = event.model, event.transition.spec
    facts = replace(cursor.facts, distinct_from=spec.distinct_from)
    cursor.spec = spec
    cursor.findings = evaluate(facts, guards=spec.guards, phase=spec.phase, law=spec.law)
    return not any(finding.blocks for finding in cursor.findings)


def _fits(spec: TransitionSpec, dest: str, facts: ProposalFacts) -> bool:
    if spec.collector != "any" and (spec.collector == "with") != ("collector" in facts.bodies):
        return False
    if spec.target == "resume":
        return dest == facts.resume_state
    return spec.target != "earlier" or dest == facts.wanted_target


class _GuardedTransition(Transition):
    """A library transition that remembers its specification and asks all its guards in one condition."""

    def __init__(self, source: str, dest: str, spec: TransitionSpec) -> None:
        super().__init__(source, dest, conditions=[_is_meant, _every_guard_passes])
        self.spec = spec


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
        for source in move.sources:
            for target in _targets(definition, move, source):
                event.add_transition(_GuardedTransition(source, target, move))
    return machine


def _targets(definition: FlowDefinition, move: TransitionSpec, source: str) -> tuple[str, ...]:
    if move.target not in DYNAMIC_TARGETS:
        return (move.target,)
    steps = tuple(state.code for state in definition.states if state.kind == "step")
    if move.target == "resume":
        return (*steps, "returned")
    return steps[: steps.index(source)] if source in steps else steps


def attempt(definition: FlowDefinition, state: str, action: str, facts: ProposalFacts) -> Outcome:
    """Try one move in memory; the caller decides whether to keep it.

    Raises UnknownAction when the flow has no such action, MoveNotOpen when it cannot be taken from this state.
    """
    machine = _machine_for(definition)
    cursor = _Cursor(state, facts)
    try:
        machine.events[action].trigger(cursor)
    except KeyError:
        raise UnknownAction(definition.name, action) from None
    except MachineError:
        raise MoveNotOpen(definition.name, state, action) from None
    if cursor.spec is None:
        raise MoveNotOpen(definition.name, state, action)
    return Outcome(cursor.state, cursor.findings, cursor.spec)


def find_open(definition: FlowDefinition, state: str, facts: ProposalFacts) -> tuple[TransitionSpec, ...]:
    """Return the moves that the flow opens from here for this proposal, whoever may take them."""
    return tuple(
        move
        for move in definition.find_transitions(state)
        if any(_fits(move, target, facts) for target in _targets(definition, move, state))
    )
