"""Chapter 8 goes on: yearly reports, received in time or too late."""

from dataclasses import replace

from service.config import Settings
from service.usecases.reports.report_receipts import Receipt, receive_report
from service.usecases.reports.reports import show_reports
from tests.bdd.steps.deadlines import READER
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World
from workflows.names import fold

CHAPTER = "8. Nội dung kế hoạch (What a plan says)"
CONTENT = "Báo cáo năm (giả định)".encode()


def owed(world: World, body: str, year: int) -> tuple[str, str, str]:
    """Return the first report that a body owes: chain, body's id and how it stands."""
    plan = world.current_plan().code
    found = world.services.database.read(
        lambda work: show_reports(work, world.services.catalog, actor=READER, plan_code=plan, year=year)
    )
    return next(
        (view.chain.code, item.body.id, item.standing)
        for view in found.chains
        for item in view.owed
        if fold(item.body.name) == fold(body)
    )


@step("{who:who} nộp báo cáo năm {year:count} của {body}", chapter=CHAPTER)
def files(world: World, who: str, year: int, body: str) -> None:
    """Một người nộp báo cáo hằng năm của một cơ quan theo kế hoạch đang xét.

    EN: Somebody files the yearly report of a body under the plan.
    VD: Khi bà "Y Lan" nộp báo cáo năm 2025 của "Chi cục Kiểm lâm"
    """
    chain, body_id, _ = owed(world, body, year)
    receipt = Receipt(chain, year, body_id, "bao-cao.txt", CONTENT)
    services, plan = replace(world.services, settings=Settings()), world.current_plan().code
    actor = world.staff.actor(world.person(who))
    world.try_to(f"{who} nộp báo cáo", lambda: receive_report(services, actor=actor, plan_code=plan, receipt=receipt))


@step("báo cáo năm {year:count} của {body} được ghi {standing}", chapter=CHAPTER)
def stands(world: World, year: int, body: str, standing: str) -> None:
    """Tình trạng báo cáo của một cơ quan: đã nhận, nhận sau hạn, quá hạn, chưa nhận.

    EN: How the yearly report of a body stands.
    VD: Thì báo cáo năm 2025 của "Chi cục Kiểm lâm" được ghi "Đã nhận"
    """
    assert owed(world, body, year)[2] == find_code("report_standings", standing)
