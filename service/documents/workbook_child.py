"""Reading an Excel workbook in a process of its own, which may use little memory and time; run by `workbooks`.

The workbook comes in on standard input, its cells go out on standard output as JSON. Nothing else is read or written.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

MEGABYTE = 1024 * 1024
MEMORY_BYTES = 1024 * MEGABYTE
CPU_SECONDS = 20
LONGEST_CELL = 2000


class TooMuch(Exception):
    """The workbook is larger than what is taken."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.said = {"code": code, "params": params}


def main() -> None:
    """Bound this process, read the workbook, and say what it holds or what is wrong with it."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    rows, columns, sheets = (int(word) for word in sys.argv[1:4])
    content = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(read(content, rows, columns, sheets), ensure_ascii=True))


def read(content: bytes, most_rows: int, most_columns: int, most_sheets: int) -> dict[str, Any]:
    """Return `sheets` (name → rows of texts) and `formulas` (where one stands), or `problem`."""
    import openpyxl  # noqa: PLC0415 - after the limits: nothing of it may run without them

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: XML is not read without it")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        return _cells(book, most_rows, most_columns, most_sheets)
    except TooMuch as problem:
        return {"problem": problem.said}
    except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes means the same
        return {"problem": {"code": "file-damaged", "params": {"kind": type(error).__name__}}}


def _cells(book: Any, most_rows: int, most_columns: int, most_sheets: int) -> dict[str, Any]:
    if len(book.sheetnames) > most_sheets:
        raise TooMuch("too-many-sheets", most=most_sheets)
    found: dict[str, Any] = {"sheets": {}, "formulas": []}
    for sheet in book.worksheets:
        found["sheets"][sheet.title] = list(_rows(sheet, most_rows, most_columns, found["formulas"]))
    return found


def _rows(sheet: Any, most_rows: int, most_columns: int, formulas: list[Any]) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > most_rows:
            raise TooMuch("too-many-rows", sheet=sheet.title, most=most_rows - 1)
        cells = []
        for place, cell in enumerate(row, start=1):
            if cell.value is None:
                cells.append("")
                continue
            if place > most_columns:
                raise TooMuch("too-many-columns", sheet=sheet.title, most=most_columns)
            if cell.data_type == "f":
                formulas.append([sheet.title, number, place])
            cells.append(_text(cell.value))
        yield cells[:most_columns]


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:LONGEST_CELL]


if __name__ == "__main__":
    main()
