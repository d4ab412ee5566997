"""The page of the step vocabulary, written from the definitions themselves."""

import inspect
import re
from collections.abc import Iterable, Mapping
from typing import Any

from tests.bdd import tables
from tests.bdd.words import ACTIONS, NOMINEES, ROLES
from workflows.audit.vocabulary import event_names
from workflows.documents import document_types
from workflows.labels import labels

PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")
# What stands in a step for each value.
NAMES: Mapping[str, str] = {
    "about": "về điều gì",
    "act": "việc",
    "action": "hành động",
    "acts": "việc…",
    "answer": "trả lời",
    "base": "cơ số",
    "body": "cơ quan",
    "channel": "tài khoản / liên kết / giấy",
    "choice": "đồng ý / không đồng ý / không có ý kiến",
    "code": "mã",
    "codes": "mã…",
    "conclusion": "số kết luận",
    "contact": "cách liên hệ",
    "count": "số",
    "criterion": "tiêu chí",
    "damage": "làm hỏng thế nào",
    "day": "ngày dd/mm/yyyy",
    "days": "số",
    "decree": "nghị định",
    "details_of": "chi tiết",
    "due": "ngày",
    "event": "sự kiện",
    "events": "sự kiện…",
    "file": "loại tệp",
    "first": "người thứ nhất",
    "flow": "quy trình",
    "form": "hình thức",
    "forms": "hình thức…",
    "giver": "người ủy quyền",
    "ground": "lý do xung đột",
    "handling": "kiểm tra thử / tiếp nhận / kết thúc / bỏ",
    "how": "sửa / xóa / chèn đè",
    "is_absent": "không",
    "is_accepted": "đang xác minh / đã nhận nhưng chưa thụ lý",
    "is_against": "không",
    "is_clear": "không",
    "is_hidden": "không",
    "is_in": "không",
    "is_in_time": "không",
    "is_missed": "không",
    "is_old": "theo bản đã đọc",
    "is_trial": "chạy thử",
    "is_void": "không",
    "item": "nội dung",
    "keeps": "còn, không còn",
    "key": "mã yêu cầu",
    "kind": "loại",
    "kind_of": "kế hoạch / quy trình / bộ quy tắc / hướng dẫn",
    "label": "tên gọi hồ sơ",
    "labels": "tên gọi hồ sơ…",
    "lacking": "thứ còn thiếu…",
    "left": "số",
    "level": "cấp",
    "matter": "vụ việc",
    "moved": "số",
    "name": "tên",
    "names": "tên…",
    "nominee": "đối tượng",
    "note": "nội dung ý kiến",
    "number": "số",
    "occasion": "dịp",
    "opinion": "đồng ý / không đồng ý / ý kiến khác",
    "outcome": "đúng / không đúng / không liên quan",
    "parent": "cơ quan trên",
    "path": "đường dẫn",
    "pending": "Đồng ý / Không đồng ý / Kiến nghị hình thức cao hơn, thấp hơn / Để lại phiên sau",
    "person": "bà “Tên”",
    "pieces": "số",
    "place": "thứ tự",
    "plan": "kế hoạch",
    "present": "số",
    "printed": "ngày như bản in",
    "quality": "văn bản chính thức / nguồn thứ cấp",
    "query": "từ tìm",
    "reader": "thứ tự",
    "reason": "lý do",
    "refused": "số",
    "regime": "bộ quy tắc",
    "relation": "quan hệ",
    "role": "vai trò",
    "said": "lời",
    "second": "người thứ hai",
    "since": "ngày",
    "standing": "tình trạng",
    "state": "bước",
    "subject": "việc gì",
    "successor": "cơ quan kế thừa",
    "suggestion": "mã gợi ý",
    "taker": "người làm thay",
    "tally": "số đồng ý, không đồng ý, không có ý kiến",
    "title": "danh hiệu",
    "units": "đơn vị…",
    "until": "ngày",
    "verdict": "đạt / không đạt / chưa rõ",
    "what": "mục…",
    "who": "người",
    "whom": "người",
    "why": "nguyên nhân",
    "words": "từ ngữ",
    "worse": "số",
    "year": "năm",
    "yes": "số đồng ý",
}
UNQUOTED = {
    *("who", "person", "count", "action", "role", "nominee", "verdict", "tampering", "day", "details", "stated"),
    "handling",
}
OPTIONAL_WORDS = {"negation", "trial", "old", "accepted"}
TABLES: Mapping[str, tables.Fields] = {
    "Tài liệu": tables.DOCUMENT,
    "Nội dung hồ sơ": tables.DRAFT,
    "Một lần chuyển": tables.MOVE,
    "Quyết định": tables.DECISION,
    "Tờ trình": tables.SUBMISSION,
    "Đối tượng": tables.DETAILS,
    "Cơ quan, đơn vị": tables.BODY,
    "Danh hiệu": tables.TITLE,
    "Sáng kiến": tables.INITIATIVE,
    "Xếp loại": tables.RATING,
    "Khen thưởng đã có": tables.AWARD,
}
FAMILIES: Mapping[str, str] = {
    "forms": "Hình thức",
    "occasions": "Dịp",
    "states": "Bước",
    "titles": "Danh hiệu",
    "ratings": "Xếp loại",
    "levels": "Cấp",
    "bases": "Loại khen",
}
COMMON_CODES = (
    *("permission-denied", "move-not-open", "not-found", "stale", "invalid-input", "upload-refused"),
    *("already-exists", "idempotency-key-reused"),
)
OPENING = """# Các bước của kịch bản · The steps of the features

Trang này được viết tự động từ chính các bước (`make docs`). This page is written from the definitions themselves.

Một thư mục kịch bản mới, viết bằng các bước dưới đây, chạy trên cả SQLite và PostgreSQL:

```
make features FEATURES=duong/dan/toi/thu-muc
```

Mỗi tệp bắt đầu bằng `# language: vi`. Bước nào cũng dùng được với mọi từ khóa (Cho, Biết, Khi, Thì, Và, Nhưng).
Phần trong `[…]` có thể bỏ; `(a|b)` là một trong hai; «…» là chỗ điền. Tên, lý do và mã viết trong ngoặc kép; ngày
viết 15/08/2025, có hay không có chữ "ngày". Người viết là tên có ngoặc kép (`bà "Lê Thị Lan"`, phải đã được giao
vai trò) hoặc là vai trò (`thủ trưởng đơn vị`, `cán bộ thẩm định Nội vụ của "Sở Nội vụ"`): khi ấy một người đúng vai
trò, đúng cơ quan của hồ sơ sẽ làm. Lần bị từ chối nào cũng phải được một bước *Thì* nói đến, nếu không kịch bản
không đạt.

Any step answers to any keyword; `[…]` may be left out, `(a|b)` is either, «…» is to be filled in. A person is a
quoted name (who must have been given a role) or a role: then somebody who holds it in the body that the proposal's
flow asks for does it. A refusal that no step speaks of fails the scenario.

## Một tệp mẫu (A whole file)

```gherkin
# language: vi
Tính năng: Giấy khen của phòng Bổ trợ

  Quy tắc: Kế hoạch của Sở Tư pháp Hà Tĩnh – cá nhân có nhiều sáng kiến

    @F1 @G03
    Kịch bản: Hai sáng kiến, đi tới quyết định
      Cho hôm nay là ngày 20/02/2025
      Và kế hoạch "Sở Tư pháp Hà Tĩnh"
      Và đơn vị "Phòng Bổ trợ tư pháp" thuộc "Sở Tư pháp"
      Và cá nhân "Hồ Văn Giả" làm việc tại "Phòng Bổ trợ tư pháp"
      Và bà "Cao Thị Thử" là cán bộ tổ chức cán bộ của "Sở Tư pháp"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Hồ Văn Giả" dịp "hằng năm", chỉ thiếu "D05"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Và bà "Cao Thị Thử" đánh giá đạt mọi tiêu chí cần nhận xét
      Và bà "Cao Thị Thử" thẩm tra hồ sơ
      Và thủ trưởng cơ quan phê duyệt hồ sơ
      Thì bị từ chối vì "G07" về "D05"
      Và hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"
```

"Hồ sơ đủ điều kiện" có mọi tài liệu, danh hiệu, sáng kiến mà kế hoạch và hình thức đòi, nên kịch bản chỉ đổi một
điều. Danh hiệu, sáng kiến đã nêu trước đó được giữ, không thêm cái khác. Thời gian thành tích không nêu thì là giai
đoạn của dịp (tới hết tháng trước), với dịp hằng năm là năm trước. "Hồ sơ đang ở bước" đưa hồ sơ đi bằng những lần
chuyển thật. Từ 01/07/2025, Giấy khen, Bằng khen tỉnh và Bằng khen bộ cần quy định địa phương (LG05): nạp một quy
định giả định. Bộ và tỉnh của năm kế hoạch, Chính phủ, Bộ Nội vụ có sẵn khi kế hoạch được nêu.
"""


