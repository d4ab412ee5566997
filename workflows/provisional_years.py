"""Days off of a year that no official list is published for, as a library of holidays expects them: provisional."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays

from workflows.calendars import CalendarDay, CalendarYear
from workflows.names import nfc

FIRST, LAST = 2000, 2100  # beyond, the moon is not reckoned with
CITATION = "Bộ luật Lao động 2019, Điều 111 và Điều 112; ngày tạm tính, chưa có danh mục chính thức"
SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset((SATURDAY, SUNDAY))
# The library takes this day for granted; the law that makes it a day off has not been read, so it stays undecided.
UNDECIDED = "Ngày Văn hóa Việt Nam"


@lru_cache
def provisional_year(year: int) -> CalendarYear | None:
    """Return the expected days off of a year: swapped days are not known, and the dates of Tết may be set anew."""
    if not FIRST <= year <= LAST:
        return None
    days = {day.on: day for day in _days(year)}
    return CalendarYear(year, 0, WEEKEND, MappingProxyType(days), date(year, 12, 31), digest="")


def _days(year: int) -> Iterator[CalendarDay]:
    english = country_holidays("VN", years=year, language="en_US")
    for on, named in sorted(country_holidays("VN", years=year, language="vi").items()):
        name = nfc(named)
        if name.startswith(UNDECIDED):
            yield CalendarDay(on, "undecided", name, english[on], CITATION, "U")
        else:
            yield CalendarDay(on, "holiday", name, english[on], CITATION, "R")
