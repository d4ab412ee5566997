"""After the decision in a browser: issued, published, conferred, paid, reported, revoked, and what relied on it."""

from pathlib import Path

from playwright.sync_api import expect

from service.demo.files import make_file
from tests.browser.acting import choose, fill, put, send
from tests.browser.conftest import Open
from tests.browser.dossiers import STEPS, Dossier, new_dossier
from tests.browser.kit import Visitor, turn
from tests.browser.looking import come, follow, look, press, refused
from tests.browser.serving import MONDAY, Site
from workflows.facts import MoveFacts

OFFICER, HEAD = "tochuc.hatinh", "giamdoc.hatinh"
TODAY = MONDAY.date()
ACTS = {
    "publish": {"on": TODAY, "place": "Trang thông tin của Sở (giả định)"},
    "confer": {"on": TODAY, "place": "Hội nghị tổng kết (giả định)"},
    "pay": {"on": TODAY, "amount": "760000", "payer_id": "Sở Tư pháp Hà Tĩnh"},
}
REPORT = {
    "legal_ground": "93.2.a",
    "source_body": "Thanh tra tỉnh (giả định)",
    "source_number": "30/KL-TTr (giả định)",
    "found_on": TODAY,
    "reason": "Kê khai không đúng (giả định).",
}


def decided(site: Site) -> Dossier:
    """Return a proposal that was approved this morning."""
    dossier = new_dossier(site, "giay_khen")
    for step in STEPS["giay_khen"]:
        dossier.prepare(step)
        dossier.move(step)
    return dossier


def attach(visitor: Visitor, dossier: Dossier, kind: str, number: str, folder: Path) -> None:
    """Put a signed paper into the dossier on its page."""
    file = folder / f"{kind}.pdf"
    file.write_bytes(make_file("pdf", [f"{kind} {number} (giả định)"]))
    visitor.visit(f"/proposals/{dossier.id}/documents/new?type={kind}")
    look(visitor, f"after-attach-{kind.lower()}")
    page = visitor.page
    page.locator("input[type=file]").set_input_files(file)
    for name, value in (("number", number), ("dated_on", TODAY), ("issuer", "Sở Tư pháp (giả định)")):
        put(page.locator(f"main form [name={name}]"), value)
    turn(page.locator("main form .actions button").first)


def send_empty(officer: Visitor) -> None:
    """Send a form as a browser does that does not ask for what is required."""
    officer.page.locator("form.act").evaluate("form => { form.noValidate = true }")
    press(officer, "Ghi nhận")


def test_an_award_is_issued_published_conferred_paid_and_revoked(
    own_site: Site, open_visitor: Open, tmp_path: Path
) -> None:
    dossier = decided(own_site)
    place, number = f"/proposals/{dossier.id}/after", dossier.statement("approve").decision.number
    officer = come(open_visitor, own_site, OFFICER)
    officer.visit(f"/proposals/{dossier.id}")
    look(officer, "after-proposal")
    officer.visit(place)
    look(officer, "after-owed")
    turn(officer.page.locator(f"a[href='{place}/issue']"))
    look(officer, "after-issue")
    refused(officer, f"{place}/issue")
    send_empty(officer)
    look(officer, "after-issue-refused")
    attach(officer, dossier, "D13", number, tmp_path)
    for kind, values in {"issue": {"number": number, "signed_on": TODAY}, **ACTS}.items():
        officer.visit(f"{place}/{kind}")
        look(officer, f"after-{kind}")
        for name, value in values.items():
            control = officer.page.locator(f"form.act [name={name}]")
            control.select_option(label=value) if name == "payer_id" else put(control, value)
        press(officer, "Ghi nhận")
        assert officer.path == place, officer.page.locator("main").inner_text()
    look(officer, "after-done")

    _report(officer)
    _revoke(come(open_visitor, own_site, HEAD, place), dossier, tmp_path)
    officer.visit(place)
    follow(officer, "Ghi nhận thu hồi")
    look(officer, "revocation-recovery")
    put(officer.page.locator("form.act [name=returned_on]"), TODAY)
    put(officer.page.locator("form.act [name=amount]"), "760000")
    press(officer, "Ghi nhận", said="Đã thu hồi")
    look(officer, "revocation-recovered")
    expect(officer.page.locator("main")).to_contain_text("Đã hủy bỏ")


def _report(officer: Visitor) -> None:
    """Report that the award should be revoked, from the page after the decision."""
    follow(officer, "Báo cáo đề nghị hủy bỏ")
    look(officer, "revocation-report")
    refused(officer)
    send_empty(officer)
    look(officer, "revocation-report-refused")
    for name, value in REPORT.items():
        put(officer.page.locator(f"form.act [name={name}]"), value)
    press(officer, "Ghi nhận", said="Đang xem xét")
    look(officer, "revocation-reported")


def _revoke(head: Visitor, dossier: Dossier, folder: Path) -> None:
    """Decide over the report: attach the conclusion and revoke."""
    look(head, "revocation-to-decide")
    attach(head, dossier, "D17", "30/KL-TTr (giả định)", folder)
    head.visit(f"/proposals/{dossier.id}")
    choose(head, dossier, "revoke")
    look(head, "revocation-form")
    decision = dossier.statement("approve").decision
    fill(head, MoveFacts(reason="Gian dối (giả định).", legal_ground="93.2.a", decision=decision))
    send(head)
    assert dossier.state == "revoked"


def test_later_proposals_that_relied_on_an_award_are_listed(site: Site, open_visitor: Open) -> None:
    officer = come(open_visitor, site, OFFICER, "/proposals?q=DN-2026-000001")
    address = officer.page.locator("#results tbody a.name").first.get_attribute("href")
    officer.visit(f"{address}/after")
    expect(officer.page.locator("section[aria-labelledby=reliant] tbody tr")).to_have_count(1)
    look(officer, "after-relied-on")


def test_what_is_owed_is_led_to_from_my_work_and_what_was_published_is_read_by_all(
    site: Site, open_visitor: Open
) -> None:
    officer = come(open_visitor, site, OFFICER)
    follow(officer, "Việc sau quyết định")
    look(officer, "owed-after")
    rows = officer.page.locator("table.rows > tbody > tr")
    expect(rows).to_have_count(3)
    follow(officer, "Nguyễn Khánh Ly Hạ")
    expect(officer.page.get_by_role("link", name="Ghi nhận Trao tặng")).to_be_visible()
    stranger = open_visitor(site)
    stranger.visit("/about")
    follow(stranger, "Khen thưởng đã công bố")
    look(stranger, "awards")
    stranger.page.get_by_role("searchbox").fill("phong xay dung")
    press(stranger, "Tìm", said="đã hủy bỏ")
    look(stranger, "awards-found")
    stranger.page.get_by_role("searchbox").fill("khong co ai")
    press(stranger, "Tìm", said="Không có khen thưởng nào khớp.")
    look(stranger, "awards-none")
