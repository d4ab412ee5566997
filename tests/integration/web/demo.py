"""Pages over the whole demonstration, and people who sign in to them as the browser would."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import build_services
from service.config import Settings
from service.db import migrating
from service.demo import load_demo
from service.demo.reading import read_data
from service.usecases.services import Services
from tests.integration.web.reading import read_page
from tests.support.databases import copy_sqlite
from tests.support.postgres import Cluster

PASSWORD = str(read_data("accounts")["password"])
TEMPLATE = "vinhdanh_demonstration"


def fill(url: str, folder: Path) -> None:
    """Load the demonstration into a migrated database."""
    services = build_services(Settings(database_url=url, documents_dir=folder / "documents"))
    try:
        load_demo(services)
    finally:
        services.database.close()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the demonstration are, filled once for a worker."""
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="session")
def demo_sqlite(sqlite_template: Path, demo_folder: Path) -> Path:
    """A SQLite file with the demonstration, to be copied by each test."""
    place = demo_folder / "sqlite"
    place.mkdir()
    url = copy_sqlite(sqlite_template, place)
    fill(url, demo_folder)
    return Path(url.removeprefix("sqlite:///"))


def demo_postgres(postgres: Cluster, folder: Path) -> str:
    """Return the name of a PostgreSQL database with the demonstration, made once for all workers."""

    def prepare(url: str) -> None:
        migrating.upgrade(url)
        fill(url, folder)

    return postgres.template(TEMPLATE, prepare)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def demo_services(
    request: pytest.FixtureRequest, demo_folder: Path, tmp_path: Path, database_numbers: Iterator[int], worker_id: str
) -> Iterator[Services]:
    """Services over a copy of the demonstration of the test's own, once per engine."""
    if request.param == "sqlite":
        url = copy_sqlite(request.getfixturevalue("demo_sqlite"), tmp_path)
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        template = demo_postgres(cluster, demo_folder)
        name = f"demonstration_{worker_id}_{next(database_numbers)}"
        url = cluster.create_database(name, template=template)
    services = build_services(Settings(database_url=url, documents_dir=demo_folder / "documents", db_pool_size=4))
    yield services
    services.database.close()
    if request.param != "sqlite":
        cluster.drop_database(name)


class Visitor:
    """Somebody at a browser: opens pages, fills the forms that he finds there, and nothing else."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def sign_in(self, username: str) -> "Visitor":
        """Sign in as one of the fictitious people."""
        answer = self.post("/sign-in", "/sign-in", username=username, password=PASSWORD)
        assert answer.status_code == 303, answer.text
        return self

    def open(self, address: str, status: int = 200) -> str:
        """Return the text of a page."""
        answer = self.client.get(address)
        assert answer.status_code == status, (address, answer.status_code, answer.headers.get("Location"))
        return answer.text

    def post(self, page: str, address: str, **values: Any) -> TestResponse:
        """Send a form of a page with its hidden token; names with dots are given with two underscores."""
        fields = [attributes for tag, attributes in read_page(self.client.get(page).text).elements if tag == "input"]
        token = next(str(field["value"]) for field in fields if field.get("name") == "csrf_token")
        named = {name.replace("__", "."): value for name, value in values.items()}
        return self.client.post(address, data={"csrf_token": token, **named})


def version_on(text: str) -> int:
    """Return the version that a page's forms were made for."""
    found = re.search(r'name="version" value="(\d+)"', text)
    assert found is not None
    return int(found[1])
