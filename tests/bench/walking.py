"""Transitions through the whole HTTP path, beside their two baselines: interleaved rounds, medians, ratios."""

import pickle
import random
import statistics
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.clients import walk_all
from tests.bench.grounds import Ground, Grounds, Say
from tests.bench.raw import run_raw
from tests.bench.scripts import Script, take_down
from tests.bench.seeds import WALK
from tests.bench.servers import THREADS, Server, children_of, cpu_seconds, serve

PRODUCT, BARE, RAW = "product", "R1", "R0"
CONNECTIONS = (1, 8)
BASELINE_FACTOR = 3
WORKERS = {"sqlite": 1, "postgresql": 2}


class WrongAnswer(AssertionError):
    """A measurement that measured something else: another answer, a missing event, a broken chain."""


@dataclass(frozen=True)
class Plan:
    """How much is measured: walks in a round at each number of connections, rounds, sizes; `headline` is compared."""

    sizes: tuple[int, ...]
    headline: int
    rounds: int
    walks: dict[int, int]

    def needed(self, what: str) -> int:
        """Return how many ready proposals one contender uses up, two for the script included."""
        return (self.rounds + 1) * sum(self.walks_of(what, connections) for connections in self.walks) + 2

    def walks_of(self, what: str, connections: int) -> int:
        """Return how many proposals take their walk in a round; the baselines are faster, so they are given more."""
        return self.walks[connections] * (1 if what == PRODUCT else BASELINE_FACTOR)

    @property
    def ready(self) -> int:
        """Return how many ready proposals a database is made with: enough for several runs."""
        return 8 * self.needed(PRODUCT)


@dataclass
class Samples:
    """The rounds of one thing at one number of connections."""

    rates: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    server_cpu: list[float] = field(default_factory=list)  # microseconds a request
    database_cpu: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Return the median of requests a second."""
        return statistics.median(self.rates)


@dataclass(frozen=True)
class Key:
    """What was measured."""

    engine: str
    what: str
    size: int
    connections: int


@dataclass
class Contender:
    """A server, its database, and the proposals that are still to be moved through it."""

    engine: str
    what: str
    ground: Ground
    server: Server | None
    ready: list[str]
    script: Script
    events: int
    accepted: int = 0

    def take(self, count: int) -> list[str]:
        """Return the next proposals that nobody has moved."""
        taken, self.ready = self.ready[:count], self.ready[count:]
        return taken


@dataclass
class Walked:
    """All rounds, the memory of a worker after them, and how many findings each move asked."""

    samples: dict[Key, Samples] = field(default_factory=lambda: defaultdict(Samples))
    memory: dict[str, tuple[float, float]] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    statements: dict[str, dict[str, int]] = field(default_factory=dict)
    requests: int = 0


def measure_walks(grounds: Grounds, engines: tuple[str, ...], plan: Plan, say: Say) -> Walked:
    """Run every round of every contender in shuffled order with all servers up; the first round is thrown away."""
    walked = Walked()
    with ExitStack() as stack:
        contenders = [item for engine in engines for item in _contenders(stack, grounds, engine, plan, walked, say)]
        order = random.Random(7)  # noqa: S311  # the same shuffles each time
        for number in range(plan.rounds + 1):
            say(f"round {number} of {plan.rounds}" if number else "warming up")
            turns = [(item, connections) for item in contenders for connections in CONNECTIONS]
            order.shuffle(turns)
            for item, connections in turns:
                _run(grounds, item, plan, connections, walked if number else Walked())
        for item in contenders:
            if item.server is not None and item.what == PRODUCT and item.ground.size == plan.headline:
                walked.memory[item.engine] = item.server.memory()
    _check_events(contenders)
    walked.requests = sum(item.accepted for item in contenders)
    return walked


def _contenders(
    stack: ExitStack, grounds: Grounds, engine: str, plan: Plan, walked: Walked, say: Say
) -> Iterator[Contender]:
    script = None
    for size in sorted(plan.sizes, key=lambda size: size != plan.headline):
        needed = plan.needed(PRODUCT)
        ground = grounds.find(engine, size, ready=min(size, plan.ready), needed=needed)
        if script is None:
            script = take_down(ground, grounds.seed, grounds.folder)
            walked.findings |= {name: action.findings for name, action in script.actions.items()}
            walked.statements[engine] = {name: len(action.statements) for name, action in script.actions.items()}
            yield from _baselines(stack, grounds, engine, plan, script)
        server = stack.enter_context(_serve(grounds, "tests.bench.application", ground))
        say(f"serving {ground.size:,} proposals on {engine}")
        ready = ground.ready(needed)
        yield Contender(engine, PRODUCT, ground, server, ready, script, ground.events())


def _baselines(stack: ExitStack, grounds: Grounds, engine: str, plan: Plan, script: Script) -> Iterator[Contender]:
    """Both baselines on a database of their own, of the headline's size."""
    needed = plan.needed(BARE) + plan.needed(RAW)
    ready = min(plan.headline, BASELINE_FACTOR * 2 * plan.ready)
    ground = grounds.find(engine, plan.headline, ready=ready, needed=needed, name="baseline")
    file = grounds.folder / f"{engine}.script"
    file.write_bytes(pickle.dumps(script))
    ids, events = ground.ready(needed), ground.events()
    half = plan.needed(BARE)
    server = stack.enter_context(_serve(grounds, "tests.bench.bare:make_application()", ground, BENCH_SCRIPT=str(file)))
    yield Contender(engine, BARE, ground, server, ids[:half], script, events)
    yield Contender(engine, RAW, ground, None, ids[half:], script, events)


