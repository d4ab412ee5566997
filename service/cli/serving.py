"""`vinhdanh serve`: the service itself, one process for SQLite and as many as asked for on PostgreSQL."""

import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from service import app
from service.cli.failures import Failure
from service.cli.screen import Screen, pass_screen, shared
from service.cli.sessions import settings
from service.config import Settings
from service.db import migrating
from service.db.locking import FileLock
from service.demo.reading import read_data
from service.demo.summary import demo_accounts
from service.usecases.services import Services
from service.usecases.worker.workers import Workers

GRACE_SECONDS = 15
DEMO_COLUMNS = {"username": ("Tên đăng nhập", "Username"), "role": ("Vai trò", "Role"), "body": ("Đơn vị", "Body")}


class Server(BaseApplication):
    """gunicorn with threads; the application is built in each worker, where its database connections belong."""

    def __init__(self, chosen: Settings, host: str, port: int, workers: int, ready: Callable[[], None]) -> None:
        self._chosen = chosen
        self._services: Services | None = None
        self._workers: Workers | None = None
        self._options = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": chosen.threads,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "warning" if chosen.log_level == "INFO" else chosen.log_level.lower(),
            "proc_name": "vinhdanh",
            "when_ready": lambda _server: ready(),
            "worker_exit": lambda _server, _worker: self._close(),
        }
        super().__init__()

    def load_config(self) -> None:
        """Take the options of this program, none from elsewhere."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Build the application in a worker, with the threads that do long work beside those that serve."""
        self._services = app.build_services(self._chosen)
        self._workers = Workers(self._services, self._chosen.job_workers)
        self._workers.start()
        return app.create_app(self._services)

    def _close(self) -> None:
        if self._workers is not None:
            self._workers.stop()
        if self._services is not None:
            self._services.database.close()


@click.command()
@click.option("--host", help="Address to listen on (HOST).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (PORT).")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes; PostgreSQL only.")
@shared
@pass_screen
def serve(screen: Screen, host: str | None, port: int | None, workers: int) -> None:
    """Serve the API and the pages until stopped."""
    chosen = settings()
    place = (host or chosen.host, port or chosen.port)
    if workers > 1 and chosen.database_url.startswith("sqlite"):
        raise click.UsageError("SQLite is served by one process; set DATABASE_URL to PostgreSQL for --workers.")
    migrating.require_head(chosen.database_url)
    require_free_database(chosen.database_url)
    require_free_port(*place)
    Server(chosen, *place, workers, lambda: _announce(screen, chosen, *place)).run()


def require_free_database(url: str) -> None:
    """Raise DatabaseLocked when another process holds the SQLite file."""
    file = url.removeprefix("sqlite:///")
    if file != url:
        FileLock(Path(file)).release()


def require_free_port(host: str, port: int) -> None:
    """Raise Failure when the address can't be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Failure("port-taken", host=host, port=port) from None


def _announce(screen: Screen, chosen: Settings, host: str, port: int) -> None:
    address = f"http://{host}:{port}/"
    password = read_data("accounts")["password"] if chosen.demo else ""
    people = [{"username": row.username, "role": row.role, "body": row.body} for row in demo_accounts() if chosen.demo]

    def tell() -> None:
        screen.say(
            f"Vinh Danh đang chạy tại {address} (dừng: Ctrl+C)", f"Vinh Danh serves at {address} (Ctrl+C stops it)"
        )
        screen.say(f"API: {address}api/v1", f"API: {address}api/v1")
        if people:
            words = "Tài khoản minh họa (hư cấu), mật khẩu chung", "Fictitious demo accounts, their one password"
            screen.say(f"{words[0]}: {password}", f"{words[1]}: {password}")
            screen.table(people, DEMO_COLUMNS)

    shown = {"address": address, "demo_accounts": people, "demo_password": password}
    screen.show(shown, tell)
