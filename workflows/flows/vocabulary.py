"""The words a flow file may use, and the names of states and actions from their one data file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

from workflows.definition import ActNeed, CollectorRule, Silence, StateKind

BODIES: Final = ("unit", "agency", "collector", "appraiser", "ministry", "central", "submitter", "decider")
COLLECTOR_RULES: Final[tuple[CollectorRule, ...]] = ("any", "with", "without")
CLOCK_STARTS: Final = (
    *("dossier_complete", "received", "consultations_agreed"),
    *("decided", "copy_sent", "violation_reported", "act_begun"),
)
ACT_NEEDS: Final[tuple[ActNeed, ...]] = ("always", "asked", "offered")
SILENCES: Final[tuple[Silence, ...]] = ("", "agrees", "passes", "blocks")
DRAFT: Final = "draft"  # how a proposal begins; no move of a flow


@dataclass(frozen=True, slots=True)
class StateName:
    """A state as the data file names it."""

    code: str
    vi: str
    en: str
    kind: StateKind


@dataclass(frozen=True, slots=True)
class ActionName:
    """An action, or a kind of act, as the data file names it."""

    code: str
    vi: str
    en: str


@cache
def state_names() -> Mapping[str, StateName]:
    """Return every state that a flow may have, by code."""
    rows = _data()["states"].items()
    return {code: StateName(code, row["vi"], row["en"], cast("StateKind", row["kind"])) for code, row in rows}


@cache
def action_names() -> Mapping[str, ActionName]:
    """Return every action that a flow may have, by code, and `draft`."""
    return {code: ActionName(code, row["vi"], row["en"]) for code, row in _data()["actions"].items()}


@cache
def act_names() -> Mapping[str, ActionName]:
    """Return every kind of act that a flow may have, by code."""
    data = tomllib.loads((files("workflows") / "data" / "acts.toml").read_text(encoding="utf-8"))
    return {code: ActionName(code, row["vi"], row["en"]) for code, row in data["kinds"].items()}


@cache
def whole_path() -> tuple[str, ...]:
    """Return the states of the whole path in order; each flow says of every one whether it applies."""
    return tuple(_data()["path"])


@cache
def _data() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("workflows") / "data" / "states.toml").read_text(encoding="utf-8"))
