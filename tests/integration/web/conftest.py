"""A running application with everything that ships published, for tests that only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.usecases.publishing.publications import publish_packaged
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.integration.demonstration import Loaded as World
from tests.integration.services import build_test_services
from tests.support.applications import app_of
from tests.support.databases import copy_sqlite, open_database


@pytest.fixture(scope="session")
def published_app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over a database in which all that ships is published."""
    folder = tmp_path_factory.mktemp("web")
    database = open_database(copy_sqlite(sqlite_template, folder))
    database.write(publish_packaged)
    yield app_of(build_test_services(database, folder))
    database.close()


@pytest.fixture
def client(published_app: Flask) -> FlaskClient:
    """A visitor who has not signed in."""
    return published_app.test_client()


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, loaded once per engine and module of tests."""
    with demonstration(request, tmp_path_factory.mktemp("world")) as loaded:
        yield loaded
