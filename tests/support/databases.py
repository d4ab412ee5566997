"""Databases for tests: real ones, migrated once and copied, with a clock and identifiers that can be foreseen."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from service.db import migrating
from service.db.database import Database

# A Sunday morning in Vietnam.
START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
ENGINES = ("sqlite", "postgresql")
TEMPLATE = "vinhdanh_template"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the instant it shows."""
        return self.now

    def move(self, **duration: float) -> None:
        """Move on by days, hours, minutes, seconds."""
        self.now += timedelta(**duration)


class Statements:
    """Counts the statements that a database runs."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, text: str) -> None:
        """Take note of one statement."""
        self.texts.append(text)

    @contextmanager
    def expect(self, number: int) -> Iterator[None]:
        """Fail unless exactly this many statements run inside the block."""
        before = len(self.texts)
        yield
        run = self.texts[before:]
        assert len(run) == number, f"{len(run)} statements instead of {number}:\n" + "\n".join(run)


def identifiers() -> Callable[[], str]:
    """Return a maker of identifiers that rise, each 32 hexadecimal digits."""
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def open_database(url: str, *, clock: Callable[[], datetime] | None = None, pool_size: int = 4) -> Database:
    """Open a migrated database with a still clock, rising identifiers and repeatable random bytes."""
    source = random.Random(7)  # noqa: S311  # repeatable on purpose
    return Database(
        url, clock=clock or Clock(), new_id=identifiers(), random_bytes=source.randbytes, pool_size=pool_size
    )


def make_sqlite_template(folder: Path) -> Path:
    """Migrate an empty SQLite file once, to be copied by each test."""
    path = folder / "template.db"
    migrating.upgrade(f"sqlite:///{path}")
    return path


def copy_sqlite(template: Path, folder: Path) -> str:
    """Copy the template into a folder and return the address of the copy."""
    path = folder / "test.db"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"
