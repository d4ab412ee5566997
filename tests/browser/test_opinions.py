"""Opinions of others in a browser: a body answers by its link, another by its account, people by a public notice."""

import re
from pathlib import Path

from playwright.sync_api import expect

from service.demo.files import make_file
from tests.browser.acting import open_proposal, put
from tests.browser.conftest import Open
from tests.browser.dossiers import Dossier, new_dossier
from tests.browser.kit import PHONE, Visitor, turn
from tests.browser.looking import come, follow, look, press, refused
from tests.browser.serving import Site

APPRAISER, OFFICER = "thamdinh.gialai", "hiepy.hatinh"
SUMMARY = "Đề nghị cho ý kiến về việc chấp hành pháp luật của đối tượng (giả định)."


def appraised(site: Site, *, until: tuple[str, ...] = ("review", "verify", "collect")) -> Dossier:
    """Return a proposal for a certificate of the province that has come to the appraiser."""
    dossier = new_dossier(site, "bang_khen_tinh")
    for step in until:
        dossier.prepare(step)
        dossier.move(step)
    return dossier


def paper(folder: Path) -> Path:
    file = folder / "tra-loi.pdf"
    file.write_bytes(make_file("pdf", ["Văn bản trả lời (giả định)"]))
    return file


def test_a_body_answers_by_its_link_and_another_by_its_account(
    own_site: Site, open_visitor: Open, tmp_path: Path
) -> None:
    dossier = appraised(own_site)
    asker = come(open_visitor, own_site, APPRAISER)
    open_proposal(asker, dossier)
    follow(asker, "Lấy ý kiến")
    look(asker, "opinions-ask")
    secret = _ask_by_link(asker)
    stranger = open_visitor(own_site, width=PHONE)
    stranger.visit(secret)
    _answer_by_link(stranger, paper(tmp_path))
    _ask_an_account(asker, f"/proposals/{dossier.id}/consultations")
    _answer_by_account(come(open_visitor, own_site, OFFICER, "/consultations"), paper(tmp_path))
    open_proposal(asker, dossier)
    expect(asker.page.locator("section[aria-labelledby=opinions]")).to_contain_text("Đã trả lời")
    look(asker, "opinions-on-the-proposal")


def _ask_by_link(asker: Visitor) -> str:
    """Ask a body without an account, and return the address of its link."""
    form = asker.page.locator("section[aria-labelledby=ask] form")
    form.evaluate("form => { form.noValidate = true }")
    refused(asker)
    press(asker, "Gửi lấy ý kiến", within=form)
    expect(asker.page.get_by_role("alert")).to_be_visible()
    look(asker, "opinions-ask-refused")
    put(form.locator("[name=channel][value=link]"), ["link"])
    for name, value in (("name", "Công an tỉnh (giả định)"), ("summary", SUMMARY), ("link_days", "10")):
        put(form.locator(f"[name={name}]"), value)
    form.locator("[name=documents]").first.check()
    press(asker, "Gửi lấy ý kiến", within=form)
    look(asker, "opinions-link-shown")
    secret = re.search(r"/answers/[\w-]{43}", asker.page.content())
    assert secret is not None
    return secret[0]


def _answer_by_link(stranger: Visitor, file: Path) -> None:
    """Answer without an account: nothing is taken before the document is there."""
    look(stranger, "opinions-answer-by-link")
    refused(stranger)
    stranger.page.get_by_role("radio", name="không đồng ý").check()
    stranger.page.locator("form.form").evaluate("form => { form.noValidate = true }")
    press(stranger, "Gửi ý kiến")
    look(stranger, "opinions-answer-refused")
    stranger.page.get_by_role("radio", name="đồng ý", exact=True).check()
    stranger.page.locator("input[type=file]").set_input_files(file)
    press(stranger, "Gửi ý kiến", said="Đã trả lời")
    look(stranger, "opinions-answered-by-link")


