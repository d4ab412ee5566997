"""A running application with everything that ships published, for tests that only read."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.app import create_app
from service.db import migrating
from service.demo import DemoSummary, load_demo
from service.usecases.publications import publish_packaged
from service.usecases.services import Services
from tests.integration.services import build_test_services
from tests.support.databases import TEMPLATE, copy_sqlite, open_database
from tests.support.postgres import Cluster


@pytest.fixture(scope="session")
def published_app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over a database in which all that ships is published."""
    folder = tmp_path_factory.mktemp("web")
    database = open_database(copy_sqlite(sqlite_template, folder))
    database.write(publish_packaged)
    yield create_app(build_test_services(database, folder))
    database.close()


@pytest.fixture
def client(published_app: Flask) -> FlaskClient:
    """A visitor who has not signed in."""
    return published_app.test_client()


World = tuple[Services, DemoSummary]
NUMBERS = count(1)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, loaded once per engine and module of tests."""
    folder = tmp_path_factory.mktemp("world")
    if request.param == "sqlite":
        database = open_database(copy_sqlite(request.getfixturevalue("sqlite_template"), folder))
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        template = cluster.template(TEMPLATE, migrating.upgrade)
        name = f"world_{request.getfixturevalue('worker_id')}_{next(NUMBERS)}"
        database = open_database(cluster.create_database(name, template=template))
    services = build_test_services(database, folder)
    yield services, load_demo(services)
    database.close()
