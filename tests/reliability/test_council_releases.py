"""A release that is cut short or asked for twice: whole lines only, each of them exactly once, on both engines."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

from service.db import jobs
from service.usecases.councils.council_release_jobs import release_sheet
from service.usecases.councils.council_releases import start_release
from service.usecases.jobs.job_running import Job
from service.usecases.services import Services
from service.usecases.trail.audits import verify_audit
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.bench.grounds import Ground
from tests.bench.places import MORNING
from tests.integration.services import add_actor
from tests.reliability.test_failures import wait_for_the_end_of
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services
from tests.support.sheets import REASON, mean, rows_of, start
from tests.support.tree import ROOT

LINES, KILLS, PATIENCE = 24, 3, 60
LONG, LEAST_WRITES = timedelta(hours=1), 5
RELEASED = "SELECT count(*) FROM council_sheet_row WHERE state = 'released'"
STARTED = "SELECT count(*) FROM council_sheet_row WHERE started_id IS NOT NULL"
HALF = (
    "SELECT count(*) FROM council_sheet_row r JOIN council_item i ON i.id = r.item_id"
    " JOIN proposal_act a ON a.id = i.act_id"
    " WHERE (r.state = 'released') <> (i.state <> 'open') OR (r.state = 'released') <> (a.state <> 'open')"
)
TOLD = (
    "SELECT count(*), count(DISTINCT stream) FROM audit_event"
    " WHERE event IN ('proposal.council-outcome', 'proposal.council-recommended')"
)
DRAFTS = "SELECT count(*) FROM audit_event WHERE event = 'proposal.started-by-council'"


def prepare(ground: Ground, council: Council, lines: int) -> tuple[str, list[str]]:
    """Let a council vote on proposals and mean an outcome for each, every kind of them."""
    session_id, items = council.convene(list(ground.ready(lines)))
    council.mark(session_id, 9)
    meant = {}
    for place, item_id in enumerate(items):
        outcome = ("agree", "lower", "not_agree", "put_off")[place % 4]
        if outcome != "put_off":
            council.vote(session_id, item_id, ["yes" if outcome == "agree" else "no"] * 9)
        meant[item_id] = outcome
    mean(council, session_id, meant, reason=REASON)
    return session_id, items


def demand_whole_lines(ground: Ground) -> int:
    """Fail if anything of a line was done and not the rest; return how many lines were released."""
    (released,), (started,) = ground.ask(RELEASED)[0], ground.ask(STARTED)[0]
    assert ground.ask(HALF) == [(0,)]
    assert ground.ask(TOLD) == [(released, released)]
    assert ground.ask(DRAFTS) == [(started,)]
    return int(released)


@contextmanager
def working(ground: Ground, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that does jobs; it is killed at the end."""
    behind = str((datetime.now(UTC) - MORNING).total_seconds())
    command = [sys.executable, "-m", "tests.reliability.release_worker", ground.url, str(folder), behind]
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait(PATIENCE)
        wait_for_the_end_of([process.pid])


def wait_for(ground: Ground, lines: int) -> None:
    until = time.monotonic() + PATIENCE
    while ground.ask(RELEASED)[0][0] < lines:
        assert time.monotonic() < until, "the release does not go on"
        time.sleep(0.005)


def test_a_release_that_is_killed_leaves_whole_lines_and_goes_on(ground: Ground, tmp_path: Path) -> None:
    with open_services(ground, tmp_path) as services:
        council = set_up_council(services)
        session_id, items = prepare(ground, council, LINES)
        start(council, session_id)
    for kill in range(KILLS):
        before = demand_whole_lines(ground)
        with working(ground, tmp_path):
            wait_for(ground, min(before + 2 + kill, LINES - 2))
        assert before < demand_whole_lines(ground)
    assert ground.ask("SELECT count(*) FROM job WHERE state = 'done'") == [(0,)], "killed too late to be cut short"
    with working(ground, tmp_path):
        wait_for(ground, LINES)
        until = time.monotonic() + PATIENCE
        while ground.ask("SELECT count(*) FROM job WHERE state <> 'done'")[0][0] and time.monotonic() < until:
            time.sleep(0.05)
    assert demand_whole_lines(ground) == LINES
    assert ground.ask("SELECT max(attempts) FROM job")[0][0] > 1
    with open_services(ground, tmp_path) as services:
        again = council_at(council, services)
        assert {row["state"] for row in rows_of(again, session_id).values()} == {"released"}
        assert len(items) == LINES
        assert verify_audit(services.database)["breaks"] == []


class Cut(Exception):
    """Stands for a process that ends: nothing reaches the database any more."""


@contextmanager
def cut_at(services: Services, write: int) -> Iterator[None]:
    """Let nothing through from that write on."""
    seen = 0

    def watch(text: str) -> None:
        nonlocal seen
        seen += text.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if seen >= write:
            raise Cut

    stop = services.database.watch(watch)
    try:
        yield
    finally:
        stop()


def test_a_release_that_ends_at_any_write_of_a_line_leaves_whole_lines(ground: Ground, tmp_path: Path) -> None:
    with open_services(ground, tmp_path) as services:
        council = set_up_council(services)
        session_id, items = prepare(ground, council, 4)
        start(council, session_id)
        row = services.database.write(
            lambda work: jobs.take_next(work, token="t", lease_until=work.now + LONG)  # no secret
        )
        assert row is not None
        released, write, cuts = 0, 1, 0
        while released < len(items):
            with cut_at(services, write), suppress(Cut):
                release_sheet(services, Job(services, row, "t", lease=LONG))
            before, released = released, demand_whole_lines(ground)
            write, cuts = (write + 1, cuts + 1) if released == before else (1, cuts)
        assert cuts > LEAST_WRITES * len(items)  # each line was cut short at each of its writes
        assert verify_audit(services.database)["breaks"] == []


def council_at(council: Council, services: object) -> Council:
    """Return the council over a database that was opened anew."""
    return Council(**{**vars(council), "services": services})  # type: ignore[arg-type]  # the same fields


def test_of_two_secretaries_who_release_at_once_each_line_goes_once(ground: Ground, tmp_path: Path) -> None:
    with open_services(ground, tmp_path) as services:
        council = set_up_council(services)
        session_id, items = prepare(ground, council, 8)
        other = services.database.write(
            lambda work: add_actor(work, "thu-ky-hai", "council_secretary", council.owner_id)
        )
        catalog, barrier = services.catalog, Barrier(2)
        for secretary in (council.secretary, other):
            services.database.write(
                lambda work, who=secretary: start_release(work, catalog, actor=who, session_id=session_id)
            )

        def do() -> bool:
            barrier.wait()
            return JobRunner(services, KINDS).run_one()

        with ThreadPoolExecutor(2) as pool:
            done = [answer.result() for answer in [pool.submit(do), pool.submit(do)]]

        assert done == [True, True]
        assert demand_whole_lines(ground) == len(items)
        assert {row["state"] for row in rows_of(council, session_id).values()} == {"released"}
        assert {row[0] for row in ground.ask("SELECT state FROM job")} == {"done"}
        assert verify_audit(services.database)["breaks"] == []
