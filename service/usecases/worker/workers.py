"""The threads that work inside a process: those that do jobs, and those that do what an installation does by itself."""

import threading
from collections.abc import Callable
from functools import partial

import structlog

from service.db import jobs
from service.usecases.services import Services
from service.usecases.worker import duties
from service.usecases.worker.job_runner import JobRunner

PAUSE_SECONDS = 2.0  # another process may have left work, or died with some in hand
CLEARING_SECONDS = 600.0
GRACE_SECONDS = 10.0


class Loop:
    """One thread that does a bit of work again and again while there is more, else waits for a ring or a while."""

    def __init__(self, name: str, act: Callable[[], bool], ear: threading.Event, pause: float) -> None:
        self._act = act
        self._ear = ear
        self._pause = pause
        self._is_stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve, name=f"vinhdanh-{name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Do no more than what is in hand."""
        self._is_stopped.set()
        self._ear.set()

    def join(self) -> None:
        """Wait a little for what is in hand; what does not stop is left as if the process had died."""
        self._thread.join(GRACE_SECONDS)

    def _serve(self) -> None:
        while not self._is_stopped.is_set():
            self._ear.clear()
            if self._is_stopped.is_set():
                return
            if not self._do():
                self._ear.wait(self._pause)

    def _do(self) -> bool:
        try:
            return self._act()
        except Exception as error:  # noqa: BLE001  # a database or a mail server that is away must not end the thread
            structlog.get_logger().error("background work failed", loop=self._thread.name, exc_info=error)
            return False


class Workers:
    """So many threads that do jobs, and with them those that tell, send and clear away; none at all for 0."""

    def __init__(
        self,
        services: Services,
        count: int,
        *,
        pause: float = PAUSE_SECONDS,
        make: Callable[[Services], JobRunner] = JobRunner,
    ) -> None:
        self._services = services
        self._runners = tuple(make(services) for _ in range(count))
        bell = services.database.bell
        self._ears = tuple(bell.ear() for _ in self._runners)
        pairs = zip(self._runners, self._ears, strict=True)
        self._loops = [
            Loop(f"jobs-{place}", runner.run_one, ear, pause) for place, (runner, ear) in enumerate(pairs, start=1)
        ]
        for act, rest in DUTIES if count else ():
            self._loops.append(Loop(act.__name__, partial(act, services), threading.Event(), rest))

    def start(self) -> None:
        """Begin; what the last process of an embedded database had in hand is ready again at once."""
        if self._loops:
            free_orphans(self._services)
        for loop in self._loops:
            loop.start()

    def stop(self) -> None:
        """Take no more and wait a little for what is in hand; what does not stop is left to its lease."""
        for runner in self._runners:
            runner.stop()
        for loop in self._loops:
            loop.stop()
        for loop in self._loops:
            loop.join()
        for ear in self._ears:
            self._services.database.bell.drop(ear)


DUTIES: tuple[tuple[Callable[[Services], bool], float], ...] = (
    (duties.tell_people, PAUSE_SECONDS),
    (duties.send_mails, PAUSE_SECONDS),
    (duties.watch_deadlines, CLEARING_SECONDS),
    (duties.clear_away, CLEARING_SECONDS),
    (duties.remind_asked, CLEARING_SECONDS),
)


def free_orphans(services: Services) -> None:
    """Free the jobs that a process left behind, where no other process can be at work: SQLite is served by one."""
    if services.database.dialect == "sqlite":
        services.database.write(jobs.free_all)
