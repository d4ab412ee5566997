"""Acts that stay open while a proposal moves: where begun, when time stands still, when due."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calendars import add_working_days, packaged_calendar, working_days_between
from workflows.flows.catalog import packaged_flow
from workflows.open_acts import begun_at, due_after, is_overtaken, is_still, still_since

CALENDAR, FLOW = packaged_calendar(), packaged_flow("F4b")
MONDAY = date(2025, 3, 3)
DAYS = st.dates(date(2025, 1, 2), date(2026, 3, 31))


class Walked(NamedTuple):
    """A step as the rows have it."""

    action: str
    source: str
    target: str
    on: date
    seq: int


def walk(*steps: tuple[str, str], since: date = MONDAY) -> tuple[Walked, ...]:
    """Return steps of a day each, at every tenth event, from the one to the other."""
    sources = ("", *(target for _, target in steps))
    days = (since + timedelta(days=place) for place in range(len(steps)))
    return tuple(
        Walked(action, source, target, day, seq)
        for (action, target), source, day, seq in zip(steps, sources, days, range(10, 1000, 10), strict=False)
    )


ARRIVED = (("draft", "drafted"), ("collect", "collected"), ("appraise", "home_affairs_appraised"))


def test_an_act_was_begun_where_the_proposal_stood_then() -> None:
    steps = walk(*ARRIVED, ("hold", "on_hold"))
    assert [begun_at(steps, seq) for seq in (5, 15, 25, 35, 45)] == [
        "",
        "drafted",
        "collected",
        "home_affairs_appraised",
        "on_hold",
    ]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("hr_verified", True),
        ("collected", False),
        ("home_affairs_appraised", False),
        ("returned", True),
        ("on_hold", True),
        ("approved", False),
        ("withdrawn", False),
    ],
)
def test_time_stands_still_where_the_proposal_is_held_or_back_behind_the_step(state: str, *, expected: bool) -> None:
    assert is_still(FLOW, state, "collected") is expected


def test_it_stands_still_since_the_proposal_left_until_it_is_there_again() -> None:
    left = (*ARRIVED[:2], ("return", "returned"), ("resubmit", "drafted"), ("hold", "on_hold"), ("release", "drafted"))
    assert still_since(FLOW, walk(*left), "collected") == MONDAY + timedelta(days=2)
    assert still_since(FLOW, walk(*left, ("collect", "collected")), "collected") is None
    assert still_since(FLOW, walk(*ARRIVED), "collected") is None


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), False),
        ((("hold", "on_hold"), ("release", "home_affairs_appraised")), False),
        ((("submit_upward", "submitted_upward"), ("reopen", "home_affairs_appraised")), False),
        ((("return", "returned"), ("resubmit", "collected")), False),
        ((("return", "returned"), ("resubmit", "collected"), ("appraise", "home_affairs_appraised")), True),
    ],
)
def test_what_was_begun_before_the_proposal_came_anew_is_overtaken(
    steps: tuple[tuple[str, str], ...], *, expected: bool
) -> None:
    gone = tuple(step._replace(seq=step.seq + 40) for step in walk(*steps))
    assert is_overtaken((*walk(*ARRIVED), *gone), 35) is expected


@given(begun=DAYS, held=st.integers(0, 30), away=st.integers(0, 60), days=st.integers(1, 25))
def test_days_on_which_it_stood_still_are_given_back(begun: date, held: int, away: int, days: int) -> None:
    due = add_working_days(CALENDAR, begun, days)
    since = begun + timedelta(days=held)
    today = since + timedelta(days=away)
    found = due_after(CALENDAR, due, since, today)
    assert found is not None
    if since >= due:
        assert found == due
    else:
        counted = working_days_between(CALENDAR, begun, since) + working_days_between(CALENDAR, today, found)
        assert counted == days
        assert found >= due


def test_a_day_off_that_somebody_named_gives_a_working_day() -> None:
    friday, sunday = date(2025, 3, 7), date(2025, 3, 9)
    assert due_after(CALENDAR, sunday, friday, date(2025, 3, 11)) == date(2025, 3, 12)


def test_no_day_is_told_where_no_calendar_reaches() -> None:
    assert due_after(CALENDAR, date(2499, 1, 8), date(2499, 1, 2), date(2499, 2, 2)) is None
