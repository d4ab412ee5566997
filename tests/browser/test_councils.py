"""A council in a real browser: founded, seated, convened, voting openly and in secret, closed, with its minutes."""

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

from playwright.sync_api import Page, expect

from service.db import accounts
from service.db.work import Work
from service.usecases.councils import council_agendas, council_sessions, council_votes
from service.usecases.councils.council_views import show_session
from service.usecases.councils.councils import list_councils
from service.usecases.jobs.owners import actor_of
from tests.browser.checks import check_accessibility, check_source, check_width
from tests.browser.conftest import Open
from tests.browser.kit import DESKTOP, PHONE, Visitor, touch, turn
from tests.browser.serving import MONDAY, Site
from tests.support.councils import letter
from workflows.policy import Actor

SECRETARY, CHAIR, MEMBER, ABSENT = "thuky.hatinh", "giamdoc.hatinh", "uyvien.hatinh", "vanphong.hatinh"
TODAY = (MONDAY + timedelta(hours=7)).date()


def look(visitor: Visitor) -> None:
    """Find nothing wrong with the page at hand, at a desk and on a phone."""
    page = visitor.page
    complaints = check_source(page.content(), "vi") + check_accessibility(page)
    visitor.widen(PHONE)
    complaints += check_width(page)
    visitor.widen(DESKTOP)
    assert not complaints, "\n".join([visitor.path, *complaints])


def told(visitor: Visitor, words: str) -> None:
    """Expect what was done to be said, on a page without fault."""
    expect(visitor.page.get_by_role("status")).to_contain_text(words)
    look(visitor)


def refused(visitor: Visitor) -> None:
    """Say that the form on this page is going to be refused."""
    visitor.complaints.refused.add(visitor.page.url)


def come(open_visitor: Open, site: Site, username: str, *, onward: str = "/") -> Visitor:
    visitor = open_visitor(site)
    visitor.sign_in_as(username, onward=onward)
    return visitor


def seat(page: Page, username: str, post: str) -> None:
    if not page.get_by_label("Tên đăng nhập").is_visible():
        touch(page.get_by_text("Ghi nhận thành viên", exact=True).first)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Trong Hội đồng").select_option(post)
    page.locator("input[name=document]").last.fill("21/QĐ-STP (giả định)")
    turn(page.get_by_role("button", name="Ghi nhận thành viên"))


def vote(visitor: Visitor, place: int, choice: str) -> None:
    turn(visitor.page.get_by_role("link", name=re.compile(rf"^{place}\. ")))
    visitor.page.get_by_label(choice, exact=True).check()
    turn(visitor.page.get_by_role("button", name="Ghi phiếu"))
    told(visitor, "Đã ghi phiếu")


def call_off_what_is_open(visitor: Visitor) -> None:
    page = visitor.page
    visitor.visit("/councils")
    look(visitor)
    turn(page.get_by_role("link", name="Hội đồng Thi đua - Khen thưởng Sở Tư pháp (giả định)"))
    look(visitor)
    turn(page.get_by_role("link", name="Phiên số 02"))
    touch(page.get_by_text("Hủy phiên họp", exact=True).first)
    page.get_by_label("Lý do hủy").fill("Hoãn họp (giả định)")
    turn(page.get_by_role("button", name="Hủy phiên họp"))
    told(visitor, "Đã hủy phiên họp")


def found_council(visitor: Visitor) -> None:
    page = visitor.page
    visitor.visit("/councils")
    turn(page.get_by_role("link", name="Lập Hội đồng"))
    look(visitor)
    page.get_by_label("Giúp việc cho cơ quan").select_option(index=0)
    page.get_by_label("Tên Hội đồng").fill("Hội đồng thử (giả định)")
    page.get_by_label("Quyết định thành lập").fill("21/QĐ-STP (giả định)")
    turn(page.get_by_role("button", name="Lập Hội đồng"))
    told(visitor, "Hãy ghi nhận thành viên")
    refused(visitor)
    visitor.complaints.refused.add(f"{page.url}/members")
    seat(page, SECRETARY, "secretary")
    expect(page.get_by_role("alert")).to_be_visible()
    look(visitor)
    for username, post in ((CHAIR, "chair"), (MEMBER, "member"), (ABSENT, "member")):
        seat(page, username, post)
        told(visitor, "là thành viên")


