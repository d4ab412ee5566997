"""The lock beside a SQLite file: a second process fails at once instead of fighting for every write."""

import fcntl
import os
from pathlib import Path

from service.db.errors import DatabaseLocked


class FileLock:
    """Holds `<database>.lock` until released or until the process ends; raises `DatabaseLocked` if another has it."""

    def __init__(self, database: Path) -> None:
        database.parent.mkdir(parents=True, exist_ok=True)
        path = database.with_name(f"{database.name}.lock")
        self._handle = path.open("a+", encoding="ascii")
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._handle.seek(0)
            holder = self._handle.read().strip() or "unknown"
            self._handle.close()
            raise DatabaseLocked(
                f"{database} is in use by process {holder}: the embedded database serves one process. "
                "Stop it first, or set DATABASE_URL to a PostgreSQL address."
            ) from error
        self._handle.truncate(0)
        self._handle.write(f"{os.getpid()}\n")
        self._handle.flush()

    def release(self) -> None:
        """Let others have the file."""
        self._handle.close()
