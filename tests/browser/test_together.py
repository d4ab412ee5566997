"""What people do for and with each other in a real browser: batches, acting for another, being locked out."""

import re

from playwright.sync_api import expect

from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.browser.checks import check_accessibility
from tests.browser.conftest import Open
from tests.browser.kit import turn
from tests.browser.serving import Site


def test_a_batch_is_tried_then_done_and_what_stays_behind_says_why(open_visitor: Open, own_site: Site) -> None:
    visitor, runner = open_visitor(own_site), JobRunner(own_site.services, KINDS)
    page = visitor.page
    visitor.sign_in_as("tochuc.hatinh")
    ticks = page.locator("table input[type=checkbox]")
    waiting = ticks.count()
    assert waiting >= 2
    for place in range(waiting):
        ticks.nth(place).check()
    turn(page.get_by_role("button", name="Xử lý các hồ sơ đã chọn"))
    page.get_by_role("radio", name=re.compile("Tạm dừng")).check()
    turn(page.get_by_role("button", name="Tiếp tục"))
    page.get_by_label("Lý do chung").fill("Đang kiểm tra (giả định)")
    page.get_by_label("Nội dung đang xác minh").select_option("inspection")
    page.locator("[name=source_body]").fill("Thanh tra Sở (giả định)")
    page.locator("[name=source_number]").fill("12/TB (giả định)")
    turn(page.get_by_role("button", name=re.compile("Kiểm tra thử")))
    assert runner.run_one()
    expect(page.get_by_text("Chưa hồ sơ nào bị thay đổi.")).to_be_visible()
    going = page.locator("input[name=place]").count()
    assert 0 < going < waiting
    assert not check_accessibility(page)
    turn(page.get_by_role("button", name="Chuyển các hồ sơ đã chọn"))
    assert runner.run_one()
    told = f"{going} hồ sơ đã chuyển, {waiting - going} hồ sơ ở lại."
    expect(page.get_by_text(told)).to_be_visible()
    page.reload()
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_role("button", name="Làm lại với các hồ sơ còn lại")).to_be_visible()


def test_one_acts_for_another_and_both_names_stand_in_the_history(open_visitor: Open, own_site: Site) -> None:
    head = open_visitor(own_site)
    head.sign_in_as("truongphong.gialai", onward="/delegations/new")
    page = head.page
    turn(page.locator(".plain-list a").first)
    page.get_by_label("Tên đăng nhập của người làm thay").fill("tochuc.hatinh")
    page.get_by_label(re.compile("Đơn vị xét")).check()
    page.get_by_label("Văn bản ủy quyền").fill("05/GUQ (giả định)")
    page.get_by_label("Từ ngày").fill("2026-11-23")
    page.get_by_label(re.compile("^Đến hết ngày")).fill("2026-12-05")
    turn(page.get_by_role("button", name="Ủy quyền", exact=True))
    if page.get_by_role("button", name="Vẫn ủy quyền").count():
        turn(page.get_by_role("button", name="Vẫn ủy quyền"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("05/GUQ (giả định)")
    assert not check_accessibility(page)
    other = open_visitor(own_site)
    other.sign_in_as("tochuc.hatinh", onward="/delegations")
    expect(other.page.locator("main")).to_contain_text("05/GUQ (giả định)")


def test_too_many_wrong_passwords_lock_out_and_say_for_how_long(open_visitor: Open, own_site: Site) -> None:
    visitor = open_visitor(own_site)
    page = visitor.page
    for _ in range(own_site.services.settings.login_failures_allowed + 1):
        visitor.complaints.refused.add(f"{own_site.root}/sign-in")
        visitor.visit("/sign-in")
        page.get_by_label("Tên đăng nhập").fill("tochuc.hatinh")
        page.get_by_label("Mật khẩu", exact=True).fill("không phải mật khẩu này")
        turn(page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(page.locator("main")).to_contain_text(re.compile("giây|phút"))
    assert not check_accessibility(page)
    own_site.clock.move(minutes=16)
    visitor.sign_in_as("tochuc.hatinh")
    assert visitor.path == "/"
