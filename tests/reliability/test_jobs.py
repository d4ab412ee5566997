"""Jobs under killed processes: everything asked for is done, each part of it exactly once, on both engines."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest

from service.app import build_services
from service.config import Settings
from service.db import migrating
from service.usecases.jobs.jobs import start_job
from service.usecases.trail.audits import verify_audit
from tests.bench.grounds import Ground
from tests.integration.services import add_actor, add_body
from tests.reliability.job_worker import PARTS
from tests.reliability.test_failures import wait_for_the_end_of
from tests.support.postgres import Cluster
from tests.support.tree import ROOT
from workflows.policy import Actor

JOBS, KILLS = 12, 6
NUMBERS = count(1)
PATIENCE = 60
LEFT = "SELECT count(*) FROM job WHERE state <> 'done'"
MARKED = "SELECT username, count(*) FROM login_attempt WHERE network = 'mark' GROUP BY username"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[Ground]:
    """A migrated, empty database of the test's own, once per engine."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'jobs.db'}"
        migrating.upgrade(url)
        yield Ground("sqlite", 0, "test", url)
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    name = f"jobs_{worker_id}_{next(NUMBERS)}"
    url = cluster.create_database(name)
    migrating.upgrade(url)
    yield Ground("postgresql", 0, "test", url)
    cluster.drop_database(name)


@contextmanager
def working(place: Ground, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that does jobs; it is killed at the end, if it is not yet."""
    command = [sys.executable, "-m", "tests.reliability.job_worker", place.url, str(folder)]
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait(PATIENCE)
        wait_for_the_end_of([process.pid])


def marked(place: Ground) -> int:
    return sum(int(row[1]) for row in place.ask(MARKED))


def wait_for(place: Ground, marks: int) -> None:
    """Wait until so many parts are done."""
    until = time.monotonic() + PATIENCE
    while marked(place) < marks:
        assert time.monotonic() < until, "the jobs do not go on"
        time.sleep(0.02)


def test_jobs_are_done_exactly_once_however_often_their_process_is_killed(place: Ground, tmp_path: Path) -> None:
    with_services = build_services(Settings(database_url=place.url, documents_dir=tmp_path))
    database = with_services.database
    root = database.write(lambda work: add_body(work, "goc"))
    actor: Actor = database.write(lambda work: add_actor(work, "nguoi-giao", "auditor", root))
    for _ in range(JOBS):
        database.write(lambda work: start_job(work, actor=actor, kind="mark", params={}))
    database.close()
    others = 1 if place.engine == "sqlite" else 3
    for kill in range(KILLS):
        before = marked(place)
        with working(place, tmp_path):  # one is killed in the middle of its parts
            wait_for(place, min(before + 2 + kill, JOBS * PARTS - 4))
    processes = [working(place, tmp_path) for _ in range(others)]
    for process in processes:
        process.__enter__()
    until = time.monotonic() + PATIENCE
    while place.ask(LEFT)[0][0] and time.monotonic() < until:
        time.sleep(0.05)
    for process in processes:
        process.__exit__(None, None, None)

    found = {row[0]: row[1] for row in place.ask(MARKED)}
    assert place.ask(LEFT)[0][0] == 0
    assert len(found) == JOBS * PARTS
    assert set(found.values()) == {1}
    assert place.ask("SELECT max(attempts) FROM job")[0][0] > 1, "nothing was ever cut short"
    again = build_services(Settings(database_url=place.url, documents_dir=tmp_path))
    assert verify_audit(again.database)["breaks"] == []
    again.database.close()
