"""Time limits in working days, derived from recorded steps alone: they are told, never enforced.

The day of an event is not counted, the day after it is the first: so a limit starts, and so it goes on after a pause.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.calendars import Calendar, CalendarUnknown, add_working_days, working_days_between
from workflows.traces import Step

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which a clock runs: those after one day, up to and including another (None: it runs still)."""

    after: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """Where a limit stands on a day.

    `left` is negative when late. `due_on` is None while the clock is paused and where the calendar does not reach;
    then `left` may be None too. `undecided` are the counted days that may yet become days off.
    """

    working_days: int
    since: date
    left: int | None
    paused: int
    is_paused: bool
    due_on: date | None
    undecided: tuple[date, ...] = ()
    is_provisional: bool = False

    def is_overdue(self, today: date) -> bool:
        """Tell whether the limit has run out."""
        return self.due_on is not None and self.due_on < today


def spans_of(steps: Iterable[Step], states: Collection[str], *, restarts: bool) -> tuple[Span, ...]:
    """Return when a dossier lay in these states, oldest first: elsewhere (held, returned, handed back) nothing runs.

    What was taken back on the day it came has not been there. `restarts` drops what ran before the last return: the
    count begins anew on the day the dossier is complete again.
    """
    spans: list[Span] = []
    for step in steps:
        is_inside, is_running = step.target in states, bool(spans) and spans[-1].until is None
        if is_running and not is_inside:
            spans[-1] = Span(spans[-1].after, step.on)
            if step.action == "reopen" and spans[-1].after == step.on:
                spans.pop()
        elif is_inside and not is_running:
            spans.append(Span(step.on))
        if restarts and step.action == "return":
            spans.clear()
    return tuple(spans)


def run(calendar: Calendar, days: int, spans: Sequence[Span], today: date) -> Running:
    """Return where a limit of so many working days stands that has run in these spans; there is at least one."""
    since, is_open = spans[0].after, spans[-1].until is None
    try:
        due = _due(calendar, days, spans)
        used = sum(_worked(calendar, span, today) for span in spans)
        paused = _worked(calendar, Span(since), today) - used
        counted = _counted(calendar, spans, due or today)
    except CalendarUnknown:
        return Running(days, since, None, 0, not is_open, None)
    undecided = {named.on for named in calendar.undecided_between(since, due or today)}
    return Running(
        working_days=days,
        since=since,
        left=days - used,
        paused=paused,
        is_paused=not is_open,
        due_on=due,
        undecided=tuple(day for day in counted if day in undecided),
        is_provisional=any(calendar.is_provisional(day) for day in counted),
    )


def _due(calendar: Calendar, days: int, spans: Sequence[Span]) -> date | None:
    """Return the last day of the limit; None while it is paused before it has run out."""
    remaining = days
    for span in spans:
        if span.until is None:
            return add_working_days(calendar, span.after, remaining)
        worked = working_days_between(calendar, span.after, span.until)
        if worked >= remaining:
            return add_working_days(calendar, span.after, remaining)
        remaining -= worked
    return None


def _worked(calendar: Calendar, span: Span, today: date) -> int:
    until = today if span.until is None else min(span.until, today)
    return working_days_between(calendar, span.after, until) if until > span.after else 0


def _counted(calendar: Calendar, spans: Sequence[Span], until: date) -> list[date]:
    """Return the working days that a limit counts up to a day."""
    days = (
        span.after + ONE_DAY * place
        for span in spans
        for place in range(1, (min(span.until or until, until) - span.after).days + 1)
    )
    return [day for day in days if calendar.is_working_day(day)]
