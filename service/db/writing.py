"""The single writer of a SQLite file: acts queue up, and up to 64 of them share one commit."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import Context, copy_context
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import Engine

from service.db.engines import BUSY_MILLISECONDS, driver_connection
from service.db.errors import DatabaseBroken
from service.db.work import Tools, Work

T = TypeVar("T")
LARGEST_BATCH = 64
PATIENCE_MILLISECONDS = 100


class _Job(NamedTuple):
    """One act, the context of the one who waits for it, and where the answer goes."""

    act: Callable[[Work], Any]
    context: Context
    answer: "Future[Any]"


class _Outcome(NamedTuple):
    """What an act came to; told only once the commit is on the disk."""

    job: _Job
    result: Any
    error: BaseException | None
    rings: bool = False

    def tell(self) -> None:
        if self.error is None:
            self.job.answer.set_result(self.result)
        else:
            self.job.answer.set_exception(self.error)


class Writer:
    """A thread that owns the one writing connection. Each act has a savepoint: one that fails undoes only itself."""

    def __init__(self, engine: Engine, tools: Tools) -> None:
        self._engine = engine
        self._tools = tools
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._is_closed = False
        self._is_log_long = False
        self.commits = 0  # how many batches were committed; only the writer's thread counts
        self._gate = threading.Lock()
        self._connection = engine.connect()
        self._thread = threading.Thread(target=self._serve, name="vinhdanh-writer", daemon=True)
        self._thread.start()

    def run(self, act: Callable[[Work], T]) -> T:
        """Queue an act and return its result after the commit; raises what it raised, or `DatabaseBroken`."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("an act can't start another write: it would wait for itself")
        job = _Job(act, copy_context(), Future())
        with self._gate:
            if self._is_closed:
                raise DatabaseBroken("the database is closed")
            self._queue.put(job)
        return cast("T", job.answer.result())

    def empty_log(self) -> None:
        """Empty the write-ahead log after the next commit, if no reader needs it."""
        self._is_log_long = True

    def close(self) -> None:
        """Serve what is queued, then stop and close the connection; a second call does nothing."""
        with self._gate:
            if self._is_closed:
                return
            self._is_closed = True
            self._queue.put(None)
        self._thread.join()
        self._connection.close()
        self._engine.dispose()

    def _serve(self) -> None:
        """Take jobs until told to stop, a batch per commit."""
        while (job := self._queue.get()) is not None:
            goes_on = self._commit_batch(job)
            if self._is_log_long:
                self._empty_log()
            if not goes_on:
                return

    def _empty_log(self) -> None:
        """Move the whole log into the file and cut it; give up soon when a long read still needs it."""
        self._is_log_long = False
        driver = driver_connection(self._connection)
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        driver.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")

    def _commit_batch(self, first: _Job) -> bool:
        """Run the first job and those that queue up meanwhile, commit, then tell them; tell whether to go on."""
        jobs, outcomes, goes_on = [first], [], True
        try:
            with self._connection.begin():
                for job in jobs:  # grows while it is walked
                    outcomes.append(self._attempt(job))
                    if len(jobs) < LARGEST_BATCH and not self._queue.empty():
                        following = self._queue.get()
                        goes_on = following is not None
                        jobs += [following] if following is not None else []
        except BaseException as error:  # noqa: BLE001  # whatever happened, those who wait must be told
            for job in jobs:
                job.answer.set_exception(_lost(error))
        else:
            self.commits += 1
            for outcome in outcomes:
                outcome.tell()
            if any(outcome.rings for outcome in outcomes):
                self._tools.bell.ring()
        return goes_on

    def _attempt(self, job: _Job) -> _Outcome:
        """Run one act inside its savepoint."""
        driver = driver_connection(self._connection)
        driver.execute("SAVEPOINT act")
        work = Work(self._connection, self._tools)
        try:
            result = job.context.run(_act_and_finish, job.act, work)
        except BaseException as error:  # it belongs to the one who waits
            work.discard()
            if not driver.in_transaction:
                raise  # SQLite gave up the whole transaction (disk full, broken file): nobody's act was kept
            driver.execute("ROLLBACK TO act")
            driver.execute("RELEASE act")
            return _Outcome(job, None, error)
        driver.execute("RELEASE act")
        return _Outcome(job, result, None, work.rings)


def _act_and_finish(act: Callable[[Work], T], work: Work) -> T:
    result = act(work)
    work.finish()
    return result


def _lost(error: BaseException) -> DatabaseBroken:
    broken = DatabaseBroken(f"the commit failed, nothing was kept: {error}")
    broken.__cause__ = error
    return broken
