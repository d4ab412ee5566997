"""A process that does jobs until it is killed: each marks its parts one by one, and the last with its end."""

import sys
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from service.app import build_services
from service.config import Settings
from service.db import accounts
from service.db.work import Work
from service.usecases.jobs.job_running import Job
from service.usecases.services import Services
from service.usecases.worker.job_runner import JobRunner
from service.usecases.worker.workers import Workers

PARTS = 5
LEASE = timedelta(seconds=1)


def mark(work: Work, job: Job, part: int) -> None:
    """Leave a trace that can be counted."""
    accounts.add_attempt(work, username=f"{job.id}:{part}", network="mark", succeeded=False)


def handle(_services: Services, job: Job) -> Mapping[str, Any]:
    """Mark each part in a transaction of its own, the last together with the end."""

    def finish(work: Work) -> Mapping[str, Any]:
        mark(work, job, PARTS)
        return {"parts": PARTS}

    for part in range(job.done + 1, PARTS):
        job.write(lambda work, part=part: mark(work, job, part), done=part, total=PARTS)
        time.sleep(0.02)
    return job.finish(finish)


def main(url: str, folder: str) -> None:
    """Work on a database with a short lease."""
    services = build_services(Settings(database_url=url, documents_dir=Path(folder)))
    Workers(services, 2, pause=0.1, make=lambda given: JobRunner(given, {"mark": handle}, lease=LEASE)).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
