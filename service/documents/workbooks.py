"""Excel workbooks that come from outside: judged as archives first, then read by a process that may not grow."""

import io
import os
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import dataclass

import orjson

from service.documents.inspection import inspect_upload
from service.documents.problems import UploadProblem

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
MOST_UNPACKED_BYTES = 50 * MEGABYTE
MOST_ENTRIES = 200
MOST_ROWS = 2001  # the heading and two thousand rows: all of them are taken in by one transaction
MOST_COLUMNS = 30
MOST_SHEETS = 10
WALL_SECONDS = 40
CHILD = "service.documents.workbook_child"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The texts of a workbook: rows of cells by sheet, and where formulas stand (sheet, row, column from 1)."""

    sheets: dict[str, list[list[str]]]
    formulas: frozenset[tuple[str, int, int]]


def inspect_workbook(file_name: str, content: bytes) -> None:
    """Judge an upload by its name, size and directory, without unpacking it; raises UploadProblem."""
    if file_name.rpartition(".")[2].lower() != "xlsx":
        raise UploadProblem("type-not-allowed", {"extension": file_name.rpartition(".")[2].lower(), "allowed": "xlsx"})
    inspect_upload(file_name, content, limit_bytes=MOST_BYTES)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise UploadProblem("archive-bomb")


def read_workbook(file_name: str, content: bytes) -> Workbook:
    """Return what a workbook holds, read in a process of its own; raises UploadProblem for one that is not taken."""
    inspect_workbook(file_name, content)
    command = [sys.executable, "-m", CHILD, str(MOST_ROWS), str(MOST_COLUMNS), str(MOST_SHEETS)]
    path = {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing from outside in the command
            command, input=content, capture_output=True, timeout=WALL_SECONDS, env=path, check=False
        )
    except subprocess.TimeoutExpired:
        raise UploadProblem("archive-bomb") from None
    if done.returncode != 0:
        # The child was stopped by its limits, or by something worse in the file: it is not taken either way.
        raise UploadProblem("archive-bomb")
    said = orjson.loads(done.stdout)
    if "problem" in said:
        raise UploadProblem(said["problem"]["code"], said["problem"]["params"])
    sheets = {_nfc(name): [[_nfc(cell) for cell in row] for row in rows] for name, rows in said["sheets"].items()}
    return Workbook(sheets, frozenset((_nfc(name), row, column) for name, row, column in said["formulas"]))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
