"""Chapter 8: what a plan says, and what it leaves unsaid."""

from tests.bdd.tables import Table, rows, text
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World
from workflows.plans.model import Stated

CHAPTER = "8. Nội dung kế hoạch (What a plan says)"
ITEMS = {
    "số": "number",
    "ngày ban hành": "issued_on",
    "người ký": "signer",
    "giai đoạn": "period",
    "đăng ký trước": "registration_required",
    "cơ quan tổng hợp": "collector",
    "cơ quan thẩm định": "appraiser",
    "cơ quan thẩm tra": "hr_body",
    "cơ quan thường trực": "standing_body",
    "kênh vướng mắc": "difficulty_path",
    "hướng dẫn": "guidance",
    "kinh phí": "budget",
    "chống trùng lặp": "non_duplication",
}


def state_of(world: World, item: str) -> str:
    """Return whether the plan states an item, states that there is none, or leaves it unsaid."""
    plan = world.current_plan()
    name = ITEMS[item]
    if name == "non_duplication":
        found = [duty for duty in plan.duties if duty.kind == name]
        return str(found[0].state) if found else "not_stated"
    value = getattr(plan, name)
    return value.state if isinstance(value, Stated) else "stated" if value else "not_stated"


@step("kế hoạch {state:stated} {item}", chapter=CHAPTER)
def plan_states(world: World, state: str, item: str) -> None:
    """Kế hoạch đang xét nêu rõ, không có quy định về, hoặc không nêu một nội dung.

    "Không có quy định về": đã đọc hết văn bản mà không thấy; "không nêu": còn để ngỏ. Nội dung: số, ngày ban hành,
    người ký, giai đoạn, đăng ký trước, cơ quan tổng hợp, cơ quan thẩm định, cơ quan thẩm tra, cơ quan thường trực,
    kênh vướng mắc, hướng dẫn, kinh phí, chống trùng lặp.

    EN: Whether the plan states an item, states that there is none, or leaves it unsaid.
    VD: Thì kế hoạch không nêu "số"
    """
    assert state_of(world, item) == state, f"{item}: {state_of(world, item)}"


@step("kế hoạch có các tiêu chí", chapter=CHAPTER)
def plan_criteria(world: World, datatable: Table) -> None:
    """Mỗi dòng (mã | loại | danh mục) là một tiêu chí của kế hoạch; loại A, B hoặc C.

    EN: Each line is one criterion of the plan, with its kind and category.
    VD: Thì kế hoạch có các tiêu chí
    """
    known = {item.code: item for item in world.current_plan().criteria}
    wanted = {"mã": ("code", text), "loại": ("kind", text), "danh mục": ("category", text)}
    for row in rows(datatable, wanted):
        item = known.get(row["code"])
        assert item is not None, sorted(known)
        assert all(getattr(item, name) == value for name, value in row.items()), item


@step("tiêu chí {code} được ghép từ {pieces:count} đoạn của bản in", chapter=CHAPTER)
def criterion_pieces(world: World, code: str, pieces: int) -> None:
    """Một tiêu chí bị ngắt bởi chú thích cuối trang vẫn là một, và giữ đủ các đoạn như bản in.

    EN: A criterion that footnotes cut in two is one, and keeps its printed pieces.
    VD: Thì tiêu chí "KT-TT-3" được ghép từ 2 đoạn của bản in
    """
    item = world.current_plan().criterion(code)
    assert len(item.source_wording) == pieces, item.source_wording
    assert sum(other.code == code for other in world.current_plan().criteria) == 1


@step("kế hoạch cho phép các hình thức {forms:texts} dịp {occasion}", chapter=CHAPTER)
def plan_forms(world: World, forms: list[str], occasion: str) -> None:
    """Các hình thức mà kế hoạch nêu cho một dịp, đúng bằng danh sách này.

    EN: The forms the plan lists for an occasion, exactly.
    VD: Thì kế hoạch cho phép các hình thức "Bằng khen tỉnh" và "Giấy khen" dịp "sơ kết"
    """
    listed = world.current_plan().occasion(find_code("occasions", occasion)).forms.value or ()
    assert set(listed) == {find_code("forms", form) for form in forms}, listed


@step("kế hoạch có hạn báo cáo trước ngày {day}", chapter=CHAPTER)
def plan_deadline(world: World, day: str) -> None:
    """Một hạn báo cáo hằng năm của kế hoạch, ghi ngày/tháng; "trước" nghĩa là muộn nhất ngày hôm trước.

    EN: A yearly report deadline, strictly before that day and month.
    VD: Thì kế hoạch có hạn báo cáo trước ngày "25/11"
    """
    month_day = "-".join(reversed(day.split("/")))
    known = [deadline.before for deadline in world.current_plan().deadlines]
    assert month_day in known, known


@step("kế hoạch không có hạn báo cáo nào theo ngày", chapter=CHAPTER)
def plan_without_deadline(world: World) -> None:
    """Kế hoạch không nêu ngày nào để báo cáo, nên không bao giờ có báo cáo trễ.

    EN: The plan names no date for reports, so none is ever overdue.
    VD: Thì kế hoạch không có hạn báo cáo nào theo ngày
    """
    assert not [deadline.before for deadline in world.current_plan().deadlines if deadline.before]


@step("căn cứ {number} giữ ngày in {printed} và ngày đúng {day:day}", chapter=CHAPTER)
def plan_basis(world: World, number: str, printed: str, day: object) -> None:
    """Một căn cứ giữ nguyên ngày như bản in, và ngày đúng để tra cứu.

    EN: A cited basis keeps its printed date beside the canonical one.
    VD: Thì căn cứ "1315/QĐ-TTg" giữ ngày in "ngày 09/01/2023" và ngày đúng 09/11/2023
    """
    found = [base for base in world.current_plan().bases if number in {base.number, base.canonical_number}]
    assert [base for base in found if printed in (base.cited_date or "") and base.canonical_date == day], found


@step("kế hoạch {first} và kế hoạch {second} thuộc cùng một phong trào", chapter=CHAPTER)
def same_movement(world: World, first: str, second: str) -> None:
    """Hai kế hoạch gọi phong trào bằng tên khác nhau nhưng cùng thực hiện một phong trào.

    EN: Two plans carry out one movement, whatever they call it.
    VD: Thì kế hoạch "bac-kan-vp" và kế hoạch "gia-lai-ubnd" thuộc cùng một phong trào
    """
    one, other = world.find_plan(first), world.find_plan(second)
    assert one.campaign
    assert one.campaign == other.campaign


@step("nguồn của kế hoạch là {quality}", chapter=CHAPTER)
def plan_quality(world: World, quality: str) -> None:
    """Nguồn là "văn bản chính thức" hay "nguồn thứ cấp".

    EN: Whether the plan was read from the official text or from a secondary source.
    VD: Thì nguồn của kế hoạch là "nguồn thứ cấp"
    """
    found = world.current_plan().source_quality
    assert {"official": "văn bản chính thức", "secondary": "nguồn thứ cấp"}[found] == quality, found
