"""Databases with forty dossiers that wait to be collected, appraised and approved, on both engines."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.bench.grounds import Ground
from tests.bench.seeds import Seed, make_seed
from tests.support.databases import make_sqlite_template
from tests.support.dossiers import postgresql_dossiers, sqlite_dossiers


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    """What every dossier is copied from."""
    return make_seed(tmp_path_factory.mktemp("seed") / "seed.db")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that nobody opens."""
    return make_sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def dossier_numbers() -> Iterator[int]:
    """Numbers for the names of this worker's databases of dossiers."""
    return count(1)


@pytest.fixture
def sqlite_ground(seed: Seed, tmp_path: Path) -> Iterator[Ground]:
    """A SQLite file of the test's own."""
    with sqlite_dossiers(seed, tmp_path) as made:
        yield made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ground(
    request: pytest.FixtureRequest, seed: Seed, tmp_path: Path, worker_id: str, dossier_numbers: Iterator[int]
) -> Iterator[Ground]:
    """A database of the test's own, once per engine."""
    if request.param == "sqlite":
        opened = sqlite_dossiers(seed, tmp_path)
    else:
        name = f"dossiers_{worker_id}_{next(dossier_numbers)}"
        opened = postgresql_dossiers(seed, request.getfixturevalue("postgres"), name)
    with opened as made:
        yield made
