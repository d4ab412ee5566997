"""Replaying what was recorded: whether the flow version of that day leads where the trail says that it led."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.audit.entries import Entry
from workflows.audit.overriding import OverrideTrail
from workflows.audit.vocabulary import vocabulary
from workflows.definition import FlowDefinition
from workflows.engine import leads

FindFlow = Callable[[str, int], FlowDefinition | None]
DRAFTED = "proposal.drafted"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A recorded move that the flow does not make: `unknown-flow`, `other-state`, `no-such-move` or `other-end`.

    Or that passed although a rule stood against it: `blocked-move`, `unproved-override` (`found` names the rule).
    """

    seq: int
    code: str
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Replay:
    """Where the recorded moves lead, through which flow versions, and every place where the trail says otherwise."""

    state: str
    moves: int
    flows: tuple[str, ...]
    discrepancies: tuple[Discrepancy, ...]


def replay(entries: Iterable[Entry], find_flow: FindFlow, *, recorded_state: str) -> Replay:
    """Walk the moves of one proposal's stream again, in order, and compare each state with the recorded one.

    Each move is tried with the flow version that its entry names (a step back runs under the one before). Guards are
    not asked again: what they saw is in the findings; here it is proved that no move was made outside the flow, and
    none against a finding unless two persons had overridden that finding for that move just before.
    """
    walk = _Walk(find_flow)
    for entry in entries:
        walk.take(entry)
    if walk.state != recorded_state:
        walk.found.append(Discrepancy(walk.last_seq, "other-end", walk.state, recorded_state))
    return Replay(walk.state, walk.moves, tuple(dict.fromkeys(walk.flows)), tuple(walk.found))


class _Walk:
    """Where the proposal stands while its moves are walked again."""

    def __init__(self, find_flow: FindFlow) -> None:
        self._find_flow = find_flow
        self._actions = {event: action for action, event in vocabulary().actions.items()}
        self._flow: FlowDefinition | None = None
        self._has_collector = False
        self._held_from = ""
        self._passed: set[str] = set()
        self._overrides = OverrideTrail()
        self.state = ""
        self.moves = self.last_seq = 0
        self.flows: list[str] = []
        self.found: list[Discrepancy] = []

    def take(self, entry: Entry) -> None:
        """Take the next entry: the draft, a move, or something that moves nothing."""
        self.last_seq = entry.seq
        self._overrides.take(entry)
        if entry.event == DRAFTED:
            bodies = entry.payload.get("bodies")
            self._has_collector = isinstance(bodies, Mapping) and "collector" in bodies
            self._pin(entry)
            self._begin(entry)
            return
        action = str(entry.payload.get("action") or self._actions.get(entry.event, ""))
        if action and entry.payload.get("from") and entry.payload.get("to"):
            self._pin(entry)
            self._move(entry, action)

    def _pin(self, entry: Entry) -> None:
        name = str(entry.payload.get("flow") or "")
        if not name:
            return
        code, _, version = name.rpartition("@")
        self._flow = self._find_flow(code, int(version)) if version.isdecimal() else None
        self.flows.append(name)
        if self._flow is None:
            self.found.append(Discrepancy(entry.seq, "unknown-flow", "", name))

    def _begin(self, entry: Entry) -> None:
        self.state = str(entry.payload.get("to") or "")
        if self._flow is not None and self.state != self._flow.initial:
            self.found.append(Discrepancy(entry.seq, "other-state", self._flow.initial, self.state))

    def _move(self, entry: Entry, action: str) -> None:
        source, target = _text(entry.payload, "from"), _text(entry.payload, "to")
        self.moves += 1
        if source != self.state:
            self.found.append(Discrepancy(entry.seq, "other-state", self.state, source))
        if self._flow is not None and not self._is_led(source, action, target):
            self.found.append(Discrepancy(entry.seq, "no-such-move", action, f"{source} → {target}"))
        found = (Discrepancy(entry.seq, code, "", rule) for code, rule in self._overrides.check(entry))
        self.found.extend(found)
        self._passed.add(source)
        if action == "hold":
            self._held_from = source
        self.state = target

    def _is_led(self, source: str, action: str, target: str) -> bool:
        """Tell whether the flow leads there, and back only to where this proposal has been."""
        if self._flow is None or not leads(self._flow, source, action, target, has_collector=self._has_collector):
            return False
        ends = {move.target for move in self._flow.find_transitions(source, action)}
        if ends == {"resume"}:
            return target == self._held_from
        return ends != {"earlier"} or target in self._passed


def _text(payload: Mapping[str, Any], name: str) -> str:
    return str(payload.get(name) or "")
