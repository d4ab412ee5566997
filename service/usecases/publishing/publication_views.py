"""A plan, flow, rulebook or guidance as JSON-ready data, and the words that list it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from service.usecases.catalog import Published
from workflows.calendars import CalendarYear
from workflows.definition import FlowDefinition
from workflows.plans.model import Plan


def as_data(value: Any) -> Any:
    """Return every field at every depth: dates as ISO texts, tuples as lists, tri-states as state, value and lines."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: as_data(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [as_data(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def title_of(parsed: Published) -> str:
    """Return the Vietnamese title of a version."""
    if isinstance(parsed, Plan | CalendarYear):
        return parsed.title
    return parsed.name_vi if isinstance(parsed, FlowDefinition) else parsed.title_vi