def write_page(definitions: Iterable[Any]) -> str:
    """Return the page: how to read it, the steps by chapter, the words of tables and lists."""
    chapters: dict[str, list[Any]] = {}
    for definition in definitions:
        chapters.setdefault(definition.chapter, []).append(definition)
    parts = [OPENING]
    for chapter in sorted(chapters):
        parts.append(f"## {chapter}\n")
        parts += [_entry(definition) for definition in chapters[chapter]]
    return "\n".join([*parts, *_tables(), *_words()])


def show_pattern(definition: Any) -> str:
    """Return a pattern as people read it."""

    def shown(found: re.Match[str]) -> str:
        name, kind = found[1], found[2] or "text"
        words = NAMES[name]
        if kind in OPTIONAL_WORDS:
            return f"[{words} ]" if kind not in {"old", "accepted"} else f"«{words}»"
        return f"«{words}»" if kind in UNQUOTED else f'"«{words}»"'

    return PLACEHOLDER.sub(shown, definition.pattern).replace("\\(", "(").replace("\\)", ")")


def _entry(definition: Any) -> str:
    meaning, english, examples = read_docstring(inspect.getdoc(definition.function) or "")
    table = " *(kèm bảng)*" if definition.takes_table else ""
    lines = [f"### {show_pattern(definition)}\n", f"{meaning}{table}\n", f"*{english}*\n", "```gherkin"]
    return "\n".join([*lines, *examples, "```", ""])


