"""Pages of time limits, of the working days of a year, and of yearly reports, over the whole demonstration."""

import re

import pytest

from service.demo import DemoSummary
from service.usecases.desk.deadlines import list_deadlines
from service.usecases.services import Services
from tests.integration.web.reading import Page
from tests.integration.web.workplace import Desk, sit_down
from workflows.plans.catalog import packaged_plans

World = tuple[Services, DemoSummary]


def desk(world: World, username: str) -> Desk:
    services, summary = world
    return sit_down(services, username, summary.password)


def rows_of(page: Page) -> list[str]:
    """Return the ids of the proposals that a list names, in its order."""
    found = [one.get("href", "") for tag, one in page.elements if tag == "a" and one.get("class") == "name"]
    return [address.removeprefix("/proposals/") for address in found if address.startswith("/proposals/")]


def test_what_is_due_stands_in_order_and_narrows(world: World) -> None:
    who = desk(world, "thamdinh.trunguong")
    owed = who.services.database.read(lambda work: list_deadlines(work, actor=who.actor, after=None, limit=50)).items
    assert owed
    page = who.page("/queue/deadlines")
    assert rows_of(page) == [row["id"] for row in owed]
    assert "không tự đổi trạng thái" in page.text()
    late = rows_of(who.page("/queue/deadlines?part=overdue"))
    due = rows_of(who.page("/queue/deadlines?part=due"))
    assert sorted(late + due) == sorted(row["id"] for row in owed)
    assert rows_of(who.page(f"/queue/deadlines?unit={owed[0]['unit_id']}&state={owed[0]['state']}"))
    assert "Không có hồ sơ nào khớp." in who.text("/queue/deadlines?state=drafted")
    assert who.page("/queue/deadlines?after=khong-co&part=khong-co&lang=en")


def test_the_page_of_a_proposal_tells_its_limits(world: World) -> None:
    who = desk(world, "thamdinh.trunguong")
    owed = who.services.database.read(lambda work: list_deadlines(work, actor=who.actor, after=None, limit=50)).items
    for language in ("vi", "en"):
        seen = who.text(f"/proposals/{owed[0]['id']}?lang={language}")
        assert re.search(r"20 (ngày làm việc|working days)", seen)
    assert who.text("/?lang=vi")


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2028])
def test_the_working_days_of_a_year_say_where_they_are_only_expected(world: World, year: int) -> None:
    seen = desk(world, "thamdinh.trunguong").text(f"/calendar?year={year}&lang=vi")
    assert f"Lịch làm việc năm {year}" in seen
    assert ("tạm tính" in seen) == (year > 2026)


@pytest.mark.parametrize("plan", [plan.code for plan in packaged_plans()])
@pytest.mark.parametrize("username", ["tochuc.hatinh", "quantri"])
def test_reports_of_every_plan_open_for_everybody(world: World, plan: str, username: str) -> None:
    who = desk(world, username)
    for language in ("en", "vi"):
        assert who.page(f"/plans/{plan}/reports?year=2025&lang={language}")
    seen = who.text(f"/plans/{plan}/reports?year=2025&lang=vi")
    assert ("trong hạn" in seen) == (plan not in {"bac-kan-vp", "bo-tnmt"})


def test_a_report_is_filed_and_read_again(world: World) -> None:
    who = desk(world, "tochuc.hatinh")
    page = who.page("/plans/ha-tinh-stp/reports?year=2025&lang=vi")
    links = [one["href"] for tag, one in page.elements if tag == "a" and "/reports/new" in one.get("href", "")]
    assert links, "whoever reports for the department finds the form"
    form = who.page(links[0])
    assert "Nộp báo cáo" in form.text()
