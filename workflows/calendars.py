"""Working days, months and yearly deadlines, counted on a dated calendar that is data with citations."""

import calendar as gregorian
import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from workflows.names import nfc

DayKind = Literal["holiday", "substitute", "swapped_off", "swapped_worked", "undecided"]
_TABLES: Mapping[str, tuple[tuple[str, DayKind], ...]] = {
    "holidays": (("on", "holiday"),),
    "substitutes": (("on", "substitute"),),
    "swaps": (("off", "swapped_off"), ("worked", "swapped_worked")),
    "undecided": (("on", "undecided"),),
}
_OFF_KINDS = frozenset(("holiday", "substitute", "swapped_off"))
_CONFIDENCES = frozenset(("V", "V2", "R", "U"))
_WORDS = frozenset((*_TABLES, "year", "version", "known_until", "calendar", "issuer", "weekly_rest"))
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ONE_DAY = timedelta(days=1)
DEFAULT = "vietnam"


class CalendarUnknown(LookupError):
    """No calendar data covers this year (or this part of it), so no day is guessed."""

    def __init__(self, year: int) -> None:
        """Keep the year that is missing."""
        super().__init__(f"no working-day calendar for {year}")
        self.year = year


class CalendarInvalid(ValueError):
    """A calendar file breaks its own rules; `problems` names every one with its place."""

    def __init__(self, problems: list[str]) -> None:
        """Keep all problems found."""
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day on which the calendar departs from the plain week, with its ground."""

    on: date
    kind: DayKind
    name: str
    name_en: str
    citation: str
    confidence: str


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year of a calendar: weekly rest (0 is Monday), named days, and the last day that is known.

    `issuer` names the official list that the year comes from, empty where the file itself names the ground of each day.
    """

    year: int
    version: int
    rest_weekdays: frozenset[int]
    days: Mapping[date, CalendarDay]
    known_until: date
    digest: str
    calendar: str = DEFAULT
    issuer: str = ""

    @property
    def code(self) -> str:
        """Return the code under which the year is published, such as vietnam-2027."""
        return f"{self.calendar}-{self.year}"

    @property
    def title(self) -> str:
        """Return the Vietnamese title of the year."""
        return f"Lịch làm việc năm {self.year}" + (f", theo {self.issuer}" if self.issuer else "")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A working-day calendar of one country, year by year; `defaults` gives the days that no list is published for."""

    code: str
    years: Mapping[int, CalendarYear]
    defaults: Callable[[int], CalendarYear | None] | None = None

    def is_working_day(self, day: date) -> bool:
        """Say whether public bodies work on this day; raises `CalendarUnknown` where no data reach."""
        year = self._year_of(day)
        if year is None:
            raise CalendarUnknown(day.year)
        named = year.days.get(day)
        if named is None or named.kind == "undecided":
            return day.weekday() not in year.rest_weekdays
        return named.kind not in _OFF_KINDS

    def is_provisional(self, day: date) -> bool:
        """Say whether no published list covers this day, so that what was counted up to it may still change."""
        year = self.years.get(day.year)
        return year is None or day > year.known_until

    def undecided_between(self, start: date, end: date) -> tuple[CalendarDay, ...]:
        """List the days from start to end that may become days off, so that a count over them can be marked."""
        found = (
            named
            for number in range(start.year, end.year + 1)
            for year in (self.years.get(number), self._default(number))
            if year is not None
            for named in year.days.values()
            if named.kind == "undecided" and start <= named.on <= end and self._year_of(named.on) is year
        )
        return tuple(sorted(found, key=lambda named: named.on))

    def replacing(self, year: CalendarYear) -> "Calendar":
        """Return this calendar with one year added or replaced, as when the official notice is imported."""
        return replace(self, years=MappingProxyType({**self.years, year.year: year}))

    def _year_of(self, day: date) -> CalendarYear | None:
        """Return the year that rules a day: the published one as far as it reaches, else the default one."""
        return self._default(day.year) if self.is_provisional(day) else self.years[day.year]

    def _default(self, year: int) -> CalendarYear | None:
        return None if self.defaults is None else self.defaults(year)


def add_working_days(calendar: Calendar, start: date, days: int) -> date:
    """Return the working day that is `days` (at least 1) after start; the day after start is the first counted.

    Raises `CalendarUnknown` when the count leaves the known years.
    """
    if days < 1:
        message = f"a working-day limit is at least 1 day, not {days}"
        raise ValueError(message)
    day = start
    while days:
        day += _ONE_DAY
        days -= calendar.is_working_day(day)
    return day


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """Count the working days after start up to and including end; negative when end lies before start.

    Inverse of `add_working_days`; raises `CalendarUnknown` when a counted day lies outside the known years.
    """
    if end < start:
        return -working_days_between(calendar, end, start)
    return sum(calendar.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def strictly_before(limit: date) -> date:
    """Return the last valid day for "trước ngày {limit}": the calendar day before it."""
    return limit - _ONE_DAY


def yearly_deadline(before: str, year: int) -> date:
    """Return the last valid day of a yearly "before MM-DD" in this year, working day or not.

    Raises `ValueError` when `before` is not a month and day; 02-29 means the end of February in every year.
    """
    month, _, day = before.partition("-")
    if not (len(month) == len(day) == 2 and month.isdecimal() and day.isdecimal()):  # noqa: PLR2004 - two digits each
        message = f"a yearly deadline is written MM-DD, not {before!r}"
        raise ValueError(message)
    date(2000, int(month), int(day))  # a leap year, so that 02-29 is a real day
    return strictly_before(date(year, int(month), 1) + timedelta(days=int(day) - 1))


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later (or earlier), or the month's last day if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


@lru_cache
def packaged_calendar(code: str = DEFAULT) -> Calendar:
    """Load a calendar that ships with the product; raises `CalendarInvalid` if a packaged file is broken."""
    return calendar_of(code, (parse_year(text) for text in packaged_calendar_texts(code).values()))


def packaged_calendar_texts(code: str = DEFAULT) -> dict[str, str]:
    """Return the text of every year that ships with the product, by the name it is published under."""
    folder = files("workflows").joinpath("data", "calendars", code)
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".toml"))
    return {
        f"{code}-{name.removesuffix('.toml')}/1.toml": (folder / name).read_text(encoding="utf-8") for name in names
    }


def calendar_of(
    code: str, years: Iterable[CalendarYear], defaults: Callable[[int], CalendarYear | None] | None = None
) -> Calendar:
    """Return the calendar that these years make up."""
    ordered = sorted(years, key=lambda year: year.year)
    return Calendar(code, MappingProxyType({year.year: year for year in ordered}), defaults)


def parse_year(text: str) -> CalendarYear:
    """Read one year from TOML; raises `CalendarInvalid` with every problem found."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CalendarInvalid([f"not TOML: {error}"]) from error
    year, until = data.get("year"), data.get("known_until")
    problems = [] if text == nfc(text) else ["text is not in Unicode NFC"]
    if type(year) is not int or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CalendarInvalid([*problems, f"year: a whole number from {_FIRST_YEAR} to {_LAST_YEAR} is needed"])
    problems += [f"{key}: not a word of a calendar file" for key in data if key not in _WORDS]
    if type(data.get("version")) is not int or data["version"] < 1:
        problems.append("version: a whole number from 1 is needed")
    problems += [f"{key}: a text is needed" for key in ("calendar", "issuer") if not isinstance(data.get(key, ""), str)]
    if data.get("calendar", DEFAULT) != DEFAULT:
        problems.append(f"calendar: only {DEFAULT!r} is known")
    if until is not None and not (type(until) is date and until.year == year):
        problems.append("known_until: a date in the year is needed")
    rest = _rest_weekdays(data, problems)
    days: dict[date, CalendarDay] = {}
    for place, day in _named_days(data, problems):
        problem = _problem_of(day, year, rest, days)
        if problem:
            problems.append(f"{place}: {problem}")
        elif day.on.year == year:
            days[day.on] = day
    if problems:
        raise CalendarInvalid(problems)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return CalendarYear(
        year,
        data["version"],
        rest,
        MappingProxyType(days),
        until or date(year, 12, 31),
        digest,
        issuer=data.get("issuer", ""),
    )


