"""Chapter 5 goes on: time limits, when they stand still, and whom they are told to."""

from dataclasses import replace
from typing import Any

from service.config import Settings
from service.usecases.desk.deadlines import list_limits
from service.usecases.notices.notices import list_notices
from service.usecases.notices.owed_reminders import remind_of_owed_acts
from service.usecases.notices.reminding import keep_days_current, remind_people
from service.usecases.opinions.opinion_reminders import remind
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World
from workflows.policy import Actor, Holding

CHAPTER = "6. Kết quả và lý do từ chối (Outcomes and refusals)"
READER = Actor("kiem-toan", "kiem-toan", "Kiểm toán", (Holding("auditor", "", "/"),))


def limits_of(world: World) -> dict[int, dict[str, Any]]:
    """Return the limits that bear on the proposal by their working days, the first of each."""
    case = world.find()
    found = world.services.database.read(
        lambda work: list_limits(work, world.services.catalog, actor=READER, proposal_id=case.id)
    )
    return {limit["working_days"]: limit for limit in reversed(found)}


def limit_of(world: World, days: int) -> dict[str, Any]:
    """Return the limit of so many working days of the move that the proposal waits for."""
    return limits_of(world)[days]


@step("thời hạn {days:count} ngày làm việc đến hạn {due:day}", chapter=CHAPTER)
def is_due(world: World, days: int, due: Any) -> None:
    """Thời hạn đang tính của hồ sơ hết vào ngày này.

    EN: The running limit of so many working days is due on this day.
    VD: Thì thời hạn 25 ngày làm việc đến hạn ngày 08/04/2025
    """
    limit = limit_of(world, days)
    assert (limit["due_on"], limit["is_paused"]) == (due.isoformat(), False), limit


@step("không có thời hạn {days:count} ngày làm việc", chapter=CHAPTER)
def is_not_set(world: World, days: int) -> None:
    """Không thời hạn nào chừng ấy ngày đang tính cho hồ sơ.

    EN: No limit of so many working days bears on the proposal.
    VD: Thì không có thời hạn 10 ngày làm việc
    """
    assert days not in limits_of(world), limits_of(world)


@step("thời hạn {days:count} ngày làm việc đang dừng, còn {left:count} ngày", chapter=CHAPTER)
def stands_still(world: World, days: int, left: int) -> None:
    """Thời hạn không chạy khi hồ sơ tạm dừng hoặc bị trả lại; phần còn lại được giữ.

    EN: The limit stands still with so many working days left.
    VD: Thì thời hạn 25 ngày làm việc đang dừng, còn 16 ngày
    """
    limit = limit_of(world, days)
    assert (limit["is_paused"], limit["left"], limit["due_on"]) == (True, left, None), limit


@step("phần mềm nhắc việc", chapter=CHAPTER)
def reminds(world: World) -> None:
    """Việc nền của phần mềm: nhắc việc sắp đến hạn, quá hạn, mỗi việc một lần.

    EN: The background work reminds people of what is due or late.
    VD: Khi phần mềm nhắc việc
    """
    services = replace(world.services, settings=Settings())
    while keep_days_current(services) or remind_people(services) or remind_of_owed_acts(services) or remind(services):
        pass


@step("{who:who} được nhắc {kind} {number:count} lần", chapter=CHAPTER)
def was_reminded(world: World, who: str, kind: str, number: int) -> None:
    """Số thông báo loại này mà người ấy đọc được.

    EN: How many notices of this kind somebody reads.
    VD: Thì bà "Lê Thị Lan" được nhắc "Hồ sơ đã quá hạn xử lý" 1 lần
    """
    actor, code = world.staff.actor(world.person(who)), find_code("notice_kinds", kind)
    page = world.services.database.read(lambda work: list_notices(work, actor=actor))
    assert [row["kind"] for row in page.items].count(code) == number, page.items
