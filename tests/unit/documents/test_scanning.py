"""The hook for a virus scanner: one answer lets a file in, every other keeps it out."""

from pathlib import Path

import pytest

from service.documents.problems import UploadProblem
from service.documents.scanning import Scanner

# The standard test file of the antivirus industry, in two parts so that this file is not taken for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").encode()
SIGNATURE = "EICAR-STANDARD-"


def script(folder: Path, body: str) -> str:
    """Write a scanner of our own and return its path."""
    path = folder / "scan me.sh"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return f"'{path}'"


@pytest.fixture
def command(tmp_path: Path) -> str:
    """A scanner that knows one signature and notes each file it was given."""
    return script(tmp_path, f'echo "$1" >> {tmp_path}/seen\ngrep -q "{SIGNATURE}" "$1" && exit 1\nexit 0')


def test_a_clean_file_comes_in(command: str) -> None:
    Scanner(command).check(b"Sach")


def test_eicar_is_kept_out(command: str) -> None:
    with pytest.raises(UploadProblem, match="infected"):
        Scanner(command).check(EICAR)


def test_without_a_command_nothing_is_asked() -> None:
    Scanner().check(EICAR)


@pytest.mark.parametrize("body", ["exit 2", "exit 127", "kill -9 $$"])
def test_a_scanner_that_fails_lets_nothing_in(tmp_path: Path, body: str) -> None:
    with pytest.raises(UploadProblem, match="scan-failed"):
        Scanner(script(tmp_path, body)).check(b"Sach")


def test_a_scanner_that_is_not_there_lets_nothing_in(tmp_path: Path) -> None:
    with pytest.raises(UploadProblem, match="scan-failed"):
        Scanner(str(tmp_path / "missing")).check(b"Sach")


def test_a_scanner_that_does_not_answer_lets_nothing_in(tmp_path: Path) -> None:
    with pytest.raises(UploadProblem, match="scan-failed"):
        Scanner(script(tmp_path, "exec sleep 5"), timeout_seconds=1).check(b"Sach")


def test_the_path_stands_where_the_command_wants_it(tmp_path: Path) -> None:
    command = script(tmp_path, 'test "$1" = --file && grep -q Sach "$2"')
    Scanner(f"{command} --file {{file}} --quiet").check(b"Sach")


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    command = script(tmp_path, 'test "$1" = "\\$(touch /tmp/never)" || exit 2')
    Scanner(f"{command} '$(touch /tmp/never)'").check(b"Sach")


def test_what_was_found_clean_is_asked_once_until_it_is_forgotten(tmp_path: Path, command: str) -> None:
    scanner = Scanner(command)
    scanner.check(b"Sach")
    scanner.check(b"Sach")
    assert len((tmp_path / "seen").read_text().splitlines()) == 1
    scanner.forget(b"Sach")
    scanner.check(b"Sach")
    assert len((tmp_path / "seen").read_text().splitlines()) == 2


def test_what_was_infected_is_asked_again(tmp_path: Path, command: str) -> None:
    scanner = Scanner(command)
    for _ in range(2):
        with pytest.raises(UploadProblem):
            scanner.check(EICAR)


def test_the_scanned_copy_does_not_stay(tmp_path: Path, command: str) -> None:
    Scanner(command).check(b"Sach")
    assert not Path((tmp_path / "seen").read_text().strip()).exists()