def _rest_weekdays(data: Mapping[str, object], problems: list[str]) -> frozenset[int]:
    rest = data.get("weekly_rest")
    names = rest.get("weekdays") if isinstance(rest, dict) else None
    if not isinstance(names, list) or not names or any(name not in _WEEKDAYS for name in names):
        problems.append("weekly_rest.weekdays: names of weekdays are needed")
        return frozenset()
    return frozenset(_WEEKDAYS.index(name) for name in names)


def _named_days(data: Mapping[str, object], problems: list[str]) -> Iterator[tuple[str, CalendarDay]]:
    for table, sides in _TABLES.items():
        rows = data.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            problems.append(f"{table}: a list of tables is needed")
            continue
        for index, row in enumerate(rows):
            place = f"{table}[{index}]"
            texts = [row.get(key) for key in ("name", "name_en", "citation", "confidence")]
            dates = [row.get(key) for key, _ in sides]
            if not all(isinstance(text, str) and text for text in texts) or texts[3] not in _CONFIDENCES:
                problems.append(f"{place}: name, name_en, citation and a known confidence are needed")
            elif any(type(on) is not date for on in dates):
                problems.append(f"{place}: a date is missing")
            else:
                yield from ((place, CalendarDay(on, side[1], *texts)) for on, side in zip(dates, sides, strict=True))


def _problem_of(day: CalendarDay, year: int, rest: frozenset[int], days: Mapping[date, CalendarDay]) -> str:
    """Return what is wrong with a named day, or nothing; a swap may reach into the year beside."""
    is_swap = day.kind.startswith("swapped")
    if day.on.year != year and not (is_swap and abs(day.on.year - year) == 1):
        return f"{day.on} is not in {year}"
    if day.on in days:
        return f"{day.on} is named twice"
    is_rest = day.on.weekday() in rest
    if is_rest and day.kind in {"substitute", "swapped_off"}:
        return f"{day.on} is a weekly day of rest already"
    if not is_rest and day.kind == "swapped_worked":
        return f"{day.on} is an ordinary working day already"
    return ""
