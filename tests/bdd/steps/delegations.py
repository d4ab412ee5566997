"""Chapter 9: delegation: who acts for whom, in which acts, by which paper, until when."""

from datetime import date
from typing import Any

from service.db import accounts
from service.db.delegations import list_delegations
from service.db.work import Work
from service.usecases.accounts.delegations import give_delegation, revoke_delegation
from tests.bdd import trails
from tests.bdd.staff import Member
from tests.bdd.vocabulary import step
from tests.bdd.words import ACTIONS
from tests.bdd.world import World
from workflows.names import fold
from workflows.policy import Actor

CHAPTER = "9. Ủy quyền (Delegation)"
DRAFT = {"lap de nghi": "draft", "lap ho so": "draft"}
CODES = {fold(name): code for name, code in ACTIONS.items()} | DRAFT


@step(
    "{giver:person} ủy quyền cho {taker:person} việc {acts:texts} theo văn bản {number} đến {until:day}",
    chapter=CHAPTER,
)
def delegates(world: World, giver: str, taker: str, acts: list[str], number: str, until: date) -> None:
    """Người giữ vai trò (vai trò đầu tiên còn giữ, hoặc việc đang làm thay) ủy quyền từ hôm nay đến hết ngày đó.

    EN: The holder of a role (else of a role lent to him) lets another do these acts from today to the end of a day.
    VD: Khi bà "Hồ Thị Thu" ủy quyền cho ông "Bùi Văn Khoa" việc "xem xét" theo văn bản "05/UQ" đến ngày 31/03/2025
    """
    member = _member(world, giver)
    _give(world, world.staff.actor(member), member, taker, acts, number, until)


@step(
    "quản trị hệ thống ghi nhận {giver:person} ủy quyền cho {taker:person} việc {acts:texts} theo văn bản {number} "
    "đến {until:day}",
    chapter=CHAPTER,
)
def is_recorded(world: World, giver: str, taker: str, acts: list[str], number: str, until: date) -> None:
    """Quản trị viên ghi nhận thay người giữ vai trò, theo văn bản.

    EN: An administrator records a delegation on the ground of a document.
    VD: Khi quản trị hệ thống ghi nhận bà "Thu" ủy quyền cho ông "Khoa" việc "rút" theo văn bản "5/UQ" đến 31/03/2025
    """
    _give(world, world.staff.administrator, _member(world, giver), taker, acts, number, until)


@step("{who:person} chấm dứt ủy quyền theo văn bản {number}", chapter=CHAPTER)
def ends(world: World, who: str, number: str) -> None:
    """Chấm dứt ngay, cùng mọi ủy quyền lại dựa trên đó.

    EN: Ends a delegation at once, with everything that was passed on from it.
    VD: Khi bà "Hồ Thị Thu" chấm dứt ủy quyền theo văn bản "05/UQ"
    """
    actor = world.staff.actor(_member(world, who))
    rows = world.services.database.read(lambda work: list_delegations(work, limit=100))
    key = next(row.id for row in rows if row.document == number)
    world.must(
        "chấm dứt ủy quyền",
        lambda: world.staff.write(
            lambda work: revoke_delegation(work, actor=actor, delegation_id=key, reason="Hết đợt (giả định)")
        ),
    )


@step("nhật ký của hồ sơ có câu {words}", chapter=CHAPTER)
def is_told(world: World, words: str) -> None:
    """Một câu trong lịch sử hồ sơ, kể cả lần bị từ chối, có đúng những chữ này.

    EN: Some sentence of the proposal's history, refused attempts included, holds these words.
    VD: Thì nhật ký của hồ sơ có câu "Bùi Văn Khoa thay Hồ Thị Thu theo văn bản 05/UQ"
    """
    told = [line["sentence"] for line in trails.history(world, world.find())]
    assert any(words in sentence for sentence in told), told


def _give(world: World, actor: Actor, giver: Member, taker: str, acts: list[str], number: str, until: date) -> None:
    receiver = _member(world, taker)

    def give(work: Work) -> dict[str, Any]:
        wished = {
            "delegate": accounts.get_account(work, receiver.account_id).username,
            "acts": [CODES[fold(act)] for act in acts],
            "document": number,
            "valid_from": work.today,
            "valid_to": until,
        }
        wished |= _source(work, giver)
        return give_delegation(work, world.services.catalog, actor=actor, values=wished)

    world.try_to(f"ủy quyền cho {receiver.name}", lambda: world.staff.write(give))


def _member(world: World, name: str) -> Member:
    return world.staff.member(name, world.registry.person_id(name))


def _source(work: Work, giver: Member) -> dict[str, str]:
    """Return what is delegated: the first role that is held, else what was lent last."""
    held = accounts.list_holdings(work, giver.account_id, work.today)
    if held:
        return {"assignment_id": held[0].id}
    lent = [row for row in list_delegations(work, account_id=giver.account_id) if row.delegate_id == giver.account_id]
    return {"source_id": lent[0].id}
