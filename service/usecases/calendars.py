"""The calendar of working days as it is published; what no official list covers is provisional."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from service.db import publications
from service.db.work import Work
from service.usecases.errors import NotFound
from workflows.calendars import DEFAULT, Calendar, CalendarYear, calendar_of, packaged_calendar, parse_year
from workflows.provisional_years import provisional_year

KEPT = "calendar"
LIFE = timedelta(seconds=30)  # after it, another process may have published a year
PUBLISHED = date.max


def working_calendar(work: Work) -> Calendar:
    """Return the published calendar, kept in memory for a while; years nobody has published yet are expected ones."""
    held: tuple[datetime, Calendar] | None = work.kept.get(KEPT)
    if held is None or not timedelta() <= work.now - held[0] < LIFE:
        held = work.kept[KEPT] = (work.now, _load(work))
    return held[1]


def show_year(work: Work, year: int | None = None) -> tuple[CalendarYear, Calendar]:
    """Return one year as it is published, an expected one where nobody has published it, and the whole calendar.

    This year when none is named; raises NotFound for one that nothing is known of.
    """
    calendar, wanted = working_calendar(work), year or work.today.year
    found = calendar.years.get(wanted) or provisional_year(wanted)
    if found is None:
        raise NotFound("not-found", {"kind": "calendar", "code": str(wanted)})
    return found, calendar


def forget_calendar(work: Work) -> None:
    """Let the next one read the calendar anew: a year has been published."""
    work.kept.pop(KEPT, None)


def renew_calendar(work: Work) -> None:
    """Read the calendar anew at once, however short a time it has been kept."""
    forget_calendar(work)
    working_calendar(work)


def _load(work: Work) -> Calendar:
    texts = publications.list_sources_in_force(work, "calendar", PUBLISHED)
    published = {year.year: year for year in map(_parsed, texts)}
    return calendar_of(DEFAULT, {**packaged_calendar().years, **published}.values(), provisional_year)


@lru_cache(maxsize=64)
def _parsed(text: str) -> CalendarYear:
    return parse_year(text)
