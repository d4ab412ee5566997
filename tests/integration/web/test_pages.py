"""What the pages tell: the flows, plans and rules that are published, the errors, and that the service is well."""

import re
from html import escape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db import publications
from service.db.database import Database
from service.db.work import Work
from service.i18n import name_of
from service.web.errors import render_error
from service.web.words import spell_day
from tests.integration.services import build_test_services
from tests.integration.web.reading import read_page
from tests.support.applications import app_of
from workflows.definition import FlowDefinition
from workflows.flows.catalog import newest_flows, packaged_flow_texts
from workflows.flows.loading import load_flow
from workflows.plans.catalog import packaged_plans
from workflows.plans.model import Plan
from workflows.rules.catalog import packaged_rulebooks

HOSTILE = "<script>alert(1)</script>"


def part_of(client: FlaskClient, name: str, closing: str, language: str = "vi") -> str:
    """Return the part of the first page that has an id, up to a closing tag."""
    text = client.get("/about", query_string={"lang": language}).text
    found = re.search(rf'<\w+[^>]* id="{re.escape(name)}".*?{closing}', text, re.DOTALL)
    assert found is not None, name
    return found[0]


def test_eleven_flows_are_shown_by_their_names(client: FlaskClient) -> None:
    text = client.get("/about").text
    assert len(newest_flows()) == 11
    assert text.count("<svg ") == 11
    assert all(f"<h3>{escape(flow.name_vi)}</h3>" in text for flow in newest_flows())


@pytest.mark.parametrize("flow", newest_flows(), ids=lambda flow: flow.name)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_flow_says_which_steps_do_not_apply_and_why(
    client: FlaskClient, flow: FlowDefinition, language: str
) -> None:  # fmt: skip
    shown = read_page(part_of(client, f"flow-{flow.code}", "</details>", language)).text()
    absent = [step for step in flow.path if not step.applies]
    assert absent
    for step in absent:
        assert name_of("states", step.state, language) in shown
        assert (step.ground_vi if language == "vi" else step.ground_en) in shown
        assert step.citation is not None
        assert step.citation.text in shown


@pytest.mark.parametrize("plan", packaged_plans(), ids=lambda plan: plan.code)
def test_a_plan_shows_its_name_forms_and_notes(client: FlaskClient, plan: Plan) -> None:
    shown = read_page(part_of(client, f"plan-{plan.code}", "</article>")).text()
    assert plan.movement_name in shown
    assert plan.body(plan.issuer_code).name in shown
    assert all(warning.message_vi in shown for warning in plan.warnings)
    for occasion in plan.occasions:
        assert name_of("occasions", occasion.code, "vi") in shown
        assert all(name_of("forms", form, "vi") in shown for form in occasion.forms.value or ())
    is_open = any(not occasion.forms.is_stated for occasion in plan.occasions) or plan.appraiser.state == "not_stated"
    assert ("Nguồn chưa nêu" in shown) == is_open


def test_what_a_plan_leaves_unsaid_differs_from_what_it_states_as_none(client: FlaskClient) -> None:
    shown = read_page(part_of(client, "plan-ha-tinh-stp", "</article>")).text()
    assert "Nguồn chưa nêu cơ quan thẩm định" in shown
    assert "Nguồn nêu là không có đăng ký thi đua, cơ quan tổng hợp, kinh phí" in shown


def test_national_rules_are_shown_with_the_days_that_choose_them(client: FlaskClient) -> None:
    shown = read_page(part_of(client, "rules", "</section>")).text()
    national = [book for book in packaged_rulebooks() if book.level == "national"]
    assert len(national) == 5
    for book in national:
        assert book.title_vi in shown
        assert book.starts_on is not None
        assert spell_day("vi", book.starts_on) in shown
        assert book.ends_on is None or spell_day("vi", book.ends_on) in shown
    assert shown.count("Hôm nay") == 1
    assert shown.count("Chưa được xác nhận") == sum(not book.confirmed for book in national)


def test_an_empty_installation_says_what_is_missing(database: Database, tmp_path: Path) -> None:
    page = read_page(app_of(build_test_services(database, tmp_path)).test_client().get("/about").text)
    assert page.problems == []
    assert all(
        f"Chưa có {thing} nào được ban hành." in page.text() for thing in ("quy trình", "kế hoạch", "bộ quy tắc")
    )


def test_names_from_imported_files_stay_text(database: Database, tmp_path: Path) -> None:
    packaged = packaged_flow_texts()["F1/1.toml"]
    text = re.sub(r"^(name_vi|name_en) = .*$", rf'\1 = "{HOSTILE}"', packaged, flags=re.MULTILINE)
    flow = load_flow(text)

    def publish(work: Work) -> None:
        publications.publish(
            work, "flow", flow.code, 1, digest=flow.digest, effective_on=flow.effective_on, title="F1", source=text
        )  # fmt: skip

    database.write(publish)
    shown = app_of(build_test_services(database, tmp_path)).test_client().get("/about").text
    assert HOSTILE not in shown
    assert escape(HOSTILE) in shown


def test_health_is_told_after_a_read(database: Database, tmp_path: Path) -> None:
    client = app_of(build_test_services(database, tmp_path)).test_client()
    statements: list[str] = []
    stop = database.watch(statements.append)
    answer = client.get("/health")
    stop()
    assert answer.json == {"status": "ok", "database": database.dialect}
    assert any("SELECT" in statement for statement in statements)


@pytest.mark.parametrize("path", ["/unheard-of", "//elsewhere.example/x"])
def test_an_error_outside_the_api_has_a_page(published_app: Flask, path: str) -> None:
    with published_app.test_request_context(path):
        answer = render_error(503, f"Tạm nghỉ {HOSTILE}", "Hãy thử lại sau.")
    text = answer.get_data(as_text=True)
    page = read_page(text)
    assert answer.status_code == 503
    assert page.problems == []
    assert "Mã trạng thái 503" in page.text()
    assert HOSTILE in page.text()
    assert HOSTILE not in text
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in page.addresses)
