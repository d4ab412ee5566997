"""A flow as frozen data: states, transitions, the path that people are shown, and what it is chosen for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from workflows.findings import Citation

StateKind = Literal["step", "side", "final"]
CollectorRule = Literal["any", "with", "without"]
ActNeed = Literal["always", "asked", "offered"]
Silence = Literal["", "agrees", "passes", "blocks"]
FORWARD_PHASES = frozenset({"T1", "T2", "T3", "T3C", "T4S", "T4"})  # moves along the path, as opposed to TX ones
DYNAMIC_TARGETS = frozenset({"resume", "earlier"})  # where a hold came from; the step that must look again


def admitted(*, has_collector: bool) -> frozenset[CollectorRule]:
    """Return the values of `collector` that let a move or a step stand for a proposal with or without a collector."""
    return frozenset({"any", "with"}) if has_collector else frozenset({"any", "without"})


@dataclass(frozen=True, slots=True)
class StateSpec:
    """A condition a proposal can be in; `editors` are the roles that may change the dossier there."""

    code: str
    label_vi: str
    label_en: str
    kind: StateKind
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockSpec:
    """A time limit in working days with its ground; `starts` names the event that starts it.

    `bases` and `subjects` limit it to proposals on these bases and of these kinds of nominees; empty means any.
    `least_cases` and `most_cases` limit it to decisions on so many cases; 0 means any number.
    """

    working_days: int
    starts: str
    citation: Citation
    valid_from: date | None = None
    valid_to: date | None = None
    bases: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    least_cases: int = 0
    most_cases: int = 0


@dataclass(frozen=True, slots=True)
class TransitionSpec:
    """A move: who (`roles`, held in the body named `body`), from where to where, under which guards.

    `target` is a state, or `resume` / `earlier` for moves whose target the proposal's history decides.
    `guards` are check kinds of the house rulebook; `law` adds every check of the law and local packs at `phase`.
    `distinct_from` lists actions whose actors must be other people. `collector` limits the move to plans that
    name a collector (`with`), name none (`without`), or any. `resumes` limits a `resume` move to proposals that were
    held in these states, so that whoever may hold a proposal there is the one who may let it go on.
    """

    action: str
    label_vi: str
    label_en: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    body: str
    phase: str
    guards: tuple[str, ...] = ()
    law: bool = True
    distinct_from: tuple[str, ...] = ()
    reason_required: bool = False
    collector: CollectorRule = "any"
    clocks: tuple[ClockSpec, ...] = ()
    resumes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActSpec:
    """What may be done around a proposal while it stands in the states `at`, by these roles in the body `body`.

    `before` names the moves that wait for it, `guards` the check kinds of the house that it must pass itself. `need`:
    `always` (the flow itself asks for it), `asked` (a rule pack or a plan may ask for it), `offered` (nobody asks; it
    may be done). `silence` is what no answer in time counts as. `after` limits it to proposals that came to where they
    stand from one of these states; empty means from anywhere.
    """

    kind: str
    label_vi: str
    label_en: str
    at: tuple[str, ...]
    roles: tuple[str, ...]
    body: str
    need: ActNeed
    citation: Citation
    before: tuple[str, ...] = ()
    collector: CollectorRule = "any"
    guards: tuple[str, ...] = ()
    clocks: tuple[ClockSpec, ...] = ()
    silence: Silence = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of the path as shown to people; a step that the flow does not have says why, with a citation.

    So does a step that the flow has only for plans with a collector.
    """

    state: str
    applies: bool
    role: str = ""
    body: str = ""
    ground_vi: str = ""
    ground_en: str = ""
    citation: Citation | None = None
    collector: CollectorRule = "any"


@dataclass(frozen=True, slots=True)
class Selection:
    """When a flow is taken: form, level of the deciding body, level of the plan's issuer, collector or not, dates.

    For a form that the Prime Minister decides, `issuer_levels` is the level of the body that submits it to him.
    """

    forms: tuple[str, ...]
    issuer_levels: tuple[str, ...]
    plan_levels: tuple[str, ...] = ()  # empty = any
    collector: CollectorRule = "any"
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FlowDefinition:
    """A published version of one flow; compared by identity, so that its machine can be cached cheaply."""

    code: str
    version: int
    name_vi: str
    name_en: str
    initial: str
    effective_on: date
    states: tuple[StateSpec, ...]
    transitions: tuple[TransitionSpec, ...]
    path: tuple[PathStep, ...]
    selection: Selection
    citation: Citation
    acts: tuple[ActSpec, ...] = ()
    digest: str = ""

    @property
    def name(self) -> str:
        """Return the pinned name, `code@version`."""
        return f"{self.code}@{self.version}"

    def state(self, code: str) -> StateSpec:
        """Return one state; raises KeyError for a code that the flow does not have."""
        for spec in self.states:
            if spec.code == code:
                return spec
        raise KeyError(code)

    def find_transitions(self, state: str, action: str = "") -> tuple[TransitionSpec, ...]:
        """Return the moves that leave a state, all of them or those of one action."""
        return tuple(
            move for move in self.transitions if state in move.sources and (not action or move.action == action)
        )

    def find_acts(
        self, state: str, kind: str = "", *, has_collector: bool, came_from: str | None = None
    ) -> tuple[ActSpec, ...]:
        """Return the acts that may be done in a state, all of them or those of one kind.

        `came_from` is the state before it: acts that are only for proposals from elsewhere are left out.
        """
        wanted = admitted(has_collector=has_collector)
        return tuple(
            act
            for act in self.acts
            if state in act.at
            and act.collector in wanted
            and (not kind or act.kind == kind)
            and (came_from is None or not act.after or came_from in act.after)
        )

    def path_for(self, *, has_collector: bool) -> tuple[PathStep, ...]:
        """Return the path of one proposal: a step that its collector, or the lack of one, rules out does not apply."""
        wanted = admitted(has_collector=has_collector)
        return tuple(replace(step, applies=step.applies and step.collector in wanted) for step in self.path)

    def targets_of(self, move: TransitionSpec, source: str) -> tuple[str, ...]:
        """Return every state in which a move from there may end; a dynamic one has several, in the path's order."""
        if move.target == "resume":
            return move.resumes
        if move.target != "earlier":
            return (move.target,)
        steps = [step.state for step in self.path if step.applies]
        return tuple(steps[: steps.index(source)]) if source in steps else ()

    @property
    def actions(self) -> tuple[str, ...]:
        """Return every action once, in the order of the file."""
        return tuple(dict.fromkeys(move.action for move in self.transitions))
