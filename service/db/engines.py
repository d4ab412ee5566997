"""Engines: how SQLite and PostgreSQL are opened, and what is demanded of each connection."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import orjson
from sqlalchemy import URL, Connection, Engine, ExceptionContext, QueuePool, create_engine, event, make_url

from service.db.translation import translated

try:  # the wheel brings a SQLite whose write-ahead log is known to be sound
    from pysqlite3 import dbapi2 as driver
except ImportError:  # no wheel for this machine: the standard library's, with the older journal if it must
    driver = sqlite3

__all__ = [
    "APPLICATION_ROLE",
    "BUSY_MILLISECONDS",
    "demand_pragmas",
    "driver",
    "driver_connection",
    "has_sound_wal",
    "journal_of",
    "parse_url",
    "postgresql_engine",
    "sqlite_engine",
]

# Before these versions a write-ahead log could be corrupted by a checkpoint that races with its reset.
SOUND_WAL, SOUND_WAL_BACKPORT = (3, 51, 3), (3, 50, 7)
APPLICATION_ROLE = "vinhdanh_app"
APPEND_ONLY_TABLES = frozenset(("audit_event", "published_document"))
BUSY_MILLISECONDS = 10_000

Opening = Literal["write", "read"]


def parse_url(url: str) -> URL:
    """Return the address with the driver this product uses; raises `ValueError` for another kind of database.

    A SQLite address names a file: a database in memory could not be shared by readers and writer.
    """
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise ValueError(f"a sqlite:/// or postgresql:// address is needed, not {kind}")
    if not parsed.database or ":memory:" in parsed.database:
        raise ValueError("a SQLite address must name a file, such as sqlite:///var/vinhdanh.db")
    return parsed.set(drivername="sqlite+pysqlite")


def has_sound_wal(version: tuple[int, ...]) -> bool:
    """Tell whether this version of SQLite may use a write-ahead log."""
    return version >= SOUND_WAL or SOUND_WAL_BACKPORT <= version < (3, 51)


def journal_of(version: tuple[int, ...]) -> tuple[str, int]:
    """Return the journal mode and the number of the synchronous level that are durable with this version."""
    return ("wal", 2) if has_sound_wal(version) else ("delete", 3)


def sqlite_engine(path: Path, opening: Opening, *, pool_size: int = 1) -> Engine:
    """Open a SQLite file for the single writer, or for readers that can't write."""
    engine = _engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        pool_size,
        module=driver,
        connect_args={"check_same_thread": False, "isolation_level": None, "cached_statements": 512},
    )

    def connected(connection: Any, _record: object) -> None:
        demand_pragmas(connection, opening)
        connection.set_authorizer(_authorise)

    def begun(connection: Connection) -> None:
        driver_connection(connection).execute("BEGIN IMMEDIATE" if opening == "write" else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def demand_pragmas(connection: Any, opening: Opening) -> None:
    """Set what durability and integrity need, and read it back; raises `RuntimeError` when SQLite did not obey."""
    journal, synchronous = journal_of(driver.sqlite_version_info)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    if opening == "write":
        connection.execute(f"PRAGMA journal_mode = {journal}")
    settings: dict[str, object] = {
        "synchronous": synchronous,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        # Libraries that old also take the full-text index for unsafe in a trigger; our triggers are our own.
        "trusted_schema": int(not has_sound_wal(driver.sqlite_version_info)),
        "wal_autocheckpoint": 0,
        "query_only": int(opening == "read"),
        "temp_store": 2,
        "cache_size": -65536 if opening == "write" else -16384,
    }
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}")
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in settings}
    found["journal_mode"] = connection.execute("PRAGMA journal_mode").fetchone()[0]
    wrong = {name: value for name, value in found.items() if value != (settings | {"journal_mode": journal})[name]}
    if wrong:
        raise RuntimeError(f"SQLite did not take its settings: {wrong}")


def postgresql_engine(url: URL, *, pool_size: int, role: str | None = APPLICATION_ROLE) -> Engine:
    """Open a pool of PostgreSQL connections that act in the role without rights to rewrite records, if it is there."""
    engine = _engine(url, pool_size, pool_use_lifo=True)

    def connected(connection: Any, _record: object) -> None:
        connection.autocommit = True
        connection.execute("SET timezone = 'UTC'")
        connection.execute("SET jit = off")  # compiling a statement costs more than any of these short ones
        if role is not None and _may_become(connection, role):
            connection.execute(f'SET ROLE "{role}"')
        connection.autocommit = False

    event.listen(engine, "connect", connected)
    return engine


def driver_connection(connection: Connection) -> Any:
    """Return the driver's connection under SQLAlchemy's."""
    return connection.connection.dbapi_connection


def _engine(url: URL, pool_size: int, **options: Any) -> Engine:
    dump: Callable[[Any], str] = lambda value: orjson.dumps(value).decode()  # noqa: E731  # one expression, used once
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=30,
        hide_parameters=True,  # messages of errors reach the log; values may be personal
        json_serializer=dump,
        json_deserializer=orjson.loads,
        **options,
    )

    def failed(context: ExceptionContext) -> None:
        meaning = translated(context.original_exception)
        if meaning is not context.original_exception:
            raise meaning from context.original_exception

    event.listen(engine, "handle_error", failed)
    return engine


def _may_become(connection: Any, role: str) -> bool:
    query = "SELECT 1 FROM pg_roles WHERE rolname = %s AND pg_has_role(session_user, oid, 'MEMBER')"
    return connection.execute(query, (role,)).fetchone() is not None


def _authorise(action: int, first: str | None, second: str | None, _database: str | None, _source: str | None) -> int:
    """Refuse what no use case needs: changing the schema, or rewriting what is only appended."""
    rewrites = action in {driver.SQLITE_UPDATE, driver.SQLITE_DELETE} and first in APPEND_ONLY_TABLES
    reshapes = action in RESHAPING
    unlocks = action == driver.SQLITE_PRAGMA and first == "writable_schema" and second is not None
    return driver.SQLITE_DENY if rewrites or reshapes or unlocks else driver.SQLITE_OK  # type: ignore[no-any-return]  # untyped driver


RESHAPING = frozenset(
    (
        driver.SQLITE_ALTER_TABLE,
        driver.SQLITE_ATTACH,
        driver.SQLITE_CREATE_TABLE,
        driver.SQLITE_CREATE_TRIGGER,
        driver.SQLITE_DROP_INDEX,
        driver.SQLITE_DROP_TABLE,
        driver.SQLITE_DROP_TRIGGER,
        driver.SQLITE_DROP_VTABLE,
    )
)
