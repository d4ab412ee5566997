"""The demonstration on either engine, loaded once for the tests that only read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from service.db import migrating
from service.demo import DemoSummary, load_demo
from service.usecases.services import Services
from tests.integration.services import build_test_services
from tests.support.databases import TEMPLATE, copy_sqlite, open_database
from tests.support.postgres import Cluster

BOTH_ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))
NUMBERS = count(1)
Loaded = tuple[Services, DemoSummary]


@contextmanager
def demonstration(request: pytest.FixtureRequest, folder: Path) -> Iterator[Loaded]:
    """Yield services with the demonstration in them, on the engine that the fixture's parameter names."""
    if request.param == "sqlite":
        database = open_database(copy_sqlite(request.getfixturevalue("sqlite_template"), folder))
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        template = cluster.template(TEMPLATE, migrating.upgrade)
        name = f"demo_{request.getfixturevalue('worker_id')}_{next(NUMBERS)}"
        database = open_database(cluster.create_database(name, template=template))
    services = build_test_services(database, folder)
    try:
        yield services, load_demo(services)
    finally:
        database.close()
