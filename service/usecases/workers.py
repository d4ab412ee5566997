"""The threads that do long work inside a process: woken by a commit that asked for some, else looking now and then."""

import threading

import structlog

from service.db import jobs
from service.usecases.job_runner import JobRunner
from service.usecases.services import Services

PAUSE_SECONDS = 2.0  # another process may have left work, or died with some in hand
GRACE_SECONDS = 10.0


class Workers:
    """So many threads that do jobs until told to stop."""

    def __init__(self, services: Services, count: int, *, pause: float = PAUSE_SECONDS) -> None:
        self._services = services
        self._pause = pause
        self._is_stopped = threading.Event()
        self._runners = tuple(JobRunner(services) for _ in range(count))
        self._ears = tuple(services.database.bell.ear() for _ in self._runners)
        self._threads = tuple(
            threading.Thread(target=self._serve, args=pair, name=f"vinhdanh-jobs-{place}", daemon=True)
            for place, pair in enumerate(zip(self._runners, self._ears, strict=True), start=1)
        )

    def start(self) -> None:
        """Begin; what the last process of an embedded database had in hand is ready again at once."""
        free_orphans(self._services)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take no more and wait a little for what is in hand; what does not stop is left to its lease."""
        self._is_stopped.set()
        for runner, ear in zip(self._runners, self._ears, strict=True):
            runner.stop()
            ear.set()
        for thread in self._threads:
            thread.join(GRACE_SECONDS)
        for ear in self._ears:
            self._services.database.bell.drop(ear)

    def _serve(self, runner: JobRunner, ear: threading.Event) -> None:
        while not self._is_stopped.is_set():
            ear.clear()
            try:
                while runner.run_one():
                    pass
            except Exception as error:  # noqa: BLE001  # a database that is away must not end the thread
                structlog.get_logger().error("worker could not look for jobs", exc_info=error)
            ear.wait(self._pause)


def free_orphans(services: Services) -> None:
    """Free the jobs that a process left behind, where no other process can be at work: SQLite is served by one."""
    if services.database.dialect == "sqlite":
        services.database.write(jobs.free_all)
