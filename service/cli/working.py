"""`vinhdanh work`: a process that does long work and serves nobody, beside those that serve (PostgreSQL)."""

import signal
import threading

import click

from service.cli.screen import Screen, pass_screen, shared
from service.cli.sessions import open_services, settings
from service.http.logs import configure_logging
from service.usecases.worker.workers import Workers


@click.command()
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Jobs done at a time.")
@shared
@pass_screen
def work(screen: Screen, workers: int) -> None:
    """Do long work (imports, batches, exports) until stopped; PostgreSQL only, SQLite is worked on by `serve`."""
    chosen = settings()
    if chosen.database_url.startswith("sqlite"):
        raise click.UsageError("SQLite is worked on by the process that serves it; set DATABASE_URL to PostgreSQL.")
    configure_logging(chosen.log_level)
    is_stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: is_stopped.set())
    with open_services() as services:
        doing = Workers(services, workers)
        doing.start()
        said = ("Đang chờ việc chạy nền (dừng: Ctrl+C)", "Waiting for background work (Ctrl+C stops it)")
        screen.show({"workers": workers}, lambda: screen.say(*said))
        is_stopped.wait()
        doing.stop()
