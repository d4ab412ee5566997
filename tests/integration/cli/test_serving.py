"""The service as it is started: one process on SQLite, an address said, and a file that nobody else can open."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server

import pytest

from service.db.errors import DatabaseLocked
from tests.support.databases import open_database
from tests.support.tree import ROOT

PATIENCE = 30


@contextmanager
def served(url: str, folder: Path, port: int) -> Iterator[str]:
    """Run the service and yield what it said when it was ready."""
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", str(port), "--json"]
    environment = {**os.environ, "DATABASE_URL": url, "DOCUMENTS_DIR": str(folder), "DEMO": "0"}
    said = folder / "said.txt"
    with said.open("wb") as out, (folder / "errors.txt").open("wb") as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=errors)
        try:
            wait_until_it_answers(process, port)
            yield said.read_text(encoding="utf-8")
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    """Ask until there is an answer; fail when the process ends first."""
    for _ in range(PATIENCE * 10):
        assert process.poll() is None
        try:
            assert get(port, "/about") == 200
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the service never answered")


def get(port: int, path: str) -> int:
    """Return the status of an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_service_says_its_address_and_holds_its_file(sqlite_url: str, tmp_path: Path) -> None:
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with served(sqlite_url, tmp_path, port) as said:
        assert json.loads(said) == {
            "address": f"http://127.0.0.1:{port}/",
            "demo_accounts": [],
            "demo_password": "",
        }
        assert get(port, "/api/v1/proposals") == 401
        with pytest.raises(DatabaseLocked):
            open_database(sqlite_url)
    open_database(sqlite_url).close()