def convene(visitor: Visitor) -> str:
    """Plan a session on a proposal, rehearse it and call the members; return its address."""
    page = visitor.page
    turn(page.get_by_role("link", name="Lập phiên họp"))
    look(visitor)
    page.get_by_label("Phiên số").fill("05")
    page.get_by_label("Ngày họp").fill(TODAY.isoformat())
    page.get_by_label("Nơi họp").fill("Phòng họp số 2 (giả định)")
    turn(page.get_by_role("button", name="Lập phiên họp"))
    told(visitor, "Đã lập phiên họp")
    session = visitor.path
    turn(page.get_by_role("link", name="Chọn hồ sơ"))
    look(visitor)
    page.locator("input[type=checkbox]").first.check()
    turn(page.get_by_role("button", name="Đưa vào chương trình"))
    told(visitor, "Đã đưa 1 hồ sơ")
    turn(page.get_by_role("link", name="Diễn tập"))
    look(visitor)
    turn(page.get_by_role("button", name="Xem kết quả giả định"))
    expect(page.get_by_text("Phiên họp kết thúc được: 1 hồ sơ được đồng ý")).to_be_visible()
    look(visitor)
    visitor.visit(session)
    turn(page.get_by_role("button", name="Triệu tập phiên họp"))
    told(visitor, "Đã triệu tập")
    return session


def test_a_council_from_its_founding_to_its_minutes(own_site: Site, open_visitor: Open) -> None:
    secretary = come(open_visitor, own_site, SECRETARY)
    page = secretary.page
    call_off_what_is_open(secretary)
    found_council(secretary)
    session = convene(secretary)
    page.get_by_label("Điểm danh Bùi Đức Thịnh").select_option("absent")
    turn(page.get_by_role("button", name="Ghi điểm danh"))
    told(secretary, "Đã điểm danh")

    chair, member = (come(open_visitor, own_site, name, onward=session) for name in (CHAIR, MEMBER))
    look(member)
    vote(chair, 1, "Đồng ý")

    turn(page.get_by_role("link", name="Kết thúc phiên họp"))
    expect(page.get_by_role("alert")).to_contain_text("còn 1 thành viên có mặt chưa biểu quyết")
    look(secretary)
    refused(secretary)
    turn(page.get_by_role("button", name="Kết thúc phiên họp"))
    expect(page.get_by_role("alert")).to_contain_text("còn 1 thành viên có mặt chưa biểu quyết")

    secretary.visit(session)
    turn(page.get_by_role("link", name=re.compile(r"^1\. ")))
    look(secretary)
    page.locator("select[name=member_id]").select_option(index=0)
    write(secretary)
    page.get_by_label("Thảo luận").fill("Thành tích rõ ràng (giả định).")
    turn(page.get_by_role("button", name="Ghi thảo luận"))
    told(secretary, "Đã ghi ý kiến thảo luận")

    vote(member, 1, "Không đồng ý")
    close(secretary, session)
    member.visit(f"{session}/minutes")
    look(member)


def write(secretary: Visitor) -> None:
    """Send the letter of the absent member: first a file that is none, then the letter, and open it again."""
    page, sent = secretary.page, letter()
    page.locator("input[name=paper]").fill("07/YK (giả định), 20/11/2026")
    page.get_by_label("Tệp văn bản ý kiến").set_input_files(
        {"name": "y-kien.pdf", "mimeType": "application/pdf", "buffer": b"khong phai PDF"}
    )
    item = secretary.path
    secretary.complaints.refused.add(f"{page.url}/opinion")
    turn(page.get_by_role("button", name="Ghi ý kiến bằng văn bản"))
    expect(page.get_by_role("alert")).to_contain_text("Tệp văn bản ý kiến")
    expect(page.locator("input[name=paper]")).to_have_value("07/YK (giả định), 20/11/2026")
    look(secretary)
    page.get_by_label("Tệp văn bản ý kiến").set_input_files(
        {"name": sent.file_name, "mimeType": "application/pdf", "buffer": sent.content}
    )
    turn(page.get_by_role("button", name="Ghi ý kiến bằng văn bản"))
    told(secretary, "Đã ghi ý kiến bằng văn bản")
    assert secretary.path == item
    with page.expect_download() as taken:
        touch(page.get_by_role("link", name="y-kien.pdf"))
    assert taken.value.path().read_bytes() == sent.content


