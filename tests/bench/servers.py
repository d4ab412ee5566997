"""Server processes under measurement: gunicorn on loopback, its CPU time and its memory."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.tree import ROOT

THREADS = 8
TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running gunicorn; `workers` says how many processes serve."""

    process: subprocess.Popen[bytes]
    port: int
    workers: int

    def children(self) -> list[int]:
        """Return the process ids of the workers."""
        return children_of(self.process.pid)

    def cpu_seconds(self) -> float:
        """Return the CPU time of all its processes so far."""
        return sum(cpu_seconds(pid) for pid in (self.process.pid, *self.children()))

    def memory(self) -> tuple[float, float]:
        """Return resident and unshared memory of its largest worker, in MB."""
        return max(memory(pid) for pid in self.children())


@contextmanager
def serve(application: str, environment: Mapping[str, str], *, workers: int, log: Path) -> Iterator[Server]:
    """Run an application under gunicorn with threads until the block ends; raises RuntimeError with its log."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", str(workers)),
        *("--worker-class", "gthread", "--threads", str(THREADS), "--log-level", "warning", "--no-control-socket"),
    ]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output, start_new_session=True
        )
    try:
        _wait(process, port, log)
        yield Server(process, port, workers)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server answers at all."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def children_of(pid: int) -> list[int]:
    """Return the direct children of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process, its finished children included; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(value) for value in fields[11:15]) / TICKS


def memory(pid: int) -> tuple[float, float]:
    """Return resident and unshared memory of a process in MB."""
    numbers: dict[str, int] = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]:
        name, value = line.split(":")
        numbers[name] = int(value.split()[0])
    return numbers["Rss"] / 1024, (numbers["Private_Clean"] + numbers["Private_Dirty"]) / 1024
