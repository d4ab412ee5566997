"""Steps and acts of a dossier as the rules read them, whether they come as rows or as facts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol


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
