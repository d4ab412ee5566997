"""The throw-away PostgreSQL server: private, shared by the workers, and a clear word when it is absent."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.support import memory
from tests.support import postgres as server
from tests.support.postgres import Cluster, PostgresUnavailable


def ask(url: str, statement: str) -> object:
    """Run one statement and return its single value."""
    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True) as connection:
        row = connection.execute(statement.encode()).fetchone() if statement.startswith("SELECT") else None
        if row is None:
            connection.execute(statement.encode())
            return None
        return row[0]


def test_database_of_a_test_is_empty(postgres_url: str) -> None:
    assert ask(postgres_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    ask(postgres_url, "CREATE TABLE mark (id int)")


def test_database_of_the_next_test_is_empty_too(postgres_url: str) -> None:
    assert ask(postgres_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    ask(postgres_url, "CREATE TABLE mark (id int)")


def test_server_listens_on_no_network(postgres: Cluster) -> None:
    assert ask(postgres.url(), "SELECT current_setting('listen_addresses')") == ""


def test_server_folder_is_private_and_its_process_is_not_root(postgres: Cluster) -> None:
    status = postgres.folder.stat()
    assert status.st_mode & 0o077 == 0
    assert status.st_uid != 0


def test_throw_away_data_lie_in_the_memory_of_the_run_and_durable_ones_on_the_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run, careless, durable = (tmp_path / name for name in ("run", "careless", "durable"))
    for place in (run, careless, durable):
        place.mkdir()
    monkeypatch.setenv(server.RUN_FOLDER, str(run))
    assert server._make_data(careless, durable=False).resolve().parent == run
    assert not server._make_data(durable, durable=True).is_symlink()
    server._remove(careless)
    assert not list(run.iterdir())


def test_data_that_somebody_keeps_elsewhere_outlive_their_server(tmp_path: Path) -> None:
    kept, folder = tmp_path / "kept", tmp_path / "server"
    for place in (kept, folder):
        place.mkdir()
    (folder / "data").symlink_to(kept)
    server._remove(folder)
    assert kept.is_dir()
    assert not folder.exists()


def test_a_run_takes_memory_where_there_is_room_and_gives_back_what_broken_runs_have_left(tmp_path: Path) -> None:
    gone, running = (tmp_path / f"{memory.PREFIX}{process}-x" for process in (2**22 + 1, os.getpid()))
    for left in (gone, running):
        left.mkdir()
    assert memory.make_run_folder(tmp_path, roomy=2**62) is None
    made = memory.make_run_folder(tmp_path, roomy=1)
    assert made is not None
    assert set(tmp_path.iterdir()) == {running, made}
    assert memory.make_run_folder(tmp_path / "nowhere") is None


def test_text_is_unicode_in_code_point_order(postgres: Cluster) -> None:
    assert ask(postgres.url(), "SELECT string_agg(w, '' ORDER BY w) FROM unnest(ARRAY['đ','e','d','Ấ']) AS w") == "deđẤ"


def test_template_is_prepared_once_when_many_ask_at_once(postgres: Cluster, worker_id: str) -> None:
    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        ask(url, "CREATE TABLE mark (id int)")

    name = f"template_{worker_id}"
    with ThreadPoolExecutor(4) as pool:
        names = list(pool.map(lambda _: postgres.template(name, prepare), range(4)))
    assert names == [name] * 4
    assert len(prepared) == 1


def test_database_is_a_copy_of_its_template(postgres: Cluster, worker_id: str) -> None:
    template = postgres.template(f"source_{worker_id}", lambda url: ask(url, "CREATE TABLE mark AS SELECT 7 AS id"))
    name = f"copy_{worker_id}"
    url = postgres.create_database(name, template=template)
    assert ask(url, "SELECT id FROM mark") == 7
    postgres.drop_database(name)


def test_missing_wheel_is_an_error_that_names_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(server, "find_spec", lambda _: None)
    with pytest.raises(PostgresUnavailable, match="make test"):
        server.launch(tmp_path)


def test_broken_start_tells_every_worker_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(server, "find_spec", lambda _: None)
    for _ in range(2):
        with pytest.raises(PostgresUnavailable, match="is not installed"):
            server.shared_cluster(tmp_path)


def test_server_runs_from_a_copy_when_its_user_cannot_reach_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        monkeypatch.setattr(server, "_is_open_to_all", lambda _: False)
    with server.start_cluster() as cluster:
        folder = cluster.folder
        assert (folder in cluster.programs.parents) == (os.geteuid() == 0)
        assert ask(cluster.url(), "SELECT 1") == 1
    assert not folder.exists()
