"""The sheets of an import of bodies and people: their columns, and how a row of texts becomes values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.documents.workbooks import Workbook
from service.usecases.accounts.accounts import IMPLIED
from workflows.labels import labels
from workflows.names import fold
from workflows.plans.vocabulary import FUNCTIONS, LEVELS
from workflows.policy import roles

YES, NO = {"co", "x", "yes", "true", "1", "dung"}, {"", "khong", "no", "false", "0", "sai"}
SEXES = {"nam": "male", "nu": "female", "male": "male", "female": "female"}
Read = Callable[[str], Any]  # a value, or ValueError with the code of the problem


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the workbook, the value it gives, whether it must be filled, and what may stand in it."""

    field: str
    title: str
    hint: str
    is_required: bool = False
    read: Read = str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet by its name, with its columns; `key` is the field by which a row is known when it comes again."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: where it stands, its values, and what is wrong with it (column title, code, params)."""

    sheet: str
    number: int
    values: Mapping[str, Any]
    problems: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()


def _day(text: str) -> date | None:
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError("not-a-written-day")


def _flag(text: str) -> bool:
    word = fold(text)
    if word not in YES | NO:
        raise ValueError("not-yes-or-no")
    return word in YES


def _sex(text: str) -> str:
    word = fold(text)
    if word and word not in SEXES:
        raise ValueError("not-a-sex")
    return SEXES.get(word, "")


def _one_of(family: str, codes: tuple[str, ...]) -> Read:
    known = {fold(call): code for code in codes for call in (code, *labels()[family][code].values())}

    def read(text: str) -> str:
        if text and fold(text) not in known:
            raise ValueError("not-in-the-list")
        return known.get(fold(text), "")

    return read


def _names(family: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(labels()[family][code]["vi"] for code in codes)


def sheets() -> tuple[Sheet, ...]:
    """Return the sheets in the order in which they are taken in: bodies, people, roles."""
    granted = tuple(code for code in roles() if code not in IMPLIED)
    bodies = (
        Column("code", "Mã", "Mã riêng của cơ quan, đơn vị; nhập lại cùng mã thì là cùng đơn vị", is_required=True),
        Column("name", "Tên", "Tên đầy đủ", is_required=True),
        Column("level", "Cấp", "Chọn trong danh sách", is_required=True, read=_one_of("levels", LEVELS),
               choices=_names("levels", LEVELS)),
        Column("parent", "Mã cấp trên", "Mã của cơ quan cấp trên trực tiếp; để trống nếu ở gốc cây"),
        Column("function", "Lĩnh vực", "Chọn trong danh sách; để trống là Quản lý nhà nước",
               read=_one_of("functions", FUNCTIONS), choices=_names("functions", FUNCTIONS)),
        Column("legal_personality", "Tư cách pháp nhân", "Có hoặc Không", read=_flag, choices=("Có", "Không")),
        Column("valid_from", "Hoạt động từ", "Ngày dạng 01/07/2025", read=_day),
        Column("valid_to", "Đến", "Ngày dạng 30/06/2025; để trống nếu còn hoạt động", read=_day),
        Column("note", "Ghi chú", ""),
    )  # fmt: skip
    people = (
        Column("username", "Tên đăng nhập", "Chữ thường không dấu, số, dấu chấm, gạch; nhập lại thì là cùng người",
               is_required=True),
        Column("name", "Họ và tên", "", is_required=True),
        Column("body", "Mã đơn vị", "Đơn vị nơi công tác", is_required=True),
        Column("sex", "Giới tính", "Nam hoặc Nữ", read=_sex, choices=("Nam", "Nữ")),
        Column("occupation", "Nghề nghiệp", "Mã nghề nghiệp nếu có"),
        Column("is_leader", "Lãnh đạo", "Có hoặc Không", read=_flag, choices=("Có", "Không")),
        Column("is_head", "Người đứng đầu", "Có hoặc Không", read=_flag, choices=("Có", "Không")),
    )  # fmt: skip
    held = (
        Column("username", "Tên đăng nhập", "Người đã có hoặc có ở trang Người", is_required=True),
        Column("role", "Vai trò", "Chọn trong danh sách", is_required=True, read=_one_of("roles", granted),
               choices=_names("roles", granted)),
        Column("body", "Mã đơn vị", "Nơi giữ vai trò", is_required=True),
        Column("valid_from", "Từ ngày", "Ngày dạng 01/07/2025; để trống là từ nay", read=_day),
        Column("valid_to", "Đến ngày", "Để trống nếu chưa định ngày kết thúc", read=_day),
        Column("document", "Văn bản giao", "Số, ký hiệu văn bản giao nhiệm vụ", is_required=True),
    )  # fmt: skip
    return (Sheet("Đơn vị", bodies), Sheet("Người", people), Sheet("Vai trò", held))


def read_rows(book: Workbook) -> Iterator[Row]:
    """Yield every filled row of the known sheets, in the order in which they are taken in, and what is wrong with it.

    Yields a row of number 1 with a problem for a sheet whose headings are not those of the template.
    """
    for sheet in sheets():
        rows = book.sheets.get(sheet.name)
        if rows is None:
            continue
        places = _places(rows[0] if rows else [], sheet)
        missing = [column.title for column in sheet.columns if column.is_required and column.title not in places]
        if missing:
            yield Row(sheet.name, 1, {}, (("", "column-missing", {"columns": ", ".join(missing)}),))
            continue
        for number, cells in enumerate(rows[1:], start=2):
            if any(cells):
                yield _row(sheet, number, cells, places, book)


def _places(heading: list[str], sheet: Sheet) -> dict[str, int]:
    known = {fold(column.title): column.title for column in sheet.columns}
    return {known[fold(cell.rstrip("* "))]: at for at, cell in enumerate(heading) if fold(cell.rstrip("* ")) in known}


def _row(sheet: Sheet, number: int, cells: list[str], places: Mapping[str, int], book: Workbook) -> Row:
    values: dict[str, Any] = {}
    problems: list[tuple[str, str, Mapping[str, Any]]] = []
    for column in sheet.columns:
        place = places.get(column.title, -1)
        text = " ".join(cells[place].split()) if 0 <= place < len(cells) else ""
        if (sheet.name, number, place + 1) in book.formulas:
            problems.append((column.title, "formula", {}))
            continue
        if column.is_required and not text:
            problems.append((column.title, "required", {}))
            continue
        try:
            values[column.field] = column.read(text)
        except ValueError as error:
            problems.append((column.title, str(error), {"value": text[:80], "known": ", ".join(column.choices)}))
    return Row(sheet.name, number, values, tuple(problems))
