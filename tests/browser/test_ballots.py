"""A secret vote in a real browser, with and without script: choice, look, receipt, list; on a narrow screen, too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import check_accessibility, check_source, check_width
from tests.browser.conftest import Open
from tests.browser.kit import PHONE, Visitor, turn
from tests.browser.serving import Site
from tests.integration.usecases.balloting import SECRETARY, gather

MEMBER = "vanphong.hatinh"


def look(visitor: Visitor, *, script: bool) -> None:
    """Find nothing wrong with the page at hand; what needs a script of ours is only asked where one may run."""
    page = visitor.page
    assert check_source(page.content(), "vi") == []
    if not script:
        return
    assert check_accessibility(page) == []
    assert check_width(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_a_vote_from_the_choice_to_the_list(own_site: Site, open_visitor: Open, *, script: bool) -> None:
    council = gather(own_site.services)
    ballot_id = council.open((SECRETARY, MEMBER))
    visitor = open_visitor(own_site, script=script, width=PHONE)
    visitor.sign_in_as(MEMBER)
    page = visitor.page
    visitor.visit("/ballots")
    look(visitor, script=script)
    visitor.visit(f"/ballots/{ballot_id}")
    look(visitor, script=script)
    page.get_by_label("Không đồng ý").check()
    turn(page.get_by_role("button", name="Xem lại phiếu"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xem lại phiếu")
    look(visitor, script=script)
    turn(page.get_by_role("button", name="Bỏ phiếu này"))
    expect(page.get_by_text("Phiếu đã ở trong hòm")).to_be_visible()
    look(visitor, script=script)
    receipt = re.sub(r"\s", "", page.locator("code.receipt").inner_text())
    council.close(ballot_id)
    visitor.visit(f"/ballots/{ballot_id}")
    page.get_by_label("Biên nhận của tôi").fill(receipt)
    turn(page.get_by_role("button", name="Tìm trong danh sách"))
    expect(page.get_by_text("Có phiếu này trong danh sách")).to_be_visible()
    look(visitor, script=script)
