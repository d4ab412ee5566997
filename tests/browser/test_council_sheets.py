"""The sheet of a session in a real browser: readable on a desk, on a phone and enlarged, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.browser.checks import check_accessibility, check_source, check_width
from tests.browser.conftest import Open
from tests.browser.kit import DESKTOP, PHONE, Visitor, turn
from tests.browser.serving import Site

SECRETARY = "thuky.hatinh"
ENLARGED = DESKTOP // 2  # what is left of the width at 200 %


def look(visitor: Visitor, *, script: bool) -> None:
    """Find nothing wrong with the page at hand; what needs a script of ours is only asked where one may run."""
    page = visitor.page
    assert check_source(page.content(), "vi") == []
    if script:
        assert check_accessibility(page) == []
        assert check_width(page) == []


def come_to_the_sheet(visitor: Visitor) -> str:
    """Sign the secretary in and lead him to the sheet of the session by its links; return its address."""
    visitor.sign_in_as(SECRETARY)
    page = visitor.page
    visitor.visit("/councils")
    turn(page.locator("a[href^='/councils/']:not([href$='new'])").first)
    turn(page.locator("a[href^='/council-sessions/']").first)
    turn(page.get_by_role("link", name="Bảng kết quả"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bảng kết quả phiên số")
    return re.sub(r"^https?://[^/]+", "", page.url)


@pytest.mark.parametrize(("script", "width"), [(True, DESKTOP), (True, PHONE), (True, ENLARGED), (False, PHONE)])
def test_a_departure_is_shown_in_words_and_kept_from_release(
    own_site: Site, open_visitor: Open, *, script: bool, width: int
) -> None:
    visitor = open_visitor(own_site, script=script, width=width)
    sheet = come_to_the_sheet(visitor)
    page = visitor.page
    look(visitor, script=script)
    page.get_by_role("combobox").first.select_option("put_off")
    turn(page.get_by_role("button", name="Lưu kết quả dự kiến"))
    expect(page.get_by_text("Khác ý kiến thẩm định", exact=True)).to_be_visible()
    look(visitor, script=script)
    turn(page.get_by_role("link", name="Xem trước và phát hành"))
    expect(page.get_by_text("Chưa phát hành được. Hãy sửa ở bảng kết quả:")).to_be_visible()
    expect(page.get_by_text("mà chưa có lý do. Hãy ghi lý do ở mục này")).to_be_visible()
    look(visitor, script=script)
    turn(page.get_by_role("link", name="Về bảng kết quả"))
    page.locator("input[name$='.reason']").first.fill("Cần xác minh thêm (giả định)")
    turn(page.get_by_role("button", name="Lưu kết quả dự kiến"))
    turn(page.get_by_role("link", name="Xem trước và phát hành"))
    expect(page.get_by_text("sẽ phát hành")).to_be_visible()
    look(visitor, script=script)
    turn(page.get_by_role("button", name="Phát hành bảng kết quả"))
    assert JobRunner(own_site.services, KINDS).run_one()
    visitor.visit(sheet)
    expect(page.get_by_text("Đã phát hành").first).to_be_visible()
    look(visitor, script=script)
