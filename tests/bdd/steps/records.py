"""Chapter 3: those who may be honoured, and what is on record about them."""

from typing import Any

from tests.bdd import tables
from tests.bdd.tables import Table, pairs, rows
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World
from workflows.names import fold

CHAPTER = "3. Đối tượng và sổ bộ (Nominees and their records)"
POINTS = {"tong diem": "total", "chi so thap nhat": "min_indicator", "muc": "grade"}


@step("{kind:nominee} {name}[ (thuộc|làm việc tại|ở) {body}]", chapter=CHAPTER)
def add_nominee(world: World, kind: str, name: str, body: str | None, datatable: Table = None) -> None:
    """Đăng ký một đối tượng; tập thể, địa phương trùng tên một đơn vị đã có thì chính là đơn vị đó.

    EN: Registers a nominee at a body. The table takes giới tính, tỷ lệ nữ, lãnh đạo, người đứng đầu, cấp ủy quản
    lý, nghề nghiệp, nhóm đặc thù, đại diện, cấp, người nước ngoài, địa bàn.
    VD: Cho cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    """
    world.registry.add(name, kind, body, **pairs(datatable, tables.DETAILS))


@step(
    "{nominee:person} có danh hiệu {title} theo quyết định số {number} {day:day}[ \\({details_of:details}\\)]",
    chapter=CHAPTER,
)
def holds_title(
    world: World, nominee: str, title: str, number: str, day: Any, details_of: str | None, datatable: Table = None
) -> None:
    """Ghi một danh hiệu đã được công nhận; điểm và cấp viết trong ngoặc hoặc trong bảng.

    EN: Records a recognised title; points, level and set stand in brackets or in a table.
    VD: Cho "Nguyễn Thị An" có danh hiệu "Công dân học tập" theo quyết định số "05/QĐ" ngày 12/03/2024 (tổng điểm
    82, chỉ số thấp nhất 4)
    """
    values = pairs(datatable, tables.TITLE) | read_points(details_of)
    code = find_code("titles", title)
    world.registry.record(nominee, "title", code=code, number=number, issued_on=day, **values)


def read_points(words: str | None) -> dict[str, Any]:
    """Return `tổng điểm 82, chỉ số thấp nhất 4, cấp xã, bộ tiêu chí 324/QĐ-KHVN` as fields."""
    values: dict[str, Any] = {}
    for part in (words or "").split(","):
        plain = part.strip()
        key = next((name for name in POINTS if fold(plain).startswith(name)), None)
        if key:
            values[POINTS[key]] = int(plain.split()[-1])
        elif fold(plain).startswith("cap "):
            values["level"] = find_code("levels", plain[4:])
        elif fold(plain).startswith("bo tieu chi "):
            values["criteria_set"] = plain[len("bộ tiêu chí ") :]
        else:
            assert not plain, f"không hiểu “{plain}”: tổng điểm, chỉ số thấp nhất, mức, cấp, bộ tiêu chí"
    return values


@step("{nominee:person} không có (danh hiệu {title}|sáng kiến nào)", chapter=CHAPTER)
def lacks_title(world: World, nominee: str, title: str | None) -> None:
    """Nói rõ đối tượng không có danh hiệu (hoặc sáng kiến); bước "hồ sơ đủ điều kiện" sẽ không thêm.

    EN: States that the nominee lacks a title (or initiatives), so that the complete dossier does not add it.
    VD: Cho "Nguyễn Thị An" không có danh hiệu "Công dân học tập"
    """
    absent = find_code("titles", title) if title else "initiative"
    world.registry.without.setdefault(fold(nominee), set()).add(absent)


@step("{nominee:person} có [các ]sáng kiến", chapter=CHAPTER)
def has_initiatives(world: World, nominee: str, datatable: Table) -> None:
    """Ghi các sáng kiến: số | ngày | nơi công nhận | loại | giấy tờ | phạm vi | đã dùng cho | năm dùng.

    EN: Records initiatives; without a paper they count as recognised by decision.
    VD: Cho "Nguyễn Thị An" có các sáng kiến
    """
    for row in rows(datatable, tables.INITIATIVE):
        world.registry.record(nominee, "initiative", **({"paper": "decision"} | row))


@step("{nominee:person} được xếp loại", chapter=CHAPTER)
def has_ratings(world: World, nominee: str, datatable: Table) -> None:
    """Ghi kết quả xếp loại hằng năm: năm | mức | số | nơi đánh giá.

    EN: Records the yearly ratings.
    VD: Cho "Nguyễn Thị An" được xếp loại
    """
    for row in rows(datatable, tables.RATING):
        world.registry.record(nominee, "rating", **row)


