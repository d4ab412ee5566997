"""Every scenario of the features, on both engines: those that ship, or those of the folder named by FEATURES."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_bdd import scenarios

from tests.bdd.engines import Clock, Template, make_template, postgresql_services, sqlite_services
from tests.bdd.world import World
from tests.support.features import chosen_places

MAKERS: list[Any] = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]

scenarios(*(str(place.resolve()) for place in chosen_places()))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """One filled database for all scenarios of this worker."""
    return make_template(tmp_path_factory.mktemp("features"))


@pytest.fixture(autouse=True, params=MAKERS)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine under the scenario."""
    return str(request.param)


@pytest.fixture
def world(engine: str, template: Template, request: pytest.FixtureRequest) -> Iterator[World]:
    """A new world; at the end nothing that was refused may have gone unnoticed."""
    clock = Clock()
    if engine == "sqlite":
        opened = sqlite_services(template, clock, request.getfixturevalue("tmp_path"))
    else:
        number = next(request.getfixturevalue("database_numbers"))
        name = f"feature_{request.getfixturevalue('worker_id')}_{number}"
        opened = postgresql_services(template, clock, request.getfixturevalue("postgres"), name)
    with opened as services:
        made = World(services, engine, clock)
        yield made
        made.check_nothing_is_left()
