"""Chapter 5: moving proposals, one by one, together, twice, at the same time."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from service.db.errors import StaleWrite
from service.db.work import Work
from service.usecases.attempts import perform
from service.usecases.errors import DomainError, Stale
from service.usecases.idempotency import IdempotencyKey
from service.usecases.moves.batches import BatchRow, run_batch
from service.usecases.moves.stepping_back import step_back
from service.usecases.streams import proposal_stream
from tests.bdd import moving, tables
from tests.bdd.driving import look_ahead
from tests.bdd.staff import Member
from tests.bdd.tables import Table, pairs
from tests.bdd.vocabulary import step
from tests.bdd.world import Case, World
from workflows.facts import MoveFacts

CHAPTER = "5. Chuyển hồ sơ (Moving proposals)"
UNDO_MINUTES = 30  # as installed, unless UNDO_MINUTES says otherwise
EVERYTHING = {**tables.MOVE, **tables.DECISION, **tables.SUBMISSION}


@step("{who:who} {action:action} hồ sơ[ {label}][ vì {reason}][ với mã yêu cầu {key}][ {is_old:old}]", chapter=CHAPTER)
def moves(
    world: World,
    who: str,
    action: str,
    label: str | None,
    reason: str | None,
    key: str | None,
    is_old: bool,
    datatable: Table = None,
) -> None:
    """Một người làm một hành động trên hồ sơ.

    Hành động: xem xét, thẩm tra, tổng hợp, thẩm định, trình cấp trên, phê duyệt, trả lại, nộp lại, từ chối, tạm
    dừng, cho tiếp tục, rút, hủy bỏ, đóng vì quá hạn. Quyết định và tờ trình, nếu bảng không nêu khác, thì đủ phần
    và đúng thẩm quyền, ghi ngày hôm nay; bảng (mục | nội dung) nêu điều khác, các mục ở cuối trang. "với mã yêu
    cầu" cho phép gửi lại mà không làm hai lần; "theo bản đã đọc" dùng phiên bản của lần mở hồ sơ gần nhất.

    EN: Somebody makes a move; decision and submission letter are complete and dated today unless the table says
    otherwise.
    VD: Khi bà "Lê Thị Lan" thẩm định hồ sơ
    VD: Khi thủ trưởng cơ quan trả lại hồ sơ vì "Thiếu biên bản họp Hội đồng"
    VD: Khi ông "Trần Văn Hùng" phê duyệt hồ sơ theo bản đã đọc
    """
    case = world.find(label)
    member = world.person(who, action)
    facts = facts_of(world, case, action, reason, datatable)
    version = case.seen_version if is_old else None
    earlier = world.outcome.result
    world.try_to(f"{who} {action}", lambda: make_move(world, member, case, action, facts, version, key))
    world.shown = earlier if key else world.shown
    world.reasons = {}


@step("{who:who} cho hồ sơ lùi một bước[ vì {reason}]", chapter=CHAPTER)
def steps_back(world: World, who: str, reason: str | None) -> None:
    """Người vừa làm bước cuối hoàn tác bước đó (khi chưa ai làm gì thêm, trong thời gian cho phép); người có bước kế
    tiếp chuyển hồ sơ lùi một bước. Cả hai đều cần lý do và đều vào nhật ký.

    EN: Whoever made the last step undoes it while it is fresh; whoever has the next step hands the proposal back.
    VD: Khi bà "Lê Thị Lan" cho hồ sơ lùi một bước vì "Bấm nhầm (giả định)"
    """
    case, member, services = world.find(None), world.person(who, ""), world.services
    actor = world.staff.actor(member)

    def act(work: Work) -> dict[str, Any]:
        return step_back(
            work,
            services.catalog,
            actor=actor,
            proposal_id=case.id,
            expected_version=None,
            reason=reason or "",
            undo_minutes=UNDO_MINUTES,
        )

    def try_it() -> dict[str, Any]:
        return perform(services, act, actor=actor, stream=proposal_stream(case.id), action="reopen")

    world.try_to(f"{who} lùi một bước", try_it)


def make_move(
    world: World, member: Member, case: Case, action: str, facts: MoveFacts, version: int | None, key: str | None
) -> Any:
    """Make one move, with the reason for all warnings when the scenario has given one."""
    if world.reason_for_all:
        return moving.move_with_reasons(world, member, case, action, facts, world.reason_for_all, version)
    idempotency = IdempotencyKey(key, digest(case, action, facts)) if key else None
    return moving.move_once(world, member, case, action, facts, version=version, key=idempotency)


def facts_of(world: World, case: Case, action: str, reason: str | None, table: Table = None) -> MoveFacts:
    """Return what is stated with a move: complete papers, what the table says over them, and reasons for warnings."""
    view = world.view(case)
    chairs = {"province": "provincial_chair", "ministry": "minister"}
    signer = chairs.get(view["bodies"].get("submitter", {}).get("level", ""), "")
    given = pairs(table, EVERYTHING)
    split = [
        {name: given[name] for name in given if name in {field for field, _ in known.values()}}
        for known in (tables.MOVE, tables.DECISION, tables.SUBMISSION)
    ]
    submission = split[2] if action == "submit_upward" else {}
    decision = split[1] if action != "submit_upward" else {}
    if "drafted_by" in decision:
        drafter = world.person(f'"{decision["drafted_by"]}"')
        decision["drafted_by"] = drafter.person_id or drafter.account_id
    stated = {**split[0], "acknowledgements": dict(world.reasons)} | ({"reason": reason} if reason else {})
    return moving.stated_facts(moving.default_facts(world, view, action, signer), stated, decision, submission)


def digest(case: Case, action: str, facts: MoveFacts) -> str:
    """Return what a client would hash of its request."""
    return hashlib.sha256(f"{case.id} {action} {facts}".encode()).hexdigest()


@step("ghi lý do {reason} cho {code}[ về {about}]", chapter=CHAPTER)
def gives_reason(world: World, reason: str, code: str, about: str | None) -> None:
    """Chuẩn bị lý do cho một cảnh báo của lần chuyển tiếp theo.

    EN: Prepares the reason for one warning of the next move.
    VD: Cho ghi lý do "Thành tích kéo dài sang đầu năm sau" cho "ST16"
    """
    world.reasons[f"{code}:{about}" if about else code] = reason


@step("ghi lý do {reason} cho mọi cảnh báo", chapter=CHAPTER)
def gives_reason_for_all(world: World, reason: str) -> None:
    """Từ đây, cảnh báo nào cần lý do thì ghi lý do này; điều kiện bắt buộc vẫn chặn.

    EN: From now on every warning that needs a reason gets this one; hard refusals still stop.
    VD: Cho ghi lý do "Đã xem xét" cho mọi cảnh báo
    """
    world.reason_for_all = reason


@step("{first:who} và {second:who} cùng lúc {action:action} hồ sơ[ {label}]", chapter=CHAPTER)
def at_once(world: World, first: str, second: str, action: str, label: str | None) -> None:
    """Hai người cùng mở một phiên bản và cùng bấm một lúc; kết quả của cả hai được giữ lại.

    EN: Two people who read the same version make the same move at the same time.
    VD: Khi ông "Trần Văn Hùng" và bà "Võ Thị Sáu" cùng lúc phê duyệt hồ sơ
    """
    case = world.find(label)
    members = [world.person(first, action), world.person(second, action)]
    facts = facts_of(world, case, action, None)
    version = world.view(case)["version"]

    def attempt(member: Member) -> Any:
        try:
            return moving.move_once(world, member, case, action, facts, version=version)
        except DomainError as error:
            return error
        except StaleWrite:  # what the interfaces tell as `stale`
            return Stale("stale")

    with ThreadPoolExecutor(2) as pool:
        world.shown = list(pool.map(attempt, members))


@step("{who:who} {is_trial:trial}{action:action} lô hồ sơ[ gồm {labels:texts}][ vì {reason}]", chapter=CHAPTER)
def moves_batch(
    world: World, who: str, is_trial: bool, action: str, labels: list[str], reason: str | None, datatable: Table = None
) -> None:
    """Chuyển nhiều hồ sơ trong một lượt (mặc định: mọi hồ sơ của kịch bản); "chạy thử" chỉ hỏi mà không làm.

    EN: Moves many proposals in one call, each by itself; a trial run asks the same questions and keeps nothing.
    VD: Khi bà "Lê Thị Lan" chạy thử thẩm định lô hồ sơ
    """
    cases = [world.find(label) for label in labels] or list(world.cases.values())
    member = world.person(who, action)
    world.case = cases[0]
    batch = [BatchRow(case.id, None, facts_of(world, case, action, reason, datatable)) for case in cases]
    actor = world.staff.actor(member)
    world.try_to(
        f"{action} cả lô",
        lambda: run_batch(world.services, actor=actor, action=action, rows=batch, dry_run=is_trial),
    )
    world.shown = world.outcome.result


@step("{who:who} xem trước hồ sơ[ {label}]", chapter=CHAPTER)
def looks_ahead(world: World, who: str, label: str | None) -> None:
    """Hỏi trước mọi điều kiện của mọi bước còn lại; không thay đổi gì.

    EN: Asks every guard of every coming step; nothing changes.
    VD: Khi bà "Lê Thị Mai" xem trước hồ sơ
    """
    case, member = world.find(label), world.person(who)
    world.try_to("xem trước", lambda: look_ahead(world, member, case))
    world.shown = world.outcome.result


@step("{who:who} (đọc|mở) hồ sơ[ {label}]", chapter=CHAPTER)
def opens(world: World, who: str, label: str | None) -> None:
    """Mở hồ sơ; người không được xem thì không biết là có hồ sơ ("not-found").

    EN: Opens a proposal; for those who may not see it, it is not there ("not-found").
    VD: Khi bà "Võ Thị Hoa" mở hồ sơ
    """
    case, member = world.find(label), world.person(who)
    world.try_to("mở hồ sơ", lambda: world.read_as(member, case))
    if world.outcome.error is None:
        case.seen_version = world.outcome.result["version"]
