"""The words of the steps: how people, roles, moves, days and codes are written, and what they stand for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from workflows.labels import labels
from workflows.names import fold, nfc
from workflows.scenarios import spoken

QUOTED = r'["“][^"”]*["”]'
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
INSIDE = re.compile(r'["“]([^"”]*)["”]')

ROLES: Mapping[str, str] = {
    "chuyên viên đơn vị": "unit_clerk",
    "chuyên viên": "unit_clerk",
    "thủ trưởng đơn vị": "unit_head",
    "trưởng đơn vị": "unit_head",
    "trưởng phòng": "unit_head",
    "cán bộ tổ chức cán bộ": "hr_officer",
    "cán bộ tổ chức": "hr_officer",
    "thư ký hội đồng": "council_secretary",
    "thủ trưởng cơ quan": "agency_head",
    "người đứng đầu cơ quan": "agency_head",
    "giám đốc sở": "agency_head",
    "chánh văn phòng": "agency_head",
    "cán bộ tổng hợp": "collector",
    "cán bộ thẩm định nội vụ": "home_affairs_appraiser",
    "cán bộ nội vụ": "home_affairs_appraiser",
    "cán bộ thẩm định của bộ": "ministry_appraiser",
    "cán bộ thẩm định trung ương": "central_appraiser",
    "chủ tịch ubnd cấp xã": "commune_chair",
    "chủ tịch ubnd xã": "commune_chair",
    "chủ tịch ubnd cấp huyện": "district_chair",
    "chủ tịch ubnd huyện": "district_chair",
    "chủ tịch ubnd tỉnh": "provincial_chair",
    "bộ trưởng": "minister",
    "thủ tướng chính phủ": "prime_minister",
    "thủ tướng": "prime_minister",
    "cán bộ trả lời hiệp y": "consulted_officer",
    "người được đề nghị": "nominee",
    "kiểm toán viên": "auditor",
    "quản trị hệ thống": "administrator",
}
# One table for the steps and for the pages that show, at each button, the scenarios about it.
ACTIONS: Mapping[str, str] = {words: code for code, ways in spoken()["actions"].items() for words in ways}
NOMINEES: Mapping[str, str] = {
    "cá nhân": "person",
    "tập thể": "collective",
    "hộ gia đình": "household",
    "dòng họ": "clan",
    "doanh nghiệp": "enterprise",
    "địa phương": "territory",
}
VERDICTS: Mapping[str, str] = {"đạt": "pass", "không đạt": "fail", "chưa rõ": "unknown"}
HANDLINGS: Mapping[str, str] = {
    "kiểm tra thử": "check",
    "tiếp nhận": "receive",
    "kết thúc": "settle",
    "bỏ": "discard",
}
TAMPERINGS: Mapping[str, str] = {"sửa": "update", "xóa": "delete", "chèn đè": "overwrite"}
STATED: Mapping[str, str] = {"nêu rõ": "stated", "không có quy định về": "none", "không nêu": "not_stated"}
# Other ways to write what `labels.toml` and `states.toml` name, by family.
ALSO: Mapping[str, Mapping[str, str]] = {
    "forms": {fold(name): code for code, names in spoken()["forms"].items() for name in names},
    "occasions": {
        "hang nam": "yearly",
        "hằng năm": "yearly",
        "so ket": "so_ket",
        "tong ket": "tong_ket",
    },
    "bases": {"phong trao": "movement", "chuyen de": "movement"},
    "levels": {
        "so": "department",
        "ban nganh": "department",
        "bo": "ministry",
        "don vi thuoc bo": "ministry_unit",
        "tinh": "province",
        "van phong": "office",
        "huyen": "district",
        "xa": "commune",
        "phuong": "commune",
        "phong": "unit",
        "don vi": "unit",
        "doan the": "mass_organisation",
        "doanh nghiep": "enterprise",
        "hoi": "association",
    },
    "functions": {
        "giao duc": "education",
        "hanh chinh": "administration",
        "doan the": "mass_organisation",
        "dang": "party",
        "kinh doanh": "business",
        "noi vu": "home_affairs",
        "khac": "other",
    },
    "copies": {"ban chinh": "original", "sao y": "certified", "ban sao": "plain", "ban dien tu": "digital"},
    "holds": {
        "ky luat": "discipline",
        "dieu tra": "investigation",
        "thanh tra": "inspection",
        "kiem tra": "inspection",
        "khieu nai": "complaint",
        "to cao": "denunciation",
        "bao chi": "press",
    },
    "areas": {"don vi": "unit", "co quan": "agency", "xa": "commune", "bo": "ministry", "tinh": "province"},
    "papers": {"quyet dinh": "decision", "mau 13": "form_13"},
    "sexes": {"nu": "female", "nam": "male"},
    "initiatives": {"sang kien": "initiative", "de tai": "topic"},
}


@dataclass(frozen=True)
class Kind:
    """A kind of value in a step: how it is written, how it is read, what the documentation calls it."""

    expression: str
    read: Callable[[str | None], Any]
    shown: str


def unquote(text: str | None) -> str | None:
    """Return a text without its quotation marks, composed; None stays None."""
    return None if text is None else nfc(text).strip().strip('"“”').strip()


def read_day(text: str | None) -> date | None:
    """Return a day written as 15/08/2025 (or 2025-08-15)."""
    if not text:
        return None
    found = DAY.search(text)
    if found is None:
        return date.fromisoformat(text.strip())
    day, month, year = (int(part) for part in found.groups())
    return date(year, month, day)


def read_texts(text: str | None) -> list[str]:
    """Return the texts of a list such as "A", "B" và "C"."""
    return [] if text is None else [nfc(part).strip() for part in INSIDE.findall(text)]


def _word(table: Mapping[str, str]) -> Callable[[str | None], str | None]:
    return lambda text: None if text is None else table[" ".join(nfc(text).lower().split())]


def _one_of(table: Mapping[str, str]) -> str:
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in sorted(table, key=len, reverse=True)) + ")"


HONORIFIC = r"(?:ông|bà|anh|chị|đồng chí)\s+"
ROLE = _one_of(ROLES)
KINDS: Mapping[str, Kind] = {
    "text": Kind(QUOTED, unquote, "“…”"),
    "person": Kind(rf"(?:{HONORIFIC})?{QUOTED}", lambda text: text and unquote(INSIDE.findall(text)[0]), "bà “Tên”"),
    "who": Kind(
        rf"(?:(?:{HONORIFIC})?{QUOTED}|{ROLE}(?:\s+của\s+{QUOTED})?)", lambda text: text, "bà “Tên” hoặc vai trò"
    ),
    "texts": Kind(rf"{QUOTED}(?:\s*(?:,|và)\s*{QUOTED})*", read_texts, "“…”, “…” và “…”"),
    "day": Kind(r"(?:ngày\s+)?\d{1,2}/\d{1,2}/\d{4}", read_day, "ngày 15/08/2025"),
    "count": Kind(r"\d+", lambda text: None if text is None else int(text), "số"),
    "details": Kind(r"[^)]*", lambda text: text, "chi tiết"),
    "negation": Kind(r"(?:không\s+)?", lambda text: bool(text and text.strip()), "không"),
    "old": Kind(r"theo\s+bản\s+đã\s+đọc", bool, "theo bản đã đọc"),
    "trial": Kind(r"(?:chạy\s+thử\s+)?", lambda text: bool(text and text.strip()), "chạy thử"),
    "verdict": Kind(_one_of(VERDICTS), _word(VERDICTS), "đạt / không đạt / chưa rõ"),
    "tampering": Kind(_one_of(TAMPERINGS), _word(TAMPERINGS), "sửa / xóa / chèn đè"),
    "handling": Kind(_one_of(HANDLINGS), _word(HANDLINGS), "kiểm tra thử / tiếp nhận / kết thúc / bỏ"),
    "stated": Kind(_one_of(STATED), _word(STATED), "nêu rõ / không có quy định về / không nêu"),
    "accepted": Kind(
        "(?:đang xác minh|đã nhận nhưng chưa thụ lý)",
        lambda text: nfc(text or "").lower().startswith("đang"),
        "đang xác minh / đã nhận nhưng chưa thụ lý",
    ),
    "role": Kind(ROLE, _word(ROLES), "vai trò"),
    "action": Kind(_one_of(ACTIONS), _word(ACTIONS), "hành động"),
    "nominee": Kind(_one_of(NOMINEES), _word(NOMINEES), "loại đối tượng"),
}


@cache
def _codes(family: str) -> Mapping[str, str]:
    known = {fold(row[language]): code for code, row in labels().get(family, {}).items() for language in ("vi", "en")}
    known |= {fold(text): code for text, code in ALSO.get(family, {}).items()}
    return known | {fold(code): code for code in {*known.values()}}


def find_code(family: str, text: str) -> str:
    """Return the code that a word of that family stands for: its label in either language, or the code itself."""
    codes = _codes(family)
    try:
        return codes[fold(text)]
    except KeyError:
        known = ", ".join(sorted(set(codes)))
        message = f"“{text}” không có trong danh mục {family}; dùng một trong: {known}"
        raise LookupError(message) from None


def is_code(family: str, text: str) -> bool:
    """Tell whether a word of that family is known."""
    return fold(text) in _codes(family)


def read_role(text: str) -> tuple[str, str | None]:
    """Return the role code of `cán bộ tổ chức[ của "Đơn vị"]` and the body named with it, if any."""
    plain = " ".join(nfc(text).split())
    found = re.fullmatch(rf"({ROLE})(?:\s+của\s+({QUOTED}))?", plain, re.IGNORECASE)
    if found is None:
        message = f"“{text}” không phải là vai trò đã biết: {', '.join(ROLES)}"
        raise LookupError(message)
    return ROLES[found[1].lower()], unquote(found[2])
