"""Services on both engines, with an administrator and an auditor who are there from the start."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from service.app import build_services
from service.config import Settings
from service.db.database import Database
from service.usecases.services import Services
from tests.bench.grounds import Ground
from tests.bench.places import MORNING
from tests.bench.seeds import Seed, make_seed
from tests.integration.services import add_actor, add_body, build_test_services
from tests.integration.usecases.told import Telling, telling
from tests.support.databases import Clock
from tests.support.dossiers import postgresql_dossiers, sqlite_dossiers
from workflows.policy import Actor

NUMBERS = count(1)


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    """Services around the test's database."""
    return build_test_services(database, tmp_path)


@pytest.fixture
def root(database: Database) -> str:
    """The id of the body at the top."""
    return database.write(lambda work: add_body(work, "chinh-phu", level="government", name="Chính phủ"))


@pytest.fixture
def administrator(database: Database, root: str) -> Actor:
    """One who manages accounts, bodies and publications."""
    return database.write(lambda work: add_actor(work, "quan-tri", "administrator", root))


@pytest.fixture
def auditor(database: Database, root: str) -> Actor:
    """One who reads everything and changes nothing."""
    return database.write(lambda work: add_actor(work, "kiem-toan", "auditor", root))


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    """What every dossier is copied from."""
    return make_seed(tmp_path_factory.mktemp("seed") / "seed.db")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ground(request: pytest.FixtureRequest, seed: Seed, tmp_path: Path, worker_id: str) -> Iterator[Ground]:
    """A database with dossiers ready to be moved, once per engine."""
    if request.param == "sqlite":
        opened = sqlite_dossiers(seed, tmp_path)
    else:
        name = f"told_{worker_id}_{next(NUMBERS)}"
        opened = postgresql_dossiers(seed, request.getfixturevalue("postgres"), name)
    with opened as made:
        yield made


@pytest.fixture
def place(ground: Ground, seed: Seed, tmp_path: Path) -> Iterator[Telling]:
    """An installation that tells its people from now on."""
    clock = Clock(MORNING)
    settings = Settings(database_url=ground.url, documents_dir=tmp_path / "documents")
    services = build_services(settings, clock=clock)
    yield telling(services, seed, ground, clock)
    services.database.close()