def close(secretary: Visitor, session: str) -> None:
    page = secretary.page
    secretary.visit(f"{session}/close")
    expect(page.get_by_text("Đã đủ điều kiện.")).to_be_visible()
    look(secretary)
    turn(page.get_by_role("button", name="Kết thúc phiên họp"))
    told(secretary, "1 hồ sơ được đồng ý, 0 không được đồng ý")
    turn(page.get_by_role("link", name="Biên bản"))
    expect(page.get_by_text("Thành tích rõ ràng (giả định).")).to_be_visible()
    expect(page.get_by_text("2/3 (66,7 %)")).to_be_visible()
    expect(page.get_by_text(sha256(letter().content).hexdigest())).to_be_visible()
    look(secretary)
    secretary.visit(f"{session}/fairness")
    look(secretary)


def test_members_vote_in_secret_in_a_session_and_the_count_becomes_its_result(
    own_site: Site, open_visitor: Open
) -> None:
    session = prepare_session(own_site)
    secretary = come(open_visitor, own_site, SECRETARY, onward=session)
    page = secretary.page
    turn(page.get_by_role("link", name=re.compile(r"^1\. ")))
    item = secretary.path
    page.get_by_label("Cách biểu quyết").select_option("secret")
    turn(page.get_by_role("button", name="Chọn cách biểu quyết"))
    told(secretary, "Đã chọn cách biểu quyết")
    turn(page.get_by_role("button", name="Mở bỏ phiếu kín"))
    told(secretary, "Đã mở bỏ phiếu kín")
    turn(page.get_by_role("link", name="Cuộc bỏ phiếu 1"))
    ballot = secretary.path
    for username, choice in ((SECRETARY, "Đồng ý"), (CHAIR, "Đồng ý"), (MEMBER, "Không đồng ý")):
        voter = secretary if username == SECRETARY else come(open_visitor, own_site, username, onward=item)
        if voter is not secretary:
            look(voter)
            turn(voter.page.get_by_role("link", name="Cuộc bỏ phiếu 1"))
        look(voter)
        voter.page.get_by_label(choice, exact=True).check()
        turn(voter.page.get_by_role("button", name="Xem lại phiếu"))
        turn(voter.page.get_by_role("button", name="Bỏ phiếu này"))
        expect(voter.page.get_by_text("Phiếu đã ở trong hòm")).to_be_visible()
        look(voter)
    secretary.visit(ballot)
    turn(page.get_by_role("button", name="Kết thúc và kiểm phiếu"))
    look(secretary)
    secretary.visit(item)
    expect(page.locator("dl.pairs")).to_contain_text("đồng ý 2, không đồng ý 1")
    look(secretary)
    secretary.visit(f"{session}/close")
    turn(page.get_by_role("button", name="Kết thúc phiên họp"))
    told(secretary, "1 hồ sơ được đồng ý, 0 không được đồng ý")


def prepare_session(site: Site) -> str:
    """Call off the session of the demonstration and convene another one on one of its proposals; all are there."""
    services = site.services

    def act(work: Work) -> str:
        secretary = actor_named(work, SECRETARY)
        council_id = list_councils(work, actor=secretary).items[0]["id"]
        old = council_sessions.list_sessions(work, actor=secretary, council_id=council_id).items[0]["id"]
        council_sessions.cancel_session(work, services.catalog, actor=secretary, session_id=old, reason="Hoãn")
        values = {"number": "06", "held_on": work.today, "place": "Phòng họp (giả định)"}
        made = council_sessions.plan_session(
            work, services.catalog, actor=secretary, council_id=council_id, values=values
        )
        at: dict[str, Any] = {"actor": secretary, "session_id": made["id"]}
        waiting = council_agendas.list_candidates(work, services.catalog, **at).items
        council_agendas.add_items(work, services.catalog, proposal_ids=[waiting[0]["id"]], **at)
        council_sessions.convene_session(work, **at)
        seats = show_session(work, services.catalog, **at)["seats"]
        council_votes.mark_attendance(work, came={one["member_id"]: "present" for one in seats}, **at)
        return f"/council-sessions/{made['id']}"

    return services.database.write(act)


def actor_named(work: Work, username: str) -> Actor:
    row = accounts.find_account(work, username)
    assert row is not None
    return actor_of(work, row.id, ("*",))
