"""What a transition asks of the database, counted: no more and no fewer statements, on either engine."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from service.db import proposals
from service.db.engines import driver_connection
from service.db.work import Work
from tests.bench.grounds import Ground
from tests.bench.seeds import WALK, Seed, make_seed
from tests.reliability.moving import ask, bring_before_approval
from tests.support.applications import app_of
from tests.support.databases import Statements
from tests.support.dossiers import open_services, postgresql_dossiers, sqlite_dossiers

# Who asks with the case; its bodies; its dossier; the nominee's other proposals; then the event, the row, the step.
EVERY_MOVE = 7
EXPECTED = {
    "collect": EVERY_MOVE + 3,  # the rules in force, the reason that is kept apart, the access of the next body
    "appraise": EVERY_MOVE + 1,  # the access of the next body
    "approve": EVERY_MOVE + 2,  # the signer's name that is kept apart, the award
}


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    """What every dossier is copied from."""
    return make_seed(tmp_path_factory.mktemp("seed") / "seed.db")


@pytest.fixture(scope="module")
def counted_numbers() -> Iterator[int]:
    """Numbers for the names of this module's databases."""
    return count(1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ground(
    request: pytest.FixtureRequest, seed: Seed, tmp_path: Path, worker_id: str, counted_numbers: Iterator[int]
) -> Iterator[Ground]:
    """A database with dossiers ready to be moved, once per engine."""
    if request.param == "sqlite":
        opened = sqlite_dossiers(seed, tmp_path)
    else:
        name = f"counted_{worker_id}_{next(counted_numbers)}"
        opened = postgresql_dossiers(seed, request.getfixturevalue("postgres"), name)
    with opened as made:
        yield made


def test_a_transition_runs_so_many_statements(ground: Ground, seed: Seed, tmp_path: Path) -> None:
    first, second = ground.ready(2)
    with open_services(ground, tmp_path) as services:
        app = app_of(services)
        bring_before_approval(app, seed, first)  # every published version is parsed by now
        watcher = Statements()
        stop = services.database.watch(watcher)
        found: dict[str, list[str]] = {}
        version = seed.ready_version
        for action in WALK:
            watcher.texts.clear()
            answer = ask(app, seed, second, action, version)
            assert answer.status_code == 200, answer.get_data(as_text=True)
            version += 1
            found[action] = list(watcher.texts)
        stop()

    counted = {action: len(texts) for action, texts in found.items()}
    assert counted == EXPECTED, "\n".join(text.split("\n")[0][:100] for texts in found.values() for text in texts)


def test_a_glance_reads_outside_any_transaction(ground: Ground, tmp_path: Path) -> None:
    with open_services(ground, tmp_path) as services:
        database = services.database
        (proposal_id,) = ground.ready(1)
        row = database.glance(lambda work: proposals.load_case(work, proposal_id))
        assert row == database.read(lambda work: proposals.load_case(work, proposal_id))
        assert not database.glance(is_in_transaction)
        assert database.read(is_in_transaction)


def is_in_transaction(work: Work) -> bool:
    """Tell whether a select leaves the connection inside a transaction."""
    proposals.find_by_number(work, "none")
    driver = driver_connection(work.connection)
    if work.engine_name == "sqlite":
        return bool(driver.in_transaction)
    return bool(driver.info.transaction_status)
