"""Working days follow the dated calendar, and nothing is counted where the calendar knows nothing."""

from collections import Counter
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.calendars import (
    Calendar,
    CalendarInvalid,
    CalendarUnknown,
    add_months,
    add_working_days,
    packaged_calendar,
    parse_year,
    strictly_before,
    working_days_between,
    yearly_deadline,
)

REPEATABLE = settings(derandomize=True, deadline=None, database=None)
FIRST, LAST = date(2024, 1, 1), date(2027, 1, 31)
KNOWN_DAYS = st.dates(FIRST, LAST)
STARTS = st.dates(FIRST - timedelta(days=1), date(2026, 9, 30))
COUNTS = st.integers(1, 60)
YEAR_2026 = files("workflows").joinpath("data", "calendars", "vietnam", "2026.toml").read_text(encoding="utf-8")

A_YEAR = """
year = 2030
version = 1
[weekly_rest]
weekdays = ["saturday", "sunday"]
"""
GROUND = 'name = "x"\nname_en = "x"\ncitation = "x"\nconfidence = "R"\n'


@pytest.fixture
def calendar() -> Calendar:
    return packaged_calendar()


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2025, 7, 4), 1, date(2025, 7, 7)),  # Friday -> Monday
        (date(2025, 7, 5), 1, date(2025, 7, 7)),  # Saturday -> Monday
        (date(2024, 2, 7), 1, date(2024, 2, 15)),  # over Tết and its substitute days
        (date(2024, 4, 26), 1, date(2024, 5, 2)),  # 29/4 swapped off, 30/4 and 01/5 holidays
        (date(2024, 5, 3), 1, date(2024, 5, 4)),  # a Saturday that is worked
        (date(2025, 4, 25), 2, date(2025, 4, 28)),  # 26/4 worked, 27/4 Sunday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Giỗ Tổ on a Sunday, substitute on Monday
        (date(2026, 12, 31), 20, date(2027, 1, 29)),  # into the known part of 2027
    ],
)
def test_working_days_are_counted_from_the_day_after(calendar: Calendar, start: date, days: int, end: date) -> None:
    assert add_working_days(calendar, start, days) == end
    assert working_days_between(calendar, start, end) == days


@REPEATABLE
@given(STARTS, COUNTS)
def test_a_limit_ends_on_a_working_day_and_counts_back(start: date, days: int) -> None:
    calendar = packaged_calendar()
    end = add_working_days(calendar, start, days)
    assert calendar.is_working_day(end)
    assert working_days_between(calendar, start, end) == days
    assert working_days_between(calendar, end, start) == -days


@REPEATABLE
@given(STARTS, STARTS, COUNTS, COUNTS)
def test_limits_keep_the_order_of_starts_and_lengths(a: date, b: date, few: int, more: int) -> None:
    calendar = packaged_calendar()
    early, late = sorted((a, b))
    assert add_working_days(calendar, early, few) <= add_working_days(calendar, late, few)
    short, long = sorted((few, more))
    assert (add_working_days(calendar, a, short) < add_working_days(calendar, a, long)) == (short < long)


@REPEATABLE
@given(KNOWN_DAYS, KNOWN_DAYS, KNOWN_DAYS)
def test_counts_add_up_over_any_day_between(a: date, b: date, c: date) -> None:
    calendar = packaged_calendar()
    whole = working_days_between(calendar, a, c)
    assert whole == working_days_between(calendar, a, b) + working_days_between(calendar, b, c)


@pytest.mark.parametrize("days", [0, -3])
def test_a_limit_has_at_least_one_day(calendar: Calendar, days: int) -> None:
    with pytest.raises(ValueError, match="at least 1 day"):
        add_working_days(calendar, FIRST, days)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2023, 12, 31), 2023), (date(2027, 2, 1), 2027), (date(2031, 1, 1), 2031)]
)
def test_a_day_without_data_is_not_guessed(calendar: Calendar, day: date, year: int) -> None:
    with pytest.raises(CalendarUnknown) as raised:
        calendar.is_working_day(day)
    assert raised.value.year == year


def test_a_limit_that_runs_out_of_data_is_not_guessed(calendar: Calendar) -> None:
    with pytest.raises(CalendarUnknown):
        add_working_days(calendar, date(2027, 1, 15), 30)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_packaged_year_has_the_eleven_holidays_of_the_law(calendar: Calendar, year: int) -> None:
    days = calendar.years[year].days.values()
    kinds = Counter(day.kind for day in days)
    assert kinds["holiday"] == 1 + 5 + 1 + 1 + 1 + 2
    assert kinds["swapped_off"] == kinds["swapped_worked"]
    holidays = {day.on for day in days if day.kind == "holiday"}
    assert {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)} <= holidays
    assert (date(year, 9, 1) in holidays) != (date(year, 9, 3) in holidays)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_each_holiday_on_a_day_of_rest_has_a_substitute(calendar: Calendar, year: int) -> None:
    days = calendar.years[year].days.values()
    on_rest = sum(day.kind == "holiday" and day.on.weekday() >= 5 for day in days)
    assert sum(day.kind == "substitute" for day in days) == on_rest


