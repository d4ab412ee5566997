"""The baseline under the same server (R1): a bare WSGI application that runs the same statements on the driver alone.

No framework, no schemas, no state machine, no guards, no object of the product: read the request, run the recorded
statements for this proposal in one transaction, answer.
"""

import os
import pickle
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import orjson
import psycopg

from service.db.engines import demand_pragmas, driver
from tests.bench.scripts import Player, Script
from tests.bench.servers import THREADS


class SqliteStore:
    """One connection and a lock: one commit a request."""

    def __init__(self, path: str) -> None:
        self._connection = driver.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
        demand_pragmas(self._connection, "write")
        self._connection.execute("PRAGMA wal_autocheckpoint = 1000")
        self._lock = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[Callable[[str, Any], Any]]:
        """Yield what runs statements of one transaction."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


class PostgresqlStore:
    """A queue of connections."""

    def __init__(self, address: str, size: int) -> None:
        self._free: SimpleQueue[psycopg.Connection[Any]] = SimpleQueue()
        for _ in range(size):
            self._free.put(psycopg.connect(address))

    @contextmanager
    def transaction(self) -> Iterator[Callable[[str, Any], Any]]:
        """Yield what runs statements of one transaction."""
        connection = self._free.get()
        try:
            with connection.transaction():
                yield connection.execute
        finally:
            self._free.put(connection)


def open_store(url: str, connections: int = 1) -> SqliteStore | PostgresqlStore:
    """Open the store of an address."""
    if url.startswith("sqlite"):
        return SqliteStore(url.removeprefix("sqlite:///"))
    return PostgresqlStore(url.replace("+psycopg", ""), connections)


class Application:
    """POST …/proposals/<id>/transitions with an action; 200 when it was written, 409 when its version had changed."""

    def __init__(self, url: str, script: Script) -> None:
        self._store = open_store(url, THREADS)
        self._script = script
        self._player = Player(script)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = orjson.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        proposal_id = environ["PATH_INFO"].rsplit("/", 2)[1]
        version = int(environ["HTTP_IF_MATCH"].strip('"v'))
        try:
            with self._store.transaction() as execute:
                self._player.play(execute, self._script.actions[asked["action"]], proposal_id)
            status, body = "200 OK", orjson.dumps({"id": proposal_id, "version": version + 1})
        except LookupError as error:
            status, body = "409 Conflict", orjson.dumps({"detail": str(error)})
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start_response(status, headers)
        return [body]


def make_application() -> Application:
    """Return the application over the database and the script named in the environment."""
    script = pickle.loads(Path(os.environ["BENCH_SCRIPT"]).read_bytes())  # noqa: S301  # written by this very run
    return Application(os.environ["DATABASE_URL"], script)
