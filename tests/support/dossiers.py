"""Databases with real dossiers that are ready to be moved, for tests of races, failures and statement counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import psycopg

from service.app import build_services
from service.config import Settings
from service.db.engines import driver
from service.usecases.services import Services
from tests.bench.filling import fill_postgresql, fill_sqlite
from tests.bench.grounds import Ground
from tests.bench.places import MORNING
from tests.bench.seeds import Seed
from tests.support.postgres import Cluster

PROPOSALS, READY = 45, 40
TEMPLATE = "vinhdanh_dossiers"


@contextmanager
def sqlite_dossiers(seed: Seed, folder: Path) -> Iterator[Ground]:
    """Make a SQLite file with the dossiers."""
    path = folder / "dossiers.db"
    fill_sqlite(path, seed, PROPOSALS, READY)
    yield Ground("sqlite", PROPOSALS, "test", f"sqlite:///{path}")


@contextmanager
def postgresql_dossiers(seed: Seed, cluster: Cluster, name: str) -> Iterator[Ground]:
    """Make a PostgreSQL database with the dossiers, a copy of one that all workers share."""

    def fill(url: str) -> None:
        fill_postgresql(url, seed, PROPOSALS, READY)

    url = cluster.create_database(name, template=cluster.template(TEMPLATE, fill))
    try:
        yield Ground("postgresql", PROPOSALS, "test", url)
    finally:
        cluster.drop_database(name)


@contextmanager
def open_services(ground: Ground, folder: Path) -> Iterator[Services]:
    """Open the use cases on such a database, on the day of its dossiers."""
    readings = count()
    settings = Settings(database_url=ground.url, documents_dir=folder / "documents")
    services = build_services(settings, clock=lambda: MORNING + timedelta(milliseconds=next(readings)))
    try:
        yield services
    finally:
        services.database.close()


def change_schema(ground: Ground, *statements: str) -> None:
    """Do what the service may not: change the database from outside, as its owner."""
    if ground.engine == "sqlite":
        connection = driver.connect(ground.plain_url)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        return
    with psycopg.connect(ground.plain_url, autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement)
