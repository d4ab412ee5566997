"""Tables below a step: columns and items by their Vietnamese names, values by what they are."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.bdd.words import find_code, is_code, read_day
from workflows.names import fold, nfc

Reader = Callable[[str], Any]
Fields = Mapping[str, tuple[str, Reader]]
Table = list[list[str]] | None


def text(value: str) -> str:
    """Return a text composed and trimmed."""
    return nfc(value).strip()


def whole(value: str) -> int:
    """Return a whole number."""
    return int(value)


def flag(value: str) -> bool | None:
    """Return yes (có), no (không), or None for what is not known (chưa rõ)."""
    return {"co": True, "khong": False, "chua ro": None, "dat": True, "khong dat": False}[fold(value)]


def texts(value: str) -> list[str]:
    """Return what stands between semicolons."""
    return [text(part) for part in value.split(";") if part.strip()]


def code(family: str) -> Reader:
    """Return a reader of one family's words."""
    return partial(find_code, family)


def forms(value: str) -> list[str]:
    """Return the award forms between semicolons."""
    return [find_code("forms", part) for part in texts(value)]


def award(value: str) -> str:
    """Return the code of an award form or of a merit title."""
    return find_code("forms" if is_code("forms", value) else "titles", value)


def rows(table: Table, fields: Fields) -> list[dict[str, Any]]:
    """Return the rows of a table with a header line, by field; an empty cell says nothing."""
    assert table, "bước này cần một bảng"
    head = [fold(cell) for cell in table[0]]
    return [_read(zip(head, line, strict=True), fields) for line in table[1:]]


def pairs(table: Table, fields: Fields) -> dict[str, Any]:
    """Return a table of two columns (mục | nội dung), by field."""
    lines = [(fold(line[0]), line[1]) for line in table or []]
    return _read([line for line in lines if line[0] != "muc"], fields)


def _read(cells: Any, fields: Fields) -> dict[str, Any]:
    known = {fold(name): found for name, found in fields.items()}
    known |= {fold(name): (name, reader) for name, reader in fields.values()}
    values: dict[str, Any] = {}
    for name, cell in cells:
        assert name in known, f"bảng không có mục “{name}”; các mục: {', '.join(sorted(fields))}"
        field, reader = known[name]
        if cell.strip():
            values[field] = reader(cell)
    return values


