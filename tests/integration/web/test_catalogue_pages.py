"""Movements, plans, flows and rules: each page in each language, with what it must tell and nothing else."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db import proposals
from service.db.work import Work
from service.i18n import name_of
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from tests.integration.db.rows import a_person, a_proposal
from tests.integration.services import add_body, build_test_services
from tests.integration.web.reading import Page, read_page
from tests.integration.web.staff import open_browser
from tests.integration.web.test_form import RAW_CODE, VIETNAMESE
from tests.support.applications import app_of
from tests.support.databases import copy_sqlite, open_database
from workflows.flows.catalog import newest_flows, packaged_flow
from workflows.plans.catalog import packaged_plans
from workflows.plans.model import Plan
from workflows.rules.catalog import packaged_rulebook, packaged_rulebooks

MOVEMENT = "/campaigns/xa-hoi-hoc-tap-2023-2030"
PAGES = [
    "/campaigns",
    MOVEMENT,
    "/plans",
    *(f"/plans/{plan.code}" for plan in packaged_plans()),
    "/rules",
    *(f"/flows/{flow.code}" for flow in newest_flows()),
    *(f"/flows/F6/actions/{action}" for action in packaged_flow("F6").actions),
    "/rules/house",
    "/rules/national-g2",
    "/rules/house/checks/G03",
    "/rules/house/checks/G13",
]
FILES = re.compile(r"<pre.*?</pre>", re.DOTALL)  # a file quoted by a scenario speaks its own language
every_page = pytest.mark.parametrize("path", PAGES)
both_languages = pytest.mark.parametrize("language", ["vi", "en"])


@pytest.fixture(scope="module")
def services(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """All that ships, published, and a few proposals that one unit has made."""
    folder = tmp_path_factory.mktemp("catalogue")
    database = open_database(copy_sqlite(sqlite_template, folder))

    def fill(work: Work) -> None:
        publish_packaged(work)
        unit = add_body(work, "mot", level="unit", name="Đơn vị một (giả định)")
        person = a_person(work, organisation_id=unit)
        for state in ("drafted", "collected", "approved", "returned"):
            late = {"awaits_role": "unit_head", "due_on": work.today - timedelta(days=3)} if state == "drafted" else {}
            row = {"plan_code": "gia-lai-ubnd", "flow_code": "F4b", "form": "bang_khen_tinh", "state": state, **late}
            proposals.grant_access(work, a_proposal(work, person, unit, **row), [unit], 1)

    database.write(fill)
    yield build_test_services(database, folder)
    database.close()


@pytest.fixture(scope="module")
def app(services: Services) -> Flask:
    return app_of(services)


@pytest.fixture(scope="module")
def auditor(app: Flask, services: Services) -> FlaskClient:
    return open_browser(app, services, "kiem-toan", "auditor")


@pytest.fixture(scope="module")
def administrator(app: Flask, services: Services) -> FlaskClient:
    return open_browser(app, services, "quan-tri", "administrator")


@pytest.fixture(scope="module")
def nobody(app: Flask, services: Services) -> FlaskClient:
    return open_browser(app, services, "khong-vai", "")


def page_of(client: FlaskClient, path: str, language: str = "vi") -> Page:
    answer = client.get(path, query_string={"lang": language})
    assert answer.status_code == 200, path
    return read_page(answer.text)


@every_page
@both_languages
def test_a_page_is_well_formed_and_in_one_language(auditor: FlaskClient, path: str, language: str) -> None:
    page = page_of(auditor, path, language)
    assert page.problems == []
    assert (page.count("h1"), page.count("main")) == (1, 1)
    assert page.title.strip()
    assert len(page.ids) == len(set(page.ids))
    named = {name for value in page.values("aria-labelledby", "aria-describedby", "for") for name in value.split()}
    assert named <= set(page.ids)
    assert not RAW_CODE.findall(
        read_page(FILES.sub("", auditor.get(path, query_string={"lang": language}).text)).text()
    )
    assert "None" not in page.text()
    if language == "en":
        assert not VIETNAMESE.findall(page.text("en").replace("kiem-toan (giả định)", ""))


@every_page
def test_whoever_is_signed_in_reads_what_is_published_and_nobody_else(
    app: Flask, nobody: FlaskClient, path: str
) -> None:
    assert nobody.get(path).status_code == 200
    assert app.test_client().get(path).status_code == 303


@every_page
def test_every_link_leads_somewhere(auditor: FlaskClient, path: str) -> None:
    for address in sorted(set(page_of(auditor, path).addresses)):
        if address.startswith("/") and not address.startswith(("/static", "/health")):
            assert auditor.get(address).status_code in {200, 405}, address


def test_figures_are_told_to_those_who_may_read_and_to_nobody_else(
    auditor: FlaskClient, administrator: FlaskClient, nobody: FlaskClient
) -> None:
    told = page_of(auditor, MOVEMENT).text()
    assert "4 đề nghị 3 đang xử lý 1 đã khen thưởng 1 quá hạn" in told
    assert "Đơn vị một (giả định)" in told
    for other in (administrator, nobody):
        silent = page_of(other, MOVEMENT).text()
        assert "Đơn vị một" not in silent
        assert "Tài khoản này không mở hồ sơ" in silent
        assert "đang xử lý" not in silent


def test_figures_of_a_plan_lead_to_its_proposals(auditor: FlaskClient) -> None:
    addresses = page_of(auditor, "/plans/gia-lai-ubnd").addresses
    (narrow,) = (a for a in addresses if "form=bang_khen_tinh" in a and "state=collected" in a)
    assert "plan=gia-lai-ubnd" in narrow
    assert "/proposals?plan=gia-lai-ubnd" in addresses
    found = read_page(auditor.get(narrow).text)
    assert sum(bool(re.fullmatch(r"/proposals/[0-9a-f]{32}", a)) for a in set(found.addresses)) == 1


def test_a_chart_says_the_same_as_picture_and_as_table(auditor: FlaskClient) -> None:
    text = auditor.get(MOVEMENT, query_string={"lang": "vi"}).text
    for chart in ("funnel", "overdue", "beside", "awards-by-unit", "awards-by-form"):
        found = re.search(rf'<figure class="chart" id="{chart}">.*?</figure>', text, re.DOTALL)
        assert found is not None, chart
        page = read_page(found[0])
        (picture,) = (seen for tag, seen in page.elements if tag == "svg" and seen.get("role") == "img")
        assert picture["aria-labelledby"] == f"{chart}-title {chart}-desc"
        assert page.count("table") == 1
        assert page.count("th") > 2
    widths = re.search(r'id="funnel">.*?</figure>', text, re.DOTALL)
    assert widths is not None
    assert 'class="fill-reached" x="0" y="28" width="100.00%"' in widths[0]
    assert 'class="fill-act" x="0" y="28" width="33.33%"' in widths[0]


@pytest.mark.parametrize("plan", packaged_plans(), ids=lambda plan: plan.code)
def test_a_plan_shows_its_criteria_as_printed_with_their_lines(auditor: FlaskClient, plan: Plan) -> None:
    text = page_of(auditor, f"/plans/{plan.code}").text()
    for criterion in plan.criteria:
        assert " ".join(criterion.wording.split()) in text
        assert all(" ".join(piece.split()) in text for piece in criterion.source_wording)
        assert ", ".join(map(str, criterion.lines)) in text
    assert all(warning.message_vi in text for warning in plan.warnings)
    assert plan.digest in text


def test_a_wrongly_dated_citation_is_shown_beside_the_true_date(auditor: FlaskClient) -> None:
    text = page_of(auditor, "/plans/ha-tinh-stp").text()
    assert "Quyết định số 1315/QĐ-TTg, ngày 09/01/2023" in text
    assert "Dẫn sai" in text
    assert "Ngày đúng: 09/11/2023" in text


def test_not_stated_differs_from_stated_as_none(auditor: FlaskClient) -> None:
    text = page_of(auditor, "/plans/ha-tinh-stp").text()
    assert "Nguồn chưa nêu cơ quan thẩm định" in text
    assert "Nguồn nêu là không có đăng ký thi đua, cơ quan tổng hợp, kinh phí" in text


def test_a_plan_is_taken_out_as_it_was_published(auditor: FlaskClient, services: Services) -> None:
    answer = auditor.get("/plans/ha-tinh-stp/source")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ha-tinh-stp.toml"'
    assert answer.mimetype == "application/toml"
    assert 'code = "ha-tinh-stp"' in answer.text


@pytest.mark.parametrize("flow", newest_flows(), ids=lambda flow: flow.code)
def test_a_flow_shows_who_acts_and_links_every_button(auditor: FlaskClient, flow: object) -> None:
    definition = packaged_flow(str(getattr(flow, "code")))  # noqa: B009  # any flow
    page = page_of(auditor, f"/flows/{definition.code}")
    assert "Sơ đồ" in page.text()
    for move in definition.transitions:
        assert f"/flows/{definition.code}/actions/{move.action}" in page.addresses
        assert all(name_of("roles", role, "vi") in page.text() for role in move.roles)
        assert all(clock.citation.text in page.text() for clock in move.clocks)
    for step in definition.path:
        assert step.applies or step.ground_vi in page.text()


def test_a_button_shows_its_guards_and_the_scenarios_that_specify_it(auditor: FlaskClient) -> None:
    text = page_of(auditor, "/flows/F4/actions/appraise").text()
    house = packaged_rulebook("house")
    (move,) = packaged_flow("F4").find_transitions("hr_verified", "appraise")
    for spec in house.checks:
        if spec.kind in move.guards and move.phase in spec.at:
            assert spec.title_vi in text
            assert spec.citation.text in text
    for part in ("Tính năng", "Quy tắc", "Kịch bản", "Bằng khen Chủ tịch UBND tỉnh đi đủ năm trạng thái"):
        assert part in text
    assert 'Khi hồ sơ đang ở bước "Đã phê duyệt"' in text or "thẩm định hồ sơ" in text


def test_an_action_without_a_scenario_of_its_own_says_so(auditor: FlaskClient) -> None:
    text = page_of(auditor, "/flows/F6/actions/return").text()
    assert "Chưa có kịch bản riêng cho quy trình này." in text
    assert "Cùng thao tác, ở quy trình hoặc hình thức khác" in text


def test_every_check_of_a_rulebook_is_listed_with_its_citation_and_force(auditor: FlaskClient) -> None:
    for book in packaged_rulebooks():
        answer = auditor.get(f"/rules/{book.code}?lang=vi")
        if book.level not in {"house", "national"}:
            assert answer.status_code == 404  # examples ship, yet are not published
            continue
        for spec in book.checks:
            assert escape(spec.title_vi) in answer.text
            assert escape(spec.citation.text) in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/campaigns/khong-co", "/plans/khong-co", "/plans/ha-tinh-stp?version=9", "/plans/ha-tinh-stp?version=x",
        "/flows/khong-co", "/flows/F1/actions/khong-co", "/rules/khong-co", "/rules/house/checks/XX99",
    ],
)  # fmt: skip
def test_what_is_not_there_has_a_page_that_says_so(auditor: FlaskClient, path: str) -> None:
    answer = auditor.get(path)
    assert answer.status_code == 404
    assert read_page(answer.text).problems == []
