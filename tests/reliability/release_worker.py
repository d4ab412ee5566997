"""A process that does the jobs of the service until it is killed, on the day of the dossiers and with a short lease."""

import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.app import build_services
from service.config import Settings
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from service.usecases.worker.workers import Workers

LEASE = timedelta(seconds=1)


def main(url: str, folder: str, behind: str) -> None:
    """Work on a database; its clock stands so many seconds behind that of the machine."""
    offset = timedelta(seconds=float(behind))
    settings = Settings(database_url=url, documents_dir=Path(folder))
    services = build_services(settings, clock=lambda: datetime.now(UTC) - offset)
    Workers(services, 1, pause=0.05, make=lambda given: JobRunner(given, KINDS, lease=LEASE)).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
