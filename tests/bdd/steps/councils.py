"""Chapter 11: councils that meet, vote and close their sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from service.db.accounts import get_account
from service.db.work import Work
from service.i18n import sentence
from service.usecases.attempts import perform
from service.usecases.councils import (
    council_agendas,
    council_closings,
    council_opinions,
    council_sessions,
    council_votes,
    councils,
)
from service.usecases.councils.council_views import show_session
from service.usecases.moves.recusals import declare_recusal
from service.usecases.streams import session_stream
from tests.bdd.staff import Member
from tests.bdd.tables import Table, rows, text
from tests.bdd.vocabulary import step
from tests.bdd.world import World
from tests.builders.publishing import publish_by_two
from tests.support.councils import letter, rule_text

CHAPTER = "11. Hội đồng (Councils)"
BASES = {"tổng số thành viên": "all_members", "số có mặt": "members_present", "số phiếu": "votes_cast"}
RULE = {name: (name, text) for name in ("có mặt", "đồng ý", "tính trên", "người không tham gia")}


@dataclass
class Sitting:
    """The council of the scenario, its session on the proposal, and how many have answered."""

    id: str
    secretary: Member
    members: list[Member]
    member_ids: list[str]
    session_id: str = ""
    item_id: str = ""
    present: int = 0
    voted: set[int] = field(default_factory=set)
    wrote: int = 0
    out: set[int] = field(default_factory=set)
    sessions: int = 0

    def next_number(self) -> str:
        """Return the number of the next session of the scenario."""
        self.sessions += 1
        return f"{self.sessions:02}"


@step("Hội đồng của {body} có {number:count} thành viên theo quy tắc giả định", chapter=CHAPTER)
def sits(world: World, body: str, number: int, datatable: Table = None) -> None:
    """Lập Hội đồng của một cơ quan và công bố quy tắc biểu quyết của Hội đồng, do hai người.

    Bảng: có mặt (tỷ lệ thành viên phải có mặt), đồng ý (tỷ lệ đồng ý), tính trên (tổng số thành viên, số có mặt, số
    phiếu), người không tham gia (bớt khỏi tổng số hay giữ). Ô trống là quy tắc không nêu.

    EN: Founds a council and publishes its rule by two persons; an empty cell is not asked.
    VD: Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
    """
    owner, (rule,) = world.bodies.find(body), rows(datatable, RULE)
    source = rule_text(_rule(rule), issuer=owner["code"])
    admin = world.staff.administrator
    world.must(
        "nạp quy tắc Hội đồng",
        lambda: world.staff.write(lambda w: publish_by_two(w, actor=admin, kind="council_rule", text=source)),
    )
    secretary = world.staff.holder("council_secretary", owner)
    values = {"owner_id": owner["id"], "name": f"Hội đồng {body}", "decision_number": "12/QĐ (giả định)"}
    actor = world.staff.actor(secretary)
    made = world.must(
        "lập Hội đồng", lambda: world.staff.write(lambda w: councils.found_council(w, actor=actor, values=values))
    )
    members = [world.staff.member(f"Ủy viên {place + 1}") for place in range(number)]
    ids = [_seat(world, actor, made["id"], place, member) for place, member in enumerate(members)]
    world.sitting = Sitting(made["id"], secretary, members, ids)


@step("thành viên thứ {place:count} của Hội đồng không tham gia vì {reason}", chapter=CHAPTER)
def takes_no_part(world: World, place: int, reason: str) -> None:
    """Thư ký ghi nhận một thành viên có lợi ích liên quan đến hồ sơ.

    EN: The secretary records that the proposal concerns a member.
    VD: Khi thành viên thứ 9 của Hội đồng không tham gia vì "Là vợ của người được đề nghị"
    """
    sitting, case = sitting_of(world), world.find()
    actor = world.staff.actor(sitting.secretary)
    account_id = sitting.members[place - 1].account_id
    world.must(
        "ghi nhận không tham gia",
        lambda: world.staff.write(
            lambda w: declare_recusal(w, actor=actor, proposal_id=case.id, reason=reason, account_id=account_id)
        ),
    )
    sitting.out.add(place - 1)


@step("Hội đồng họp xét hồ sơ, {present:count} thành viên có mặt", chapter=CHAPTER)
def meets(world: World, present: int) -> None:
    """Thư ký đưa hồ sơ vào chương trình, triệu tập và điểm danh: những thành viên đầu danh sách có mặt.

    EN: The secretary puts the proposal on an agenda, convenes, and marks the first so many members present.
    VD: Khi Hội đồng họp xét hồ sơ, 7 thành viên có mặt
    """
    sitting, case, catalog = sitting_of(world), world.find(), world.services.catalog
    actor = world.staff.actor(sitting.secretary)
    came = {key: "present" if place < present else "absent" for place, key in enumerate(sitting.member_ids)}
    values = {"number": sitting.next_number(), "held_on": world.today, "place": "Phòng họp (giả định)"}

    def act(work: Work) -> str:
        planned = council_sessions.plan_session(work, catalog, actor=actor, council_id=sitting.id, values=values)
        key: str = planned["id"]
        added = council_agendas.add_items(work, catalog, actor=actor, session_id=key, proposal_ids=[case.id])
        council_sessions.convene_session(work, actor=actor, session_id=key)
        council_votes.mark_attendance(work, actor=actor, session_id=key, came=came)
        sitting.item_id, sitting.session_id, sitting.present = added[0]["id"], key, present
        sitting.voted, sitting.wrote = set(), 0
        return key

    world.must("họp Hội đồng", lambda: world.staff.write(act))


@step("{number:count} thành viên có mặt biểu quyết {is_against:negation}đồng ý", chapter=CHAPTER)
def vote(world: World, number: int, *, is_against: bool) -> None:
    """Các thành viên có mặt tự biểu quyết công khai, lần lượt theo danh sách.

    EN: Members present vote openly, one after another.
    VD: Và 7 thành viên có mặt biểu quyết đồng ý
    """
    sitting, catalog = sitting_of(world), world.services.catalog
    left = [place for place in range(sitting.present) if place not in sitting.voted | sitting.out][:number]
    assert len(left) == number, "không đủ thành viên có mặt chưa biểu quyết"
    for place in left:
        actor = world.staff.actor(sitting.members[place])
        world.must(
            "biểu quyết",
            lambda actor=actor: world.staff.write(
                lambda w: council_votes.cast_vote(
                    w,
                    catalog,
                    actor=actor,
                    session_id=sitting.session_id,
                    item_id=sitting.item_id,
                    choice="no" if is_against else "yes",
                )
            ),
        )
        sitting.voted.add(place)


@step("{number:count} thành viên vắng mặt gửi văn bản đồng ý", chapter=CHAPTER)
def write(world: World, number: int) -> None:
    """Thư ký ghi ý kiến bằng văn bản của thành viên vắng mặt, kèm tệp văn bản.

    EN: The secretary records that absent members agree in writing, with their letters.
    VD: Và 2 thành viên vắng mặt gửi văn bản đồng ý
    """
    sitting = sitting_of(world)
    actor = world.staff.actor(sitting.secretary)
    away = [
        key for place, key in enumerate(sitting.member_ids) if place >= sitting.present and place not in sitting.out
    ]
    for key in away[sitting.wrote : sitting.wrote + number]:
        values = {"member_id": key, "choice": "yes", "paper": "05/YK (giả định)"}
        world.must(
            "gửi ý kiến",
            lambda values=values: council_opinions.receive_opinion(
                world.services,
                actor=actor,
                session_id=sitting.session_id,
                item_id=sitting.item_id,
                values=values,
                letter=letter(values["member_id"]),
            ),
        )
    sitting.wrote += number


@step("thư ký kết thúc phiên họp[, không chờ ý kiến nữa vì {reason}]", chapter=CHAPTER)
def close(world: World, reason: str | None) -> None:
    """Kết thúc phiên họp; không chờ ý kiến nữa thì mục chưa đạt tỷ lệ được ghi là không đồng ý.

    EN: Closes the session; without waiting any longer what is short of its share is recorded as not agreed.
    VD: Khi thư ký kết thúc phiên họp
    VD: Khi thư ký kết thúc phiên họp, không chờ ý kiến nữa vì "Hết hạn gửi ý kiến"
    """
    sitting, catalog = sitting_of(world), world.services.catalog
    actor = world.staff.actor(sitting.secretary)
    world.try_to(
        "kết thúc phiên họp",
        lambda: perform(
            world.services,
            lambda w: council_closings.close_session(
                w,
                catalog,
                actor=actor,
                session_id=sitting.session_id,
                expected_version=None,
                is_final=reason is not None,
                reason=reason or "",
            ),
            actor=actor,
            stream=session_stream(sitting.session_id),
            action="close-session",
        ),
    )


@step("phiên họp chưa kết thúc được, còn thiếu {said}", chapter=CHAPTER)
def misses(world: World, said: str) -> None:
    """Lần kết thúc vừa rồi bị từ chối, và trong các điều còn thiếu có câu này.

    EN: The session was not closed, and this is among what is missing.
    VD: Thì phiên họp chưa kết thúc được, còn thiếu "7/9 có mặt, 80 % cần 8 phiếu, còn thiếu 1"
    """
    problems: Sequence[dict[str, Any]] = world.refused().error.params["problems"]  # type: ignore[union-attr]  # refused() saw it
    told = [sentence("problems", one["code"], one["params"], "vi") for one in problems]
    assert any(said in one for one in told), told


@step("Hội đồng {is_against:negation}đồng ý hồ sơ với {yes:count} trên {base:count}", chapter=CHAPTER)
def decided(world: World, yes: int, base: int, *, is_against: bool) -> None:
    """Kết quả đã ghi của Hội đồng: bao nhiêu phiếu đồng ý trên cơ số nào.

    EN: What the council decided, with how many of how many.
    VD: Thì Hội đồng đồng ý hồ sơ với 9 trên 9
    """
    sitting, catalog = sitting_of(world), world.services.catalog
    actor = world.staff.actor(sitting.secretary)
    session = world.services.database.read(
        lambda w: show_session(w, catalog, actor=actor, session_id=sitting.session_id)
    )
    (item,) = session["items"]
    wanted = "not_agreed" if is_against else "agreed"
    assert (item["outcome"], item["figures"]["in_favour"], item["figures"]["base"]) == (wanted, yes, base), item


def sitting_of(world: World) -> Sitting:
    """Return the council of the scenario and its session."""
    assert isinstance(world.sitting, Sitting), "chưa lập Hội đồng: Cho Hội đồng của “…” có … thành viên"
    return world.sitting


def _seat(world: World, secretary: Any, council_id: str, place: int, member: Member) -> str:
    username = world.services.database.read(lambda w: _username(w, member))
    values = {"username": username, "post": "chair" if place == 0 else "member", "votes": True, "document": "12/QĐ"}
    seated: dict[str, Any] = world.must(
        "ghi nhận thành viên",
        lambda: world.staff.write(
            lambda w: councils.add_member(w, actor=secretary, council_id=council_id, values=values)
        ),
    )
    return str(seated["id"])


def _username(work: Work, member: Member) -> str:
    return get_account(work, member.account_id).username


def _rule(rule: dict[str, str]) -> str:
    lines = [
        f'{name} = "{rule[said]}"' for name, said in (("quorum", "có mặt"), ("approval", "đồng ý")) if said in rule
    ]
    kept = "stay" if rule.get("người không tham gia") == "giữ" else "leave"
    lines += [f'base = "{BASES[rule["tính trên"]]}"', "written = true", 'ballot = "either"']
    return "\n".join([*lines, f'recused = "{kept}"', 'tie = "fails"'])
