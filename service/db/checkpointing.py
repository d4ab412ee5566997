"""Checkpoints of SQLite's write-ahead log, away from the commits, so that no one who commits waits for them."""

import threading
from pathlib import Path

from sqlalchemy import Engine

from service.db.writing import Writer

PAUSE_SECONDS = 0.25
# A log that writers never let rest is emptied by the writer itself once it is this long.
LONGEST_LOG_BYTES = 64 * 1024 * 1024


class Checkpointer:
    """A thread that moves committed pages into the database file a few times a second, when there are any."""

    def __init__(self, path: Path, engine: Engine, writer: Writer, *, longest: int = LONGEST_LOG_BYTES) -> None:
        self._log = path.with_name(f"{path.name}-wal")
        self._engine = engine
        self._writer = writer
        self._longest = longest
        self._is_stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="vinhdanh-checkpoints", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; what is still in the log is moved when the last connection closes."""
        self._is_stopped.set()
        self._thread.join()
        self._engine.dispose()

    def _serve(self) -> None:
        connection = self._engine.raw_connection()
        seen = 0
        while not self._is_stopped.wait(PAUSE_SECONDS):
            commits = self._writer.commits
            if commits == seen:
                continue
            connection.driver_connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # type: ignore[union-attr]  # open
            seen = commits
            if self._log.exists() and self._log.stat().st_size > self._longest:
                self._writer.empty_log()
        connection.close()
