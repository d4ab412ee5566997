"""The composition root: the only place that reads the clock and randomness; it wires and decides nothing."""

import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from service.config import Settings
from service.db.database import Database
from service.documents.store import DocumentStore
from service.usecases.catalog import Catalog
from service.usecases.passwords import Passwords
from service.usecases.services import Services

RANDOM_BITS = 74
_RANDOM_BYTES = 10


def system_clock() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


class TimeOrderedIds:
    """Identifiers of 32 hexadecimal digits in the shape of UUID version 7, rising even within one millisecond."""

    def __init__(self, milliseconds: Callable[[], int], random_bytes: Callable[[int], bytes]) -> None:
        self._milliseconds = milliseconds
        self._random_bytes = random_bytes
        self._lock = threading.Lock()
        self._last = (0, 0)

    def __call__(self) -> str:
        """Return the next identifier."""
        with self._lock:
            instant = max(self._milliseconds(), self._last[0])
            tail = int.from_bytes(self._random_bytes(_RANDOM_BYTES)) >> (8 * _RANDOM_BYTES - RANDOM_BITS)
            if instant == self._last[0]:
                tail = self._last[1] + 1 + (tail >> 40)
            if tail >> RANDOM_BITS:
                instant, tail = instant + 1, tail % (1 << RANDOM_BITS)
            self._last = (instant, tail)
        high, low = tail >> 62, tail & ((1 << 62) - 1)
        return f"{(instant << 80) | (7 << 76) | (high << 64) | (2 << 62) | low:032x}"


def build_services(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = system_clock,
    new_id: Callable[[], str] | None = None,
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> Services:
    """Open the database and the document folder and return everything that interfaces work with.

    Raises DatabaseLocked when another process serves the same SQLite file.
    """
    ids = new_id or TimeOrderedIds(lambda: time.time_ns() // 1_000_000, random_bytes)
    _make_folder_of(settings.database_url)
    return Services(
        settings=settings,
        database=Database(
            settings.database_url,
            clock=clock,
            new_id=ids,
            random_bytes=random_bytes,
            pool_size=settings.db_pool_size,
        ),
        catalog=Catalog(),
        documents=DocumentStore(settings.documents_dir),
        passwords=Passwords(random_bytes),
    )


def _make_folder_of(database_url: str) -> None:
    if database_url.startswith("sqlite:///"):
        Path(database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
