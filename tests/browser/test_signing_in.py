"""Signing in as people do it: with a mouse, with keys alone, without script, in either language, and refused."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import check_accessibility, check_source
from tests.browser.conftest import Open
from tests.browser.keys import Keys
from tests.browser.kit import Visitor, touch, turn
from tests.browser.serving import Site

CLERK, NAME = "chuyenvien.hatinh", "Trần Thị Hoài Sương"


def test_the_workplace_is_closed_and_signing_in_leads_back(visitor: Visitor) -> None:
    visitor.visit("/")
    assert visitor.path == "/sign-in"
    visitor.sign_in_as(CLERK)
    assert visitor.path == "/"
    expect(visitor.page.get_by_text(NAME)).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_signing_in_and_out_needs_no_script(open_visitor: Open, site: Site, script: bool) -> None:
    visitor = open_visitor(site, script=script)
    visitor.sign_in_as(CLERK)
    touch(visitor.page.locator("details.here summary"))
    turn(visitor.page.get_by_role("button", name="Đăng xuất"))
    assert visitor.path == "/sign-in"
    visitor.visit("/")
    assert visitor.path == "/sign-in"


def test_signing_in_by_keys_alone(visitor: Visitor) -> None:
    Keys(visitor).sign_in(CLERK)
    assert visitor.path == "/"
    expect(visitor.page.get_by_text(NAME)).to_be_visible()


def test_a_wrong_password_is_told_beside_the_form_and_leaves_the_name_in_it(own_site: Site, open_visitor: Open) -> None:
    visitor = open_visitor(own_site)
    visitor.complaints.refused.add(f"{own_site.root}/sign-in")
    visitor.visit("/sign-in")
    visitor.page.get_by_label("Tên đăng nhập").fill(CLERK)
    visitor.page.get_by_label("Mật khẩu", exact=True).fill("sai hoàn toàn")
    turn(visitor.page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(visitor.page.get_by_text("Tên đăng nhập hoặc mật khẩu không đúng.")).to_be_visible()
    expect(visitor.page.get_by_label("Tên đăng nhập")).to_have_value(CLERK)
    expect(visitor.page.get_by_label("Mật khẩu", exact=True)).to_have_value("")
    assert check_source(visitor.page.content(), "vi") == []
    assert check_accessibility(visitor.page) == []


def test_an_empty_form_is_answered_with_a_summary_that_leads_to_its_fields(visitor: Visitor) -> None:
    visitor.complaints.refused.add(f"{visitor.site.root}/sign-in")
    visitor.visit("/sign-in")
    visitor.page.get_by_label("Tên đăng nhập").fill(" ")
    visitor.page.locator("form.form").evaluate("form => { form.noValidate = true }")
    turn(visitor.page.get_by_role("button", name="Đăng nhập", exact=True))
    summary = visitor.page.get_by_role("alert")
    expect(summary).to_be_visible()
    link = summary.get_by_role("link").first
    touch(link)
    expect(visitor.page.locator(":focus")).to_have_attribute("id", str(link.get_attribute("href")).lstrip("#"))
    assert check_accessibility(visitor.page) == []


def test_the_language_is_chosen_on_any_page_and_kept(visitor: Visitor) -> None:
    visitor.sign_in_as(CLERK)
    turn(visitor.page.get_by_role("link", name="English"))
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    visitor.visit("/about")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    turn(visitor.page.get_by_role("link", name="Tiếng Việt"))
    assert visitor.path == "/about"
    expect(visitor.page.locator("html")).to_have_attribute("lang", "vi")