def test_every_packaged_day_says_where_it_comes_from(calendar: Calendar) -> None:
    days = [day for year in calendar.years.values() for day in year.days.values()]
    assert all(day.citation and day.name and day.name_en for day in days)
    assert {day.confidence for day in days if day.kind == "undecided"} == {"U"}
    assert {day.confidence for day in days if day.kind != "undecided"} <= {"V", "V2", "R"}


def test_an_undecided_day_counts_as_ordinary_and_is_shown(calendar: Calendar) -> None:
    culture_day = date(2026, 11, 24)
    assert calendar.is_working_day(culture_day)
    assert [day.on for day in calendar.undecided_between(date(2026, 11, 1), culture_day)] == [culture_day]
    assert calendar.undecided_between(date(2026, 11, 25), LAST) == ()


def test_an_undecided_day_of_rest_stays_a_day_of_rest(calendar: Calendar) -> None:
    year = parse_year(A_YEAR + "[[undecided]]\non = 2030-01-05\n" + GROUND)
    assert not calendar.replacing(year).is_working_day(date(2030, 1, 5))


def test_an_imported_year_replaces_the_packaged_one(calendar: Calendar) -> None:
    decided = parse_year(YEAR_2026.replace("[[undecided]]", "[[holidays]]"))
    corrected = calendar.replacing(decided)
    assert not corrected.is_working_day(date(2026, 11, 24))
    assert calendar.is_working_day(date(2026, 11, 24))
    assert decided.digest != calendar.years[2026].digest


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("year = ", "not TOML"),
        ("version = 1", "year: a whole number"),
        ("year = 2030\nversion = 1", "weekly_rest"),
        (A_YEAR.replace("version = 1", ""), "version: a whole number"),
        (A_YEAR.replace("saturday", "saturnday"), "weekly_rest"),
        (A_YEAR.replace("version = 1", "version = 1\nknown_until = 2031-01-01"), "known_until"),
        (A_YEAR + "[[holidays]]\non = 2030-01-01\nname = 'x'\n", "holidays[0]: name"),
        (A_YEAR + "[[holidays]]\n" + GROUND, "holidays[0]: a date is missing"),
        (A_YEAR + "[[holidays]]\non = 2031-01-01\n" + GROUND, "is not in 2030"),
        (A_YEAR + 2 * ("[[holidays]]\non = 2030-01-01\n" + GROUND), "holidays[1]: 2030-01-01 is named twice"),
        (A_YEAR + "[[substitutes]]\non = 2030-01-05\n" + GROUND, "day of rest already"),
        (A_YEAR + "[[swaps]]\noff = 2030-01-07\nworked = 2030-01-08\n" + GROUND, "ordinary working day already"),
        (A_YEAR + "# Te\u0302\u0301t\n", "NFC"),
    ],
)
def test_a_broken_calendar_file_is_refused_with_its_problem(text: str, problem: str) -> None:
    with pytest.raises(CalendarInvalid) as raised:
        parse_year(text)
    assert any(problem in found for found in raised.value.problems)


def test_a_broken_calendar_file_names_all_its_problems() -> None:
    with pytest.raises(CalendarInvalid) as raised:
        parse_year(A_YEAR + "[[holidays]]\n" + GROUND + "[[swaps]]\noff = 2030-01-05\nworked = 2030-01-08\n" + GROUND)
    assert len(raised.value.problems) == 3


def test_a_swap_with_the_year_beside_touches_only_its_own_year() -> None:
    year = parse_year(A_YEAR + "[[swaps]]\noff = 2030-12-31\nworked = 2031-01-04\n" + GROUND)
    assert list(year.days) == [date(2030, 12, 31)]


@pytest.mark.parametrize(
    ("before", "year", "last"),
    [
        ("11-25", 2024, date(2024, 11, 24)),
        ("12-01", 2025, date(2025, 11, 30)),
        ("12-05", 2026, date(2026, 12, 4)),
        ("01-01", 2026, date(2025, 12, 31)),
        ("02-29", 2024, date(2024, 2, 28)),
        ("02-29", 2025, date(2025, 2, 28)),
    ],
)
def test_before_a_date_means_strictly_earlier(before: str, year: int, last: date) -> None:
    assert yearly_deadline(before, year) == last


@pytest.mark.parametrize("before", ["", "25-11", "02-30", "00-10", "1-1", "11/25", "11-2x", "011-5"])
def test_a_yearly_deadline_is_a_month_and_a_day(before: str) -> None:
    with pytest.raises(ValueError, match=r"MM-DD|month|day"):
        yearly_deadline(before, 2025)


@REPEATABLE
@given(st.dates(date(1900, 1, 2), date(2100, 1, 1)))
def test_strictly_before_is_the_last_day_before(limit: date) -> None:
    assert strictly_before(limit) < limit
    assert strictly_before(limit) + timedelta(days=1) == limit


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 8, 31), -6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2025, 5, 5), 0, date(2025, 5, 5)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(day: date, months: int, result: date) -> None:
    assert add_months(day, months) == result


@REPEATABLE
@given(
    st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-400, 400)
)
def test_adding_months_keeps_the_order_of_days(a: date, b: date, months: int) -> None:
    early, late = sorted((a, b))
    moved = add_months(early, months)
    assert moved <= add_months(late, months)
    assert (moved.year - early.year) * 12 + moved.month - early.month == months
    assert moved.day == early.day or (moved.day < early.day and (moved + timedelta(days=1)).day == 1)