def _ask_an_account(asker: Visitor, place: str) -> None:
    """Ask a body whose officer has an account."""
    asker.visit(place)
    form = asker.page.locator("section[aria-labelledby=ask] form")
    put(form.locator("[name=channel][value=account]"), ["account"])
    form.locator("[name=organisation_id]").select_option(index=1)
    put(form.locator("[name=summary]"), SUMMARY)
    press(asker, "Gửi lấy ý kiến", within=form)
    look(asker, "opinions-asked")
    turn(asker.page.locator("tbody a.name").first)
    look(asker, "opinions-request")


def _answer_by_account(officer: Visitor, file: Path) -> None:
    """Disagree, with a reason and a document."""
    look(officer, "opinions-asked-list")
    turn(officer.page.locator("tbody a.name").first)
    look(officer, "opinions-asked-of-us")
    officer.page.get_by_role("radio", name="không đồng ý").check()
    officer.page.get_by_label("Nội dung ý kiến").fill("Đơn vị đang được kiểm tra (giả định).")
    officer.page.locator("input[type=file]").set_input_files(file)
    press(officer, "Gửi ý kiến")
    look(officer, "opinions-asked-list-answered")


def test_people_comment_on_a_public_notice_and_each_comment_is_settled(own_site: Site, open_visitor: Open) -> None:
    dossier = appraised(own_site, until=("review", "verify", "collect", "appraise"))
    officer = come(open_visitor, own_site, APPRAISER, f"/proposals/{dossier.id}/public-notice")
    look(officer, "notice-to-post")
    refused(officer)
    officer.page.get_by_label("Tóm tắt thành tích").fill("Liên hệ 0912 345 678 (giả định)")
    press(officer, "Đăng công khai")
    look(officer, "notice-refused")
    officer.page.get_by_label("Tóm tắt thành tích").fill("Nhiều năm giữ lớp học buổi tối của thôn (giả định).")
    press(officer, "Đăng công khai")
    look(officer, "notice-posted")

    _comment(open_visitor(own_site, width=PHONE))
    officer.visit(f"/proposals/{dossier.id}/public-notice")
    _settle(officer)
    own_site.clock.move(days=21)
    officer = come(open_visitor, own_site, APPRAISER, f"/proposals/{dossier.id}/public-notice")
    look(officer, "notice-over")
    press(officer, "Ghi nhận kết thúc")
    look(officer, "notice-concluded")
    stranger = open_visitor(own_site, width=PHONE)  # the first one's browser may keep the list for a minute
    stranger.visit("/public-notices")
    look(stranger, "notices-public-none")
    expect(stranger.page.locator("main")).to_contain_text("Hiện không có đề nghị nào đang công khai.")


def _comment(stranger: Visitor) -> None:
    """Say something to a notice; it is not shown to others."""
    stranger.visit("/public-notices")
    look(stranger, "notices-public")
    turn(stranger.page.locator("tbody a.name").first)
    look(stranger, "notice-public")
    follow(stranger, "Gửi ý kiến")
    look(stranger, "notice-comment")
    stranger.page.get_by_label("Ý kiến", exact=True).fill("Lớp học đã ngừng từ năm ngoái (giả định).")
    press(stranger, "Gửi ý kiến", said="Đã nhận ý kiến")
    look(stranger, "notice-commented")
    stranger.visit("/public-notices")
    expect(stranger.page.locator("main")).not_to_contain_text("Lớp học đã ngừng")


def _settle(officer: Visitor) -> None:
    """Conclude what somebody said."""
    follow(officer, "Kết luận ý kiến này")
    look(officer, "notice-settling")
    officer.page.get_by_role("radio", name="không đúng").check()
    officer.page.get_by_label("Nội dung kết luận").fill("Đã kiểm tra sổ lớp (giả định).")
    press(officer, "Ghi kết luận")
    look(officer, "notice-settled")
