"""Chapter 7 goes on: conflicts of interest, declared, recorded and lifted."""

from service.usecases.moves.recusals import declare_recusal, lift_recusal, list_recusals
from tests.bdd.vocabulary import step
from tests.bdd.world import World

CHAPTER = "7. Nhật ký, lịch sử, quyền xem (Trail, history, access)"


@step("{who:who} khai xung đột lợi ích: {reason}", chapter=CHAPTER)
def declares(world: World, who: str, reason: str) -> None:
    """Người ấy tự khai; từ đó không tham gia giải quyết và không còn thấy hồ sơ.

    EN: Declares a conflict of interest of one's own; from then on the proposal is hidden.
    VD: Khi bà "Phạm Thu Hà" khai xung đột lợi ích: "Là chị ruột của người được đề nghị"
    """
    member, case = world.person(who), world.find()
    actor = world.staff.actor(member)
    world.try_to(
        f"{who} khai xung đột",
        lambda: world.perform(
            lambda work: declare_recusal(work, actor=actor, proposal_id=case.id, reason=reason),
            member=member,
            case=case,
            action="recuse",
        ),
    )


@step("{who:who} ghi nhận {person:person} không tham gia giải quyết: {reason}", chapter=CHAPTER)
def records(world: World, who: str, person: str, reason: str) -> None:
    """Thủ trưởng hoặc thư ký ghi nhận thay cho người của cơ quan mình.

    EN: The head or secretary of a body records it of somebody there.
    VD: Khi ông "Đỗ Quang" ghi nhận bà "Phạm Thu Hà" không tham gia giải quyết: "Là người thân"
    """
    member, other, case = world.person(who), world.staff.member(person), world.find()
    actor = world.staff.actor(member)
    world.try_to(
        f"{who} ghi nhận xung đột của {person}",
        lambda: world.perform(
            lambda work: declare_recusal(
                work, actor=actor, proposal_id=case.id, reason=reason, account_id=other.account_id
            ),
            member=member,
            case=case,
            action="recuse",
        ),
    )


@step("{who:who} cho {person:person} tham gia trở lại: {reason}", chapter=CHAPTER)
def lifts(world: World, who: str, person: str, reason: str) -> None:
    """Chỉ người khác mới cho tham gia trở lại, và phải ghi lý do.

    EN: Only somebody else lets a person take part again, with a reason.
    VD: Khi ông "Đỗ Quang" cho bà "Phạm Thu Hà" tham gia trở lại: "Đã xác minh: không phải người thân"
    """
    member, other, case = world.person(who), world.staff.member(person), world.find()
    actor = world.staff.actor(member)
    rows = world.services.database.read(lambda work: list_recusals(work, actor=world.auditor(), proposal_id=case.id))
    key = next(row["id"] for row in rows if row["account_id"] == other.account_id and row["is_in_force"])
    world.try_to(
        f"{who} cho {person} tham gia trở lại",
        lambda: world.perform(
            lambda work: lift_recusal(work, actor=actor, proposal_id=case.id, recusal_id=key, reason=reason),
            member=member,
            case=case,
            action="lift-recusal",
        ),
    )
