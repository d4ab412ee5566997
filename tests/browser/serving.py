"""The service as a browser meets it: a real server with threads, over a real database with the demonstration in it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from service.app import build_services, create_app
from service.config import Settings
from service.demo import load_demo
from service.usecases.services import Services
from tests.browser.late import in_time
from tests.browser.seeding import seed_work
from tests.support.databases import make_sqlite_template

# A Monday morning in Vietnam, after the last story of the demonstration.
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HOST = "127.0.0.1"


class QuietHandler(WSGIRequestHandler):
    """Tells of what goes wrong; a line for each file that a page loads would bury why a test failed."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep an answered request to itself."""


class MovingClock:
    """A clock that starts on a known morning and goes on as every clock does; it can be moved on by hand."""

    def __init__(self, start: datetime = MONDAY) -> None:
        self._start, self._since = start, monotonic()

    def __call__(self) -> datetime:
        """Return the instant it shows."""
        return self._start + timedelta(seconds=monotonic() - self._since)

    def move(self, **duration: float) -> None:
        """Move on by days, hours, minutes, seconds."""
        self._start += timedelta(**duration)


@dataclass(frozen=True)
class Site:
    """A running service: its address, and what it is made of for tests that prepare something."""

    root: str
    app: Flask
    services: Services
    clock: MovingClock


def settings_for(folder: Path) -> Settings:
    """Return the settings of a demonstration whose data lies in a folder."""
    return Settings(database_url=f"sqlite:///{folder / 'template.db'}", documents_dir=folder / "documents", demo=True)


def fill_template(folder: Path) -> None:
    """Make a folder with a database and documents of the demonstration, to be copied and never opened."""
    folder.mkdir(parents=True, exist_ok=True)
    make_sqlite_template(folder)
    services = build_services(settings_for(folder), clock=MovingClock())
    try:
        load_demo(services)
        seed_work(services)
    finally:
        services.database.close()


@contextmanager
def serve(template: Path, folder: Path) -> Iterator[Site]:
    """Serve a copy of the template on a free port until the block ends."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    clock = MovingClock()
    services = build_services(settings_for(folder), clock=clock)
    app = create_app(services)
    server = make_server(HOST, 0, in_time(app.wsgi_app), threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(f"http://{HOST}:{server.server_port}", app, services, clock)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        services.database.close()
