"""Whether every recorded move that passed in spite of a finding was overridden by two, for this very move."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflows.audit.entries import Entry
from workflows.fact_parts import FindingKey
from workflows.overrides import is_by_two, read_key

PROPOSED, CONFIRMED = "proposal.override-proposed", "proposal.override-confirmed"
OVERRIDDEN = "proposal.overridden"  # stands directly before the move that it belongs to


class OverrideTrail:
    """The overrides of one proposal's stream while its entries are walked in order."""

    def __init__(self) -> None:
        self._proposed: dict[str, Entry] = {}
        self._confirmed: dict[str, Entry] = {}
        self._used: dict[str, Entry] = {}
        self._spent: set[str] = set()

    def take(self, entry: Entry) -> None:
        """Remember an event of an override; everything else is passed over."""
        kept = {PROPOSED: self._proposed, CONFIRMED: self._confirmed, OVERRIDDEN: self._used}.get(entry.event)
        if kept is not None:
            kept.setdefault(_act(entry.payload), entry)

    def check(self, move: Entry) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the findings of a recorded move: `blocked-move` or `unproved-override`, with a rule.

        A finding that blocks, or an outright no of a blocking rule, needs an override; whatever says that it was
        overridden needs one that two persons made, still fresh, not used before, and for this action and finding.
        """
        used = {act for act, entry in self._used.items() if entry.seq < move.seq} - self._spent
        for row in _rows(move.payload):
            act = str(row.get("overridden") or "")
            if act:
                if act not in used or not self._is_proved(act, move, read_key(row)):
                    yield "unproved-override", str(row.get("code"))
            elif row.get("blocks") or (row.get("verdict") == "fail" and row.get("force") == "block"):
                yield "blocked-move", str(row.get("code"))
        self._spent |= used

    def _is_proved(self, act: str, move: Entry, key: FindingKey) -> bool:
        first, second, used = self._proposed.get(act), self._confirmed.get(act), self._used[act]
        if first is None or second is None or not first.seq < second.seq == used.seq - 1 == move.seq - 2:
            return False
        is_named = all(key in _keys(entry.payload) for entry in (first, second, used))
        actions = {str(entry.payload.get("action")) for entry in (first, second, used, move)}
        return is_named and len(actions) == 1 and is_by_two(_persons(first.payload), _persons(second.payload))


def count_overridden(entry: Entry) -> int:
    """Return in spite of how many findings a recorded move was made."""
    return sum(bool(row.get("overridden")) for row in _rows(entry.payload)) if entry.event != OVERRIDDEN else 0


def _rows(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = payload.get("findings")
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _keys(payload: Mapping[str, Any]) -> frozenset[FindingKey]:
    return frozenset(read_key(row) for row in _rows(payload))


def _act(payload: Mapping[str, Any]) -> str:
    return str(payload.get("act") or "")


def _persons(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the person who acted and everybody in whose place he did."""
    actor = payload.get("actor")
    if not isinstance(actor, Mapping):
        return ()
    behalf = actor.get("on_behalf_of")
    chain = behalf.get("chain") if isinstance(behalf, Mapping) else None
    others = [str(link.get("person") or "") for link in chain if isinstance(link, Mapping)] if chain else []
    return (str(actor.get("person") or ""), *others)
