"""Writing a population in bulk: past triggers and indexes, which are put back and then hold for every row."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from service.db import migrating
from service.db.engines import driver
from tests.bench.population import COUNTED, Copier, Row
from tests.bench.seeds import Seed

CHUNK = 5000
SEARCHES = ("nominee_search", "proposal_search")


def copies(seed: Seed, proposals: int, ready: int) -> Iterator[tuple[dict[str, tuple[str, ...]], dict[str, list[Row]]]]:
    """Yield chunks of rows by table: drafted proposals first, then those ready to move, up to so many in all."""
    for copier, numbers in (
        (Copier(seed, seed.drafted_id), range(1, proposals - ready + 1)),
        (Copier(seed, seed.ready_id), range(proposals - ready + 1, proposals + 1)),
    ):
        rest = iter(numbers)
        while chunk := list(islice(rest, CHUNK)):
            rows: dict[str, list[Row]] = {table: [] for table in copier.columns}
            for number in chunk:
                for table, row in copier.copy(number):
                    rows[table].append(row)
            yield copier.columns, rows


def fill_sqlite(path: Path, seed: Seed, proposals: int, ready: int) -> None:
    """Make a SQLite file of so many proposals beside those of the seed, so many of them ready to be moved."""
    path.write_bytes(seed.path.read_bytes())
    connection = driver.connect(str(path), isolation_level=None)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -524288", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    with _without_sqlite_guards(connection):
        for columns, rows in copies(seed, proposals, ready):
            for table, values in rows.items():
                if values:
                    named = ", ".join(f'"{name}"' for name in columns[table])
                    holes = ", ".join("?" * len(columns[table]))
                    connection.executemany(f"INSERT INTO {table} ({named}) VALUES ({holes})", values)
    for table in SEARCHES:
        connection.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


@contextmanager
def _without_sqlite_guards(connection: Any) -> Iterator[None]:
    """Take triggers and plain indexes away while rows come in, and put back the very same."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f'DROP {kind.upper()} "{name}"')
    yield
    for _, _, text in found:
        connection.execute(text)


def fill_postgresql(url: str, seed: Seed, proposals: int, ready: int) -> None:
    """Fill an empty PostgreSQL database with the same rows."""
    migrating.upgrade(url)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        indexes = connection.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'ix\\_%'"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        with connection.transaction():
            for table, columns, rows in _seed_rows(seed):
                connection.execute(f"DELETE FROM {table}")  # what a migration put there comes with the seed
                _copy(connection, table, columns, rows)
            for columns_of, chunk in copies(seed, proposals, ready):
                for table, rows in chunk.items():
                    _copy(connection, table, columns_of[table], rows)
        for _, definition in indexes:
            connection.execute(definition)
        for table in COUNTED:
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}) + 1)"
            )
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")


def _seed_rows(seed: Seed) -> Iterator[tuple[str, tuple[str, ...], list[Row]]]:
    """Yield the rows of every table of the seed."""
    connection = driver.connect(str(seed.path))
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        if "_fts" not in table and table not in {"alembic_version", "sqlite_sequence"} and "sqlite_" not in table:
            found = connection.execute(f"SELECT * FROM {table}")
            columns = tuple(item[0] for item in found.description)
            kept = [place for place, name in enumerate(columns) if table not in COUNTED or name != "id"]
            yield table, tuple(columns[place] for place in kept), [tuple(row[place] for place in kept) for row in found]
    connection.close()


def _copy(connection: Any, table: str, columns: Iterable[str], rows: list[Row]) -> None:
    if not rows:
        return
    named = ", ".join(f'"{name}"' for name in columns)
    text = io.StringIO()
    csv.writer(text).writerows([[_told(value) for value in row] for row in rows])
    with connection.cursor().copy(f"COPY {table} ({named}) FROM STDIN (FORMAT csv, NULL '\\N')") as copying:
        copying.write(text.getvalue())


def _told(value: Any) -> Any:
    if value is None:
        return "\\N"
    return f"\\x{value.hex()}" if isinstance(value, bytes) else value


def counted(values: Mapping[str, int]) -> str:
    """Return numbers by name as one line."""
    return ", ".join(f"{name} {number:,}" for name, number in values.items())
