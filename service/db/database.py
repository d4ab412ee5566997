"""The database as the rest of the house knows it: write one act, read one snapshot, close."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from sqlalchemy import Connection, Engine, event

from service.db.bells import Bell
from service.db.checkpointing import Checkpointer
from service.db.engines import parse_url, postgresql_engine, sqlite_engine
from service.db.locking import FileLock
from service.db.work import Tools, Work
from service.db.writing import Writer

T = TypeVar("T")


class Database:
    """Units of work on SQLite (one process, one writer thread) or PostgreSQL (many processes, a pool each).

    Raises `ValueError` for an address of another kind and `DatabaseLocked` when another process has the file.
    """

    dialect: Literal["sqlite", "postgresql"]

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        random_bytes: Callable[[int], bytes],
        pool_size: int = 8,
    ) -> None:
        self._tools = Tools(clock, new_id, random_bytes, [])
        parsed = parse_url(url)
        self._side: _Side
        if parsed.get_backend_name() == "sqlite":
            self.dialect = "sqlite"
            self._side = _Sqlite(Path(parsed.database or ""), self._tools, pool_size)
        else:
            self.dialect = "postgresql"
            self._side = _Postgresql(postgresql_engine(parsed, pool_size=pool_size), self._tools)

    def write(self, act: Callable[[Work], T]) -> T:
        """Run an act in one transaction and answer after its commit; if it raises, nothing of it is kept.

        On SQLite the act runs in the writer's thread, so it must not call `write` itself.
        """
        return self._side.write(act)

    def read(self, act: Callable[[Work], T]) -> T:
        """Run an act on one snapshot, with a connection that can't write."""
        return self._side.read(act)

    def glance(self, act: Callable[[Work], T]) -> T:
        """Run an act of one select, which is a snapshot by itself: no transaction is begun and ended around it."""
        return self._side.glance(act)

    def watch(self, watcher: Callable[[str], None]) -> Callable[[], None]:
        """Tell the watcher the text of each statement from now on; call what is returned to stop."""

        def told(_c: Connection, _cursor: object, text: str, _p: object, _context: object, _many: bool) -> None:  # noqa: FBT001  # SQLAlchemy's signature
            watcher(text)

        engines = self._side.engines
        self._tools.watchers.append(watcher)
        for engine in engines:
            event.listen(engine, "before_cursor_execute", told)

        def stop() -> None:
            self._tools.watchers.remove(watcher)
            for engine in engines:
                event.remove(engine, "before_cursor_execute", told)

        return stop

    @property
    def bell(self) -> Bell:
        """What commits ring that left work for a background worker of this process."""
        return self._tools.bell

    def close(self) -> None:
        """Finish what is queued, close all connections and give the file free."""
        self._side.close()


class _Side(Protocol):
    """What each engine's half offers."""

    @property
    def engines(self) -> tuple[Engine, ...]: ...
    def write(self, act: Callable[[Work], T]) -> T: ...
    def read(self, act: Callable[[Work], T]) -> T: ...
    def glance(self, act: Callable[[Work], T]) -> T: ...
    def close(self) -> None: ...


class _Sqlite:
    """One file, one lock, one writer thread, several readers."""

    def __init__(self, path: Path, tools: Tools, pool_size: int) -> None:
        self._tools = tools
        self._lock = FileLock(path)
        try:
            writing = sqlite_engine(path, "write")
            self._writer = Writer(writing, tools)
        except BaseException:
            self._lock.release()
            raise
        self._checkpointer = Checkpointer(path, sqlite_engine(path, "write"), self._writer)
        self._readers = sqlite_engine(path, "read", pool_size=pool_size)
        self.engines = (writing, self._readers)

    def write(self, act: Callable[[Work], T]) -> T:
        return self._writer.run(act)

    def read(self, act: Callable[[Work], T]) -> T:
        with self._readers.connect() as connection, connection.begin():
            return _act_on(connection, self._tools, act)

    def glance(self, act: Callable[[Work], T]) -> T:
        with self._readers.connect() as connection:
            return _act_on(connection, self._tools, act)

    def close(self) -> None:
        self._checkpointer.close()
        self._readers.dispose()
        self._writer.close()
        self._lock.release()


class _Postgresql:
    """A pool; writers see each other's commits (READ COMMITTED and versions), readers see one snapshot."""

    def __init__(self, engine: Engine, tools: Tools) -> None:
        self._tools = tools
        self._writing = engine
        self._reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._glancing = engine.execution_options(isolation_level="AUTOCOMMIT")
        self.engines = (engine,)  # what listens to it also hears the reading half

    def write(self, act: Callable[[Work], T]) -> T:
        with self._writing.connect() as connection:
            with connection.begin():
                work = Work(connection, self._tools)
                result = _act_in(work, act)
            if work.rings:
                self._tools.bell.ring()
            return result

    def read(self, act: Callable[[Work], T]) -> T:
        with self._reading.connect() as connection, connection.begin():
            return _act_on(connection, self._tools, act)

    def glance(self, act: Callable[[Work], T]) -> T:
        with self._glancing.connect() as connection:
            return _act_on(connection, self._tools, act)

    def close(self) -> None:
        self._writing.dispose()


def _act_on(connection: Connection, tools: Tools, act: Callable[[Work], T]) -> T:
    return _act_in(Work(connection, tools), act)


def _act_in(work: Work, act: Callable[[Work], T]) -> T:
    try:
        result = act(work)
        work.finish()
    except BaseException:
        work.discard()
        raise
    return result
