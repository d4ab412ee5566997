"""A flow as JSON-ready data for people who list, read or export it."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from workflows.definition import FlowDefinition


def flow_as_data(flow: FlowDefinition) -> dict[str, Any]:
    """Return every field of a flow with its pinned name: dates as ISO texts, tuples as lists, citations as tables."""
    return {"name": flow.name, **_plain(flow)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
