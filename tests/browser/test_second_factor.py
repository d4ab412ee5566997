"""The second factor, the lock and the question before a grave act, as people meet them in a browser."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser.checks import check_accessibility, check_source, check_width
from tests.browser.conftest import Open
from tests.browser.kit import DESKTOP, PHONE, ZOOMED, Visitor, touch, turn
from tests.browser.serving import Site

DECIDER, ROLE = "chutich.hatinh", "Chủ tịch UBND tỉnh"
each_way = pytest.mark.parametrize("script", [True, False])


def enter(visitor: Visitor, username: str = DECIDER, *, onward: str = "/account") -> None:
    """Choose one of the people of the demonstration."""
    visitor.visit(f"/sign-in?next={onward}")
    turn(visitor.page.locator(f"button[value='{username}']"))


def press(visitor: Visitor, name: str) -> None:
    """Press a button and wait for the page that comes."""
    turn(visitor.page.get_by_role("button", name=name, exact=True))


def set_up_device(visitor: Visitor) -> pyotp.TOTP:
    """Set up a device and return it; half a minute passes, so that its next code is a new one."""
    visitor.visit("/account/second-factor")
    press(visitor, "Đã cài xong, bắt đầu")
    expect(visitor.page.get_by_role("img", name="Mã QR")).to_be_visible()
    device = pyotp.TOTP(visitor.page.locator("code.secret").inner_text().replace(" ", ""))
    visitor.page.get_by_label("Mã 6 chữ số ứng dụng đang hiện").fill(device.at(visitor.site.clock()))
    press(visitor, "Xác nhận thiết bị")
    expect(visitor.page.locator(".recovery-codes li")).to_have_count(10)
    visitor.site.clock.move(seconds=30)
    return device


def judge(visitor: Visitor) -> list[str]:
    """Return what is wrong with the page that is open, at every width."""
    complaints = check_source(visitor.page.content(), "vi") + check_accessibility(visitor.page)
    for width in (PHONE, ZOOMED, DESKTOP):
        visitor.widen(width)
        complaints += check_width(visitor.page)
    return complaints


@each_way
def test_a_device_is_set_up_and_its_code_completes_the_next_sign_in(
    own_site: Site, open_visitor: Open, script: bool
) -> None:
    visitor = open_visitor(own_site, script=script)
    enter(visitor)
    device = set_up_device(visitor)
    turn(visitor.page.get_by_role("link", name="Tôi đã cất các mã, tiếp tục"))
    visitor.visit("/account")
    expect(visitor.page.get_by_text("còn 10 mã khôi phục")).to_be_visible()
    other = open_visitor(own_site, script=script)
    enter(other)
    assert other.path == "/sign-in/second-factor"
    expect(other.page.get_by_text(ROLE)).to_have_count(0)
    other.page.get_by_label("Mã 6 chữ số").fill(device.at(own_site.clock()))
    press(other, "Tiếp tục")
    assert other.path == "/account"
    expect(other.page.get_by_text(ROLE).first).to_be_visible()


def test_every_page_of_setting_up_is_right(own_site: Site, open_visitor: Open) -> None:
    visitor = open_visitor(own_site)
    enter(visitor)
    visitor.visit("/account/second-factor")
    press(visitor, "Đã cài xong, bắt đầu")
    assert judge(visitor) == []
    device = pyotp.TOTP(visitor.page.locator("code.secret").inner_text().replace(" ", ""))
    visitor.page.get_by_label("Mã 6 chữ số ứng dụng đang hiện").fill(device.at(own_site.clock()))
    press(visitor, "Xác nhận thiết bị")
    assert judge(visitor) == []
    other = open_visitor(own_site)
    enter(other)
    assert judge(other) == []


def test_a_recovery_code_helps_where_the_device_is_not(own_site: Site, open_visitor: Open) -> None:
    visitor = open_visitor(own_site)
    enter(visitor)
    set_up_device(visitor)
    code = visitor.page.locator(".recovery-codes li").first.inner_text()
    other = open_visitor(own_site)
    enter(other)
    touch(other.page.get_by_text("Không có thiết bị bên mình?"))
    other.page.get_by_label("Mã khôi phục").fill(code)
    press(other, "Dùng mã khôi phục")
    assert other.path == "/account"
    expect(other.page.get_by_text("còn 9 mã khôi phục")).to_be_visible()


@each_way
def test_guessing_is_locked_and_the_page_says_how_long(own_site: Site, open_visitor: Open, script: bool) -> None:
    visitor = open_visitor(own_site, script=script)
    visitor.complaints.refused.add(f"{own_site.root}/sign-in")
    for _ in range(own_site.services.settings.login_failures_allowed + 1):
        visitor.visit("/sign-in")
        visitor.page.get_by_label("Tên đăng nhập").fill(DECIDER)
        visitor.page.get_by_label("Mật khẩu", exact=True).fill("không phải mật khẩu này")
        press(visitor, "Đăng nhập")
    expect(visitor.page.get_by_role("heading", name="Tạm khóa vì thử sai nhiều lần")).to_be_visible()
    expect(visitor.page.get_by_text(re.compile(r"^1?\d giây$"))).to_be_visible()
    if script:
        assert judge(visitor) == []
    own_site.clock.move(seconds=16)
    turn(visitor.page.get_by_role("link", name="Thử lại"))
    enter(visitor)
    assert visitor.path == "/account"


@each_way
def test_a_grave_act_asks_for_the_password_and_keeps_what_was_typed(
    own_site: Site, open_visitor: Open, script: bool
) -> None:
    visitor = open_visitor(own_site, script=script)
    visitor.complaints.refused.add(f"{own_site.root}/account/tokens")
    enter(visitor)
    visitor.visit("/account/tokens/new")
    visitor.page.get_by_label("Tên gọi").fill("Phần mềm nhân sự")
    own_site.clock.move(minutes=own_site.services.settings.confirm_minutes + 1)
    press(visitor, "Cấp mã")
    expect(visitor.page.get_by_role("heading", name="Xác nhận danh tính")).to_be_visible()
    if script:
        assert judge(visitor) == []
    visitor.page.get_by_label("Mật khẩu").fill("ThiDua-2026!demo")
    press(visitor, "Xác nhận và thực hiện")
    expect(visitor.page.get_by_text("Phần mềm nhân sự")).to_be_visible()
    expect(visitor.page.locator("code.secret")).to_contain_text("vd_")


def test_signing_out_everywhere_else_is_felt_there_at_once(own_site: Site, open_visitor: Open) -> None:
    here, there = open_visitor(own_site), open_visitor(own_site)
    enter(here)
    enter(there)
    here.visit("/account")
    press(here, "Đăng xuất mọi nơi khác")
    expect(here.page.get_by_text("Đã đăng xuất 1 trình duyệt khác.")).to_be_visible()
    there.page.reload()
    assert there.path == "/sign-in"
