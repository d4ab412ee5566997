"""Whether a proposal can always get on: no state out of reach, no way that ends before its end, no step jumped over."""

from collections.abc import Iterator
from itertools import pairwise

from workflows.definition import DYNAMIC_TARGETS, FORWARD_PHASES, FlowDefinition, admitted

Edges = dict[str, set[str]]


def find_graph_problems(flow: FlowDefinition) -> Iterator[str]:
    """Yield every state that cannot be reached or left, and every step that a forward move jumps over."""
    for has_collector in (False, True):
        if _concerns(flow, has_collector=has_collector):
            where = "with a collector" if has_collector else "without a collector"
            for problem in _find_problems(flow, has_collector=has_collector):
                yield f"{where}: {problem}"


def reach(edges: Edges, start: str) -> set[str]:
    """Return every state that can be reached from one, itself included."""
    seen, waiting = {start}, [start]
    while waiting:
        for target in edges.get(waiting.pop(), set()) - seen:
            seen.add(target)
            waiting.append(target)
    return seen


def edges_of(flow: FlowDefinition, *, has_collector: bool) -> Edges:
    """Return where the moves lead from every state; a dynamic move leads to all the states it may find."""
    left_out = {step.state for step in flow.path_for(has_collector=has_collector) if not step.applies}
    edges: Edges = {state.code: set() for state in flow.states}
    for move in flow.transitions:
        if move.collector in admitted(has_collector=has_collector):
            for source in move.sources:
                found = set(flow.targets_of(move, source))
                edges.setdefault(source, set()).update(found - left_out if move.target in DYNAMIC_TARGETS else found)
    return edges


def _concerns(flow: FlowDefinition, *, has_collector: bool) -> bool:
    return flow.selection.collector in admitted(has_collector=has_collector)


def _find_problems(flow: FlowDefinition, *, has_collector: bool) -> Iterator[str]:
    path = flow.path_for(has_collector=has_collector)
    left_out = {step.state for step in path if not step.applies}
    edges = edges_of(flow, has_collector=has_collector)
    reached = reach(edges, flow.initial)
    end = path[-1].state if path else ""
    for state in flow.states:
        if state.code in left_out:
            if state.code in reached:
                yield f"state {state.code} does not apply, yet a move leads there"
        elif state.code not in reached:
            yield f"state {state.code} cannot be reached"
        elif state.kind == "final" and any(
            kind != "final" for target in edges[state.code] for kind in _kinds(flow, target)
        ):
            yield f"state {state.code} is final, yet a move opens it again"
        elif state.kind != "final" and not edges[state.code]:
            yield f"state {state.code} is a dead end"
        elif state.kind != "final" and end not in reach(edges, state.code):
            yield f"state {state.code} has no way to {end}"
    yield from _find_jumps(flow, has_collector=has_collector)


def _kinds(flow: FlowDefinition, code: str) -> list[str]:
    return [state.kind for state in flow.states if state.code == code]


def _find_jumps(flow: FlowDefinition, *, has_collector: bool) -> Iterator[str]:
    steps = [step.state for step in flow.path_for(has_collector=has_collector) if step.applies]
    following = dict(pairwise(steps))
    for move in flow.transitions:
        if move.phase not in FORWARD_PHASES or move.collector not in admitted(has_collector=has_collector):
            continue
        for source in move.sources:
            if source in steps and following.get(source) != move.target:
                yield f"{move.action} leads from {source} to {move.target}, not to the next step"
