"""Reading one table of a plan file key by key, noting every problem with its path instead of stopping at the first."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from workflows.plans.parts import Lines
from workflows.plans.vocabulary import STATES

T = TypeVar("T")
Word = TypeVar("Word", bound=str)
_MISSING: Any = object()
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class TableReader:
    """One table with its key path; `finish` reports the keys nobody asked for, here and in every table below."""

    def __init__(self, table: Any, path: str, problems: list[str]) -> None:
        self.path, self.problems = path, problems
        self._children: list[TableReader] = []
        self._asked: set[str] = set()
        if not isinstance(table, Mapping):
            self.problem("", f"must be a table, not {type(table).__name__}")
            table = {}
        self._table: Mapping[str, Any] = table

    def problem(self, key: str, message: str) -> None:
        """Note one problem at a key of this table."""
        self.problems.append(f"{'.'.join(filter(None, (self.path, key))) or 'file'}: {message}")

    def finish(self) -> None:
        """Report unknown keys of this table and of all tables read from it."""
        for key in self._table:
            if key not in self._asked:
                self.problem(key, "unknown key")
        for child in self._children:
            child.finish()

    def has(self, key: str) -> bool:
        """Tell whether the table holds that key."""
        return key in self._table

    def text(self, key: str, default: Any = _MISSING) -> str:
        """Return a non-empty text; the default stands in when the key is absent."""
        value = self._take(key, default)
        if value is default or (isinstance(value, str) and value.strip()):
            return str(value) if value is not _MISSING else ""
        self.problem(key, "must be a non-empty text")
        return ""

    def optional(self, key: str) -> str | None:
        """Return a text, or None when the key is absent."""
        return self.text(key) if self.has(key) else None

    def word(self, key: str, words: tuple[Word, ...], default: Word | None = None) -> Word:
        """Return one of the allowed words."""
        value = self.text(key) if default is None else self.text(key, default)
        for word in words:
            if word == value:
                return word
        if value:
            self.problem(key, f"{value!r} is not one of {', '.join(words)}")
        return words[0]

    def words(self, key: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of allowed words, empty when the key is absent."""
        values = self.texts(key)
        for value in values:
            if value not in words:
                self.problem(key, f"{value!r} is not one of {', '.join(words)}")
        return values

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when the key is absent."""
        value = self._take(key, [])
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        self.problem(key, "must be a list of non-empty texts")
        return ()

    def whole(self, key: str, default: Any = _MISSING, *, least: int = 0) -> int:
        """Return a whole number not below `least`."""
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        if value is not _MISSING:
            self.problem(key, f"must be a whole number of at least {least}")
        return least

    def optional_whole(self, key: str) -> int | None:
        """Return a whole number, or None when the key is absent."""
        return self.whole(key) if self.has(key) else None

    def flag(self, key: str) -> bool:
        """Return true or false; an absent key is false."""
        value = self._take(key, default=False)
        if not isinstance(value, bool):
            self.problem(key, "must be true or false")
        return value is True

    def day(self, key: str) -> date | None:
        """Return a date, written as a TOML date or as an ISO text, or None when the key is absent."""
        value = self._take(key, None)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.problem(key, f"{value!r} is not a date")
                return None
        if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
            self.problem(key, "must be a date")
            return None
        return value

    def day_of_year(self, key: str) -> str | None:
        """Return MM-DD, or None when the key is absent."""
        value = self.optional(key)
        if value and not _DAY.fullmatch(value):
            self.problem(key, f"{value!r} is not MM-DD")
        return value

    def lines(self, key: str = "lines") -> Lines:
        """Return line numbers of the source text in rising order."""
        value = self._take(key, [])
        whole = isinstance(value, list) and all(isinstance(item, int) and not isinstance(item, bool) for item in value)
        if not whole or any(item < 1 for item in value) or value != sorted(set(value)):
            self.problem(key, "must be a rising list of line numbers from 1")
            return ()
        return tuple(value)

    def table(self, key: str) -> "TableReader":
        """Return a table below this one; an absent table reads as an empty one."""
        return self._child(self._take(key, {}), key)

    def tables(self, key: str) -> "list[TableReader]":
        """Return the tables of a list, none when the key is absent."""
        value = self._take(key, [])
        if not isinstance(value, list):
            self.problem(key, "must be a list of tables")
            return []
        return [self._child(item, f"{key}[{index}]") for index, item in enumerate(value)]

    def keys(self) -> tuple[str, ...]:
        """Return the keys of a table whose keys are data, all counted as asked for."""
        self._asked.update(self._table)
        return tuple(self._table)

    def raw(self, key: str) -> dict[str, Any]:
        """Return a table whose keys and values are all data, as it stands; an absent table is an empty one."""
        value = self._take(key, {})
        if isinstance(value, Mapping):
            return dict(value)
        self.problem(key, f"must be a table, not {type(value).__name__}")
        return {}

    def stated(self, key: str, read: "Callable[[TableReader, str], T]") -> "tuple[Any, T | None, Lines]":
        """Return state, value and lines of a value that the source may not state; an absent key is not stated."""
        if not self.has(key):
            return "not_stated", None, ()
        table = self.table(key)
        state = table.word("state", STATES)
        missing = [name for name in ("value", "lines") if state == "stated" and not table.has(name)]
        for name in missing:
            table.problem(name, "missing")
        value = read(table, "value") if state == "stated" and "value" not in missing else None
        return state, value, table.lines()

    def _take(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        if key in self._table:
            return self._table[key]
        if default is _MISSING:
            self.problem(key, "missing")
        return default

    def _child(self, value: Any, key: str) -> "TableReader":
        child = TableReader(value, ".".join(filter(None, (self.path, key))), self.problems)
        self._children.append(child)
        return child
