"""What the offices do by keys alone: search, batches, the trail, roles, delegations, publishing, a secret vote."""

import re
from datetime import date

from playwright.sync_api import expect

from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.browser.conftest import Open
from tests.browser.keys import come
from tests.browser.serving import Site
from tests.integration.usecases.balloting import gather


def test_a_proposal_is_found_as_one_types_and_opened_in_another_language(own_site: Site, open_visitor: Open) -> None:
    keys = come(open_visitor, own_site, "tochuc.hatinh")
    page = keys.page
    keys.follow(page.get_by_role("navigation", name="Các phần").get_by_role("link", name="Đề nghị"))
    keys.skip()
    rows = page.locator("#results tbody tr")
    everything = rows.count()
    keys.type(page.get_by_label("Tìm theo tên, đơn vị hoặc số hồ sơ"), "nguyen khanh ly")
    expect(rows).not_to_have_count(everything)
    expect(page.get_by_label("Tìm theo tên, đơn vị hoặc số hồ sơ")).to_be_focused()
    keys.choose(page.get_by_label("Hình thức"), "Giấy khen")
    keys.follow(page.get_by_role("link", name="Nguyễn Khánh Ly Hạ").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nguyễn Khánh Ly Hạ")
    keys.follow(page.get_by_role("link", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    keys.open(page.locator("details.here > summary"))
    keys.follow(page.get_by_role("button", name="Sign out"))
    assert keys.visitor.path == "/sign-in"


def test_a_batch_is_tried_and_run(own_site: Site, open_visitor: Open) -> None:
    keys, runner = come(open_visitor, own_site, "tochuc.hatinh"), JobRunner(own_site.services, KINDS)
    page = keys.page
    keys.skip()
    ticks = page.locator("table input[type=checkbox]")
    waiting = ticks.count()
    keys.tick(ticks.first)
    keys.to(page.get_by_role("link", name="Chọn tất cả trang này"))
    keys.press("Enter")
    expect(page.locator("table input[type=checkbox]:checked")).to_have_count(waiting)
    keys.follow(page.get_by_role("button", name="Xử lý các hồ sơ đã chọn"))
    keys.skip()
    keys.pick(page.get_by_role("radio", name=re.compile("Tạm dừng")))
    keys.follow(page.get_by_role("button", name="Tiếp tục"))
    keys.skip()
    keys.type(page.get_by_label("Lý do chung"), "Đang kiểm tra (giả định)")
    keys.choose(page.get_by_label("Nội dung đang xác minh"), "thanh tra, kiểm tra")
    keys.type(page.get_by_label("Cơ quan đang xác minh"), "Thanh tra Sở (giả định)")
    keys.type(page.get_by_label("Số văn bản của cơ quan đó"), "12/TB (giả định)")
    keys.follow(page.get_by_role("button", name=re.compile("Kiểm tra thử")))
    assert runner.run_one()
    expect(page.get_by_text("Chưa hồ sơ nào bị thay đổi.")).to_be_visible()
    keys.skip()
    going = page.locator("input[name=place]")
    count = going.count()
    keys.to(going.first)
    keys.press("Space")  # one of them stays behind
    keys.follow(page.get_by_role("button", name="Chuyển các hồ sơ đã chọn"))
    assert runner.run_one()
    told = f"{count - 1} hồ sơ đã chuyển, {waiting - count + 1} hồ sơ ở lại."
    expect(page.get_by_text(told)).to_be_visible()
    keys.skip()
    keys.follow(page.get_by_role("button", name="Làm lại với các hồ sơ còn lại"))


def test_an_auditor_goes_from_a_number_to_the_raw_event_and_takes_it_away(own_site: Site, open_visitor: Open) -> None:
    keys = come(open_visitor, own_site, "kiemtoan")
    page = keys.page
    keys.follow(page.get_by_role("navigation", name="Các phần").get_by_role("link", name="Nhật ký"))
    keys.skip()
    keys.type(page.get_by_label("Số quyết định"), "11/QĐ-STP")
    with keys.leaving():
        keys.press("Enter")
    keys.skip()
    keys.follow(page.get_by_role("table").get_by_role("link", name=re.compile("DN-2026")).first)
    keys.skip()
    keys.tick(page.get_by_label("Lượt xem", exact=True))
    keys.follow(page.get_by_role("button", name="Hiện", exact=True))
    keys.skip()
    keys.follow(page.get_by_role("link", name=re.compile("Xem sự kiện gốc")).nth(1))
    expect(page.get_by_text("Mã băm vừa tính lại khớp với mã đã lưu.")).to_be_visible()
    keys.skip()
    keys.open(page.get_by_text("Nội dung đúng như đã băm, và cách tính lại"))
    keys.to(page.locator("pre:visible"))  # what is longer than its place is read on with arrows
    keys.follow(page.locator(".crumbs a").nth(1), key="Shift+Tab")
    keys.skip()
    keys.follow(page.get_by_role("button", name="CSV"))
    assert keys.visitor.path.startswith("/jobs/")
    runner = JobRunner(own_site.services, KINDS)
    while runner.run_one():
        pass
    link = page.get_by_role("link", name=re.compile("Tải tệp"))
    expect(link).to_be_visible()
    keys.to(link)
    with page.expect_download() as taken:
        keys.press("Enter")
    assert taken.value.suggested_filename.endswith(".csv")


def test_an_administrator_finds_a_person_and_grants_a_role(own_site: Site, open_visitor: Open) -> None:
    keys = come(open_visitor, own_site, "quantri")
    page = keys.page
    keys.follow(page.get_by_role("navigation", name="Các phần").get_by_role("link", name="Đơn vị, người dùng"))
    keys.follow(page.get_by_role("navigation", name="Đơn vị, người dùng").get_by_role("link", name="Tài khoản"))
    keys.skip()
    keys.type(page.get_by_label("Tìm theo họ tên"), "tran thi hoai")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    keys.follow(page.get_by_role("link", name="Trần Thị Hoài Sương"))
    keys.skip()
    keys.follow(page.get_by_role("link", name="Giao vai trò"))
    keys.expect_refusal()
    keys.skip()
    keys.choose(page.get_by_label("Vai trò", exact=True), "Kiểm toán viên")
    keys.type(page.get_by_label("Mã đơn vị nơi giữ vai trò"), "khong-co")
    keys.type(page.get_by_label("Văn bản giao nhiệm vụ"), "07/QĐ (giả định)")
    keys.follow(page.get_by_role("button", name="Giao vai trò"))
    expect(page.locator("#problems")).to_be_focused()
    link = page.locator("#problems").get_by_role("link", name="Mã đơn vị nơi giữ vai trò")
    keys.to(link)
    keys.press("Enter", "ControlOrMeta+a")
    page.keyboard.type("ht-so-noi-vu")
    keys.follow(page.get_by_role("button", name="Giao vai trò"))
    expect(page.get_by_role("status").first).to_contain_text("Đã giao vai trò cho Trần Thị Hoài Sương.")


def test_a_head_delegates(own_site: Site, open_visitor: Open) -> None:
    keys = come(open_visitor, own_site, "truongphong.gialai")
    page = keys.page
    keys.open(page.locator("details.here > summary"))
    keys.follow(page.locator(".here-menu").get_by_role("link", name="Ủy quyền"))
    keys.skip()
    keys.follow(page.get_by_role("link", name="Ủy quyền cho người khác"))
    keys.skip()
    keys.follow(page.locator("main .plain-list a").first)
    keys.skip()
    keys.type(page.get_by_label("Tên đăng nhập của người làm thay"), "tochuc.hatinh")
    keys.tick(page.get_by_label(re.compile("Đơn vị xét")))
    keys.type(page.get_by_label("Văn bản ủy quyền"), "05/GUQ (giả định)")
    keys.write_day(page.get_by_label("Từ ngày"), date(2026, 11, 23))
    keys.write_day(page.get_by_label(re.compile("^Đến hết ngày")), date(2026, 12, 5))
    keys.follow(page.get_by_role("button", name="Ủy quyền", exact=True))
    if page.get_by_role("button", name="Vẫn ủy quyền").count():
        keys.follow(page.get_by_role("button", name="Vẫn ủy quyền"))
    expect(page.locator("main")).to_contain_text("Theo văn bản 05/GUQ (giả định)")


def test_a_second_person_reads_and_publishes(own_site: Site, open_visitor: Open) -> None:
    keys = come(open_visitor, own_site, "quantri.hai", "/publications")
    page = keys.page
    keys.skip()
    keys.follow(page.locator("main tbody a.name").first)
    address = keys.visitor.path
    keys.expect_refusal(f"{keys.visitor.path}/confirm")
    keys.skip()
    keys.to(page.locator(".changes"))
    keys.open(page.locator("summary", has_text="Đọc toàn văn"))
    keys.to(page.locator("pre.whole"))
    keys.follow(page.get_by_role("button", name="Công bố", exact=True))
    expect(page.locator("#problems")).to_be_focused()
    link = page.locator("#problems").get_by_role("link", name="Tôi đã đọc toàn văn")
    keys.to(link)
    keys.press("Enter", "Space")
    expect(page.get_by_label("Tôi đã đọc toàn văn")).to_be_checked()
    keys.follow(page.get_by_role("button", name="Công bố", exact=True))
    expect(page.get_by_role("status").first).to_contain_text("Đã công bố")
    assert keys.visitor.path == address


def test_a_member_of_a_council_votes_in_secret(own_site: Site, open_visitor: Open) -> None:
    ballot_id = gather(own_site.services).open()
    keys = come(open_visitor, own_site, "vanphong.hatinh", f"/ballots/{ballot_id}")
    page = keys.page
    keys.skip()
    keys.pick(page.get_by_label("Không đồng ý", exact=True))
    keys.follow(page.get_by_role("button", name="Xem lại phiếu"))
    keys.skip()
    keys.follow(page.get_by_role("button", name="Bỏ phiếu này"))
    expect(page.get_by_role("status")).to_contain_text("Phiếu đã ở trong hòm")
    keys.skip()
    keys.follow(page.get_by_role("link", name="Tôi đã giữ biên nhận, tiếp tục"))
