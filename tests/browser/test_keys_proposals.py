"""A proposal by keys alone: drafted with the wizard, found, judged, sent back with a reason, sent again, decided."""

import re
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from service.demo.files import make_file
from service.demo.reading import read_data
from tests.browser.acting import GROUND, flat
from tests.browser.checks import check_accessibility
from tests.browser.conftest import Open
from tests.browser.dossiers import Dossier, new_dossier
from tests.browser.keys import Keys, come
from tests.browser.serving import Site

NAME = "Đậu Thị Bàn Phím (giả định)"
REPORT = "Tham mưu xây dựng quy trình tiếp nhận hồ sơ, giảm một phần ba thời gian xử lý (giả định)."
LACKING = "Thiếu biên bản họp xét của đơn vị (giả định)."


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file on the disk of whoever attaches it."""
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(make_file("pdf", [REPORT]))
    return path


def open_from_queue(keys: Keys, dossier: Dossier) -> None:
    """Open what waits next, and what waits after it, until the proposal is open."""
    for _ in range(20):
        keys.skip()
        keys.follow(keys.page.get_by_role("link", name="Mở hồ sơ tiếp theo"))
        if keys.visitor.path == f"/proposals/{dossier.id}":
            return
    raise AssertionError("the queue never comes to the proposal")


def consider(keys: Keys, action: str) -> None:
    """Choose an act on the page of a proposal."""
    keys.follow(keys.page.locator(f"section.acts a[href$='/moves/{action}']"))


def state(keys: Keys, values: dict[str, str]) -> None:
    """Fill what an act asks for, in the order in which Tab comes to it."""
    for control in keys.page.locator("form.act [name]:not([type=hidden])").all():
        name = control.get_attribute("name") or ""
        value = GROUND if name.startswith("acknowledgements.") else values.get(name)
        if value:
            write(keys, control, value)


def write(keys: Keys, control: Locator, value: str) -> None:
    if control.evaluate("element => element.tagName") == "SELECT":
        keys.choose(control, control.locator(f"option[value='{value}']").inner_text().strip())
    elif control.get_attribute("type") == "date":
        keys.write_day(control, date.fromisoformat(value))
    elif control.get_attribute("type") == "checkbox":
        if control.get_attribute("value") in value.split():
            keys.tick(control)
    else:
        keys.type(control, value)


def stated(dossier: Dossier, step: str) -> dict[str, str]:
    """Return what is stated with a step, as somebody types it."""
    found = flat(asdict(dossier.statement(step)))
    return {name: value.isoformat() if isinstance(value, date) else str(value) for name, value in found.items()}


def send(keys: Keys) -> None:
    keys.follow(keys.page.locator("form.act .actions button").first)


def name_somebody_new(keys: Keys) -> None:
    """Look for a name that is in no register, and add it."""
    page = keys.page
    keys.type(page.get_by_label("Họ tên hoặc tên gọi"), "dau thi ban phim")
    expect(page.get_by_text("Chưa thấy ai trong sổ.")).to_be_visible()
    keys.follow(page.get_by_role("link", name="Thêm: Cá nhân"))
    keys.skip()
    keys.type(page.get_by_label("Họ và tên"), NAME)
    keys.choose(page.get_by_label("Giới tính"), "Nữ")
    keys.follow(page.get_by_role("button", name="Thêm và tiếp tục"))


def test_a_clerk_drafts_a_proposal(own_site: Site, open_visitor: Open, paper: Path) -> None:
    keys = come(open_visitor, own_site, "chuyenvien.hatinh")
    page = keys.page
    keys.follow(page.get_by_role("link", name="Lập đề nghị"))
    keys.skip()
    keys.pick(page.locator("input[name=offer][value$='|giay_khen']").first)
    keys.follow(page.get_by_role("button", name="Tiếp: chọn đối tượng"))
    keys.skip()
    name_somebody_new(keys)
    keys.skip()
    keys.pick(page.locator("input[name=category]").first)
    keys.follow(page.get_by_role("button", name="Mở hồ sơ"))
    keys.skip()
    keys.write_day(page.get_by_label("Từ ngày"), date(2026, 1, 5))
    keys.write_day(page.get_by_label("Đến ngày"), date(2026, 10, 30))
    keys.type(page.get_by_label("Thành tích đề nghị khen thưởng"), REPORT)
    expect(page.get_by_text("Đã giữ bản nháp")).to_be_visible()
    keys.follow(page.get_by_role("button", name="Lưu và tiếp tục"))
    keys.skip()
    slot = page.locator("li.slot").filter(has=page.locator("input[type=file]")).first
    keys.attach(slot.locator("input[type=file]"), paper)
    keys.follow(slot.get_by_role("button", name="Đính kèm"))
    expect(page.get_by_text("Đã nhận: bao-cao.pdf")).to_be_visible()
    keys.skip()
    keys.type(page.get_by_label("Số, ký hiệu"), "12/BC (giả định)")
    keys.write_day(page.get_by_label("Ngày ban hành"), date(2026, 11, 2))
    keys.follow(page.get_by_role("button", name="Đính kèm"))
    expect(page.locator("table.evidence").get_by_role("link", name=re.compile("Thay"))).to_have_count(1)
    keys.follow(page.get_by_role("link", name="Tiếp: kiểm tra trước khi trình"))
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    keys.skip()
    keys.open(page.locator("ol.checks summary").first)
    expect(page.get_by_text("hồ sơ đã nằm trong danh sách việc của người đó")).to_be_visible()
    keys.follow(page.get_by_role("link", name="Bổ sung ngay").first)
    head = come(open_visitor, own_site, "truongphong.hatinh")
    head.follow(head.page.get_by_role("link", name=NAME))
    expect(head.page.get_by_text(REPORT)).to_be_visible()


def test_who_reviews_opens_the_next_and_moves_it_on(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    keys = come(open_visitor, own_site, dossier.actor("review"))
    open_from_queue(keys, dossier)
    keys.skip()
    consider(keys, "review")
    keys.skip()
    state(keys, stated(dossier, "review"))
    send(keys)
    expect(keys.page.get_by_role("status")).to_contain_text("đã chuyển bước")
    assert dossier.state == "unit_reviewed"


def test_an_officer_looks_at_evidence_and_judges(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    dossier.move("review")
    keys = come(open_visitor, own_site, dossier.actor("verify"))
    page = keys.page
    open_from_queue(keys, dossier)
    keys.skip()
    keys.open(page.locator("details.in-place > summary").first)
    keys.to(page.get_by_role("link", name="Các bản và so sánh"))  # past the document that is shown in place
    keys.follow(page.locator(".papers .name a").first, key="Shift+Tab")
    expect(page.locator(".viewer")).to_be_visible()
    keys.skip()
    keys.to(page.locator("footer a").first)  # nobody is caught in the viewer
    keys.expect_refusal("/favicon.ico")  # a text alone has no picture for its tab
    keys.follow(page.get_by_role("link", name="Mở tệp ở trang riêng"), key="Shift+Tab")
    expect(page.locator("pre")).to_contain_text("TÀI LIỆU GIẢ ĐỊNH")  # read on with arrows, as any page
    page.go_back()
    keys.follow(page.locator(".crumbs a").first)
    for criterion in ("HT-CN-0", "HT-CN-1"):
        row = page.locator(f"#criterion-{criterion}")
        keys.open(row.locator("summary"))
        keys.pick(row.get_by_label("Đạt", exact=True))
        keys.type(row.get_by_label("Lý do"), read_data("reasons")["judgements"][criterion])
        keys.follow(row.get_by_role("button", name="Ghi kết luận"))
        expect(page.get_by_role("status")).to_contain_text("Đã ghi kết luận")
    expect(page.get_by_text("Cần kết luận")).to_have_count(0)


def test_a_verdict_without_a_reason_is_told_where_it_is_lacking(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    dossier.move("review")
    keys = come(open_visitor, own_site, dossier.actor("verify"), f"/proposals/{dossier.id}")
    page = keys.page
    keys.expect_refusal(f"/proposals/{dossier.id}/judgements")
    row = page.locator("#criterion-HT-CN-0")
    keys.open(row.locator("summary"))
    keys.pick(row.get_by_label("Không đạt"))
    keys.type(row.get_by_label("Lý do"), " ")
    keys.follow(row.get_by_role("button", name="Ghi kết luận"))
    mend(keys, "Lý do: cần có giá trị")
    expect(row.get_by_label("Không đạt")).to_be_checked()
    page.keyboard.type("Chưa có minh chứng (giả định).")
    keys.follow(row.get_by_role("button", name="Ghi kết luận"))
    expect(page.get_by_role("status")).to_contain_text("Đã ghi kết luận")


def mend(keys: Keys, said: str) -> None:
    """Find the focus on what is wrong, and go from there to the field."""
    summary = keys.page.locator("#problems")
    expect(summary).to_be_focused()
    assert check_accessibility(keys.page) == []
    link = summary.get_by_role("link", name=said)
    keys.to(link)
    keys.press("Enter")
    expect(keys.page.locator(":focus")).to_have_id(str(link.get_attribute("href")).removeprefix("#"))
    expect(keys.page.locator(":focus")).to_have_attribute("aria-invalid", "true")


def test_a_proposal_goes_back_with_a_reason_and_comes_again(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    dossier.move("review")
    officer = come(open_visitor, own_site, dossier.actor("verify"), f"/proposals/{dossier.id}")
    officer.skip()
    consider(officer, "return")
    officer.expect_refusal()
    officer.skip()
    reason = officer.page.locator("form.act [name=reason]")
    officer.type(reason, " ")
    officer.to(officer.page.locator("form.act [name=missing]").first)
    officer.press("Space")
    send(officer)
    mend(officer, "Lý do")
    officer.page.keyboard.type(LACKING)
    send(officer)
    assert dossier.state == "returned"
    clerk = come(open_visitor, own_site, dossier.actor("draft"))
    open_from_queue(clerk, dossier)
    expect(clerk.page.get_by_text(LACKING).first).to_be_visible()
    clerk.skip()
    consider(clerk, "resubmit")
    clerk.skip()
    state(clerk, {"reason": "Đã bổ sung biên bản (giả định)."})
    send(clerk)
    expect(clerk.page.get_by_role("status")).to_contain_text("đã chuyển bước")
    assert dossier.state != "returned"


def test_a_decider_approves_and_says_the_password_again(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    for step in ("review", "verify"):
        dossier.prepare(step)
        dossier.move(step)
    dossier.prepare("approve")
    keys = come(open_visitor, own_site, dossier.actor("approve"))
    page = keys.page
    open_from_queue(keys, dossier)
    keys.skip()
    consider(keys, "approve")
    keys.skip()
    state(keys, stated(dossier, "approve"))
    own_site.clock.move(minutes=own_site.services.settings.confirm_minutes + 1)
    keys.expect_refusal()  # the browser notes that the act waits for the password
    send(keys)
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận danh tính")
    keys.type(page.get_by_label("Mật khẩu"), "sai hoàn toàn")
    keys.follow(page.get_by_role("button", name="Xác nhận và thực hiện"))
    expect(page.locator("#problems")).to_be_focused()
    keys.type(page.get_by_label("Mật khẩu"), read_data("accounts")["password"])
    keys.follow(page.get_by_role("button", name="Xác nhận và thực hiện"))
    expect(page.get_by_role("status")).to_contain_text("đã chuyển bước")
    assert dossier.state == "approved"
