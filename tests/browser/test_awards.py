"""From draft to decision in a real browser, for each of the four award forms; what is refused, and what is returned."""

import pytest
from playwright.sync_api import expect

from service.demo.reading import read_data
from tests.browser.acting import choose, fill, judge, open_proposal, send, take
from tests.browser.checks import check_accessibility, check_source
from tests.browser.conftest import Open
from tests.browser.dossiers import STEPS, Dossier, new_dossier
from tests.browser.kit import Visitor
from tests.browser.serving import Site
from workflows.facts import MoveFacts


def come(open_visitor: Open, dossier: Dossier, step: str, *, script: bool = True) -> Visitor:
    """Bring whoever takes a step, signed in."""
    visitor = open_visitor(dossier.site, script=script)
    visitor.sign_in_as(dossier.actor(step))
    return visitor


@pytest.mark.parametrize("form", STEPS)
def test_a_proposal_goes_from_draft_to_decision(own_site: Site, open_visitor: Open, form: str) -> None:
    dossier = new_dossier(own_site, form)
    for step in STEPS[form]:
        dossier.prepare(step)
        visitor = come(open_visitor, dossier, step)
        take(visitor, dossier, step)
    assert dossier.state == "approved"
    number = dossier.statement("approve").decision.number
    expect(visitor.page.get_by_text(number).first).to_be_visible()
    assert check_source(visitor.page.content(), "vi") == []
    assert check_accessibility(visitor.page) == []


def test_every_step_is_taken_without_script_too(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    for step in STEPS["giay_khen"]:
        dossier.prepare(step)
        take(come(open_visitor, dossier, step, script=False), dossier, step)
    assert dossier.state == "approved"


def test_an_officer_judges_each_criterion_beside_its_evidence(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    dossier.move("review")
    visitor = come(open_visitor, dossier, "verify")
    open_proposal(visitor, dossier)
    for criterion in ("HT-CN-0", "HT-CN-1"):
        judge(visitor, criterion, met=True, reason=read_data("reasons")["judgements"][criterion])
    expect(visitor.page.get_by_text("Cần kết luận")).to_have_count(0)


def test_a_refusal_names_every_reason_before_anything_is_sent_and_changes_nothing(
    own_site: Site, open_visitor: Open
) -> None:
    dossier = new_dossier(own_site, "giay_khen", papers=["gk-thieu-bien-ban"])
    dossier.move("review")
    visitor = come(open_visitor, dossier, "verify")
    open_proposal(visitor, dossier)
    choose(visitor, dossier, "verify")
    reasons = visitor.page.locator("ol.reasons > li")
    expect(reasons.filter(has_text="DS01").first).to_be_visible()
    expect(reasons.filter(has_text="G05")).to_have_count(2)
    for reason in reasons.all():
        assert len(reason.locator("p").first.inner_text()) > 20
    assert visitor.page.locator("form.act").count() == 0
    assert dossier.state == "unit_reviewed"


def test_what_is_returned_with_a_reason_is_completed_and_sent_again(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    dossier.move("review")
    officer = come(open_visitor, dossier, "verify")
    open_proposal(officer, dossier)
    choose(officer, dossier, "return")
    officer.page.locator("form.act").evaluate("form => { form.noValidate = true }")
    officer.complaints.refused.add(officer.page.url)
    send(officer)
    expect(officer.page.get_by_role("alert").first).to_be_visible()
    said = MoveFacts(reason="Thiếu biên bản họp xét của đơn vị (giả định).", missing=("D04",))
    fill(officer, said)
    send(officer)
    assert dossier.state == "returned"
    clerk = come(open_visitor, dossier, "draft")
    open_proposal(clerk, dossier)
    expect(clerk.page.get_by_text("Thiếu biên bản họp xét của đơn vị (giả định).").first).to_be_visible()
    expect(clerk.page.locator("ol.steps .back")).to_be_visible()
    choose(clerk, dossier, "resubmit")
    fill(clerk, MoveFacts(reason="Đã bổ sung biên bản (giả định)."))
    send(clerk)
    assert dossier.state != "returned"


def test_two_who_decide_at_once_are_told_and_nothing_typed_is_lost(own_site: Site, open_visitor: Open) -> None:
    dossier = new_dossier(own_site, "giay_khen")
    first, second = (come(open_visitor, dossier, "review") for _ in range(2))
    for head in (first, second):
        open_proposal(head, dossier)
        choose(head, dossier, "review")
        fill(head, dossier.statement("review"))
    send(first)
    second.complaints.refused.add(second.page.url)
    send(second)
    expect(second.page.locator("main")).not_to_contain_text("đã chuyển bước")
    assert dossier.state == "unit_reviewed"
