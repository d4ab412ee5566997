"""Services on both engines, with an administrator and an auditor who are there from the start."""

from pathlib import Path

import pytest

from service.db.database import Database
from service.usecases.services import Services
from tests.integration.services import add_actor, add_body, build_test_services
from workflows.policy import Actor


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
