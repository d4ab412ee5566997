"""Years without an official list are expected, marked so, and give way to a list when one is published."""

from datetime import date

from workflows.calendars import DEFAULT, add_working_days, calendar_of, packaged_calendar, parse_year
from workflows.clocks import Span, run
from workflows.provisional_years import FIRST, LAST, provisional_year

WITH_DEFAULTS = calendar_of(DEFAULT, packaged_calendar().years.values(), provisional_year)
OFFICIAL = """
year = 2027
version = 2
issuer = "Thông báo thử nghiệm"
[weekly_rest]
weekdays = ["saturday", "sunday"]
[[swaps]]
off = 2027-02-03
worked = 2027-02-20
name = "x"
name_en = "x"
citation = "x"
confidence = "V"
"""


def test_published_days_are_never_overruled() -> None:
    official = packaged_calendar()
    for year in (2024, 2025, 2026):
        for day in official.years[year].days:
            assert WITH_DEFAULTS.is_working_day(day) == official.is_working_day(day)
            assert not WITH_DEFAULTS.is_provisional(day)
    assert not WITH_DEFAULTS.is_provisional(date(2027, 1, 31))
    assert WITH_DEFAULTS.is_provisional(date(2027, 2, 1))


def test_new_year_of_the_moon_is_expected_and_marked() -> None:
    assert add_working_days(WITH_DEFAULTS, date(2027, 2, 3), 1) == date(2027, 2, 11)
    found = run(WITH_DEFAULTS, 10, (Span(date(2027, 1, 25)),), date(2027, 1, 25))
    assert (found.due_on, found.is_provisional) == (date(2027, 2, 15), True)
    assert not run(WITH_DEFAULTS, 3, (Span(date(2027, 1, 25)),), date(2027, 1, 25)).is_provisional


def test_the_moon_is_the_one_of_hanoi() -> None:
    expected = provisional_year(2030)
    assert expected is not None
    assert date(2030, 2, 2) in expected.days  # a day earlier than in Beijing


def test_a_day_whose_law_was_not_read_stays_a_working_day() -> None:
    day = date(2028, 11, 24)
    assert WITH_DEFAULTS.is_working_day(day)
    assert [named.on for named in WITH_DEFAULTS.undecided_between(day, day)] == [day]


def test_an_official_list_takes_the_place_of_what_was_expected() -> None:
    calendar = WITH_DEFAULTS.replacing(parse_year(OFFICIAL))
    assert not calendar.is_working_day(date(2027, 2, 3))
    assert calendar.is_working_day(date(2027, 2, 20))
    assert calendar.is_working_day(date(2027, 2, 8))
    assert not calendar.is_provisional(date(2027, 12, 31))
    assert calendar.years[2027].title == "Lịch làm việc năm 2027, theo Thông báo thử nghiệm"


def test_nothing_is_expected_of_far_years() -> None:
    assert provisional_year(FIRST - 1) is None
    assert provisional_year(LAST + 1) is None
    assert provisional_year(LAST) is not None
