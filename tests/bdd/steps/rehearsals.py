"""Chapter 11 goes on: sessions that are only tried, and who is among those agreed."""

from dataclasses import dataclass
from typing import Any

from service.db.council_items import list_items
from service.db.work import Work
from service.i18n import sentence
from service.usecases.councils import council_agendas, council_sessions
from service.usecases.councils.council_fairness import show_fairness
from service.usecases.councils.council_rehearsals import rehearse_session
from tests.bdd.steps.councils import CHAPTER, Sitting
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World
from tests.support.dumps import dump


@dataclass
class Rehearsal:
    """What a rehearsal answered, and all that stood in the database before it and after it."""

    told: dict[str, Any]
    before: dict[str, list[str]]
    after: dict[str, list[str]]


@step("thư ký lập phiên họp xét hồ sơ, chưa triệu tập", chapter=CHAPTER)
def plan(world: World) -> None:
    """Thư ký lập phiên họp và đưa hồ sơ vào chương trình; thành viên chưa được triệu tập.

    EN: Plans a session with the proposal on its agenda, convening nobody yet.
    VD: Cho thư ký lập phiên họp xét hồ sơ, chưa triệu tập
    """
    sitting, case, catalog = _sitting(world), world.find(), world.services.catalog
    actor = world.staff.actor(sitting.secretary)
    values = {"number": sitting.next_number(), "held_on": world.today, "place": "Phòng họp (giả định)"}

    def act(work: Work) -> None:
        planned = council_sessions.plan_session(work, catalog, actor=actor, council_id=sitting.id, values=values)
        key = sitting.session_id = planned["id"]
        added = council_agendas.add_items(work, catalog, actor=actor, session_id=key, proposal_ids=[case.id])
        sitting.item_id = added[0]["id"]

    world.must("lập phiên họp", lambda: world.staff.write(act))


@step(
    "thư ký diễn tập với {present:count} thành viên có mặt, {yes:count} phiếu đồng ý[, {pieces:count} văn bản đồng ý]",
    chapter=CHAPTER,
)
def rehearse(world: World, present: int, yes: int, pieces: int | None) -> None:
    """Thử phiên họp: những thành viên đầu danh sách có mặt, số phiếu còn lại của họ là không đồng ý.

    EN: Rehearses the session; those present who do not agree vote against.
    VD: Khi thư ký diễn tập với 7 thành viên có mặt, 7 phiếu đồng ý
    VD: Khi thư ký diễn tập với 7 thành viên có mặt, 7 phiếu đồng ý, 2 văn bản đồng ý
    """
    sitting, services = _sitting(world), world.services
    actor = world.staff.actor(sitting.secretary)
    seats = [
        {"member_id": key, "came": "present" if place < present else "absent"}
        for place, key in enumerate(sitting.member_ids)
    ]
    item = {"id": sitting.item_id, "yes": yes, "written_yes": pieces or 0}
    values = {"seats": seats, "items": [item], "others": "no"}
    before = dump(services.database)
    told = world.must(
        "diễn tập",
        lambda: services.database.read(
            lambda w: rehearse_session(w, services.catalog, actor=actor, session_id=sitting.session_id, values=values)
        ),
    )
    world.shown = Rehearsal(told, before, dump(services.database))


@step("diễn tập cho biết còn thiếu {said}", chapter=CHAPTER)
def misses(world: World, said: str) -> None:
    """Phiên họp chưa kết thúc được, và trong các điều còn thiếu có câu này.

    EN: The rehearsal says that the session could not be closed, this being missing.
    VD: Thì diễn tập cho biết còn thiếu "7/9 có mặt, 80 % cần 8 phiếu, còn thiếu 1"
    """
    told = _rehearsal(world).told
    missing = [sentence("problems", one["code"], one["params"], "vi") for one in told["missing"]]
    assert any(said in one for one in missing), missing
    assert not told["closes"]


@step("diễn tập cho biết Hội đồng {is_against:negation}đồng ý hồ sơ với {yes:count} trên {base:count}", chapter=CHAPTER)
def decides(world: World, yes: int, base: int, *, is_against: bool) -> None:
    """Phiên họp kết thúc được, với kết quả này.

    EN: The rehearsal says that the session could be closed, and with which outcome.
    VD: Thì diễn tập cho biết Hội đồng đồng ý hồ sơ với 9 trên 9
    """
    told = _rehearsal(world).told
    (item,) = told["items"]
    found = (told["closes"], item["outcome"], item["figures"]["in_favour"], item["figures"]["base"])
    assert found == (True, "not_agreed" if is_against else "agreed", yes, base), told


@step("diễn tập không để lại gì trong dữ liệu", chapter=CHAPTER)
def leaves_nothing(world: World) -> None:
    """Mọi dòng của mọi bảng, kể cả số thứ tự đã cấp, giống hệt trước khi diễn tập; không ai được mời xem hồ sơ.

    EN: Every row of every table is the same after the rehearsal as before it.
    VD: Và diễn tập không để lại gì trong dữ liệu
    """
    rehearsal = _rehearsal(world)
    assert rehearsal.after == rehearsal.before
    items = world.services.database.read(lambda w: list_items(w, _sitting(world).session_id))
    assert all(item.result is None for item in items)


@step(
    "cơ cấu danh sách cho biết {title} được đồng ý {yes:count} trên {base:count}, chưa ghi {left:count}",
    chapter=CHAPTER,
)
def shows_share(world: World, title: str, yes: int, base: int, left: int) -> None:
    """Thư ký xem cơ cấu danh sách của phiên họp: bao nhiêu người thuộc nhóm trong số đã ghi thông tin.

    EN: The fairness view tells how many of those agreed belong to a group, of how many it is recorded.
    VD: Thì cơ cấu danh sách cho biết "Nữ" được đồng ý 1 trên 1, chưa ghi 0
    """
    sitting, services = _sitting(world), world.services
    actor = world.staff.actor(sitting.secretary)
    found = services.database.read(
        lambda w: show_fairness(w, services.catalog, actor=actor, session_id=sitting.session_id)
    )
    code = find_code("fairness_groups", title)
    (group,) = [one for one in found["groups"] if one["code"] == code]
    (share,) = [one for one in group["shares"] if one["population"] == "agreed"]
    assert (share["yes"], share["known"], share["unrecorded"]) == (yes, base, left), group


@step("thư ký rút hồ sơ khỏi chương trình", chapter=CHAPTER)
def remove(world: World) -> None:
    """Rút hồ sơ khỏi chương trình phiên họp; hồ sơ chờ phiên khác.

    EN: Takes the proposal off the agenda.
    VD: Khi thư ký rút hồ sơ khỏi chương trình
    """
    sitting, catalog = _sitting(world), world.services.catalog
    actor = world.staff.actor(sitting.secretary)
    world.must(
        "rút hồ sơ",
        lambda: world.staff.write(
            lambda w: council_agendas.remove_item(
                w, catalog, actor=actor, session_id=sitting.session_id, item_id=sitting.item_id
            )
        ),
    )


def _sitting(world: World) -> Sitting:
    assert isinstance(world.sitting, Sitting), "chưa lập Hội đồng: Cho Hội đồng của “…” có … thành viên"
    return world.sitting


def _rehearsal(world: World) -> Rehearsal:
    assert isinstance(world.shown, Rehearsal), "chưa diễn tập: Khi thư ký diễn tập với …"
    return world.shown
