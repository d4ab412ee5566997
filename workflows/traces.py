"""Steps and acts of a dossier as the rules read them, whether they come as rows or as facts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar


class Step(Protocol):
    """A step taken: which action, from where to where, when."""

    @property
    def action(self) -> str: ...  # noqa: D102  # as the rows and the facts have it
    @property
    def source(self) -> str: ...  # noqa: D102  # the same
    @property
    def target(self) -> str: ...  # noqa: D102  # the same
    @property
    def on(self) -> date: ...  # noqa: D102  # the same


class Act(Protocol):
    """An act between two states, with what it states."""

    @property
    def kind(self) -> str: ...  # noqa: D102  # as the rows and the facts have it
    @property
    def state(self) -> str: ...  # noqa: D102  # the same
    @property
    def outcome(self) -> str: ...  # noqa: D102  # the same
    @property
    def subject(self) -> str: ...  # noqa: D102  # the same
    @property
    def data(self) -> Mapping[str, Any]: ...  # noqa: D102  # the same
    @property
    def begun_on(self) -> date | None: ...  # noqa: D102  # the same
    @property
    def ended_on(self) -> date | None: ...  # noqa: D102  # the same


class Numbered(Protocol):
    """A step with its place among all of them; `undoes` is the place of the step that it takes back, if any."""

    @property
    def seq(self) -> int: ...  # noqa: D102  # as the rows and the facts have it
    @property
    def undoes(self) -> int | None: ...  # noqa: D102  # the same


Kept = TypeVar("Kept", bound=Numbered)


def standing_steps(steps: Sequence[Kept]) -> tuple[Kept, ...]:
    """Return the steps that stand: neither those that were undone or handed back, nor what took them back.

    A step that has to be made anew because the dossier was changed was made all the same, and stands.
    """
    undone = {step.undoes for step in steps}
    return tuple(step for step in steps if step.undoes is None and step.seq not in undone)
