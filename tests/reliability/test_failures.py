"""When something breaks: what was acknowledged is there, what could not be recorded did not happen."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock, Thread

import orjson

from service.usecases.trail.audits import verify_audit
from tests.bench.clients import Line, move_request
from tests.bench.grounds import Ground
from tests.bench.seeds import WALK, Seed
from tests.bench.servers import Server, free_port, serve
from tests.reliability.moving import ask, bring_before_approval, rows_of
from tests.support.applications import app_of
from tests.support.dossiers import change_schema, open_services
from tests.support.tree import ROOT

WRITERS = 4
ENOUGH = 30  # acknowledged moves, of the 120 that the dossiers allow
REFUSING = {
    "sqlite": ("CREATE TRIGGER full_disk BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'no space'); END",),
    "postgresql": (
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION full_disk()",
    ),
}
RELENTING = {
    "sqlite": ("DROP TRIGGER full_disk",),
    "postgresql": ("DROP TRIGGER full_disk ON audit_event", "DROP FUNCTION full_disk()"),
}


def test_what_was_acknowledged_outlives_a_killed_server(ground: Ground, seed: Seed, tmp_path: Path) -> None:
    rest, acknowledged, lock, killed = ground.ready(40), {}, Lock(), []
    workers = 1 if ground.engine == "sqlite" else 2
    environment = {"DATABASE_URL": ground.url, "DOCUMENTS_DIR": str(tmp_path / "documents")}
    with serve("tests.bench.application", environment, workers=workers, log=tmp_path / "server.log") as server:

        def write() -> None:
            try:
                with Line("127.0.0.1", server.port) as line:
                    while rest:
                        walk(line, rest.pop())
            except OSError:  # the server is gone: what it had not answered may or may not be there
                return

        def walk(line: Line, proposal_id: str) -> None:
            for step, action in enumerate(WALK):
                body = orjson.dumps(seed.bodies_of_move[action])
                status, answer = line.ask(move_request(proposal_id, seed.ready_version + step, action, body))
                assert status == 200, answer
                with lock:
                    acknowledged[proposal_id, seed.ready_version + step + 1] = orjson.loads(answer)["head_hash"]
                    if len(acknowledged) == ENOUGH:
                        killed.extend(kill(server))

        threads = [Thread(target=write) for _ in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

    wait_for_the_end_of(killed)
    assert len(acknowledged) >= ENOUGH
    assert len(acknowledged) < len(WALK) * 40, "the server was killed too late to be in the middle of anything"
    with open_services(ground, tmp_path) as services:
        for (proposal_id, version), digest in acknowledged.items():
            assert (version, digest) in rows_of(ground, proposal_id)["events"]
        assert verify_audit(services.database)["breaks"] == []
        app = app_of(services)
        (next_id,) = ground.ready(1)
        assert ask(app, seed, next_id, "collect", seed.ready_version).status_code == 200


def kill(server: Server) -> list[int]:
    """Kill every process of a server at once, as a power cut would, and return them."""
    pids = [server.process.pid, *server.children()]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    return pids


def wait_for_the_end_of(pids: list[int]) -> None:
    """Wait until killed processes have let go of their files."""
    until = time.monotonic() + 30
    while any(is_alive(pid) for pid in pids):
        assert time.monotonic() < until, "a killed process is still there"
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """Tell whether any thread of a process still runs; the first may be gone while another still holds the files.

    A thread that only waits to be counted by its parent does not run.
    """
    return any(not is_gone(task) for task in Path(f"/proc/{pid}/task").glob("*/stat"))


def is_gone(stat: Path) -> bool:
    """Tell whether a thread has ended, by its line in /proc."""
    try:
        return stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] in {"Z", "X"}
    except OSError:
        return True


def test_an_act_that_cannot_be_recorded_does_not_happen(ground: Ground, seed: Seed, tmp_path: Path) -> None:
    (proposal_id,) = ground.ready(1)
    key = {"Idempotency-Key": "an approval"}
    with open_services(ground, tmp_path) as services:
        app = app_of(services)
        version = bring_before_approval(app, seed, proposal_id)
        before = rows_of(ground, proposal_id)
        change_schema(ground, *REFUSING[ground.engine])

        refused = ask(app, seed, proposal_id, "approve", version, key)

        assert refused.status_code == 500
        assert refused.mimetype == "application/problem+json"
        assert "no space" not in refused.get_data(as_text=True)
        assert rows_of(ground, proposal_id) == before
        change_schema(ground, *RELENTING[ground.engine])
        assert ask(app, seed, proposal_id, "approve", version, key).status_code == 200
        assert verify_audit(services.database)["breaks"] == []


def test_a_second_process_on_the_file_fails_cleanly(sqlite_ground: Ground, seed: Seed, tmp_path: Path) -> None:
    with open_services(sqlite_ground, tmp_path) as services:
        for command in (["serve", "--port", str(free_port())], ["db", "upgrade"]):
            done = run_command(command, sqlite_ground, tmp_path)
            assert done.returncode != 0, command
            assert "SQLite" in done.stderr
            assert len(done.stderr.splitlines()) == 1, done.stderr
        (proposal_id,) = sqlite_ground.ready(1)
        assert ask(app_of(services), seed, proposal_id, "collect", seed.ready_version).status_code == 200


def run_command(arguments: list[str], ground: Ground, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program's command on a database."""
    return subprocess.run(
        [sys.executable, "-c", "from service.cli import main; main()", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": ground.url, "DOCUMENTS_DIR": str(folder / "documents")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
