"""Validity and upgrade of titles, counted as their sets count them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.usecases.accounts.throttling import delay_seconds
from service.usecases.registry.titles import add_months, find_set, valid_until
from workflows.plans.titles import title_sets

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
WINDOW = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("code", "decided_on", "last"),
    [
        ("tt-24-2023", date(2024, 3, 1), date(2027, 12, 31)),
        ("tt-25-2023", date(2024, 3, 15), date(2027, 3, 15)),
        ("tt-25-2023", date(2024, 2, 29), date(2027, 2, 28)),
        ("qd-324", date(2024, 3, 1), None),
    ],
)
def test_last_day_of_a_title(code: str, decided_on: date, last: date | None) -> None:
    assert valid_until(title_sets()[code], decided_on) == last


@pytest.mark.parametrize("name", ["qd-324", "324/QĐ-KHVN", "324/qđ-hkhvn"])
def test_set_is_found_by_code_number_or_alias(name: str) -> None:
    found = find_set(name)
    assert found is not None
    assert found.code == "qd-324"


@given(DAYS, st.integers(0, 60))
def test_months_are_added_to_the_same_day_or_the_last_one(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_delay_doubles_from_the_first_failure_too_many_and_stays_in_the_window() -> None:
    delays = [delay_seconds(failures, 3, WINDOW) for failures in (0, 2, 3, 4, 5, 50)]
    assert delays == [0, 0, 15, 30, 60, 900]
