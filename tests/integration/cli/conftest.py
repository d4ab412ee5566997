"""The command line on both engines: each call as a person at a terminal would make it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from service.cli import main

ADMINISTRATOR = "quan-tri"
PASSWORD = "một mật khẩu đủ dài"

Call = Callable[..., "Answer"]


@dataclass(frozen=True)
class Answer:
    """What a call left: exit code, stdout, stderr."""

    result: Result

    @property
    def code(self) -> int:
        """The exit code; a traceback is no answer."""
        if self.result.exception is not None and not isinstance(self.result.exception, SystemExit):
            raise self.result.exception
        return self.result.exit_code

    @property
    def out(self) -> str:
        """What went to stdout."""
        return self.result.stdout

    @property
    def err(self) -> str:
        """What went to stderr."""
        return self.result.stderr

    @property
    def data(self) -> Any:
        """The JSON document on stdout."""
        assert self.code == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def call(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program on the test's database, as nobody."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DOCUMENTS_DIR", str(tmp_path / "documents"))
    for name in ("VINHDANH_TOKEN", "VINHDANH_USER", "VINHDANH_PASSWORD", "VINHDANH_NEW_PASSWORD"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> Answer:
        return Answer(CliRunner().invoke(main, words))

    return run


@pytest.fixture
def administrator(call: Call, monkeypatch: pytest.MonkeyPatch) -> str:
    """The first administrator, in whose name later calls are made."""
    monkeypatch.setenv("VINHDANH_NEW_PASSWORD", PASSWORD)
    added = call("accounts", "add", ADMINISTRATOR, "--name", "Quản trị", "--first", "--json").data
    monkeypatch.setenv("VINHDANH_USER", ADMINISTRATOR)
    monkeypatch.setenv("VINHDANH_PASSWORD", PASSWORD)
    return str(added["id"])


@pytest.fixture
def second_administrator(call: Call, administrator: str) -> str:
    """The user name of another administrator, with the same password."""
    assert administrator
    call("accounts", "add", "quan-tri-hai", "--name", "Quản trị hai", "--json")
    call("accounts", "grant", "quan-tri-hai", "administrator", "he-thong", "--json")
    return "quan-tri-hai"
