"""An auditor traces a decision with mouse and keys, with and without script, and takes the evidence away."""

import re

import pytest
from playwright.sync_api import expect

from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.browser.checks import check_accessibility
from tests.browser.conftest import Open
from tests.browser.kit import DESKTOP, PHONE, ZOOMED, turn
from tests.browser.serving import Site


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_decision_is_traced_from_its_number_to_the_raw_event(
    open_visitor: Open, own_site: Site, script: bool
) -> None:
    visitor = open_visitor(own_site, script=script)
    page = visitor.page
    visitor.sign_in_as("kiemtoan", onward="/audit")
    page.get_by_label("Số quyết định").fill("11/QĐ-STP")
    turn(page.get_by_label("Số quyết định"), "Enter")
    expect(page.get_by_role("table")).to_contain_text("quyết định tặng")
    turn(page.get_by_role("table").get_by_role("link", name=re.compile("DN-2026")).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ai đã quyết định, theo quy tắc nào")
    expect(page.get_by_text("Đã chứng minh:")).to_have_count(4)
    page.get_by_label("Lượt xem", exact=True).check()
    turn(page.get_by_role("button", name="Hiện", exact=True))
    expect(page.get_by_text("mở xem hồ sơ").first).to_be_visible()
    turn(page.get_by_role("link", name=re.compile("Xem sự kiện gốc")).nth(1))
    expect(page.get_by_text("Mã băm vừa tính lại khớp với mã đã lưu.")).to_be_visible()
    expect(page.get_by_role("heading", name="Kết luận của từng quy tắc, như đã ghi khi đó")).to_be_visible()
    if script:
        assert not check_accessibility(page)
        for width in (DESKTOP, ZOOMED, PHONE):
            visitor.screenshot("audit-event", width=width)
        page.go_back()
        for width in (DESKTOP, ZOOMED, PHONE):
            visitor.screenshot("audit-trace", width=width)


def test_a_verification_runs_while_its_page_is_open(open_visitor: Open, own_site: Site) -> None:
    visitor = open_visitor(own_site)
    page = visitor.page
    visitor.sign_in_as("kiemtoan", onward="/audit/verify")
    turn(page.get_by_role("button", name="Bắt đầu kiểm tra"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert JobRunner(own_site.services, KINDS).run_one()
    expect(page.get_by_text("Mọi chuỗi nguyên vẹn.")).to_be_visible()
    assert not check_accessibility(page)
