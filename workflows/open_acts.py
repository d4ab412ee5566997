"""Acts that may stay open while a proposal moves on: where each of them was begun."""

from collections.abc import Sequence
from typing import Protocol

from workflows import traces


class Step(traces.Step, Protocol):
    """A step taken, with its place among the events of the proposal."""

    @property
    def seq(self) -> int: ...  # noqa: D102  # as the rows and the facts have it


def begun_at(steps: Sequence[Step], begun_seq: int) -> str:
    """Return the state in which the act was begun that has this place among the events, empty where none is known."""
    return next((step.target for step in reversed(steps) if step.seq < begun_seq), "")
