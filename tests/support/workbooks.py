"""Workbooks that mean harm, and the bytes of those that do not."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

PLAIN = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    "{}</sheetData></worksheet>"
)
LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def workbook(book: Any) -> bytes:
    """Return the bytes of a workbook."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def plain() -> bytes:
    """Return a small harmless workbook."""
    book = openpyxl.Workbook()
    book.active.title = "Người"
    book.active.append(["Tên đăng nhập", "Họ và tên", "Mã đơn vị"])
    return workbook(book)


def replaced(part: str, text: bytes, *, name: str = "") -> bytes:
    """Return the harmless workbook with one part put in place of another, or added under a name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename != part:
                target.writestr(entry.filename, source.read(entry.filename))
        target.writestr(name or part, text)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def _sheet(rows: str, before: str = "") -> bytes:
    text = PLAIN.format(rows)
    return text.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{before}').encode()


def far_cell() -> tuple[bytes, str]:
    """A few kilobytes that pretend to reach to the last cell of the sheet."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return replaced(SHEET, _sheet(rows)), "too-many-rows"


def wide_row() -> tuple[bytes, str]:
    """One row with a cell in the last column."""
    return replaced(SHEET, _sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')), "too-many-columns"


def spaces() -> tuple[bytes, str]:
    """A part that unpacks to a hundred megabytes of nothing."""
    return replaced(SHEET, b" " * (100 * 1024 * 1024)), "archive-bomb"


def laughs() -> tuple[bytes, str]:
    """Entities that multiply."""
    return replaced(SHEET, _sheet('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>', LAUGHS)), "file-damaged"


def entity() -> tuple[bytes, str]:
    """An entity that would read a file of the machine."""
    return replaced(SHEET, _sheet('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>', OUTSIDE)), "file-damaged"


def climbing_name() -> tuple[bytes, str]:
    """A part whose name leaves the folder."""
    return replaced("nothing", b"x", name="../../x.xml"), "archive-bomb"


def many_parts() -> tuple[bytes, str]:
    """More parts than any workbook has."""
    made = io.BytesIO(plain())
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(300):
            archive.writestr(f"xl/media/{number}.bin", b"x")
    return made.getvalue(), "archive-bomb"


def macro() -> tuple[bytes, str]:
    """A macro under the extension of a workbook without any."""
    return replaced("nothing", b"x", name="xl/vbaProject.bin"), "active-content"


def cut() -> tuple[bytes, str]:
    """Half a file."""
    content = plain()
    return content[: len(content) // 2], "file-damaged"


def no_sheet() -> tuple[bytes, str]:
    """A workbook whose sheet is no XML at all."""
    return replaced(SHEET, b"\x00\xff" * 100), "file-damaged"


HOSTILE: Mapping[str, Callable[[], tuple[bytes, str]]] = {
    made.__name__: made
    for made in (far_cell, wide_row, spaces, laughs, entity, climbing_name, many_parts, macro, cut, no_sheet)
}
