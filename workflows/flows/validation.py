"""What the parts of one flow must agree on, move by move and step by step."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from workflows.definition import DYNAMIC_TARGETS, FORWARD_PHASES, ActSpec, FlowDefinition, PathStep, TransitionSpec
from workflows.flows.vocabulary import DRAFT, whole_path


def find_contradictions(flow: FlowDefinition, guards: Collection[str]) -> Iterator[str]:
    """Yield every contradiction between the parts of a flow; `guards` are the questions that the house can ask."""
    yield from _find_repeated("states", (state.code for state in flow.states))
    yield from _find_repeated("path", (step.state for step in flow.path))
    yield from _find_selection_problems(flow)
    known = {state.code for state in flow.states}
    if flow.initial not in known:
        yield f"initial: the flow has no state {flow.initial!r}"
    for state in flow.states:
        yield from _find_repeated(f"states {state.code} editors", state.editors)
    for move in flow.transitions:
        for problem in _find_move_problems(move, flow, known, guards):
            yield f"{_name(move)}: {problem}"
    for act in flow.acts:
        for problem in _find_act_problems(act, flow, known, guards):
            yield f"acts {act.kind}: {problem}"
    yield from _find_overlaps(flow)
    yield from _find_path_problems(flow, known)


def _name(move: TransitionSpec) -> str:
    return f"transitions {move.action} from {', '.join(move.sources) or 'nowhere'}"


def _find_repeated(where: str, codes: Iterable[str]) -> Iterator[str]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield f"{where}: {code!r} stands {count} times"


def _find_selection_problems(flow: FlowDefinition) -> Iterator[str]:
    chosen = flow.selection
    for key in ("forms", "issuer_levels"):
        if not getattr(chosen, key):
            yield f"selects.{key}: missing: nothing would ever take this flow"
    if chosen.valid_from and chosen.valid_to and chosen.valid_to < chosen.valid_from:
        yield "selects.valid_to: earlier than valid_from"


def _find_move_problems(
    move: TransitionSpec, flow: FlowDefinition, known: Collection[str], guards: Collection[str]
) -> Iterator[str]:
    if not move.sources:
        yield "sources: missing"
    for state in {*move.sources, *move.resumes, *({move.target} - DYNAMIC_TARGETS)} - set(known):
        yield f"the flow has no state {state!r}"
    if move.target in move.sources:
        yield "target: a move leads somewhere else"
    for key in ("sources", "roles", "guards", "distinct_from", "resumes"):
        yield from _find_repeated(key, getattr(move, key))
    for kind in move.guards:
        if kind not in guards:
            yield f"guards: the house asks no question {kind!r}"
    yield from _find_declared_problems(move, flow)
    yield from _find_actor_problems(move)
    yield from _find_dynamic_problems(move, flow)


def _find_act_problems(
    act: ActSpec, flow: FlowDefinition, known: Collection[str], guards: Collection[str]
) -> Iterator[str]:
    for key in ("at", "roles"):
        if not getattr(act, key):
            yield f"{key}: missing: an act says where it is done, and by whom"
    yield from _find_place_problems(act, flow, known)
    for key in ("at", "roles", "before", "guards", "after"):
        yield from _find_repeated(key, getattr(act, key))
    for kind in act.guards:
        if kind not in guards:
            yield f"guards: the house asks no question {kind!r}"
    leaving = {move.action for state in act.at for move in flow.find_transitions(state)}
    for action in act.before:
        if action not in leaving:
            yield f"before: {action!r} does not leave {', '.join(act.at)}"


def _find_place_problems(act: ActSpec, flow: FlowDefinition, known: Collection[str]) -> Iterator[str]:
    for state in {*act.at, *act.after} - set(known):
        yield f"the flow has no state {state!r}"
    for state in act.after:
        if not any(state in move.sources and move.target in act.at for move in flow.transitions):
            yield f"after: nothing leads from {state!r} to {', '.join(act.at)}"


def _find_declared_problems(move: TransitionSpec, flow: FlowDefinition) -> Iterator[str]:
    for action in move.distinct_from:
        if action != DRAFT and action not in flow.actions:
            yield f"distinct_from: the flow has no action {action!r}"
    if bool(move.distinct_from) != ("steps-by-different-people" in move.guards):
        yield "distinct_from: goes together with the guard steps-by-different-people"
    if move.reason_required != ("reason-recorded" in move.guards):
        yield "reason_required: goes together with the guard reason-recorded"


def _find_actor_problems(move: TransitionSpec) -> Iterator[str]:
    if move.target == "earlier":
        if move.roles or move.body:
            yield "roles: the service itself sends a proposal back to an earlier step, nobody else may"
    elif not move.roles or not move.body:
        yield "roles: missing: a move says who takes it, in which body"
    on_path = move.target in whole_path() and any(source in whole_path() for source in move.sources)
    if (move.phase in FORWARD_PHASES) != on_path:
        yield f"phase: {move.phase} does not fit a move to {move.target}"


def _find_dynamic_problems(move: TransitionSpec, flow: FlowDefinition) -> Iterator[str]:
    if (move.target == "resume") != bool(move.resumes):
        yield "resumes: goes together with the target resume"
    for held in move.resumes:
        if not any(held in other.sources and other.target in move.sources for other in flow.transitions):
            yield f"resumes: nothing leads from {held!r} to where this move begins"
    if move.target == "earlier" and any(source == flow.initial for source in move.sources):
        yield "target: no step is earlier than the first"


def _find_overlaps(flow: FlowDefinition) -> Iterator[str]:
    for one, other in combinations(flow.transitions, 2):
        if one.action != other.action or {one.collector, other.collector} == {"with", "without"}:
            continue
        shared = [source for source in one.sources if source in other.sources]
        if shared and (not one.resumes or not other.resumes or set(one.resumes) & set(other.resumes)):
            yield f"{_name(one)}: the same action leaves {', '.join(shared)} twice"


def _find_path_problems(flow: FlowDefinition, known: Collection[str]) -> Iterator[str]:
    if tuple(step.state for step in flow.path) != whole_path():
        yield f"path: must name every step once, in the order {', '.join(whole_path())}"
    if not any(step.applies and step.state == flow.initial for step in flow.path[:1]):
        yield "path: begins with the initial state"
    for step in flow.path:
        for problem in _find_step_problems(step, flow, known):
            yield f"path {step.state}: {problem}"


def _find_step_problems(step: PathStep, flow: FlowDefinition, known: Collection[str]) -> Iterator[str]:
    if step.applies != (step.state in known):
        yield "applies exactly when the flow has that state"
    if not step.applies or step.collector != "any":
        for key in ("ground_vi", "ground_en", "citation"):
            if not getattr(step, key):
                yield f"{key}: missing: a step that is left out says why"
    if not step.applies or step.state == flow.initial:
        return
    into = [move for move in flow.transitions if move.target == step.state and move.phase in FORWARD_PHASES]
    if not into or any(step.role not in move.roles or step.body != move.body for move in into):
        yield f"no move of {step.role} in {step.body} leads here, or another one does"
