"""A job in the hands of the one who does it: progress, effects under the lease, the file it makes, its end."""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from service.db import jobs, notices
from service.db.jobs import JobRow
from service.db.work import Work
from service.usecases.jobs.owners import actor_of
from service.usecases.recording import plain, record
from service.usecases.services import Services
from service.usecases.streams import job_stream
from workflows.policy import Actor

T = TypeVar("T")
LEASE = timedelta(seconds=30)
REPORT_SECONDS = 0.5  # a report costs a commit: more often than this nobody would see it
FILE_LIFE = timedelta(days=7)


class JobLost(Exception):
    """The lease was over and another has taken the job: nothing of the act was kept."""


class JobStopped(Exception):
    """The program ends: the job goes back and is done on later, from what it has kept."""


class Job:
    """What a handler works with. `memo` and `done` are what an earlier attempt has kept, empty and 0 at first."""

    def __init__(self, services: Services, row: JobRow, token: str, *, lease: timedelta = LEASE) -> None:
        self._services = services
        self._token = token
        self._lease = lease
        self._reported_at = float("-inf")
        self._scopes = row.scopes
        self._file: dict[str, Any] = {}
        self.id = row.id
        self.kind = row.kind
        self.params: Mapping[str, Any] = row.params
        self.account_id = row.account_id
        self.attempt = row.attempts
        self.done = row.done
        self.total = row.total
        self.memo: dict[str, Any] = dict(row.memo)
        self.is_finished = False
        self.stopping = threading.Event()

    def actor(self) -> Actor:
        """Return the owner as he may act now; raises Unauthenticated when his account is disabled."""
        return self._services.database.read(self.actor_in)

    def actor_in(self, work: Work) -> Actor:
        """Return the same inside a transaction, for the last part of a job."""
        return actor_of(work, self.account_id, self._scopes)

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is; kept at most twice a second, and at the end. Raises JobLost, JobStopped."""
        self._look_up()
        self.done, self.total = done, total
        if done < total and time.monotonic() < self._reported_at + REPORT_SECONDS:
            return
        self.write(lambda _work: None, done=done, total=total)

    def write(
        self,
        act: Callable[[Work], T],
        *,
        done: int | None = None,
        total: int | None = None,
        memo: Callable[[T], Mapping[str, Any]] | None = None,
    ) -> T:
        """Do a part of the work in one transaction with its progress: it happens once, whoever else tries.

        What stands in `done` and `total` after it, and what `memo` makes of the act's answer, is what a later attempt
        is given. Raises JobLost when the job belongs to somebody else by now, JobStopped before the act when the
        program ends.
        """
        self._look_up()
        values = {name: value for name, value in (("done", done), ("total", total)) if value is not None}

        def fenced(work: Work) -> tuple[T, dict[str, Any]]:
            self._demand(work, {**values, "lease_until": work.now + self._lease})
            answer = act(work)
            if memo is None:
                return answer, self.memo
            kept = dict(plain(memo(answer)))
            self._demand(work, {"memo": kept})
            return answer, kept

        answer, self.memo = self._services.database.write(fenced)
        self.done, self.total = values.get("done", self.done), values.get("total", self.total)
        self._reported_at = time.monotonic()
        return answer

    def finish(self, act: Callable[[Work], Mapping[str, Any]]) -> Mapping[str, Any]:
        """Do the last or only part and end the job with what it returns, in one transaction; raises JobLost."""

        def last(work: Work) -> Mapping[str, Any]:
            result = plain(act(work))
            self._demand(work, self._ended(work, jobs.DONE, result=result))
            record(work, stream=job_stream(self.id), event="job.finished", actor=None, facts={"job": self.kind})
            notices.add_notices(work, [{"account_id": self.account_id, "kind": "job-done", "job_id": self.id}])
            return dict(result)

        result = self._services.database.write(last)
        self.is_finished = True
        return result

    def fail(self, code: str, params: Mapping[str, Any]) -> None:
        """End the job with a code that people are told in their language; raises JobLost."""

        def act(work: Work) -> None:
            self._demand(work, self._ended(work, jobs.FAILED, error=code, error_params=plain(params)))
            facts = {"job": self.kind, "code": code}
            record(work, stream=job_stream(self.id), event="job.failed", actor=None, facts=facts)
            notices.add_notices(work, [{"account_id": self.account_id, "kind": "job-failed", "job_id": self.id}])

        self._services.database.write(act)
        self.is_finished = True

    def give_back(self) -> None:
        """Let somebody else do it, as an attempt that was none."""
        values = {"state": jobs.WAITING, "lease_until": None, "lease_token": None, "attempts": self.attempt - 1}
        self._services.database.write(lambda work: jobs.change_held(work, self.id, self._token, values))

    def keep_file(self, content: bytes, *, name: str, media_type: str) -> None:
        """Keep what was made for the owner to take away, for seven days after the end."""
        digest = self._services.results_of(self.id).put(content)
        self._file = {"file_digest": digest, "file_name": name, "file_type": media_type, "file_size": len(content)}

    def renew(self) -> bool:
        """Hold on to the job; False when it was taken away."""
        return self._services.database.write(
            lambda work: jobs.renew_lease(work, self.id, self._token, work.now + self._lease)
        )

    def _ended(self, work: Work, state: str, **values: Any) -> dict[str, Any]:
        file = {**self._file, "file_until": work.now + FILE_LIFE} if self._file and state == jobs.DONE else {}
        free = {"lease_until": None, "lease_token": None, "finished_at": work.now}
        counts = {"done": self.done, "total": self.total}
        return {"state": state, **free, **counts, **file, **values}

    def _demand(self, work: Work, values: Mapping[str, Any]) -> None:
        if not jobs.change_held(work, self.id, self._token, values):
            raise JobLost(self.id)

    def _look_up(self) -> None:
        if self.stopping.is_set():
            raise JobStopped(self.id)
