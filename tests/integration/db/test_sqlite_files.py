"""SQLite files: checkpoints off the commit path, and the older journal where the library is not known to be sound."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from service.db import engines, migrating, nominees
from service.db.checkpointing import Checkpointer
from service.db.database import Database
from service.db.engines import has_sound_wal, journal_of, sqlite_engine
from tests.integration.db.rows import a_body, a_person, a_proposal, move
from tests.support.databases import open_database

PATIENCE_SECONDS = 10


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 50, 9), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
    ids=str,
)
def test_log_is_used_only_where_it_is_sound(version: tuple[int, int, int], expected: bool) -> None:
    assert has_sound_wal(version) is expected
    assert journal_of(version) == (("wal", 2) if expected else ("delete", 3))


@pytest.fixture
def stdlib_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file opened by the standard library's SQLite, as on machines without the wheel."""
    monkeypatch.setattr(engines, "driver", sqlite3)
    monkeypatch.setattr(migrating, "driver", sqlite3)
    url = f"sqlite:///{tmp_path / 'plain.db'}"
    migrating.upgrade(url)
    return url


def test_standard_library_serves_as_well(stdlib_url: str) -> None:
    database = open_database(stdlib_url)
    case = database.write(lambda work: a_proposal(work, a_person(work), a_body(work)))
    assert database.write(lambda work: move(work, case, "unit_reviewed")) == 2
    found = database.read(lambda work: nominees.list_nominees(work, query="duc"))
    assert [row.name for row in found] == ["Nguyễn Văn Đức"]
    mode = database.read(lambda work: work.connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    assert mode == journal_of(sqlite3.sqlite_version_info)[0]
    assert migrating.drift(stdlib_url) == []
    database.close()


@pytest.fixture
def log(sqlite_url: str) -> Path:
    if not has_sound_wal(engines.driver.sqlite_version_info):
        return Path()
    return Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal")


def size_of(log: Path) -> int:
    return log.stat().st_size if log.is_file() else 0


def fill(database: Database, count: int) -> None:
    database.write(lambda work: [a_person(work, f"Người {number}") for number in range(count)])


def test_committed_pages_reach_the_file_while_the_service_runs(sqlite_url: str, log: Path) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    before = file.stat().st_size
    database = open_database(sqlite_url)
    fill(database, 200)
    assert eventually(lambda: file.stat().st_size > before)
    database.close()


def test_log_that_grows_too_long_is_cut(sqlite_url: str, log: Path) -> None:
    database = open_database(sqlite_url)
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    fill(database, 500)
    longest = size_of(log)
    writer = database._side._writer  # type: ignore[attr-defined]  # the real writer
    eager = Checkpointer(path, sqlite_engine(path, "write"), writer, longest=longest // 4)

    def is_cut() -> bool:
        fill(database, 1)  # the writer cuts after a commit
        return size_of(log) <= longest // 4

    assert eventually(is_cut)
    assert len(database.read(lambda work: nominees.list_nominees(work, limit=1000))) > 500
    eager.close()
    database.close()


def test_everything_is_in_the_file_after_closing(sqlite_url: str, log: Path) -> None:
    database = open_database(sqlite_url)
    fill(database, 20)
    database.close()
    assert not log.is_file()
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as plain:
        assert plain.execute("SELECT count(*) FROM nominee").fetchone() == (20,)
    plain.close()
