"""Chapter 9: after the decision, its issue, conferment and payment, and the report that asks for revocation."""

from typing import Any

from service.db.acts import list_acts
from service.usecases.awards.after_award import Statement, complete_award
from service.usecases.awards.owed_acts import list_owed
from service.usecases.awards.published_awards import list_published
from service.usecases.awards.revocations import Report, report_revocation
from tests.bdd.tables import Fields, Table, pairs, text, whole
from tests.bdd.vocabulary import step
from tests.bdd.words import read_day
from tests.bdd.world import World
from workflows.flows.vocabulary import act_names
from workflows.names import fold
from workflows.policy import Actor, Holding

CHAPTER = "9. Sau quyết định (After the decision)"
READER = Actor("kiem-toan", "kiem-toan", "Kiểm toán", (Holding("auditor", "", "/"),))
STATED: Fields = {
    "số": ("number", text),
    "ngày": ("signed_on", read_day),
    "số tiền": ("amount", whole),
    "quỹ của": ("payer", text),
    "nơi": ("place", text),
}
REPORTED: Fields = {
    "căn cứ": ("legal_ground", text),
    "cơ quan": ("source_body", text),
    "số": ("source_number", text),
    "ngày phát hiện": ("found_on", read_day),
    "lý do chậm": ("late_reason", text),
}


@step("{who:who} ghi nhận việc {act}", chapter=CHAPTER)
def completes(world: World, who: str, act: str, datatable: Table = None) -> None:
    """Ghi nhận một việc sau quyết định: ban hành, công bố, trao tặng, chi thưởng.

    Bảng (nếu có): mục | nội dung, với các mục số, ngày, số tiền, quỹ của, nơi.

    EN: Records one act after the decision, by its Vietnamese name.
    VD: Khi cán bộ tổ chức cán bộ ghi nhận việc "Trao tặng"
    """
    kind = next(code for code, name in act_names().items() if fold(name.vi) == fold(act))
    member, case, stated = world.person(who), world.find(), pairs(datatable, STATED)
    actor = world.staff.actor(member)
    payer = stated.pop("payer", "")
    if payer:
        stated["payer_id"] = world.bodies.find(payer)["id"]
    world.try_to(
        act,
        lambda: world.perform(
            lambda work: complete_award(
                work,
                world.services.catalog,
                actor=actor,
                proposal_id=case.id,
                kind=kind,
                expected_version=None,
                said=Statement(**stated),
            ),
            member=member,
            case=case,
            action=kind,
        ),
    )


@step("{who:who} báo cáo đề nghị hủy bỏ vì {reason}", chapter=CHAPTER)
def reports(world: World, who: str, reason: str, datatable: Table = None) -> None:
    """Báo cáo để người quyết định xem xét hủy bỏ khen thưởng.

    Bảng: mục | nội dung, với các mục căn cứ, cơ quan, số, ngày phát hiện, lý do chậm.

    EN: Reports that an award should be revoked, with the ground, the conclusion and the day of the finding.
    VD: Khi cán bộ tổ chức cán bộ báo cáo đề nghị hủy bỏ vì "Kê khai sai"
    """
    member, case, stated = world.person(who), world.find(), pairs(datatable, REPORTED)
    actor = world.staff.actor(member)
    empty = {"legal_ground": "", "source_body": "", "source_number": "", "found_on": None}
    report = Report(**{**empty, **stated, "reason": reason})
    world.try_to(
        "báo cáo đề nghị hủy bỏ",
        lambda: world.perform(
            lambda work: report_revocation(
                work, world.services.catalog, actor=actor, proposal_id=case.id, expected_version=None, report=report
            ),
            member=member,
            case=case,
            action="report-revocation",
        ),
    )


@step("vụ việc đề nghị hủy bỏ kết thúc bằng việc hủy bỏ", chapter=CHAPTER)
def case_ended(world: World) -> None:
    """Báo cáo đề nghị hủy bỏ đã có kết quả.

    EN: The case for revocation ended by the revocation.
    VD: Thì vụ việc đề nghị hủy bỏ kết thúc bằng việc hủy bỏ
    """
    rows = world.services.database.read(lambda work: list_acts(work, world.find().id))
    outcomes = [row.outcome for row in rows if row.kind == "revocation"]
    assert outcomes == ["revoked"], outcomes


@step("trang khen thưởng đã công bố có {number:count} dòng", chapter=CHAPTER)
def published_are(world: World, number: int) -> None:
    """Số khen thưởng mà ai cũng đọc được trên trang công bố lúc này.

    EN: How many awards anybody can read on the public page now.
    VD: Thì trang khen thưởng đã công bố có 1 dòng
    """
    assert len(_published(world)) == number, _published(world)


