"""Two worlds on each engine, made from one filled database: the second holds one proposal more."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from service.db import migrating
from tests.integration.hidden.worlds import Hidden, World, add_hidden, fill, open_world
from tests.support.databases import copy_sqlite
from tests.support.postgres import Cluster

NUMBERS = count(1)


@pytest.fixture(scope="session")
def filled_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demonstration and the people, and beside it the documents."""
    folder = tmp_path_factory.mktemp("filled")
    fill(copy_sqlite(sqlite_template, folder), folder)
    return folder / "test.db"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], scope="module")
def urls(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The addresses of two equal databases."""
    folders = [tmp_path_factory.mktemp("world") for _ in range(2)]
    if request.param == "sqlite":
        filled = request.getfixturevalue("filled_sqlite")
        yield [copy_sqlite(filled, folder) for folder in folders]
        return
    cluster: Cluster = request.getfixturevalue("postgres")

    def prepare(url: str) -> None:
        migrating.upgrade(url)
        fill(url, folders[0])

    template = cluster.template("vinhdanh_hidden", prepare)
    names = [f"hidden_{request.getfixturevalue('worker_id')}_{next(NUMBERS)}" for _ in range(2)]
    yield [cluster.create_database(name, template=template) for name in names]
    for name in names:
        cluster.drop_database(name)


@pytest.fixture(scope="module")
def worlds(urls: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World, Hidden]]:
    """The world without the hidden proposal, the world with it, and what it says."""
    folders = [tmp_path_factory.mktemp("documents") for _ in urls]
    with open_world(urls[0], folders[0]) as without, open_world(urls[1], folders[1]) as holding:
        yield without, holding, add_hidden(holding)
