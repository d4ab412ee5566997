"""What every test may ask for: the feature tags as markers, and one PostgreSQL server shared by all workers."""

import os
import re
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.support.features import SHIPPED, chosen_places
from tests.support.memory import make_run_folder
from tests.support.postgres import RUN_FOLDER, Cluster, new_folder, shared_cluster, stop_shared_cluster

POSTGRES_FOLDER = "VINHDANH_TEST_POSTGRES"
TAG = re.compile(r"(?<=@)[^\s@]+")


def pytest_configure(config: pytest.Config) -> None:
    """Register each tag of the features as a marker, and prepare the folder where workers find the server."""
    for tag in sorted(feature_tags()):
        config.addinivalue_line("markers", f"{tag}: a tag of the features")
    if not is_worker(config):
        use_memory(config)
        os.environ[POSTGRES_FOLDER] = str(new_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the shared server once all workers are done."""
    if not is_worker(config) and POSTGRES_FOLDER in os.environ:
        stop_shared_cluster(Path(os.environ.pop(POSTGRES_FOLDER)))
        shutil.rmtree(os.environ.pop(RUN_FOLDER, ""), ignore_errors=True)


def use_memory(config: pytest.Config) -> None:
    """Keep databases and the folders of tests in memory where there is room; `--basetemp` asks for another place."""
    folder = make_run_folder()
    if folder is not None:
        os.environ[RUN_FOLDER] = str(folder)
        if config.option.basetemp is None:
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)


def is_worker(config: pytest.Config) -> bool:
    """Say whether this process is one of pytest-xdist's workers."""
    return hasattr(config, "workerinput")


def feature_tags() -> set[str]:
    """Return the tags of the features that ship, and of the folder or file named by FEATURES."""
    places = [SHIPPED, *chosen_places()]
    files = {file for place in places for file in ([place] if place.is_file() else place.rglob("*.feature"))}
    return {tag for file in files for tag in tags_of(file.read_text(encoding="utf-8"))}


def tags_of(text: str) -> set[str]:
    """Return the tags of one feature: the words after an at sign on lines that begin with one."""
    lines = (line.strip().split(" #")[0] for line in text.splitlines())
    return {tag for line in lines if line.startswith("@") for tag in TAG.findall(line)}


@pytest.fixture(scope="session")
def postgres() -> Cluster:
    """The PostgreSQL server of this run, started by whichever worker asks first."""
    return shared_cluster(Path(os.environ[POSTGRES_FOLDER]))


@pytest.fixture(scope="session")
def database_numbers() -> Iterator[int]:
    """Numbers for the names of this worker's databases."""
    return count(1)


@pytest.fixture
def postgres_url(postgres: Cluster, database_numbers: Iterator[int], worker_id: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database of the test's own."""
    name = f"empty_{worker_id}_{next(database_numbers)}"
    yield postgres.create_database(name)
    postgres.drop_database(name)