DETAILS: Fields = {
    "giới tính": ("sex", code("sexes")),
    "tỷ lệ nữ": ("women_percent", whole),
    "lãnh đạo": ("is_leader", flag),
    "người đứng đầu": ("is_head", flag),
    "cấp ủy quản lý": ("party_managed", flag),
    "nghề nghiệp": ("occupation", text),
    "nhóm đặc thù": ("special_group", text),
    "đại diện": ("representative", text),
    "cấp": ("level", code("levels")),
    "người nước ngoài": ("foreign", flag),
    "địa bàn": ("area", code("living_areas")),
}
BODY: Fields = {
    "mã": ("code", text),
    "cấp": ("level", code("levels")),
    "chức năng": ("function", code("functions")),
    "tư cách pháp nhân": ("legal_personality", flag),
    "cơ quan chuyên môn": ("specialised_agency", flag),
    "người đứng đầu": ("head_role", text),
    "từ ngày": ("valid_from", read_day),
    "đến ngày": ("valid_to", read_day),
}
TITLE: Fields = {
    "cấp": ("level", code("levels")),
    "mức": ("grade", whole),
    "bộ tiêu chí": ("criteria_set", text),
    "tổng điểm": ("total", whole),
    "chỉ số thấp nhất": ("min_indicator", whole),
    "có giá trị đến": ("valid_until", read_day),
    "nơi ban hành": ("issuer", text),
}
INITIATIVE: Fields = {
    "số": ("number", text),
    "ngày": ("issued_on", read_day),
    "nơi công nhận": ("issuer", text),
    "loại": ("code", code("initiatives")),
    "giấy tờ": ("paper", code("papers")),
    "phạm vi": ("area", code("areas")),
    "đã dùng cho": ("used_for", texts),
    "năm dùng": ("used_year", whole),
}
RATING: Fields = {
    "năm": ("year", whole),
    "mức": ("code", code("ratings")),
    "số": ("number", text),
    "nơi đánh giá": ("issuer", text),
}
AWARD: Fields = {
    "hình thức": ("code", award),
    "số": ("number", text),
    "ngày": ("issued_on", read_day),
    "nơi ban hành": ("issuer", text),
    "từ ngày": ("starts_on", read_day),
    "đến ngày": ("ends_on", read_day),
    "chủ đề": ("theme", text),
    "loại khen": ("basis", code("bases")),
    "kênh": ("channel", text),
    "thành tích": ("achievement", text),
}
DOCUMENT: Fields = {
    "loại": ("type", text),
    "số": ("number", text),
    "ngày": ("dated_on", read_day),
    "tiêu chí": ("criterion", text),
    "bản": ("copy", code("copies")),
    "nơi ban hành": ("issuer", text),
    "tên": ("title", text),
    "năm": ("year", whole),
    "thành viên": ("members", whole),
    "dự họp": ("present", whole),
    "đồng ý": ("in_favour", whole),
    "ý kiến bằng văn bản": ("written", whole),
    "đồng ý bằng văn bản": ("written_in_favour", whole),
    "cấp hội đồng": ("council_level", code("levels")),
    "hình thức": ("forms", forms),
    "xác nhận bởi": ("confirmed_by", text),
    "phần": ("parts", texts),
    "số bộ": ("sets", whole),
    "định dạng": ("formats", texts),
    "nhận bản giấy": ("paper_received_on", read_day),
    "nhận bản điện tử": ("electronic_received_on", read_day),
    "mô hình từ": ("model_since", read_day),
    "hộ được giúp": ("households_helped", whole),
    "phạm vi": ("area", text),
}
DRAFT: Fields = {
    "danh mục": ("category", text),
    "từ ngày": ("starts_on", read_day),
    "đến ngày": ("ends_on", read_day),
    "thành tích": ("text", text),
    "chủ đề": ("theme", text),
    "loại khen": ("basis", code("bases")),
    "tiêu chuẩn": ("standard", text),
    "kênh": ("channel", text),
    "đơn vị": ("unit", text),
    "cấp quyết định": ("decider", text),
    "dịp": ("occasion", code("occasions")),
}
MOVE: Fields = {
    "lý do": ("reason", text),
    "còn thiếu": ("missing", texts),
    "căn cứ": ("legal_ground", text),
    "cơ quan xác minh": ("source_body", text),
    "văn bản xác minh": ("source_number", text),
    "loại việc": ("hold_kind", code("holds")),
    "văn bản kết luận": ("conclusion_number", text),
    "không sai phạm": ("cleared", flag),
}
DECISION: Fields = {
    "số quyết định": ("number", text),
    "ngày quyết định": ("signed_on", read_day),
    "chức vụ quyết định": ("decider_post", text),
    "người ký": ("signer_name", text),
    "chức vụ người ký": ("signer_post", text),
    "ký thay": ("sign_mode", text),
    "văn bản ủy quyền": ("mandate_number", text),
    "ủy quyền từ": ("mandate_from", read_day),
    "ủy quyền đến": ("mandate_to", read_day),
    "căn cứ in": ("legal_bases", texts),
    "người chuẩn bị": ("drafted_by", text),
}
SUBMISSION: Fields = {
    "số tờ trình": ("number", text),
    "ngày tờ trình": ("signed_on", read_day),
    "người ký tờ trình": ("signer_post", text),
    "tờ trình ký thay": ("sign_mode", text),
    "các phần": ("parts", texts),
    "nhận bản giấy": ("paper_received_on", read_day),
    "nhận bản điện tử": ("electronic_received_on", read_day),
}
