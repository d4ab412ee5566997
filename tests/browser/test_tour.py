"""The tour of the README, walked as it is told: every name and button that it prints in bold is met on the way."""

import re

from tests.browser.conftest import Open
from tests.browser.kit import Visitor, touch, turn
from tests.browser.serving import Site
from tests.support.tree import ROOT


def bold_words() -> list[str]:
    """Return what the tour prints in bold."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tour = text[text.index("## A tour of five minutes") : text.index("## Where the rules come from")]
    return re.findall(r"\*\*(.+?)\*\*", tour)


def become(visitor: Visitor, name: str, met: list[str]) -> None:
    """Sign out if need be, and choose a person of the demonstration."""
    if visitor.page.locator(".here > summary").count():
        touch(visitor.page.locator(".here > summary"))
        turn(visitor.page.get_by_role("button", name="Đăng xuất"))
    else:
        visitor.visit("/")
    group = visitor.page.locator("main details").filter(has_text=name)
    if group.count() and group.first.get_attribute("open") is None:
        touch(group.first.locator("summary"))
    met.append(visitor.page.inner_text("body"))
    turn(visitor.page.get_by_role("button", name=name).first)
    met.append(visitor.page.inner_text("body"))


def test_the_tour_of_the_readme_can_be_walked(open_visitor: Open, own_site: Site) -> None:
    visitor, met = open_visitor(own_site), list[str]()
    page = visitor.page

    def look() -> None:
        met.append(page.inner_text("body"))

    become(visitor, "Phan Thị Lệ Quyên", met)
    turn(page.get_by_role("link", name="Nguyễn Khánh Ly Hạ").last)
    look()
    turn(page.get_by_role("link", name="Thẩm tra nhân sự", exact=True))
    look()
    assert page.get_by_role("button", name="Thẩm tra nhân sự").count() == 0
    turn(page.get_by_role("link", name="Kịch bản quy định nút này"))
    look()
    become(visitor, "Đặng Quốc Kiên", met)
    turn(page.get_by_role("link", name="Mở hồ sơ tiếp theo").first)
    look()
    turn(page.get_by_role("link", name="Phê duyệt", exact=True))
    look()
    page.get_by_label("Người ký", exact=True).fill("Đặng Quốc Kiên")
    page.get_by_label("Chức vụ người ký").select_option("agency_head")
    own_site.clock.move(minutes=11)
    visitor.complaints.refused.add(page.url)  # the browser notes that the act waits for the password
    turn(page.get_by_role("button", name="Phê duyệt", exact=True))
    look()
    become(visitor, "Phạm Kiểm Soát", met)
    turn(page.get_by_role("link", name="Nhật ký").first)
    look()
    told = "\n".join(met)
    assert not [words for words in bold_words() if words not in told]
