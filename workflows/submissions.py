"""Submissions (tờ trình): their small machine, the levels of a flow that make them, and who may sign."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from workflows.definition import FORWARD_PHASES, FlowDefinition, TransitionSpec, admitted
from workflows.facts import ActFacts, ProposalFacts

KIND = "submission"  # of the act that a proposal keeps of its submission
SENT, LEFT_OUT = "sent", "left_out"  # how that act ends
COLLECTOR, COLLECT = "collector", "collect"  # the body that gathers and selects, and its move
_SIDE = {"return": "returned", "reject": "rejected", "withdraw": "withdrawn", "expire": "expired", "hold": "held"}
_CLOSED = {"withdrawn": "withdrawn", "expired": "expired"}


class NotOpen(Exception):
    """A submission in this state does not take that action."""


@dataclass(frozen=True, slots=True)
class Level:
    """Where a flow makes a submission: proposals in `state`, put there by `action` of the body in the part `part`.

    `action` is empty where the body has no move of its own into that state. The onward move is made in `to_part`.
    """

    state: str
    part: str
    roles: tuple[str, ...]
    action: str
    sources: tuple[str, ...]
    to_part: str
    onward: str
    onward_roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """How a submission is signed: number, day, who, in which post and capacity, by which mandate."""

    number: str
    signed_on: date | None
    signer_name: str
    signer_post: str
    sign_mode: str = ""
    mandate_number: str = ""
    mandate_from: date | None = None
    mandate_to: date | None = None


class Step(Protocol):
    """A move of a proposal: its place in the stream, what was done, from which state."""

    @property
    def seq(self) -> int: ...  # noqa: D102  # as the rows have it
    @property
    def action(self) -> str: ...  # noqa: D102  # the same
    @property
    def source(self) -> str: ...  # noqa: D102  # the same


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("workflows") / "data" / "submissions.toml").read_text(encoding="utf-8"))


def initial_state() -> str:
    """Return the state in which a submission begins."""
    return str(_data()["initial"])


def next_state(state: str, action: str) -> str:
    """Return where an action leads from a state; raises NotOpen."""
    for move in _data()["moves"]:
        if move["action"] == action and state in move["sources"]:
            return str(move["target"])
    raise NotOpen(action)


def parts_of_content() -> tuple[str, ...]:
    """Return the parts that a submission should have (Form 01)."""
    return tuple(_data()["contents"]["parts"])


def levels_of(flow: FlowDefinition, *, has_collector: bool) -> Iterator[Level]:
    """Yield every level at which a flow names submissions."""
    wanted = admitted(has_collector=has_collector)
    moves = [move for move in flow.transitions if move.collector in wanted and move.phase in FORWARD_PHASES]
    for act in flow.acts:
        if act.kind != KIND or act.collector not in wanted:
            continue
        for state in act.at:
            onward = next((move for move in moves if state in move.sources), None)
            if onward is not None:
                own = _own_move(moves, state, act.body)
                yield Level(
                    state=state,
                    part=act.body,
                    roles=act.roles,
                    action=own.action if own else "",
                    sources=own.sources if own else (),
                    to_part=onward.body,
                    onward=onward.action,
                    onward_roles=onward.roles,
                )


def _own_move(moves: Iterable[TransitionSpec], state: str, part: str) -> TransitionSpec | None:
    return next((move for move in moves if move.target == state and move.body == part), None)


def find_level(flow: FlowDefinition, state: str, *, has_collector: bool) -> Level | None:
    """Return the level of a flow at a state, or None."""
    return next((level for level in levels_of(flow, has_collector=has_collector) if level.state == state), None)


def outcome_after(state: str, now: str, sent_seq: int, steps: Iterable[Step], sent_anew: int | None = None) -> str:
    """Return what the receiving body has done with an entry that was sent in a state: `waiting` until it leaves it.

    Else `passed`, `returned`, `rejected`, `held`, `withdrawn`, `expired`, or `taken_back` when it went back a step.
    What came after the proposal was `sent_anew` from that state is told of the submission that carried it then.
    """
    left = [step for step in steps if sent_seq < step.seq and step.source == state]
    if sent_anew is not None:
        left, now = [step for step in left if step.seq < sent_anew], ""
    if now == state or not left:
        return "waiting" if now == state else _CLOSED.get(now, "taken_back")
    last = max(left, key=lambda step: step.seq).action
    if last == "hold":
        return _CLOSED.get(now, "held")
    return "taken_back" if last == "reopen" else _SIDE.get(last, "passed")


def is_settled(outcome: str) -> bool:
    """Tell whether the receiving body owes an entry nothing more."""
    return outcome not in {"waiting", "held"}


def sign_problems(signature: Signature, *, heads: Iterable[str], today: date) -> Iterator[tuple[str, str]]:
    """Yield what stands against a signature as (field, code); `heads` are the posts that head the submitting body."""
    for field, value in (
        ("number", signature.number),
        ("signed_on", signature.signed_on),
        ("signer_name", signature.signer_name),
    ):
        if not value:
            yield field, "required"
    if signature.signed_on is not None and signature.signed_on > today:
        yield "signed_on", "in-the-future"
    mode = _data()["signing"]["modes"][signature.sign_mode]
    posts = tuple(heads) if mode["post"] == "head" else (mode["post"],)
    if signature.signer_post not in posts:
        yield "signer_post", "post-not-of-capacity"
    if mode["mandate"]:
        yield from _mandate_problems(signature)


def _mandate_problems(signature: Signature) -> Iterator[tuple[str, str]]:
    first, last, signed = signature.mandate_from, signature.mandate_to, signature.signed_on
    if not signature.mandate_number:
        yield "mandate_number", "required"
    if first is None:
        yield "mandate_from", "required"
    if last is None:
        yield "mandate_to", "required"
    if first and last and signed and not first <= signed <= last:
        yield "mandate_to", "mandate-does-not-cover"


def recorded_letters(facts: ProposalFacts) -> tuple[ActFacts, ...]:
    """Return the submissions in which a proposal was sent, each with number, day and signer on record."""
    return tuple(
        act
        for act in facts.acts_of(KIND)
        if act.state == "done"
        and act.outcome == SENT
        and all(act.data.get(name) for name in ("number", "signed_on", "signer_post"))
    )
