"""Databases for integration tests: every test that asks for one runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from service.db import migrating
from service.db.database import Database
from tests.support.databases import (
    TEMPLATE,
    Clock,
    Statements,
    copy_sqlite,
    make_sqlite_template,
    open_database,
)
from tests.support.postgres import Cluster


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that nobody opens."""
    return make_sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated SQLite file of the test's own."""
    return copy_sqlite(sqlite_template, tmp_path)


@pytest.fixture(scope="session")
def migrated_numbers() -> Iterator[int]:
    """Numbers for the names of this worker's migrated databases."""
    return count(1)


@pytest.fixture
def migrated_postgres_url(postgres: Cluster, migrated_numbers: Iterator[int], worker_id: str) -> Iterator[str]:
    """The address of a migrated PostgreSQL database of the test's own."""
    template = postgres.template(TEMPLATE, migrating.upgrade)
    name = f"migrated_{worker_id}_{next(migrated_numbers)}"
    yield postgres.create_database(name, template=template)
    postgres.drop_database(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database of the test's own, once per engine."""
    name = "sqlite_url" if request.param == "sqlite" else "migrated_postgres_url"
    address: str = request.getfixturevalue(name)
    return address


@pytest.fixture
def clock() -> Clock:
    """The clock of the test's database; it stands still until it is moved."""
    return Clock()


@pytest.fixture
def database(database_url: str, clock: Clock) -> Iterator[Database]:
    """A migrated, empty database of the test's own."""
    opened = open_database(database_url, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def statements(database: Database) -> Iterator[Statements]:
    """The statements that the test's database runs: `with statements.expect(3): …`."""
    watcher = Statements()
    stop = database.watch(watcher)
    yield watcher
    stop()
