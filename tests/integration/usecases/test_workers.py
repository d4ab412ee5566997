"""The threads of a running process: a job begins with the commit that asked for it, and ends with the process."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from service.db import jobs
from service.usecases.errors import NotFound
from service.usecases.jobs.job_running import FILE_LIFE, Job
from service.usecases.jobs.jobs import open_file, show_job, start_job
from service.usecases.services import Services
from service.usecases.worker.duties import clear_away
from service.usecases.worker.job_kinds import Handler
from service.usecases.worker.job_runner import JobRunner
from service.usecases.worker.workers import Workers, free_orphans
from tests.support.databases import Clock
from workflows.policy import Actor

SOON = 10.0


@contextmanager
def working(services: Services, handler: Handler, count: int = 1) -> Iterator[Workers]:
    """Threads that look for work once an hour, so that only a ring wakes them in time."""
    workers = Workers(services, count, pause=3600, make=lambda given: JobRunner(given, {"count": handler}))
    workers.start()
    try:
        yield workers
    finally:
        workers.stop()


def start(services: Services, actor: Actor) -> str:
    return services.database.write(lambda work: start_job(work, actor=actor, kind="count", params={}))


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.01)


def test_a_job_begins_with_the_commit_that_asked_for_it(services: Services, auditor: Actor) -> None:
    is_done = threading.Event()

    def handle(_services: Services, _job: Job) -> Mapping[str, Any]:
        is_done.set()
        return {}

    with working(services, handle):
        time.sleep(0.2)  # they have looked and found nothing
        start(services, auditor)
        assert is_done.wait(SOON)


def test_several_threads_share_the_jobs(services: Services, auditor: Actor) -> None:
    meeting = threading.Barrier(2)

    def handle(_services: Services, _job: Job) -> Mapping[str, Any]:
        meeting.wait(SOON)  # broken unless two work at a time
        return {}

    with working(services, handle, count=2):
        keys = [start(services, auditor) for _ in range(4)]
        read = lambda key: services.database.read(lambda work: show_job(work, actor=auditor, job_id=key))  # noqa: E731  # asked for each
        wait_until(lambda: all(read(key)["state"] == "done" for key in keys))


def test_a_process_that_ends_gives_its_job_back(services: Services, auditor: Actor) -> None:
    has_begun = threading.Event()

    def handle(_services: Services, job: Job) -> Mapping[str, Any]:
        has_begun.set()
        for number in range(10_000):
            job.progress(number, 10_000)
            time.sleep(0.01)
        return {}

    with working(services, handle):
        key = start(services, auditor)
        assert has_begun.wait(SOON)
    row = services.database.read(lambda work: jobs.get_job(work, key))
    assert (row.state, row.attempts, row.lease_token) == ("waiting", 0, None)


def test_a_thread_outlives_a_job_that_breaks(services: Services, auditor: Actor) -> None:
    def handle(_services: Services, _job: Job) -> Mapping[str, Any]:
        raise RuntimeError("broken")

    with working(services, handle):
        keys = [start(services, auditor) for _ in range(3)]
        read = lambda key: services.database.read(lambda work: show_job(work, actor=auditor, job_id=key))  # noqa: E731  # asked for each
        wait_until(lambda: all(read(key)["error"] == "internal-error" for key in keys))


def test_none_at_all_does_nothing(services: Services, auditor: Actor) -> None:
    before = threading.active_count()
    workers = Workers(services, 0)
    workers.start()
    assert threading.active_count() == before
    workers.stop()


def test_an_embedded_database_frees_at_once_what_a_dead_process_held(services: Services, auditor: Actor) -> None:
    key = start(services, auditor)
    services.database.write(lambda work: jobs.take_next(work, token="dead", lease_until=work.now.replace(year=2100)))
    free_orphans(services)
    state = services.database.read(lambda work: jobs.get_job(work, key)).state
    assert state == ("waiting" if services.database.dialect == "sqlite" else "running")


def test_a_result_is_kept_for_a_week(services: Services, auditor: Actor, clock: Clock) -> None:
    key = start(services, auditor)

    def make(_services: Services, job: Job) -> Mapping[str, Any]:
        job.keep_file(b"x", name="x.csv", media_type="text/csv")
        return {}

    assert JobRunner(services, {"count": make}).run_one()
    clock.move(seconds=FILE_LIFE.total_seconds() - 1)
    assert not clear_away(services)
    assert open_file(services, actor=auditor, job_id=key).content == b"x"
    clock.move(seconds=1)
    assert clear_away(services)
    assert not clear_away(services)
    with pytest.raises(NotFound):
        open_file(services, actor=auditor, job_id=key)
    found = services.database.read(lambda work: show_job(work, actor=auditor, job_id=key))
    assert (found["file"], found["had_file"]) == (None, True)
    assert not any(services.documents._folder.glob("results/*"))
