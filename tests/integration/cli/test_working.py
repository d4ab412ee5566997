"""A process that only does long work: beside those that serve on PostgreSQL, never beside an embedded database."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from service.usecases.jobs.jobs import show_job, start_job
from tests.integration.services import add_actor, add_body
from tests.support.databases import open_database
from tests.support.tree import ROOT

PATIENCE = 30
COMMAND = [sys.executable, "-c", "from service.cli import main; main()", "work", "--json"]


def environment(url: str, folder: Path) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "DOCUMENTS_DIR": str(folder), "DEMO": "0"}


def test_a_process_of_its_own_does_what_others_asked_for(migrated_postgres_url: str, tmp_path: Path) -> None:
    database = open_database(migrated_postgres_url)
    body = database.write(lambda work: add_body(work, "goc"))
    who = database.write(lambda work: add_actor(work, "nguoi-giao", "auditor", body))
    key = database.write(lambda work: start_job(work, actor=who, kind="unheard-of", params={}))

    def shown() -> dict[str, Any]:
        return database.read(lambda work: show_job(work, actor=who, job_id=key))

    process = subprocess.Popen(
        COMMAND, cwd=ROOT, env=environment(migrated_postgres_url, tmp_path), stdout=subprocess.PIPE, text=True
    )
    try:
        until = time.monotonic() + PATIENCE
        while not shown()["is_finished"]:
            assert time.monotonic() < until, "nobody took the job"
            time.sleep(0.1)
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)
    assert shown()["error"] == "job-kind-unknown"
    assert process.returncode == 0
    assert said.split() == ["{", '"workers":', "1", "}"]
    database.close()


def test_an_embedded_database_is_worked_on_by_who_serves_it(sqlite_url: str, tmp_path: Path) -> None:
    done = subprocess.run(
        COMMAND, cwd=ROOT, env=environment(sqlite_url, tmp_path), capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "SQLite" in done.stderr