@step("{nominee:person} đã được khen thưởng", chapter=CHAPTER)
def has_awards(world: World, nominee: str, datatable: Table) -> None:
    """Ghi khen thưởng, danh hiệu thi đua đã có.

    Cột: hình thức | số | ngày | nơi ban hành | từ ngày | đến ngày | chủ đề | loại khen | kênh | thành tích.

    EN: Records past awards and merit titles.
    VD: Cho "Trần Văn Bình" đã được khen thưởng
    """
    for row in rows(datatable, tables.AWARD):
        world.registry.record(nominee, "award", **row)


@step("{nominee:person} bị kỷ luật {kind} theo quyết định số {number} từ {day:day}[ đến {until:day}]", chapter=CHAPTER)
def is_disciplined(world: World, nominee: str, kind: str, number: str, day: Any, until: Any) -> None:
    """Ghi một hình thức kỷ luật và thời gian chấp hành.

    EN: Records a disciplinary measure and when it was served.
    VD: Cho "Lê Văn Dũng" bị kỷ luật "khiển trách" theo quyết định số "09/QĐ" từ ngày 01/02/2024 đến ngày 01/02/2025
    """
    values = {"code": kind, "number": number, "issued_on": day, "starts_on": day, "ends_on": until}
    world.registry.record(nominee, "discipline", **values)


@step(
    "{body} {is_accepted:accepted} vụ việc {matter} đối với {nominee:person}[ theo văn bản số {number}] từ {day:day}",
    chapter=CHAPTER,
)
def is_verified(
    world: World, body: str, is_accepted: bool, matter: str, nominee: str, number: str | None, day: Any
) -> None:
    """Ghi một vụ việc đang được xác minh, hoặc một đơn thư chưa được thụ lý.

    Loại vụ việc: tố cáo, khiếu nại, thanh tra, kiểm tra, điều tra, kỷ luật, báo chí.

    EN: Records a matter under verification, or a letter that nobody has accepted yet (which stops nothing).
    VD: Cho "Thanh tra tỉnh" đang xác minh vụ việc "tố cáo" đối với "Lê Văn Dũng" theo văn bản số "15/QĐ-TTr" từ
    ngày 12/04/2025
    """
    values = {"code": find_code("holds", matter), "issuer": body, "number": number or "", "opened_on": day}
    world.registry.record(nominee, "hold", accepted=is_accepted, **values)


@step(
    "vụ việc theo văn bản số {number} đối với {nominee:person} được kết luận là {is_clear:negation}có sai phạm"
    " bằng văn bản số {conclusion} {day:day}",
    chapter=CHAPTER,
)
def is_concluded(world: World, number: str, nominee: str, is_clear: bool, conclusion: str, day: Any) -> None:
    """Ghi kết luận bằng văn bản của cơ quan xác minh.

    EN: Closes a matter by the written conclusion of the body that verified it.
    VD: Khi vụ việc theo văn bản số "15/QĐ-TTr" đối với "Lê Văn Dũng" được kết luận là không có sai phạm bằng văn
    bản số "20/KL" ngày 10/05/2025
    """
    world.registry.conclude(nominee, number, conclusion, day, cleared=is_clear)


@step("{nominee:person} nghỉ thai sản từ {day:day} đến {until:day}", chapter=CHAPTER)
def has_leave(world: World, nominee: str, day: Any, until: Any) -> None:
    """Ghi thời gian nghỉ thai sản, được tính vào thời gian xét.

    EN: Records maternity leave, which counts as time.
    VD: Cho "Nguyễn Thị An" nghỉ thai sản từ ngày 01/03/2024 đến ngày 01/09/2024
    """
    world.registry.record(nominee, "maternity", starts_on=day, ends_on=until)


@step("quyết định số {number} về {nominee:person} bị thu hồi", chapter=CHAPTER)
def is_revoked(world: World, number: str, nominee: str) -> None:
    """Thu hồi một quyết định trong sổ bộ: danh hiệu, sáng kiến, khen thưởng, xếp loại, kỷ luật, việc xác minh.

    EN: Takes a decision on record out of force, or tries to.
    VD: Khi quyết định số "05/QĐ" về "Nguyễn Thị An" bị thu hồi
    """
    world.try_to(f"thu hồi {number}", lambda: world.registry.revoke(nominee, number, "Thu hồi (giả định)"))
