"""What stops, and what is asked about it, in a real browser: a hold, a petition with its way, an override by two."""

from pathlib import Path

from playwright.sync_api import expect

from service.demo.files import make_file
from tests.browser.acting import choose, fill, open_proposal, put, send
from tests.browser.conftest import Open
from tests.browser.dossiers import new_dossier
from tests.browser.kit import Visitor
from tests.browser.looking import come, follow, look, press, refused
from tests.browser.serving import Site
from workflows.facts import MoveFacts

HOLD = MoveFacts(
    reason="Đơn phản ánh đã được thụ lý (giả định).",
    hold_kind="complaint",
    source_body="Thanh tra Sở (giả định)",
    source_number="12/TB-TTr (giả định)",
)
RELEASE = MoveFacts(reason="Kết luận không có vi phạm (giả định).", conclusion_number="20/KL-TTr", cleared=True)


def test_a_proposal_is_held_listed_and_released(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    dossier.move("review")
    officer = come(open_visitor, own_site, dossier.actor("verify"))
    officer.visit("/holds")
    look(officer, "holds-before")
    open_proposal(officer, dossier)
    choose(officer, dossier, "hold")
    look(officer, "hold-form")
    fill(officer, HOLD)
    send(officer)
    assert dossier.state == "on_hold"
    look(officer, "held-proposal")
    officer.visit("/holds")
    expect(officer.page.locator("main")).to_contain_text("12/TB-TTr (giả định)")
    look(officer, "holds-list")
    open_proposal(officer, dossier)
    choose(officer, dossier, "release")
    look(officer, "release-form")
    fill(officer, RELEASE, cleared="true")
    send(officer)
    assert dossier.state == "unit_reviewed"


def test_a_petition_goes_its_way_and_is_answered(own_site: Site, open_visitor: Open, tmp_path: Path) -> None:
    file = tmp_path / "tra-loi.pdf"
    file.write_bytes(make_file("pdf", ["Trả lời kiến nghị (giả định)"]))
    unit = come(open_visitor, own_site, "truongphong.hatinh", "/petitions")
    look(unit, "petitions-empty")
    follow(unit, "Gửi kiến nghị")
    look(unit, "petition-choose-plan")
    unit.page.get_by_label("Kế hoạch").select_option("ha-tinh-stp")
    press(unit, "Tiếp tục")
    look(unit, "petition-new")
    unit.page.locator("main form[method=post]").evaluate("form => { form.noValidate = true }")
    refused(unit, "/petitions/new")
    press(unit, "Gửi")
    look(unit, "petition-refused")
    unit.page.locator("input[name=kind]").first.check()
    unit.page.get_by_label("Việc gì").fill("Xác nhận sáng kiến lấy ở đâu (giả định)")
    unit.page.get_by_label("Nội dung").fill("Đơn vị chưa rõ nơi xác nhận (giả định).")
    press(unit, "Gửi", said="Xác nhận sáng kiến lấy ở đâu")
    look(unit, "petition-sent")
    address = unit.path
    unit.visit("/petitions")
    look(unit, "petitions-list")
    for username in ("vanphong.hatinh", "giamdoc.hatinh"):  # the office collects, the director decides
        officer = come(open_visitor, own_site, username, "/petitions")
        expect(officer.page.locator(f"main a[href='{address}']")).to_have_count(1)
        officer.visit(address)
        look(officer, f"petition-of-{username.partition('.')[0]}")
        if username.startswith("vanphong"):
            _forward(officer)
        else:
            _answer(officer, file)
    unit.visit(address)
    expect(unit.page.locator("main")).to_contain_text("Hội đồng sáng kiến cơ sở")


def _forward(officer: Visitor) -> None:
    """Collect the petition and send it up."""
    form = officer.page.locator("form[action$='/forwarding']")
    put(form.locator("[name=opinion]"), "Nhiều đơn vị cùng hỏi (giả định).")
    press(officer, "Chuyển", within=form)
    look(officer, "petition-forwarded")


def _answer(officer: Visitor, file: Path) -> None:
    """Answer the petition with a document."""
    form = officer.page.locator("form[action$='/answer']")
    put(form.locator("[name=answer]"), "Lấy ở Hội đồng sáng kiến cơ sở (giả định).")
    form.locator("input[type=file]").set_input_files(file)
    press(officer, "Gửi trả lời", within=form)
    look(officer, "petition-answered")


def test_two_officers_let_a_rule_pass(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "bang_khen_bo", without=["D01"])
    place = f"/proposals/{dossier.id}/overrides"
    first, second = (come(open_visitor, own_site, name, place) for name in ("tochuc.bo", "hieutruong.bo"))
    look(first, "override-offered")
    form = first.page.locator("form.form").first
    form.evaluate("form => { form.noValidate = true }")
    refused(first)
    press(first, "Đề nghị vượt quy tắc", within=form)
    look(first, "override-refused")
    form = first.page.locator("form.form").first
    form.locator("input[type=checkbox]").first.check()
    for name, value in (
        ("number", "05/TB (giả định)"),
        ("dated_on", "2026-11-20"),
        ("reason", "Chưa xin được bản sao."),
    ):
        put(form.locator(f"[name={name}]"), value)
    press(first, "Đề nghị vượt quy tắc", within=form, said="chờ người thứ hai")
    look(first, "override-waiting")
    second.visit(place)
    look(second, "override-to-confirm")
    press(second, "Xác nhận cho vượt", said="có hiệu lực, chưa dùng")
    head = come(open_visitor, own_site, dossier.actor("review"))
    open_proposal(head, dossier)
    look(head, "override-before-the-move")
    choose(head, dossier, "review")
    look(head, "override-move")
    expect(head.page.get_by_text("Vượt quy tắc: hai người đã cho làm")).to_be_visible()
    reasons = head.page.locator("ol.reasons").last
    expect(reasons).to_contain_text("G01")  # one rule was let pass, the others stand
    expect(reasons).not_to_contain_text("P01")
    second.visit(place)
    second.page.get_by_role("button", name="Xác nhận cho vượt").wait_for(state="detached")
    look(second, "override-in-force")
