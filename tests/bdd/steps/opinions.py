"""Chapter 10: what others say, asked of bodies or said by the public."""

from typing import Any

from service.db import consultations
from service.db import public_notices as rows
from service.db.work import Work
from service.usecases.opinions import answer_links, answering, consulting, notice_comments, public_notices
from service.usecases.opinions.answering import Answered
from service.usecases.opinions.consultation_views import list_requests
from service.usecases.opinions.consulting import Asking
from service.usecases.opinions.notice_views import show_notice
from tests.bdd.vocabulary import step
from tests.bdd.world import Case, World
from workflows.names import fold

CHAPTER = "10. Lấy ý kiến, công khai (Opinions, public notice)"
CHANNELS = {"tai khoan": "account", "lien ket": "link", "giay": "paper"}
OPINIONS = {"dong y": "agrees", "khong dong y": "disagrees", "y kien khac": "other"}
OUTCOMES = {"dung": "upheld", "khong dung": "not-upheld", "khong lien quan": "beside"}
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"
LIMIT = 1 << 20
PUBLIC = {"id", "name", "unit", "form", "reason", "body", "posted_on", "closes_on"}


@step("{who:who} lấy ý kiến của {body} qua {channel}[ về {about}][ theo gợi ý {suggestion}]", chapter=CHAPTER)
def asks(world: World, who: str, body: str, channel: str, about: str | None, suggestion: str | None) -> None:
    """Hỏi ý kiến một cơ quan qua "tài khoản", "liên kết" hoặc "giấy"; về "cấp ủy" là xin ý kiến cấp ủy.

    Gợi ý là mã của cơ quan mà pháp luật nêu lấy ý kiến (`workflows/data/consultations.toml`).

    EN: Asks a body by account, by a private link or on paper; about the Party committee's opinion if it says so.
    VD: Khi bà "Lê Thị Lan" lấy ý kiến của "Công an tỉnh giả định" qua "giấy"
    """
    member, case, way = world.person(who), world.find(), CHANNELS[fold(channel)]
    actor = world.staff.actor(member)
    asking = Asking(
        kind="party_opinion" if about else "consultation",
        channel=way,
        name="" if way == "account" else body,
        organisation_id=world.bodies.find(body)["id"] if way == "account" else "",
        summary="Đề nghị cho ý kiến (giả định).",
        suggestion=suggestion or "",
    )

    def act(work: Work) -> dict[str, Any]:
        return consulting.ask_opinion(
            work, world.services.catalog, actor=actor, proposal_id=case.id, expected_version=None, asking=asking
        )

    world.try_to(f"{who} lấy ý kiến của {body}", lambda: world.perform(act, member=member, case=case, action="consult"))
    world.shown = world.outcome.result


@step("{who:who} trả lời lấy ý kiến: {opinion}[ vì {note}]", chapter=CHAPTER)
def answers(world: World, who: str, opinion: str, note: str | None) -> None:
    """Cán bộ của cơ quan được hỏi trả lời, kèm văn bản: "đồng ý", "không đồng ý" hoặc "ý kiến khác".

    EN: The asked body answers by its account, with a document.
    VD: Khi cán bộ trả lời hiệp y của "Công an tỉnh giả định" trả lời lấy ý kiến: "đồng ý"
    """
    member, case = world.person(who), world.find()
    actor, key = world.staff.actor(member), last_request(world, case)
    said = answered(world, opinion, note)
    world.try_to(
        f"{who} trả lời",
        lambda: answering.answer_as_officer(world.services, actor=actor, act_id=key, answered=said),
    )


@step("cơ quan giữ liên kết trả lời lấy ý kiến: {opinion}[ vì {note}]", chapter=CHAPTER)
def answers_by_link(world: World, opinion: str, note: str | None) -> None:
    """Ai giữ liên kết riêng của lần hỏi gần nhất trả lời, không cần tài khoản.

    EN: Whoever holds the private link of the last request answers, without an account.
    VD: Khi cơ quan giữ liên kết trả lời lấy ý kiến: "đồng ý"
    """
    secret, said = world.shown["secret"], answered(world, opinion, note)
    world.try_to(
        "trả lời qua liên kết",
        lambda: answer_links.answer_by_link(world.services, secret=secret, network="giả định", answered=said),
    )


@step("{who:who} ghi nhận văn bản trả lời lấy ý kiến: {opinion}[ vì {note}]", chapter=CHAPTER)
def records_answer(world: World, who: str, opinion: str, note: str | None) -> None:
    """Người hỏi ghi nhận văn bản giấy của lần hỏi gần nhất, ghi ngày hôm nay.

    EN: Whoever asked records the answer on paper of the last request, dated today.
    VD: Khi bà "Lê Thị Lan" ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
    """
    member, case = world.person(who), world.find()
    actor, key = world.staff.actor(member), last_request(world, case)
    said = answered(world, opinion, note)
    world.try_to(
        f"{who} ghi nhận",
        lambda: answering.record_answer(
            world.services, actor=actor, proposal_id=case.id, act_id=key, expected_version=None, answered=said
        ),
    )


@step("hồ sơ còn chờ ý kiến của {names:texts}", chapter=CHAPTER)
def still_owed(world: World, names: list[str]) -> None:
    """Hồ sơ cho biết những cơ quan nào còn nợ ý kiến.

    EN: The dossier shows who still owes an opinion.
    VD: Thì hồ sơ còn chờ ý kiến của "Công an tỉnh giả định"
    """
    case, auditor = world.find(), world.auditor()
    view = world.services.database.read(
        lambda work: list_requests(work, world.services.catalog, actor=auditor, proposal_id=case.id)
    )
    assert sorted(item["name"] for item in view["requests"] if item["state"] == "open") == sorted(names)