def read_docstring(text: str) -> tuple[str, str, list[str]]:
    """Return the Vietnamese meaning, the English gloss and the examples of a step's docstring."""
    before, _, after = text.partition("\nEN: ")
    english, *examples = after.split("\nVD: ")
    join = " ".join
    return join(before.split()), join(english.split()), [join(example.split()) for example in examples]


def _tables() -> list[str]:
    parts = ["## Các mục của bảng (Columns and items of tables)\n"]
    parts += ["| bảng | mục |", "|---|---|"]
    parts += [f"| {name} | {', '.join(fields)} |" for name, fields in TABLES.items()]
    types = [f"{code} {kind.label_vi}" for code, kind in document_types().items()]
    return [*parts, "", f"Loại tài liệu: {'; '.join(types)}.", ""]


def _words() -> list[str]:
    parts = ["## Từ dùng sẵn (Known words)\n", f"- Vai trò: {', '.join(ROLES)}.", f"- Hành động: {', '.join(ACTIONS)}."]
    parts.append(f"- Sự kiện của nhật ký: {', '.join(f'`{name}`' for name in event_names())}.")
    parts.append(f"- Mã từ chối chung: {', '.join(f'`{code}`' for code in COMMON_CODES)}.")
    parts.append(f"- Loại đối tượng: {', '.join(NOMINEES)}.")
    for family, name in FAMILIES.items():
        parts.append(f"- {name}: {', '.join(row['vi'] for row in labels()[family].values())}.")
    return [*parts, ""]
