"""The closed list of audit events: their names, their sentences, and which event records which action."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_COMMITMENT = re.compile(r"[0-9a-f]{64}")


class UnknownEvent(LookupError):
    """An event name is not in the closed list."""


class UnknownAction(LookupError):
    """No event records this action."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of event: its name, its sentence in both languages, and the placeholders that the sentence uses."""

    name: str
    vi: str
    en: str
    placeholders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All event kinds by name, with the events of actions, the label groups of placeholders and the break sentences."""

    kinds: Mapping[str, EventKind]
    actions: Mapping[str, str]
    label_groups: Mapping[str, str]
    personal_keys: frozenset[str]
    breaks: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the packaged vocabulary."""
    return _read(files("workflows").joinpath("data", "events.toml").read_text(encoding="utf-8"))


def event_names() -> tuple[str, ...]:
    """Return the closed list of event names, in the order of the file."""
    return tuple(vocabulary().kinds)


def event_kind(name: str) -> EventKind:
    """Return the kind of this name; raises `UnknownEvent` for a name outside the closed list."""
    try:
        return vocabulary().kinds[name]
    except KeyError:
        raise UnknownEvent(name) from None


def event_for_action(action: str) -> str:
    """Return the name of the event that records an action of a flow; raises `UnknownAction`."""
    try:
        return vocabulary().actions[action]
    except KeyError:
        raise UnknownAction(action) from None


def personal_values_in_clear(payload: Mapping[str, object]) -> tuple[str, ...]:
    """Return the paths, at any depth, where a personal key holds something other than a commitment (or nothing).

    It knows keys, not meanings: a free-text reason that names a person is the writer's responsibility.
    """
    return tuple(_clear_paths(payload, ""))


def _clear_paths(value: object, path: str) -> list[str]:
    if isinstance(value, Mapping):
        found: list[str] = []
        for key, item in value.items():
            is_sealed = item is None or (isinstance(item, str) and _COMMITMENT.fullmatch(item))
            if key in vocabulary().personal_keys and not is_sealed:
                found.append(f"{path}{key}")
            else:
                found += _clear_paths(item, f"{path}{key}.")
        return found
    if isinstance(value, list | tuple):
        return [inner for place, item in enumerate(value) for inner in _clear_paths(item, f"{path}{place}.")]
    return []


def _read(text: str) -> Vocabulary:
    data: dict[str, Any] = tomllib.loads(text)
    kinds = {
        name: EventKind(name, row["vi"], row["en"], tuple(dict.fromkeys(_PLACEHOLDER.findall(row["vi"]))))
        for name, row in data["events"].items()
    }
    return Vocabulary(
        kinds=MappingProxyType(kinds),
        actions=MappingProxyType(data["actions"]),
        label_groups=MappingProxyType(data["placeholders"]),
        personal_keys=frozenset(data["personal"]["keys"]),
        breaks=MappingProxyType(data["breaks"]),
    )
