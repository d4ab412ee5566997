"""Taking jobs and doing them: one at a time, under a lease that is renewed while the work goes on."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

import structlog

from service.db import jobs
from service.db.errors import DatabaseBroken, DatabaseError, DatabaseUnreachable
from service.db.jobs import JobRow
from service.db.work import Work
from service.usecases.errors import DomainError, TransitionRefused
from service.usecases.jobs.job_running import LEASE, Job, JobLost, JobStopped
from service.usecases.services import Services
from service.usecases.worker.job_kinds import KINDS, Handler

MOST_ATTEMPTS = 5  # a job that brought down so many who tried it is given up


class JobRunner:
    """Does the jobs of a database in the thread that asks; several runners share them, each job is done once."""

    def __init__(
        self, services: Services, kinds: Mapping[str, Handler] | None = None, *, lease: timedelta = LEASE
    ) -> None:
        self._services = services
        self._kinds = KINDS if kinds is None else kinds
        self._lease = lease
        self._stopping = threading.Event()
        self._current: Job | None = None

    def run_one(self) -> bool:
        """Take the oldest job that is ready and do it; False when there was none."""
        if self._stopping.is_set() or not self._services.database.glance(jobs.is_any_ready):
            return False
        job = self._take()
        if job is None:
            return False
        self._current = job
        if self._stopping.is_set():
            job.stopping.set()
        try:
            self._do(job)
        finally:
            self._current = None
        return True

    def stop(self) -> None:
        """Take no more, and let the job in hand go back at its next report."""
        self._stopping.set()
        current = self._current
        if current is not None:
            current.stopping.set()

    def _take(self) -> Job | None:
        taken: list[str] = []

        def act(work: Work) -> JobRow | None:
            taken.append(work.new_id())
            return jobs.take_next(work, token=taken[-1], lease_until=work.now + self._lease)

        row = self._services.database.write(act)
        return None if row is None else Job(self._services, row, taken[-1], lease=self._lease)

    def _do(self, job: Job) -> None:
        """Do one job to its end; whatever goes wrong is told to its owner, or left to the lease."""
        log = structlog.get_logger().bind(job=job.id, kind=job.kind, attempt=job.attempt)
        try:
            with self._held(job):
                self._handle(job)
        except JobLost:
            log.warning("job lost its lease")
        except JobStopped:
            job.give_back()
        except DomainError as error:
            self._fail(job, error.code, dict(error.params) | _refusals(error))
        except (DatabaseBroken, DatabaseUnreachable) as error:  # it could not be told either
            log.exception("job left to its lease", exc_info=error)
        except Exception as error:  # whatever failed, the owner must not wait for ever
            log.exception("job failed", exc_info=error)
            self._fail(job, "internal-error", {})

    def _handle(self, job: Job) -> None:
        handler = self._kinds.get(job.kind)
        if handler is None:
            job.fail("job-kind-unknown", {"kind": job.kind})
        elif job.attempt > MOST_ATTEMPTS:
            job.fail("job-given-up", {"attempts": MOST_ATTEMPTS})
        else:
            result = handler(self._services, job)
            if not job.is_finished:
                job.finish(lambda _work: result)

    @staticmethod
    def _fail(job: Job, code: str, params: Mapping[str, object]) -> None:
        try:
            job.fail(code, params)
        except (JobLost, DatabaseError):
            structlog.get_logger().warning("job could not be ended", job=job.id, code=code)

    @contextmanager
    def _held(self, job: Job) -> Iterator[None]:
        """Renew the lease from another thread while the block runs."""
        is_over = threading.Event()

        def renew() -> None:
            while not is_over.wait(self._lease.total_seconds() / 3):
                try:
                    if not job.renew():
                        return
                except DatabaseError:
                    continue  # the next try may reach it; if none does, the lease runs out as it should

        keeper = threading.Thread(target=renew, name="vinhdanh-lease", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            is_over.set()
            keeper.join()


def _refusals(error: DomainError) -> dict[str, object]:
    """Return the codes of what stood against a move, for the page of a failed job."""
    if not isinstance(error, TransitionRefused):
        return {}
    return {"refusals": [finding.code for finding in error.findings if finding.blocks]}
