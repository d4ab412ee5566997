"""Tables to take away: CSV that spreadsheet programs open rightly and harmlessly, and Excel workbooks."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet program would take for the beginning of a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_767
WIDEST = 60
MARK = "\ufeff"  # by which Excel knows that a CSV file is UTF-8

Row = Sequence[str | int]


def write_csv(head: Row, rows: Iterable[Row]) -> bytes:
    """Return a table as CSV (RFC 4180, UTF-8 with its mark); a text that looks like a formula begins with a quote."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([_harmless(value) for value in head])
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return (MARK + target.getvalue()).encode()


def write_xlsx(title: str, head: Row, rows: Iterable[Row]) -> bytes:
    """Return a table as a workbook with one sheet; texts are stored as texts, never as formulas or links."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True, "in_memory": True}) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(head):
            sheet.set_column(column, column, min(WIDEST, max(14, len(str(name)) + 2)))
            sheet.write_string(0, column, str(name), bold)
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(place, column, value, wrapped)
                else:
                    sheet.write_string(place, column, value[:LONGEST_CELL], wrapped)
    return target.getvalue()


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
