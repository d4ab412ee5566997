"""Chapter 9: difficulties, petitions and complaints, from whoever sends them to whoever answers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from service.db import audit
from service.db.work import Work
from service.usecases.attempts import perform
from service.usecases.errors import NotFound
from service.usecases.petitions.petition_views import list_petitions, petitions_about, show_petition
from service.usecases.petitions.petitions import (
    Paper,
    answer_petition,
    file_petition,
    forward_petition,
    withdraw_petition,
)
from service.usecases.streams import petition_stream
from tests.bdd.tables import Table, pairs, text
from tests.bdd.vocabulary import step
from tests.bdd.words import read_day
from tests.bdd.world import World

CHAPTER = "9. Kiến nghị, khiếu nại (Petitions and complaints)"
KINDS = {"vướng mắc": "difficulty", "kiến nghị": "petition", "khiếu nại": "complaint"}
STATES = {"đã gửi": "filed", "đã chuyển": "forwarded", "đã trả lời": "answered", "đã rút": "withdrawn"}
STATED = {
    "nội dung": ("text", text),
    "danh mục": ("category", text),
    "tiêu chuẩn": ("criterion", text),
    "ngày biết kết quả": ("known_on", read_day),
}


@step("{who:who} gửi {matter} {subject} về kế hoạch", chapter=CHAPTER)
def sends_about_plan(world: World, who: str, matter: str, subject: str, datatable: Table = None) -> None:
    """Gửi vướng mắc, kiến nghị hoặc khiếu nại về kế hoạch nêu sau cùng.

    Bảng (mục | nội dung): nội dung, danh mục, tiêu chuẩn, ngày biết kết quả.

    EN: Sends a difficulty, a petition or a complaint about the plan taken up last.
    VD: Khi thủ trưởng đơn vị gửi "vướng mắc" "Doanh nghiệp hỏi ghi nhận ở đâu" về kế hoạch
    """
    send(world, who, matter, subject, {"plan_code": world.current_plan().code, **pairs(datatable, STATED)})


@step("{who:who} gửi {matter} {subject} về hồ sơ[ {label}]", chapter=CHAPTER)
def sends_about_proposal(
    world: World, who: str, matter: str, subject: str, label: str | None, datatable: Table = None
) -> None:
    """Gửi kiến nghị hoặc khiếu nại về một hồ sơ mà người ấy mở được.

    EN: Sends a petition or a complaint about a proposal that this person may open.
    VD: Khi thủ trưởng đơn vị gửi "kiến nghị" "Chưa thấy tên trong danh sách" về hồ sơ
    """
    send(world, who, matter, subject, {"proposal_id": world.find(label).id, **pairs(datatable, STATED)})


def send(world: World, who: str, matter: str, subject: str, stated: dict[str, Any]) -> None:
    """File a petition and remember it as the one that later steps mean."""
    actor, services = world.staff.actor(world.person(who)), world.services
    values = {"kind": KINDS[matter], "subject": subject, "text": "Nội dung (giả định)", **stated}
    done = world.try_to(
        f"{who} gửi {matter}",
        lambda: perform(
            services,
            lambda work: file_petition(work, services.catalog, actor=actor, values=values),
            actor=actor,
            stream="system",
            action="file-petition",
        ),
    )
    world.petition = (done.result or {}).get("id", world.petition)


@step("{who:who} tổng hợp kiến nghị với ý kiến {opinion}[, đề nghị trả lời trước khi hết {until:day}]", chapter=CHAPTER)
def collects(world: World, who: str, opinion: str, until: date | None) -> None:
    """Nơi tổng hợp ghi ý kiến và chuyển kiến nghị lên cấp quyết định.

    EN: The collecting body states its opinion and sends the petition up, with a day for the answer if it wants one.
    VD: Khi cán bộ tổng hợp của "Sở Giáo dục và Đào tạo" tổng hợp kiến nghị với ý kiến "Đề nghị bổ sung hướng dẫn"
    """
    actor, key = world.staff.actor(world.person(who)), world.petition
    settle(world, who, "forward-petition", lambda work: forward_petition(
        work, actor=actor, petition_id=key, expected_version=None, opinion=opinion, due_on=until
    ))  # fmt: skip


@step("{who:who} trả lời kiến nghị: {answer}[ kèm văn bản {name}]", chapter=CHAPTER)
def answers(world: World, who: str, answer: str, name: str | None) -> None:
    """Cấp quyết định trả lời; văn bản kèm theo được lưu với mã băm.

    EN: The deciding body answers; a document beside it is kept with its hash.
    VD: Khi thủ trưởng cơ quan của "Sở Tư pháp" trả lời kiến nghị: "Đã xem xét lại" kèm văn bản "tra-loi.pdf"
    """
    actor, key, store = world.staff.actor(world.person(who)), world.petition, world.services.documents
    paper = Paper(name, b"%PDF-1.7 tra loi (gia dinh)") if name else None
    settle(world, who, "answer-petition", lambda work: answer_petition(
        work, store, actor=actor, petition_id=key, expected_version=None, answer=answer, number="09/TL", paper=paper
    ))  # fmt: skip


@step("{who:who} rút kiến nghị vì {reason}", chapter=CHAPTER)
def withdraws(world: World, who: str, reason: str) -> None:
    """Người gửi rút kiến nghị chưa được trả lời; kiến nghị vẫn được lưu.

    EN: Whoever sent it takes it back before it is answered; it is kept.
    VD: Khi thủ trưởng đơn vị rút kiến nghị vì "Đã được giải thích"
    """
    actor, key = world.staff.actor(world.person(who)), world.petition
    settle(world, who, "withdraw-petition", lambda work: withdraw_petition(
        work, actor=actor, petition_id=key, expected_version=None, reason=reason
    ))  # fmt: skip


def settle(world: World, who: str, action: str, act: Callable[[Work], Any]) -> None:
    """Take one step with the petition remembered last; a refused attempt is recorded beside its stream."""
    actor, stream = world.staff.actor(world.person(who)), petition_stream(world.petition)
    world.try_to(f"{who} {action}", lambda: perform(world.services, act, actor=actor, stream=stream, action=action))


@step("kiến nghị {standing}, đang chờ {body}", chapter=CHAPTER)
def waits(world: World, standing: str, body: str) -> None:
    """Kiến nghị đã gửi hoặc đã chuyển, và cơ quan nào đang phải làm bước tiếp theo.

    EN: The petition was filed or sent up, and whose step is waited for.
    VD: Thì kiến nghị "đã gửi", đang chờ "Sở Giáo dục và Đào tạo"
    """
    found = shown(world)
    assert found["state"] == STATES[standing], found["state"]
    assert body in found["waits_for"], found["waits_for"]


@step("kiến nghị {standing} và đã kết thúc", chapter=CHAPTER)
def has_ended(world: World, standing: str) -> None:
    """Kiến nghị đã trả lời hoặc đã rút.

    EN: The petition was answered or withdrawn.
    VD: Thì kiến nghị "đã trả lời" và đã kết thúc
    """
    found = shown(world)
    assert (found["state"], found["waits_for"]) == (STATES[standing], ""), found


@step("hạn của kiến nghị là hết {until:day}", chapter=CHAPTER)
def is_due(world: World, until: date) -> None:
    """Ngày cuối cùng để làm bước đang chờ.

    EN: The last day for the step that is waited for.
    VD: Và hạn của kiến nghị là hết ngày 01/06/2025
    """
    assert shown(world)["due_on"] == until.isoformat(), shown(world)["due_on"]


@step("không nguồn nào nêu hạn của kiến nghị", chapter=CHAPTER)
def is_not_due(world: World) -> None:
    """Không văn bản nào nêu thời hạn, nên phần mềm không tự đặt.

    EN: No source states a limit, so there is none.
    VD: Và không nguồn nào nêu hạn của kiến nghị
    """
    found = shown(world)
    assert found["due_on"] is None
    assert not [limit for limit in found["limits"] if limit["on"]]


@step("đường gửi của kiến nghị viện dẫn {words}", chapter=CHAPTER)
def route_cites(world: World, words: str) -> None:
    """Đường gửi nêu căn cứ (dòng của kế hoạch, điều luật).

    EN: The way of the petition cites its ground.
    VD: Và đường gửi của kiến nghị viện dẫn "dòng 270"
    """
    assert words in shown(world)["route"]["text"], shown(world)["route"]


@step("câu trả lời {words} được lưu[ cùng mã băm của văn bản {name}]", chapter=CHAPTER)
def answer_is_kept(world: World, words: str, name: str | None) -> None:
    """Câu trả lời đọc lại được; văn bản kèm theo có mã băm SHA-256.

    EN: The answer can be read, its document with its hash.
    VD: Và câu trả lời "Đã xem xét lại" được lưu cùng mã băm của văn bản "tra-loi.pdf"
    """
    found = shown(world)
    assert words in found["answer"]
    assert (found["paper_name"], bool(found["paper_digest"])) == (name or "", name is not None)


@step("{who:who} {is_hidden:negation}xem được kiến nghị", chapter=CHAPTER)
def may_see(world: World, who: str, is_hidden: bool) -> None:
    """Người ấy mở được (hoặc không mở được, như thể không có) kiến nghị, ở trang riêng và trong danh sách.

    EN: This person can open the petition and finds it in the list, or neither.
    VD: Thì bà "Lê Thị Lan" không xem được kiến nghị
    """
    actor, key, services = world.staff.actor(world.person(who)), world.petition, world.services
    page = services.database.read(lambda work: list_petitions(work, actor=actor))
    try:
        services.database.read(lambda work: show_petition(work, services.catalog, actor=actor, petition_id=key))
        is_open = True
    except NotFound:
        is_open = False
    assert is_open is not is_hidden
    assert not is_hidden or key not in {row["id"] for row in page.items}


@step("hồ sơ[ {label}] có {number:count} kiến nghị", chapter=CHAPTER)
def proposal_has(world: World, label: str | None, number: int) -> None:
    """Kiến nghị về một hồ sơ hiện trên hồ sơ ấy.

    EN: How many petitions the proposal shows.
    VD: Và hồ sơ có 1 kiến nghị
    """
    case, auditor = world.find(label), world.auditor()
    found = world.services.database.read(lambda work: petitions_about(work, actor=auditor, proposal_id=case.id))
    assert len(found) == number, found


@step("nhật ký của kiến nghị có các dòng {events:texts}", chapter=CHAPTER)
def trail_holds(world: World, events: list[str]) -> None:
    """Các sự kiện của kiến nghị, đúng thứ tự, không thừa không thiếu.

    EN: The events of the petition's own stream, in order.
    VD: Và nhật ký của kiến nghị có các dòng "petition.filed" và "petition.withdrawn"
    """
    stream = petition_stream(world.petition)
    found = world.services.database.read(lambda work: audit.read_stream(work, stream, limit=100))
    assert [row.event for row in found] == events, [row.event for row in found]


def shown(world: World) -> dict[str, Any]:
    """Return the petition remembered last, as an auditor reads it."""
    auditor, key, services = world.auditor(), world.petition, world.services
    return services.database.read(lambda work: show_petition(work, services.catalog, actor=auditor, petition_id=key))