@step("{who:who} đăng công khai hồ sơ: {reason}", chapter=CHAPTER)
def posts(world: World, who: str, reason: str) -> None:
    """Đăng lấy ý kiến công khai với một dòng tóm tắt thành tích.

    EN: Posts a public notice with one line on the achievement.
    VD: Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Tổ chức lớp học buổi tối"
    """
    _deal(world, who, public_notices.post_notice, reason=reason)


@step("người dân gửi ý kiến: {said}[ và để lại {contact}]", chapter=CHAPTER)
def comments(world: World, said: str, contact: str | None) -> None:
    """Một người không có tài khoản gửi ý kiến về nội dung đang công khai, có thể kèm cách liên hệ.

    EN: Somebody without an account comments on the notice, and may leave how to be reached.
    VD: Khi người dân gửi ý kiến: "Thành tích kê khai chưa đúng"
    """
    key = last_notice(world, world.find())
    world.try_to(
        "người dân gửi ý kiến",
        lambda: notice_comments.comment(
            world.services, notice_id=key, name="", contact=contact or "", text=said, network=f"giả định {key[-4:]}"
        ),
    )


@step("phần mềm {keeps} giữ cách liên hệ của người gửi ý kiến", chapter=CHAPTER)
def keeps_contact(world: World, keeps: str) -> None:
    """Cách liên hệ mà người dân để lại "còn" hay "không còn" được giữ.

    EN: Whether what people left to be reached by is still kept.
    VD: Thì phần mềm "không còn" giữ cách liên hệ của người gửi ý kiến
    """
    key = last_notice(world, world.find())
    kept = world.services.database.read(lambda work: rows.list_comments(work, key))
    assert kept
    assert any(row.contact for row in kept) is (fold(keeps) == "con"), kept


@step("{who:who} kết luận phản ánh {outcome}: {conclusion}", chapter=CHAPTER)
def settles(world: World, who: str, outcome: str, conclusion: str) -> None:
    """Kết luận ý kiến phản ánh đầu tiên còn chờ: "đúng", "không đúng" hoặc "không liên quan".

    EN: Settles the first comment that waits: upheld, not upheld, or beside the matter.
    VD: Khi bà "Lê Thị Lan" kết luận phản ánh "không đúng": "Đã xác minh"
    """
    view = notice_of(world, world.find())
    waiting = next(item["id"] for item in view["comments"] if not item["outcome"])
    given = {"act_id": view["notice"]["id"], "comment_id": waiting, "outcome": OUTCOMES[fold(outcome)]}
    _deal(world, who, notice_comments.settle_comment, **given, conclusion=conclusion)


@step("{who:who} kết thúc công khai hồ sơ", chapter=CHAPTER)
def concludes(world: World, who: str) -> None:
    """Ghi nhận kết thúc lấy ý kiến công khai; bị từ chối khi chưa hết thời gian hoặc còn ý kiến chưa kết luận.

    EN: Concludes the notice; refused while its time runs or a comment is not settled.
    VD: Khi bà "Lê Thị Lan" kết thúc công khai hồ sơ
    """
    _deal(world, who, public_notices.conclude_notice, act_id=last_notice(world, world.find()))


@step("trang công khai có {count:count} hồ sơ", chapter=CHAPTER)
def shown_in_public(world: World, count: int) -> None:
    """Số hồ sơ mà ai cũng đọc được trên trang công khai lúc này.

    EN: How many proposals anybody can read on the public page now.
    VD: Thì trang công khai có 1 hồ sơ
    """
    found = world.services.database.read(notice_comments.list_public).items
    assert len(found) == count, found
    assert all(row.keys() == PUBLIC for row in found)


def _deal(world: World, who: str, act: Any, **given: Any) -> None:
    member, case = world.person(who), world.find()
    actor = world.staff.actor(member)

    def deal(work: Work) -> dict[str, Any]:
        named = {"actor": actor, "proposal_id": case.id, "expected_version": None, **given}
        done: dict[str, Any] = act(work, world.services.catalog, **named)
        return done

    world.try_to(who, lambda: world.perform(deal, member=member, case=case, action="post-notice"))


def last_request(world: World, case: Case) -> str:
    """Return the id of the request that was made last."""
    return world.services.database.read(lambda work: consultations.list_of_proposal(work, case.id))[-1].id


def notice_of(world: World, case: Case) -> dict[str, Any]:
    """Return the notice of a proposal as an auditor reads it."""
    auditor = world.auditor()
    return world.services.database.read(
        lambda work: show_notice(work, world.services.catalog, actor=auditor, proposal_id=case.id)
    )


def last_notice(world: World, case: Case) -> str:
    """Return the id of the notice that was posted last."""
    return str(notice_of(world, case)["notice"]["id"])


def answered(world: World, opinion: str, note: str | None) -> Answered:
    """Return an answer with its document, dated today."""
    return Answered(
        opinion=OPINIONS[fold(opinion)],
        file_name="tra-loi.pdf",
        content=PDF,
        limit_bytes=LIMIT,
        number="12/CV (giả định)",
        dated_on=world.today,
        note=note or "",
    )
