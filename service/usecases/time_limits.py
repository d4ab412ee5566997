"""Time limits of the step a dossier waits for: told, never enforced; rules that stop a late step say so themselves."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from workflows.calendars import CalendarUnknown, add_working_days, packaged_calendar
from workflows.definition import ClockSpec, TransitionSpec


def time_limits(move: TransitionSpec, *, state: str, received_on: date | None, today: date) -> list[dict[str, Any]]:
    """Return the limits that run for a move open now, counted in working days from the day the dossier was received.

    Each: `working_days`, `due_on` (None where the calendar does not reach), `is_overdue`, `citation`.
    """
    if received_on is None or state not in move.sources:
        return []
    return [_limit(clock, received_on, today) for clock in _running(move, received_on)]


def due_on(move: TransitionSpec, *, state: str, received_on: date | None) -> date | None:
    """Return the day by which a move is due from a state: the earliest of its limits, None where none is known."""
    if received_on is None or state not in move.sources:
        return None
    return min((due for clock in _running(move, received_on) if (due := _due(clock, received_on))), default=None)


def _running(move: TransitionSpec, on: date) -> Iterator[ClockSpec]:
    """Yield the limits in force on the day of receipt."""
    for clock in move.clocks:
        if (clock.valid_from is None or clock.valid_from <= on) and (clock.valid_to is None or on <= clock.valid_to):
            yield clock


def _limit(clock: ClockSpec, received_on: date, today: date) -> dict[str, Any]:
    due = _due(clock, received_on)
    return {
        "working_days": clock.working_days,
        "due_on": due.isoformat() if due else None,
        "is_overdue": due is not None and due < today,
        "citation": clock.citation.text,
    }


def _due(clock: ClockSpec, received_on: date) -> date | None:
    try:
        return add_working_days(packaged_calendar(), received_on, clock.working_days)
    except CalendarUnknown:
        return None