@step("tìm {words} trên trang khen thưởng đã công bố thấy quyết định số {number}", chapter=CHAPTER)
def found_in_public(world: World, words: str, number: str) -> None:
    """Gõ không dấu cũng tìm được.

    EN: Searching the public page, without diacritics too, finds the decision of that number.
    VD: Thì tìm "nguyen thi an" trên trang khen thưởng đã công bố thấy quyết định số "45/QĐ-STP"
    """
    assert [row["number"] for row in _published(world, words)] == [number]


@step("trang khen thưởng đã công bố không nêu đơn vị, số hồ sơ, ngày sinh, số định danh", chapter=CHAPTER)
def tells_no_more(world: World) -> None:
    """Mỗi dòng chỉ có những mục mà việc công bố nêu.

    EN: A line of the public page holds what the publication said and nothing else of the person or the dossier.
    VD: Thì trang khen thưởng đã công bố không nêu đơn vị, số hồ sơ, ngày sinh, số định danh
    """
    told = {"name", "form", "number", "signed_on", "body", "place", "published_on", "is_revoked", "id"}
    rows = _published(world)
    assert rows
    case = world.find()
    for row in rows:
        assert set(row) == told
        assert case.id not in row.values()


@step("khen thưởng đã công bố {is_in:negation}bị ghi là đã hủy bỏ", chapter=CHAPTER)
def told_as_revoked(world: World, is_in: bool) -> None:
    """Khen thưởng đã công bố rồi bị hủy bỏ vẫn hiện và ghi rõ đã hủy bỏ.

    EN: An award that was published and revoked later is still shown, and told as revoked.
    VD: Thì khen thưởng đã công bố bị ghi là đã hủy bỏ
    """
    assert [row["is_revoked"] for row in _published(world)] == [not is_in]


def _published(world: World, query: str = "") -> list[dict[str, Any]]:
    return list(world.services.database.read(lambda work: list_published(work, query=query)).items)


@step("{who:who} thấy còn nợ sau quyết định: {labels:texts}", chapter=CHAPTER)
def still_owes(world: World, who: str, labels: list[str]) -> None:
    """Những việc sau quyết định chưa được ghi nhận của hồ sơ này, mà người đó phải làm.

    EN: What follows this decision, is not recorded yet and is for that person to record.
    VD: Thì cán bộ tổ chức cán bộ thấy còn nợ sau quyết định: "Trao tặng" và "Chi thưởng"
    """
    actor, case = world.staff.actor(world.person(who)), world.find()
    lines = world.services.database.read(lambda work: list_owed(work, world.services.catalog, actor=actor)).items
    found = [act["label_vi"] for line in lines if line["id"] == case.id for act in line["owed"] if act["is_mine"]]
    assert found == labels


def _owed(world: World) -> dict[str, dict[str, Any]]:
    """Return what the proposal owes, by the Vietnamese name of the act, as one who reads everything is told."""
    lines = world.services.database.read(lambda work: list_owed(work, world.services.catalog, actor=READER)).items
    return {act["label_vi"]: act for line in lines if line["id"] == world.find().id for act in line["owed"]}


@step("việc {label} còn nợ đến hạn ngày {due:day}", chapter=CHAPTER)
def owed_by_day(world: World, label: str, due: Any) -> None:
    """Việc sau quyết định chưa được ghi nhận, và ngày cuối của hạn.

    EN: An act that is owed after the end, and the last day of its limit.
    VD: Thì việc "Cấp hiện vật khen thưởng" còn nợ đến hạn ngày 17/03/2025
    """
    act = _owed(world)[label]
    assert (act["limit"], act["due_on"]) == ("running", due.isoformat()), act
    assert act["limit_citation"]


@step("việc {label} còn nợ mà chưa tính hạn", chapter=CHAPTER)
def owed_without_day(world: World, label: str) -> None:
    """Việc chưa được ghi nhận, hạn chỉ tính từ khi một việc khác được ghi nhận.

    EN: An act that is owed, whose limit counts from another act that is not recorded yet.
    VD: Thì việc "Chuyển quyết định cho người được khen thưởng" còn nợ mà chưa tính hạn
    """
    act = _owed(world)[label]
    assert (act["limit"], act["due_on"], act["is_late"]) == ("waiting", None, False), act


@step("không còn nợ việc nào sau quyết định", chapter=CHAPTER)
def owes_nothing(world: World) -> None:
    """Hồ sơ đã đóng mà không việc nào phải làm tiếp.

    EN: Nothing is owed after the end.
    VD: Thì không còn nợ việc nào sau quyết định
    """
    assert _owed(world) == {}
