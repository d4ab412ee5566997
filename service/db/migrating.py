"""The schema and its history: bring a database to this version, take it back, say where it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

import service
from service.db.engines import demand_pragmas, driver, parse_url
from service.db.errors import DatabaseBroken, DatabaseUnreachable, SchemaOutdated
from service.db.locking import FileLock
from service.db.models import Base

MIGRATIONS = Path(service.__file__).resolve().parents[1] / "migrations"
# Any number will do, as long as no other program on the same database takes it.
ADVISORY_LOCK = 7_306_086_967_103_812_096


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database to a revision in one transaction; raises `DatabaseLocked` when a service has the SQLite file."""
    with _migrating(url) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(url: str, revision: str) -> None:
    """Take a database back to a revision (`base` for none); raises `DatabaseLocked` as `upgrade` does."""
    with _migrating(url) as connection:
        command.downgrade(_config(connection), revision)


def head() -> str:
    """Return the newest revision of this program."""
    return ScriptDirectory.from_config(_config(None)).get_current_head() or ""


def scripts() -> Iterator[str]:
    """Yield the names of all revisions, newest first."""
    for script in ScriptDirectory.from_config(_config(None)).walk_revisions():
        yield script.revision


def current(url: str) -> str:
    """Return the revision of a database, empty when it has none; raises `DatabaseUnreachable`.

    Looking does not make a SQLite file that is not there.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        return ""
    try:
        with _looking(url) as connection:
            return MigrationContext.configure(connection).get_current_revision() or ""
    except DBAPIError as error:
        raise DatabaseUnreachable(str(error.orig)) from error


def require_head(url: str) -> None:
    """Raise `SchemaOutdated` unless the database stands at the newest revision."""
    found, wanted = current(url), head()
    if found != wanted:
        raise SchemaOutdated(f"the database stands at {found or 'nothing'}, this program needs {wanted}")


def drift(url: str) -> list[Any]:
    """Return what the models say and the migrations don't, or the other way round."""
    with _looking(url) as connection:
        options = {"compare_type": True, "include_object": _is_ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    if connection is not None:
        config.attributes.update(connection=connection, metadata=Base.metadata, include=_is_ours)
    return config


def _is_ours(_item: object, name: str | None, kind: str, *_: object) -> bool:
    """Leave out the tables and indexes of words, which the metadata can't describe."""
    return not (name and ((kind == "table" and "_search_fts" in name) or (kind == "index" and name.endswith("_words"))))


@contextmanager
def _looking(url: str) -> Iterator[Connection]:
    parsed = parse_url(url)
    options: dict[str, Any] = {"module": driver} if parsed.get_backend_name() == "sqlite" else {}
    engine = create_engine(parsed, poolclass=NullPool, **options)
    with engine.connect() as connection:
        yield connection


@contextmanager
def _migrating(url: str) -> Iterator[Connection]:
    """Open a database for a change of its schema, alone and in one transaction."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        with create_engine(parsed, poolclass=NullPool).begin() as connection:
            # First the turn among those who migrate, however long; then no table may keep the service waiting.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
            connection.exec_driver_sql("SET LOCAL lock_timeout = '1s'")
            yield connection
        return
    lock = FileLock(Path(parsed.database or ""))
    try:
        with _sqlite(parsed) as connection:
            yield connection
    finally:
        lock.release()


@contextmanager
def _sqlite(url: URL) -> Iterator[Connection]:
    """Open a SQLite file so that tables can be remade: references are looked at once, before the commit."""
    engine = create_engine(url, poolclass=NullPool, module=driver, connect_args={"isolation_level": None})

    def connected(connection: Any, _record: object) -> None:
        demand_pragmas(connection, "write")
        connection.execute("PRAGMA foreign_keys = 0")

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    with engine.begin() as connection:
        yield connection
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise DatabaseBroken(f"references without a target after the migration: {broken[:5]}")
