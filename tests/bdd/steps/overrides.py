"""Chapter 5 goes on: overrides, asked for by one officer and confirmed by a second one."""

from typing import Any

from service.db import acts
from service.db.work import Work
from service.usecases.moves.override_views import list_overrides, offer_overrides
from service.usecases.moves.overrides import Request, confirm_override, drop_override, propose_override
from service.usecases.proofs.proofs import prove_proposal
from tests.bdd.vocabulary import step
from tests.bdd.world import Case, World
from workflows.policy import Actor

TRAIL = "7. Nhật ký, lịch sử, quyền xem (Trail, history, access)"
CHAPTER = "5. Chuyển hồ sơ (Moving proposals)"
STANDINGS = {
    "chờ người thứ hai": "waiting",
    "có hiệu lực": "in-force",
    "đã dùng": "used",
    "hết giá trị": "expired",
    "không được xác nhận": "declined",
    "đã rút": "withdrawn",
}


@step(
    "{who:who} đề nghị vượt quy tắc {codes:texts} để {action:action} hồ sơ theo văn bản số {number}[ vì {reason}]",
    chapter=CHAPTER,
)
def asks(world: World, who: str, codes: list[str], action: str, number: str, reason: str | None) -> None:
    """Một người có thẩm quyền đề nghị cho một thao tác đi qua dù các điều kiện nêu mã còn không đạt.

    Văn bản ghi ngày hôm nay. Chỉ điều đang ngăn thao tác ấy và được phép vượt mới nêu được; chưa có gì đi qua trước
    khi người thứ hai xác nhận.

    EN: An officer asks that one move pass in spite of what these rules say, under a document of today.
    VD: Khi bà "Lê Thị Lan" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Chờ xác nhận"
    """
    case, member, services = world.find(), world.person(who), world.services
    actor = world.staff.actor(member)

    def act(work: Work) -> dict[str, Any]:
        keys = keys_of(work, world, actor, case, codes, action)
        request = Request(action, keys, number, world.today, reason or "")
        return propose_override(
            work, services.catalog, actor=actor, proposal_id=case.id, expected_version=None, request=request
        )

    world.try_to(
        f"{who} đề nghị vượt quy tắc",
        lambda: world.perform(act, member=member, case=case, action="propose-override"),
    )


def keys_of(work: Work, world: World, actor: Actor, case: Case, codes: list[str], action: str) -> list[str]:
    """Return the keys of what may be overridden under these codes; a code that offers nothing stands for itself."""
    page = offer_overrides(work, world.services.catalog, actor=actor, proposal_id=case.id, language="vi")
    rows = [row for offer in page["offers"] if offer["action"] == action for row in offer["findings"]]
    return [key for code in codes for key in [row["key"] for row in rows if row["code"] == code] or [code]]


@step("{who:who} xác nhận việc vượt quy tắc", chapter=CHAPTER)
def confirms(world: World, who: str) -> None:
    """Người thứ hai, chưa làm gì trên hồ sơ này, xác nhận đề nghị vượt quy tắc gần nhất.

    EN: A second person, who has had no hand in the proposal, confirms the override asked for last.
    VD: Khi thủ trưởng cơ quan của "Sở Tư pháp" xác nhận việc vượt quy tắc
    """
    case, member, services = world.find(), world.person(who), world.services
    actor, key = world.staff.actor(member), last_override(world, case)
    world.try_to(
        f"{who} xác nhận vượt quy tắc",
        lambda: world.perform(
            lambda work: confirm_override(
                work, services.catalog, actor=actor, proposal_id=case.id, act_id=key, expected_version=None
            ),
            member=member,
            case=case,
            action="confirm-override",
        ),
    )


@step("{who:who} (rút|không xác nhận) việc vượt quy tắc vì {reason}", chapter=CHAPTER)
def drops(world: World, who: str, reason: str) -> None:
    """Người đã đề nghị rút lại, hoặc người khác không xác nhận; cả hai đều ghi lý do.

    EN: Whoever asked withdraws it, or another declines it, with a reason.
    VD: Khi bà "Lê Thị Lan" rút việc vượt quy tắc vì "Đã có xác nhận của cơ quan thuế"
    """
    case, member, services = world.find(), world.person(who), world.services
    actor, key = world.staff.actor(member), last_override(world, case)
    world.try_to(
        f"{who} bỏ vượt quy tắc",
        lambda: world.perform(
            lambda work: drop_override(
                work,
                services.catalog,
                actor=actor,
                proposal_id=case.id,
                act_id=key,
                expected_version=None,
                reason=reason,
            ),
            member=member,
            case=case,
            action="drop-override",
        ),
    )


def last_override(world: World, case: Case) -> str:
    """Return the override that was asked for last."""
    rows = world.services.database.read(lambda work: acts.list_acts(work, case.id))
    return [row.id for row in rows if row.kind == "override"][-1]


@step("việc vượt quy tắc (còn|là|ở trạng thái) {standing}", chapter=CHAPTER)
def stands(world: World, standing: str) -> None:
    """Tình trạng của đề nghị vượt quy tắc gần nhất.

    Các tình trạng: chờ người thứ hai, có hiệu lực, đã dùng, hết giá trị, không được xác nhận, đã rút.

    EN: What the override asked for last is worth now.
    VD: Thì việc vượt quy tắc là "có hiệu lực"
    """
    case, auditor = world.find(), world.auditor()
    found = world.services.database.read(
        lambda work: list_overrides(work, world.services.catalog, actor=auditor, proposal_id=case.id, language="vi")
    )
    assert found[0]["standing"] == STANDINGS[standing], found[0]["standing"]


@step("phát lại nhật ký chứng minh mọi bước, có {number:count} lần vượt quy tắc", chapter=TRAIL)
def is_proved(world: World, number: int) -> None:
    """Tính lại chuỗi, phát lại mọi bước bằng quy trình; mỗi lần vượt quy tắc phải có hai người ngay trước bước đó.

    EN: Chain and moves are recomputed; each override was made by two persons directly before its move.
    VD: Và phát lại nhật ký chứng minh mọi bước, có 1 lần vượt quy tắc
    """
    proved = prove_proposal(world.services, actor=world.auditor(), proposal_id=world.find().id)
    codes = {proof.code: proof.holds for proof in proved["proofs"]}
    assert codes["chain-whole"], codes
    assert codes["replay-agrees"], codes
    assert codes.get("overrides-by-two" if number else "no-override") is True, codes
    assert proved["counts"]["overrides"] == number
