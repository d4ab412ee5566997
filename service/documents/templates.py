"""Workbooks that are given out to be filled in: headings, hints, lists to choose from, and nothing that computes."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import xlsxwriter

ROWS = 1000  # that the lists reach down to
LONGEST_LIST = 255  # of all choices together, as Excel takes a list written in place
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
INK, PAPER, LACQUER = "#1B2430", "#FAF8F4", "#8C1C1C"


class Heading(NamedTuple):
    """One column of a sheet to be filled in."""

    title: str
    hint: str
    is_required: bool
    choices: tuple[str, ...]


def write_template(sheets: Iterable[tuple[str, list[Heading]]], guide: tuple[str, list[str]]) -> bytes:
    """Return a workbook with these sheets, a guide before them, and the lists of choices behind."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, SAFE)
    book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    heading = book.add_format({"bold": True, "font_color": INK, "bg_color": PAPER, "bottom": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@", "valign": "top"})
    _write_guide(book, guide)
    lists: list[tuple[str, ...]] = []
    filled = list(sheets)
    for name, columns in filled:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            title = f"{column.title} *" if column.is_required else column.title
            sheet.set_column(place, place, max(16, len(column.title) + 6), text)
            sheet.write_string(0, place, title, heading)
            if column.hint:
                sheet.write_comment(0, place, column.hint, {"x_scale": 1.6})
            _offer(sheet, place, column, lists)
    _write_lists(book, lists)
    book.close()
    return made.getvalue()


def _write_guide(book: Any, guide: tuple[str, list[str]]) -> None:
    name, lines = guide
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    strong = book.add_format({"bold": True, "font_size": 14, "font_color": LACQUER})
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line, *([strong] if place == 0 else []))


def _offer(sheet: Any, place: int, column: Heading, lists: list[tuple[str, ...]]) -> None:
    """Offer the choices of a column: written in place when they are few, from the sheet of lists otherwise."""
    if not column.choices:
        return
    if sum(map(len, column.choices)) + len(column.choices) < LONGEST_LIST and "," not in "".join(column.choices):
        source: Any = list(column.choices)
    else:
        lists.append(column.choices)
        letter = chr(ord("A") + len(lists) - 1)
        source = f"='Danh sách'!${letter}$1:${letter}${len(column.choices)}"
    sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": source, "ignore_blank": True})


def _write_lists(book: Any, lists: list[tuple[str, ...]]) -> None:
    if not lists:
        return
    sheet = book.add_worksheet("Danh sách")
    for place, choices in enumerate(lists):
        sheet.set_column(place, place, 36)
        for row, choice in enumerate(choices):
            sheet.write_string(row, place, choice)
