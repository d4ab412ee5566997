"""A submission in a browser: gathered by the collector, tried, signed, sent, received, judged entry by entry."""

from playwright.sync_api import expect

from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.browser.acting import put
from tests.browser.conftest import Open
from tests.browser.kit import Visitor, turn
from tests.browser.looking import come, follow, look, press, refused
from tests.browser.serving import Site

COLLECTOR, APPRAISER = "tonghop.gialai", "thamdinh.gialai"
NUMBER = "63/TTr-SGDĐT (giả định)"
SIGNATURE = {"number": NUMBER, "signed_on": "2026-11-20", "signer_name": "Võ Thị Mẫu (giả định)"}


def work_through(site: Site) -> None:
    runner = JobRunner(site.services, KINDS)
    while runner.run_one():
        pass


def test_a_collector_gathers_signs_and_sends_and_the_appraiser_judges(own_site: Site, open_visitor: Open) -> None:
    collector = come(open_visitor, own_site, COLLECTOR, "/submissions")
    page = collector.page
    look(collector, "submissions-collector")
    follow(collector, "Lập tờ trình")
    look(collector, "submission-new")
    for tick in page.locator("input[name=id]").all():
        tick.check()
    press(collector, "Lập tờ trình", within=page.locator("form.list"), said="Đang lập")
    look(collector, "submission-drawn-up")
    address = collector.path
    follow(collector, "Sửa lời văn")
    look(collector, "submission-words")
    press(collector, "Lưu lời văn")
    follow(collector, "Thêm đề nghị")
    look(collector, "submission-more")
    collector.visit(address)
    press(collector, "Kiểm tra thử")
    look(collector, "submission-checking")
    work_through(own_site)
    expect(page.locator("main")).to_contain_text("gửi được")  # the page asks by itself
    look(collector, "submission-checked")

    _sign(collector)
    work_through(own_site)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã gửi")
    look(collector, "submission-sent")
    follow(collector, "Xem bản in")
    look(collector, "submission-paper")
    _receive(come(open_visitor, own_site, APPRAISER, "/submissions?side=in"), address)


def _sign(collector: Visitor) -> None:
    """Sign and send, at first without a word."""
    page = collector.page
    follow(collector, "Ký và gửi")
    look(collector, "submission-signing")
    page.locator("form.card").evaluate("form => { form.noValidate = true }")
    refused(collector)
    press(collector, "Ghi nhận và gửi")
    expect(page.locator("#problems").get_by_role("listitem")).to_have_count(3)
    look(collector, "submission-signing-refused")
    for name, value in SIGNATURE.items():
        put(page.locator(f"[name={name}]"), value)
    page.locator("[name=signer_post]").select_option("agency_head")
    press(collector, "Ghi nhận và gửi")


def _receive(appraiser: Visitor, address: str) -> None:
    """Take the submission up where it was sent to, and come to an entry."""
    look(appraiser, "submissions-appraiser")
    turn(appraiser.page.get_by_role("link").filter(has_text=NUMBER).first)
    press(appraiser, "Tiếp nhận tờ trình", said="Đã tiếp nhận")
    look(appraiser, "submission-received")
    turn(appraiser.page.locator("a.name").first)
    look(appraiser, "proposal-of-submission")
    appraiser.visit(address)
    expect(appraiser.page.get_by_role("button", name="Kết thúc giải quyết")).to_have_count(0)
