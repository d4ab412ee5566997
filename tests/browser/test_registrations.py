"""Registrations, guidances, time limits and yearly reports in a real browser: written, sent, counted, filed, told."""

from pathlib import Path

from playwright.sync_api import expect

from service.db.work import Work
from service.demo.files import make_file
from service.usecases.registry.nominees import add_nominee
from tests.browser.acting import put
from tests.browser.conftest import Open
from tests.browser.kit import turn
from tests.browser.looking import come, follow, look, press, refused
from tests.browser.seeding import actor_named
from tests.browser.serving import Site
from tests.builders.guidances import guidance_text, quota_table
from tests.builders.publishing import publish_by_two

CLERK, HEAD = "chuyenvien.quangngai", "truongphong.quangngai"  # of the body that took over from Kon Tum's in 2025
OFFICER, APPRAISER = "tochuc.hatinh", "thamdinh.trunguong"
GUIDANCE = "gia-dinh-thu-2026"


def name_a_ranger(work: Work) -> None:
    """Put a fictitious person into the clerk's unit."""
    clerk = actor_named(work, CLERK)
    values = {"kind": "person", "name": "Phạm Văn Lâm", "organisation_id": clerk.holdings[0].organisation_id}
    add_nominee(work, actor=clerk, values=values)


def test_a_unit_registers_and_its_head_sends(own_site: Site, open_visitor: Open) -> None:
    own_site.services.database.write(name_a_ranger)
    clerk = come(open_visitor, own_site, CLERK, "/registrations")
    look(clerk, "registrations-empty")
    follow(clerk, "Lập bản đăng ký")
    look(clerk, "registration-new")
    refused(clerk)
    clerk.page.get_by_label("Năm đăng ký").fill("hai")
    press(clerk, "Lập bản đăng ký")
    look(clerk, "registration-new-refused")
    clerk.page.get_by_label("Năm đăng ký").fill("2026")
    press(clerk, "Lập bản đăng ký")
    look(clerk, "registration-begun")
    address = clerk.path
    clerk.page.get_by_label("Danh hiệu đăng ký").fill("Lao động tiên tiến")
    press(clerk, "Thêm vào bản đăng ký", said="Lao động tiên tiến")
    look(clerk, "registration-line")
    head = come(open_visitor, own_site, HEAD, address)
    press(head, "Gửi bản đăng ký", said="Đã gửi ngày")
    look(head, "registration-sent")
    clerk.visit("/registrations?plan_code=kon-tum-snn")
    look(clerk, "registrations-sums")


def test_a_guidance_is_read_and_the_eligible_are_counted(own_site: Site, open_visitor: Open) -> None:
    share = quota_table("percent_of_eligible", "10/100", code="ca-nhan", wording="không quá 10 %")
    text = guidance_text(code=GUIDANCE, quotas=share + quota_table())
    own_site.services.database.write(
        lambda work: publish_by_two(work, actor=actor_named(work, "quantri"), kind="guidance", text=text)
    )
    officer = come(open_visitor, own_site, OFFICER, "/guidances")
    look(officer, "guidances")
    turn(officer.page.locator(f"a[href='/guidances/{GUIDANCE}']"))
    look(officer, "guidance")
    form = officer.page.locator(f"form[action='/guidances/{GUIDANCE}/eligible']")
    put(form.locator("[name=number]"), "39")
    form.evaluate("form => { form.noValidate = true }")
    refused(officer, f"/guidances/{GUIDANCE}/eligible")
    turn(form.get_by_role("button"))
    look(officer, "guidance-refused")
    form = officer.page.locator(f"form[action='/guidances/{GUIDANCE}/eligible']")
    put(form.locator("[name=document]"), "12/BC (giả định)")
    turn(form.get_by_role("button"))
    expect(officer.page.locator("main")).to_contain_text("39 đủ điều kiện, được gửi 3")
    look(officer, "guidance-counted")


def test_what_is_due_is_listed_and_a_report_is_filed(own_site: Site, open_visitor: Open, tmp_path: Path) -> None:
    appraiser = come(open_visitor, own_site, APPRAISER, "/queue/deadlines")
    look(appraiser, "deadlines")
    follow(appraiser, "Đã quá hạn")
    look(appraiser, "deadlines-overdue")
    appraiser.visit("/calendar?year=2027")
    look(appraiser, "calendar")

    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(make_file("pdf", ["Báo cáo năm (giả định)"]))
    officer = come(open_visitor, own_site, OFFICER, "/plans/ha-tinh-stp/reports?year=2026")
    look(officer, "reports")
    turn(officer.page.locator("a[href*='/reports/new']").first)
    look(officer, "report-new")
    officer.page.locator("main form").evaluate("form => { form.noValidate = true }")
    refused(officer, "/plans/ha-tinh-stp/reports/new")
    press(officer, "Nộp báo cáo")
    look(officer, "report-refused")
    officer.page.get_by_label("Số, ký hiệu").fill("99/BC-STP (giả định)")
    officer.page.locator("input[type=file]").set_input_files(file)
    press(officer, "Nộp báo cáo", said="99/BC-STP (giả định)")
    look(officer, "report-filed")
