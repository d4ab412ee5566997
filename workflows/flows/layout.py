"""Where the parts of a flow's picture stand: the path from top to bottom, the states beside it in columns."""

from dataclasses import dataclass
from itertools import pairwise

from workflows.definition import FORWARD_PHASES, FlowDefinition, PathStep, StateSpec, TransitionSpec
from workflows.flows.vocabulary import state_names
from workflows.policy import roles

LEFT, NODE_WIDTH, NODE_HEIGHT = 40, 248, 52
LINE_X, TOP = 64, 84
MOVE_HEIGHT, SKIPPED_HEIGHT = 60, 26
RAIL_X, RAIL_STEP, SIDE_WIDTH, SIDE_HEIGHT = 352, 110, 98, 52
NOTES_HEIGHT, MARGIN = 78, 24
NO_BREAK = "\u00a0"
WORDS = {
    "vi": {
        "skipped": "không áp dụng",
        "collector": "khi có cơ quan tổng hợp",
        "resume": "về đúng bước đã dừng",
        "earlier": "Tài liệu đã xem bị thay: phần mềm đưa hồ sơ về bước phải xem lại.",
    },
    "en": {
        "skipped": "not applicable",
        "collector": "when there is a collector",
        "resume": "back to the step it was held at",
        "earlier": "A replaced document sends the proposal back to the step that must look again.",
    },
}


@dataclass(frozen=True, slots=True)
class Node:
    """A state of the path, or beside it; `tone` is step, done, wait, quiet or stop; `notes` stand under its name."""

    code: str
    label: str
    tone: str
    x: int
    y: int
    width: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move down the path: from one height to another, what it is called, and who takes it."""

    x: int
    top: int
    bottom: int
    label: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Rail:
    """The ways that leave the path for one state beside it: a dot at each row, and the name of the move above."""

    x: int
    rows: tuple[int, ...]
    bottom: int
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, in one coordinate system."""

    name: str
    title: str
    description: str
    width: int
    height: int
    nodes: tuple[Node, ...]
    skipped: tuple[tuple[int, str], ...]
    arrows: tuple[Arrow, ...]
    detours: tuple[tuple[int, int], ...]
    rails: tuple[Rail, ...]
    footnote: str


def lay_out(flow: FlowDefinition, language: str) -> Picture:
    """Place every part of a flow; labels in Vietnamese, or English when asked."""
    return _Layout(flow, "en" if language == "en" else "vi").picture()


