"""Acts that may stay open while a proposal moves: where each was begun, when its time stands still, when it is due."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from workflows import traces
from workflows.calendars import Calendar, CalendarUnknown, add_working_days, working_days_between
from workflows.definition import FlowDefinition


class Step(traces.Step, Protocol):
    """A step taken, with its place among the events of the proposal."""

    @property
    def seq(self) -> int: ...  # noqa: D102  # as the rows and the facts have it


def begun_at(steps: Sequence[Step], begun_seq: int) -> str:
    """Return the state in which the act was begun that has this place among the events, empty where none is known."""
    return next((step.target for step in reversed(steps) if step.seq < begun_seq), "")


def is_overtaken(steps: Sequence[Step], begun_seq: int) -> bool:
    """Tell whether a proposal has come anew to the state in which an act was begun, not from a hold nor from beyond."""
    origin = begun_at(steps, begun_seq)
    later = (step for step in steps if step.seq > begun_seq and step.target == origin)
    return any(step.action not in {"release", "reopen"} for step in later)


def is_still(definition: FlowDefinition, state: str, origin: str) -> bool:
    """Tell whether the time of an act begun in `origin` stands still in a state: held, returned, handed back from it.

    Where the proposal has gone on, or has ended, it does not.
    """
    if any(spec.code == state and spec.kind == "side" for spec in definition.states):
        return True
    order = [spec.code for spec in definition.states if spec.kind == "step"]
    return {state, origin} <= set(order) and order.index(state) < order.index(origin)


def still_since(definition: FlowDefinition, steps: Sequence[traces.Step], origin: str) -> date | None:
    """Return the day since when the time of an act begun in `origin` stands still, None while it runs."""
    since = None
    for step in reversed(steps):
        if not is_still(definition, step.target, origin):
            break
        since = step.on
    return since


def due_after(calendar: Calendar, due_on: date, since: date, today: date) -> date | None:
    """Return when an act is due that goes on today and has stood still: what was left then is left now.

    As a clock has it: the day on which it was stopped has counted, the day on which it goes on does not. What was due
    by then stays as it was. None where the calendar does not reach.
    """
    if due_on <= since:
        return due_on
    try:
        left = working_days_between(calendar, since, due_on)
        return add_working_days(calendar, today, max(left, 1))  # a day off that somebody named as the last one
    except CalendarUnknown:
        return None
