"""A limit counts the working days on which it ran, whatever stopped it and however often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.calendars import Calendar, add_working_days, packaged_calendar
from workflows.clocks import Span, run, spans_of

REPEATABLE = settings(derandomize=True, deadline=None, database=None)
DAY = timedelta(days=1)
START = st.dates(date(2024, 1, 1), date(2026, 3, 1))
GAPS = st.lists(st.integers(0, 20), max_size=8)  # days from one event to the next: running, paused, running…
LIMITS = st.integers(1, 30)
LATER = date(2026, 12, 31)
STATES = frozenset({"here", "also here"})


@dataclass(frozen=True)
class Taken:
    """A step as far as clocks ask."""

    action: str
    target: str
    on: date


def spans_after(start: date, gaps: Sequence[int]) -> tuple[Span, ...]:
    days = [start]
    for gap in gaps:
        days.append(days[-1] + DAY * gap)
    bounds = [*days, None] if len(days) % 2 else days
    return tuple(Span(after, until) for after, until in zip(bounds[::2], bounds[1::2], strict=True) if after)


def day_by_day(calendar: Calendar, days: int, spans: Sequence[Span], until: date) -> tuple[date | None, int]:
    """Walk through the days one by one: the day on which the limit is reached, and the days counted until `until`."""
    due, counted, used, day = None, 0, 0, spans[0].after
    while day < LATER:
        day += DAY
        runs = any(span.after < day and (span.until is None or day <= span.until) for span in spans)
        if runs and calendar.is_working_day(day):
            counted += 1
            used += day <= until
            due = day if counted == days else due
    return due, used


@REPEATABLE
@given(start=START, gaps=GAPS, days=LIMITS, seen=st.integers(0, 200))
def test_it_ends_on_the_day_that_counting_day_by_day_finds(start: date, gaps: list[int], days: int, seen: int) -> None:
    calendar, spans, today = packaged_calendar(), spans_after(start, gaps), start + DAY * seen
    due, used = day_by_day(calendar, days, spans, today)
    found = run(calendar, days, spans, today)
    assert (found.due_on, found.left) == (due, days - used)
    assert found.is_paused == (spans[-1].until is not None)


@REPEATABLE
@given(start=START, gaps=GAPS, days=LIMITS, pause=st.integers(0, 40))
def test_a_pause_never_brings_the_end_nearer(start: date, gaps: list[int], days: int, pause: int) -> None:
    calendar = packaged_calendar()
    plain = run(calendar, days, (Span(start),), start)
    stopped = run(calendar, days, spans_after(start, [*gaps[: len(gaps) // 2 * 2], 3, pause]), start)
    assert plain.due_on is not None
    assert stopped.due_on is not None
    assert stopped.due_on >= plain.due_on


@REPEATABLE
@given(start=START, ran=st.integers(0, 20), first=st.integers(0, 20), second=st.integers(0, 20), days=LIMITS)
def test_a_pause_in_two_parts_is_the_same_pause(start: date, ran: int, first: int, second: int, days: int) -> None:
    calendar, today = packaged_calendar(), start + DAY * 60
    whole = run(calendar, days, spans_after(start, [ran, first + second]), today)
    parts = run(calendar, days, spans_after(start, [ran, first, 0, second]), today)
    assert whole == parts


@REPEATABLE
@given(start=START, ran=st.integers(0, 20), paused=st.integers(0, 40), days=LIMITS)
def test_what_was_left_is_left_after_the_release(start: date, ran: int, paused: int, days: int) -> None:
    calendar, held = packaged_calendar(), start + DAY * ran
    released = held + DAY * paused
    before = run(calendar, days, (Span(start, held),), released)
    after = run(calendar, days, (Span(start, held), Span(released)), released)
    assert before.left == after.left
    assert before.left is not None
    if before.left > 0:
        assert before.due_on is None
        assert after.due_on == add_working_days(calendar, released, before.left)


def steps(*told: tuple[str, str, int]) -> list[Taken]:
    return [Taken(action, target, date(2026, 3, 2) + DAY * after) for action, target, after in told]


def test_a_clock_runs_while_the_dossier_lies_there() -> None:
    course = steps(
        ("verify", "here", 0), ("hold", "on_hold", 3), ("release", "here", 10), ("appraise", "also here", 11)
    )
    first, held, released = (step.on for step in course[:3])
    assert spans_of(course, STATES, restarts=False) == (Span(first, held), Span(released))


def test_it_goes_on_after_a_return_or_begins_anew_once_the_dossier_is_complete() -> None:
    course = steps(("verify", "here", 0), ("return", "returned", 3), ("resubmit", "drafted", 5), ("verify", "here", 9))
    first, sent_back, _, again = (step.on for step in course)
    assert spans_of(course, STATES, restarts=False) == (Span(first, sent_back), Span(again))
    assert spans_of(course, STATES, restarts=True) == (Span(again),)
    assert spans_of(course[:3], STATES, restarts=True) == ()


@pytest.mark.parametrize("later", [0, 9])
def test_what_is_taken_back_on_the_day_it_came_has_not_been_there(later: int) -> None:
    course = steps(("verify", "here", 0), ("reopen", "before", 0), ("verify", "here", later), ("reopen", "before", 12))
    again, handed_back = course[2].on, course[3].on
    assert spans_of(course[:3], STATES, restarts=False) == (Span(again),)
    assert spans_of(course, STATES, restarts=False) == (Span(again, handed_back),)


@REPEATABLE
@given(gaps=st.lists(st.integers(0, 9), min_size=4, max_size=4), days=LIMITS)
def test_a_restart_forgets_all_that_ran_before(gaps: list[int], days: int) -> None:
    calendar, days_of = packaged_calendar(), [date(2026, 3, 2) + DAY * sum(gaps[:place]) for place in range(5)]
    names = [("verify", "here"), ("hold", "on_hold"), ("release", "here"), ("return", "returned"), ("verify", "here")]
    course = [Taken(*name, on) for name, on in zip(names, days_of, strict=True)]
    found = run(calendar, days, spans_of(course, STATES, restarts=True), days_of[-1])
    assert found == run(calendar, days, (Span(days_of[-1]),), days_of[-1])


def test_days_that_may_become_days_off_are_named_when_they_are_counted() -> None:
    calendar = packaged_calendar()
    found = run(calendar, 5, (Span(date(2026, 11, 20)),), date(2026, 11, 23))
    assert (found.due_on, found.undecided) == (date(2026, 11, 27), (date(2026, 11, 24),))
    held = run(calendar, 5, (Span(date(2026, 11, 20), date(2026, 11, 23)), Span(date(2026, 11, 24))), LATER)
    assert held.undecided == ()
    assert all(earlier < later for earlier, later in pairwise((found.due_on, held.due_on)) if earlier and later)


def test_nothing_is_said_of_a_day_that_no_calendar_reaches() -> None:
    found = run(packaged_calendar(), 30, (Span(date(2027, 1, 20)),), date(2027, 1, 20))
    assert (found.due_on, found.left) == (None, None)