class _Layout:
    """The walk down the path that finds every height."""

    def __init__(self, flow: FlowDefinition, language: str) -> None:
        self._flow, self._language, self._words = flow, language, WORDS[language]
        self._rows: dict[str, int] = {}
        self._skipped: list[tuple[int, str]] = []
        self._place_path()
        path = {step.state for step in flow.path}
        self._end = flow.path[-1].state
        beside = [state for state in flow.states if state.code not in path]
        self._after = [state for state in beside if self._sources(state.code) == [self._end]]
        self._beside = [state for state in beside if state not in self._after]

    def _place_path(self) -> None:
        y = TOP
        for step in self._flow.path:
            if not step.applies:
                self._skipped.append((y, f"{self._name_of(step)}: {self._words['skipped']}"))
                y += SKIPPED_HEIGHT
                continue
            if self._rows:
                y += MOVE_HEIGHT
            self._rows[step.state] = y
            y += NODE_HEIGHT
        self._bottom = y

    def picture(self) -> Picture:
        """Return the finished picture."""
        side_y = self._bottom + 40
        return Picture(
            name=f"{self._flow.code}-{self._flow.version}",
            title=self._flow.name_en if self._language == "en" else self._flow.name_vi,
            description=" → ".join(self._label(code) for code in self._rows),
            width=RAIL_X + RAIL_STEP * len(self._beside) + MARGIN,
            height=side_y + SIDE_HEIGHT + NOTES_HEIGHT + 34,
            nodes=(*self._path_nodes(), *self._side_nodes(side_y)),
            skipped=tuple(self._skipped),
            arrows=(*self._path_arrows(), *self._last_arrows(side_y)),
            detours=self._detours(),
            rails=tuple(
                Rail(_rail_x(place), self._rows_of(state.code), side_y, self._move_into(state.code))
                for place, state in enumerate(self._beside)
            ),
            footnote=self._words["earlier"] if any(m.target == "earlier" for m in self._flow.transitions) else "",
        )

    def _path_nodes(self) -> list[Node]:
        steps = {step.state: step for step in self._flow.path}
        return [
            Node(
                code,
                self._label(code),
                "done" if code == self._end else "step",
                LEFT,
                y,
                NODE_WIDTH,
                (self._words["collector"],) if steps[code].collector == "with" else (),
            )
            for code, y in self._rows.items()
        ]

    def _side_nodes(self, y: int) -> list[Node]:
        nodes = [
            Node(state.code, self._label(state.code), _tone(state), _rail_x(place) - SIDE_WIDTH // 2, y, SIDE_WIDTH)
            for place, state in enumerate(self._beside)
        ]
        nodes = [
            Node(node.code, node.label, node.tone, node.x, node.y, node.width, self._ways_back(node.code))
            for node in nodes
        ]
        return nodes + [Node(s.code, self._label(s.code), _tone(s), LEFT, y, NODE_WIDTH) for s in self._after]

    def _path_arrows(self) -> list[Arrow]:
        arrows = []
        for source, target in pairwise(self._rows):
            move = self._find_forward(source, target)
            top, bottom = self._rows[source] + NODE_HEIGHT, self._rows[target]
            arrows.append(Arrow(LINE_X, top, bottom, self._move_label(move), self._actor(move)))
        return arrows

    def _last_arrows(self, side_y: int) -> list[Arrow]:
        top = self._rows[self._end] + NODE_HEIGHT
        return [Arrow(LINE_X, top, side_y, self._move_into(state.code)) for state in self._after]

    def _detours(self) -> tuple[tuple[int, int], ...]:
        """Return the heights between which a proposal without a collector goes round the collector's step."""
        following = set(pairwise(self._rows))
        return tuple(
            (self._rows[source] + NODE_HEIGHT // 2, self._rows[move.target] + NODE_HEIGHT // 2)
            for move in self._flow.transitions
            for source in move.sources
            if move.phase in FORWARD_PHASES and (source, move.target) not in following
        )

    def _find_forward(self, source: str, target: str) -> TransitionSpec:
        moves = self._flow.find_transitions(source)
        return next(move for move in moves if move.target == target and move.phase in FORWARD_PHASES)

    def _sources(self, code: str) -> list[str]:
        found = {source for move in self._flow.transitions if move.target == code for source in move.sources}
        return [source for source in self._rows if source in found]

    def _rows_of(self, code: str) -> tuple[int, ...]:
        return tuple(self._rows[source] + NODE_HEIGHT // 2 for source in self._sources(code))

    def _move_into(self, code: str) -> str:
        return next((self._move_label(move) for move in self._flow.transitions if move.target == code), "")

    def _ways_back(self, code: str) -> tuple[str, ...]:
        ways = []
        for move in self._flow.find_transitions(code):
            if move.target == "resume":
                ways.append(f"{self._move_label(move)}: {self._words['resume']}")
            elif move.target in self._rows:
                ways.append(f"{self._move_label(move)} → {self._label(move.target).replace(' ', NO_BREAK)}")
        return tuple(dict.fromkeys(ways))

    def _label(self, code: str) -> str:
        state = self._flow.state(code)
        return state.label_en if self._language == "en" else state.label_vi

    def _name_of(self, step: PathStep) -> str:
        from_flow = {state.code for state in self._flow.states}
        return self._label(step.state) if step.state in from_flow else _known_name(step.state, self._language)

    def _move_label(self, move: TransitionSpec) -> str:
        return move.label_en if self._language == "en" else move.label_vi

    def _actor(self, move: TransitionSpec) -> str:
        role = roles()[move.roles[0]]
        return role.label_en if self._language == "en" else role.label_vi


def _known_name(code: str, language: str) -> str:
    name = state_names()[code]
    return name.en if language == "en" else name.vi


def _rail_x(place: int) -> int:
    return RAIL_X + RAIL_STEP * place + SIDE_WIDTH // 2


def _tone(state: StateSpec) -> str:
    if state.kind == "side":
        return "wait"
    return "quiet" if state.code == "withdrawn" else "stop"
