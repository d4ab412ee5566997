"""The measured databases: made once under .cache/bench, used again until their ready proposals are used up."""

import hashlib
import json
import os
import pwd
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg

from service.db import migrating, searching
from service.db.engines import driver
from tests.bench.filling import fill_postgresql, fill_sqlite
from tests.bench.places import CACHE
from tests.bench.seeds import READY, Seed, make_seed
from tests.support import postgres
from tests.support.postgres import Cluster
from tests.support.tree import ROOT

SOURCES = ("workflows/data", "migrations/versions")
SAMPLE = ["Đề nghị 12/2026/TTr của Nguyễn Văn An"]  # how words are cut decides what is written, too
OWN_SOURCES = ("seeds.py", "population.py", "filling.py", "places.py")
SERVER = {
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
    "effective_io_concurrency": "16",
    "max_connections": "120",
}
Say = Callable[[str], None]


@dataclass(frozen=True)
class Ground:
    """One database of so many proposals; `name` tells the baseline's copy from the product's."""

    engine: str
    size: int
    name: str
    url: str

    @property
    def plain_url(self) -> str:
        """Return the address as the driver takes it."""
        return self.url.replace("+psycopg", "").removeprefix("sqlite:///")

    def connect(self) -> Any:
        """Open a connection of the bare driver."""
        if self.engine == "sqlite":
            return driver.connect(self.plain_url, isolation_level=None)
        return psycopg.connect(self.plain_url, autocommit=True)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with closing(self.connect()) as connection:
            return [tuple(row) for row in connection.execute(query).fetchall()]

    def ready(self, limit: int) -> list[str]:
        """Return the proposals that nobody has moved yet, the first ones."""
        return [
            row[0] for row in self.ask(f"SELECT id FROM proposal WHERE state = '{READY}' ORDER BY id LIMIT {limit}")
        ]

    def events(self) -> int:
        """Return how many events the trail has."""
        return int(self.ask("SELECT count(*) FROM audit_event")[0][0])


class Grounds:
    """Makes and finds databases; on PostgreSQL it keeps a server of its own, whose data outlive it."""

    def __init__(self, folder: Path, cluster: Cluster | None, say: Say) -> None:
        self.folder = folder
        self.seed = read_seed(folder)
        self._cluster = cluster
        self._say = say

    @property
    def cluster(self) -> Cluster:
        """Return the PostgreSQL server."""
        assert self._cluster is not None, "PostgreSQL was not asked for"
        return self._cluster

    def find(self, engine: str, size: int, *, ready: int, needed: int, name: str = "product") -> Ground:
        """Return a database with so many proposals ready to be moved; it is made anew where there are fewer."""
        found = self.place(engine, size, name)
        marker = self.folder / f"{engine}-{size}-{name}.ready"
        if marker.exists() and len(found.ready(needed)) == needed:
            return found
        marker.unlink(missing_ok=True)
        self._say(f"making {size:,} proposals on {engine} ({name})")
        if engine == "sqlite":
            path = Path(found.plain_url)
            for file in path.parent.glob(f"{path.name}*"):
                file.unlink()
            fill_sqlite(path, self.seed, size, ready)
        else:
            self.cluster.drop_database(_database(size, name))
            self.cluster.create_database(_database(size, name))
            fill_postgresql(found.url, self.seed, size, ready)
        marker.touch()
        assert len(found.ready(needed)) == needed, f"{size} proposals are too few for this run"
        return found

    def place(self, engine: str, size: int, name: str) -> Ground:
        """Return a database whether it has been made or not."""
        path = self.folder / f"sqlite-{size}-{name}.db"
        url = f"sqlite:///{path}" if engine == "sqlite" else self.cluster.url(_database(size, name))
        return Ground(engine, size, name, url)


def _database(size: int, name: str) -> str:
    return f"bench_{size}_{name}"


@contextmanager
def open_grounds(engines: tuple[str, ...], say: Say) -> Iterator[Grounds]:
    """Open what was kept of the same sources, forget what was kept of others."""
    folder = CACHE / _key()
    for other in CACHE.glob("*") if CACHE.exists() else ():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "seed.json").exists():
        keep_seed(folder)
    if "postgresql" not in engines:
        yield Grounds(folder, None, say)
        return
    with kept_cluster(folder) as cluster:
        yield Grounds(folder, cluster, say)


@contextmanager
def kept_cluster(folder: Path) -> Iterator[Cluster]:
    """Start a durable server whose data lie in the cache; its socket lies in a short folder of this run."""
    data = folder / "postgresql"
    data.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        account = pwd.getpwnam(postgres.UNPRIVILEGED)
        os.chown(data, account.pw_uid, account.pw_gid)
    place = postgres.new_folder()
    (place / "data").symlink_to(data)
    try:
        cluster = postgres.launch(place, durable=True, settings=SERVER)
        try:
            yield cluster
        finally:
            cluster.stop(mode="fast")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def keep_seed(folder: Path) -> None:
    """Make the seed and write down what is in it."""
    path = folder / "seed.db"
    path.unlink(missing_ok=True)
    seed = make_seed(path)
    (folder / "seed.json").write_text(json.dumps(asdict(seed) | {"path": path.name}), encoding="utf-8")


def read_seed(folder: Path) -> Seed:
    """Read back what is in the seed."""
    kept = json.loads((folder / "seed.json").read_text(encoding="utf-8"))
    units = tuple((key, name) for key, name in kept.pop("units"))
    return Seed(**{**kept, "path": folder / kept["path"], "units": units})


def _key() -> str:
    """Return a name for the sources that decide what is written: rules, flows, plans, schema and generator."""
    digest = hashlib.sha256(f"{migrating.head()} {searching._joined(SAMPLE)}".encode())
    own = [Path(__file__).parent / name for name in OWN_SOURCES]
    listed = [file for place in SOURCES for file in _files(ROOT / place)]
    for file in sorted([*own, *listed]):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else [path for path in place.rglob("*") if path.suffix in {".toml", ".py"}]
