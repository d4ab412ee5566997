"""Chapter 9: after the decision, its issue, conferment and payment, and the report that asks for revocation."""

from service.db.acts import list_acts
from service.usecases.after_award import Statement, complete_award
from service.usecases.revocations import Report, report_revocation
from tests.bdd.tables import Fields, Table, pairs, text, whole
from tests.bdd.vocabulary import step
from tests.bdd.words import read_day
from tests.bdd.world import World
from workflows.flows.vocabulary import act_names
from workflows.names import fold

CHAPTER = "9. Sau quyết định (After the decision)"
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
