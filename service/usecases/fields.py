"""Reading typed values out of loose input: every problem is kept, and all are raised at once."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from service.usecases.errors import Invalid
from workflows.names import nfc

LONGEST_TEXT = 500
LONGEST_HOUR = 20
HOUR = re.compile(r"(\d{1,2}) ?(?::(?P<past>\d{2})|(?:h|g|giờ) ?(?P<after>\d{2})?)", re.IGNORECASE)


def read_hour(said: str) -> str:
    """Return what is said as an hour of the day as `08:30`, an empty text when it is none."""
    found = HOUR.fullmatch(said)
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found["past"] or found["after"] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""  # noqa: PLR2004 - hours of a day, minutes of one


class FieldReader:
    """Values by name, read one by one; a name that nobody asked for is a problem too.

    Problems are `{"path", "code", "params"}`; `finish` raises Invalid with all of them.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._read: set[str] = set()
        self.problems: list[dict[str, Any]] = []

    def has(self, name: str) -> bool:
        """Tell whether a value was given, even an empty one."""
        return name in self._values

    def problem(self, path: str, code: str, **params: Any) -> None:
        """Keep one problem."""
        self.problems.append({"path": path, "code": code, "params": params})

    def text(self, name: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> str:
        """Return a text in NFC with single spaces, or an empty one."""
        value = self._take(name)
        if value is not None and not isinstance(value, str):
            self.problem(name, "not-text")
            return ""
        text = " ".join(nfc(value or "").split())
        if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text):
            self.problem(name, "not-text")
        elif len(text) > longest:
            self.problem(name, "too-long", longest=longest)
        elif required and not text:
            self.problem(name, "required")
        return text

    def word(self, name: str, known: Collection[str], *, required: bool = False) -> str:
        """Return one of the known codes, or an empty text."""
        word = self.text(name, required=required)
        if word and word not in known:
            self.problem(name, "unknown-code", known=sorted(known))
            return ""
        return word

    def texts(self, name: str) -> list[str]:
        """Return a list of texts in NFC."""
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            self.problem(name, "not-a-list")
            return []
        return [nfc(item).strip() for item in value if item.strip()]

    def whole(self, name: str, *, least: int = 0, most: int = 2**31 - 1, required: bool = False) -> int | None:
        """Return a whole number within bounds, or None."""
        value = self._take(name)
        if value is None:
            if required:
                self.problem(name, "required")
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.problem(name, "not-a-number")
            return None
        if not least <= value <= most:
            self.problem(name, "out-of-range", least=least, most=most)
            return None
        return value

    def flag(self, name: str) -> bool | None:
        """Return true or false, or None when nothing was said."""
        value = self._take(name)
        if value is None or isinstance(value, bool):
            return value
        self.problem(name, "not-a-flag")
        return None

    def day(self, name: str, *, required: bool = False) -> date | None:
        """Return a date given as such or as ISO text, or None."""
        value = self._take(name)
        if value is None or value == "":
            if required:
                self.problem(name, "required")
            return None
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.problem(name, "not-a-date")
            return None

    def hour(self, name: str) -> str:
        """Return an hour of the day as `08:30`, given so or as `8h30`, `8 giờ`; an empty text when none was given."""
        said = self.text(name, longest=LONGEST_HOUR)
        hour = read_hour(said)
        if said and not hour:
            self.problem(name, "not-an-hour")
        return hour

    def period(self, first: str, last: str, *, required: bool = False) -> tuple[date | None, date | None]:
        """Return two dates, of which the second is not earlier than the first."""
        starts, ends = self.day(first, required=required), self.day(last, required=required)
        if starts and ends and ends < starts:
            self.problem(last, "before-start")
        return starts, ends

    def finish(self) -> None:
        """Raise Invalid when anything was wrong, names that nobody reads included."""
        for name in sorted(set(self._values) - self._read):
            self.problem(name, "unknown-field")
        if self.problems:
            raise Invalid("invalid-input", {"problems": self.problems})

    def _take(self, name: str) -> Any:
        self._read.add(name)
        return self._values.get(name)