def _serve(grounds: Grounds, application: str, ground: Ground, **more: str):  # noqa: ANN202  # a context of Server
    environment = {
        "DATABASE_URL": ground.url,
        "DOCUMENTS_DIR": str(grounds.folder / "documents"),
        "DB_POOL_SIZE": str(THREADS),
        **more,
    }
    log = grounds.folder / f"{ground.engine}-{ground.size}-{ground.name}.log"
    return serve(application, environment, workers=WORKERS[ground.engine], log=Path(log))


def _run(grounds: Grounds, item: Contender, plan: Plan, connections: int, walked: Walked) -> None:
    taken = item.take(plan.walks_of(item.what, connections))
    samples = walked.samples[Key(item.engine, item.what, item.ground.size, connections)]
    asked = len(taken) * len(WALK)
    database = _database_cpu(grounds, item.engine)
    if item.server is None:
        writers = connections if item.engine == "postgresql" else 1  # a SQLite file has one writer
        samples.rates.append(run_raw(item.ground.url, item.script, taken, writers))
    else:
        before = item.server.cpu_seconds()
        load = walk_all(item.server.port, taken, grounds.seed.ready_version, grounds.seed.bodies_of_move, connections)
        if load.statuses != {200: asked}:
            raise WrongAnswer(f"{item.what} on {item.engine}: {dict(load.statuses)}: {load.refusals[:2]}")
        samples.rates.append(load.rate)
        samples.p50.append(load.percentile(0.5))
        samples.p99.append(load.percentile(0.99))
        samples.server_cpu.append(1e6 * (item.server.cpu_seconds() - before) / asked)
    samples.database_cpu.append(1e6 * (_database_cpu(grounds, item.engine) - database) / asked)
    item.accepted += asked


def _database_cpu(grounds: Grounds, engine: str) -> float:
    """Return the CPU time of all processes of the PostgreSQL server; SQLite works inside the product."""
    if engine == "sqlite":
        return 0.0
    postmaster = int((grounds.cluster.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
    return sum(cpu_seconds(pid) for pid in (postmaster, *children_of(postmaster)))


def _check_events(contenders: list[Contender]) -> None:
    """Demand that each accepted request left exactly one event; the two baselines share a database."""
    accepted: dict[Ground, int] = defaultdict(int)
    before = {item.ground: item.events for item in contenders}
    for item in contenders:
        accepted[item.ground] += item.accepted
    for ground, number in accepted.items():
        found = ground.events() - before[ground]
        if found != number:
            raise WrongAnswer(f"{ground.engine}, {ground.size:,}, {ground.name}: {number} accepted, {found} events")
