"""The tour by terminal is replayed as it is written: same commands, same answers."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.tree import ROOT

BLOCK = re.compile(r"<!-- tour: (\w+) -->\n```console\n(.*?)```", re.DOTALL)
VINHDANH = Path(sys.executable).with_name("vinhdanh")
ADDRESS = "127.0.0.1:8000"
PATIENCE_SECONDS = 60


class Command(NamedTuple):
    """One line typed at the prompt, and what the page says it prints; … stands for anything."""

    typed: str
    printed: tuple[str, ...]


def commands(part: str) -> list[Command]:
    """Return the commands of one part of the tour, in order."""
    found: list[Command] = []
    for where, block in BLOCK.findall((ROOT / "docs" / "tour.md").read_text(encoding="utf-8")):
        for line in block.splitlines() if where == part else ():
            if line.startswith("$ "):
                found.append(Command(line[2:], ()))
            else:
                found[-1] = Command(found[-1].typed, (*found[-1].printed, line))
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder like a fresh clone after `make run`: a program, a curl, and the demo loaded."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "curl").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/tests/support/curl.py" "$@"\n')
    (tools / "curl").chmod(0o755)
    (tmp_path / ".venv").symlink_to(VINHDANH.parent.parent)
    for words in (["db", "upgrade"], ["demo", "load"]):
        subprocess.run([VINHDANH, *words], cwd=tmp_path, env=environment(tmp_path), check=True, capture_output=True)
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    """Return the environment of the tour: the folder's own tools first, the default database in it."""
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "HOME", "TMPDIR"}}
    return {**kept, "PATH": f"{home}/tools:{kept['PATH']}", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "DEMO": "1"}


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve the demo on a free port and yield the address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [VINHDANH, "serve", "--port", str(port)], cwd=home, env=environment(home), stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        assert str(port) in server.stdout.readline()
        wait_for(port)
        yield f"127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=PATIENCE_SECONDS)


def wait_for(port: int) -> None:
    """Return when something listens on the port."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not begin to listen")


def replay(home: Path, tour: Sequence[Command], address: str = ADDRESS) -> None:
    """Type every command into one shell and compare what it prints."""
    mark = "----- next -----"
    script = "\n".join(f"{command.typed.replace(ADDRESS, address)}\necho '{mark}'" for command in tour)
    done = subprocess.run(
        ["/bin/bash", "-c", script], cwd=home, env=environment(home), capture_output=True, text=True, check=False
    )
    answers = done.stdout.split(f"{mark}\n")
    for command, answer in zip(tour, answers, strict=False):
        wanted = "\n".join(command.printed)
        pattern = re.escape(wanted).replace("…", "[\\s\\S]*").replace(re.escape("…"), "[\\s\\S]*")
        assert re.fullmatch(pattern, answer.rstrip("\n")), f"$ {command.typed}\n{answer}\n{done.stderr}"


def test_tour_of_the_readme_runs_as_it_is_written(home: Path) -> None:
    served, stopped = commands("serving"), commands("stopped")
    assert (len(served), len(stopped)) == (9, 5)
    with serving(home) as address:
        replay(home, served, address)
    replay(home, stopped)
