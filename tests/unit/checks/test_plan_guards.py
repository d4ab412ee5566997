"""What a plan allows: form, guidance, official text, category, period, registration."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders.answers import ask, stops, verdicts
from tests.builders.facts import a_document, a_nominee, a_proposal_facts, a_unit
from tests.builders.plans import a_category, a_plan, an_occasion
from workflows.facts import GuidanceFacts, MoveFacts, RegistrationFacts
from workflows.plans.model import Stated

UNSAID: Stated[Any] = Stated("not_stated")
OPEN = an_occasion(forms=UNSAID, open_wording="hình thức phù hợp")
SILENT = an_occasion(forms=UNSAID)
GUIDED = an_occasion(higher_forms_by_guidance=True)
OFFICIAL = a_document("D01", meta={"forms": ["bang_khen_bo"]})


@pytest.mark.parametrize(
    ("occasion", "form", "expected"),
    [
        (an_occasion(), "giay_khen", [("pass", "")]),
        (an_occasion(), "bang_khen_tinh", [("fail", "form-not-listed")]),
        (an_occasion("so_ket"), "giay_khen", [("fail", "occasion-not-in-plan")]),
        (an_occasion(forms=Stated("none")), "giay_khen", [("fail", "form-not-listed")]),
        (OPEN, "giay_khen", [("pass", "")]),
        (OPEN, "bang_khen_tinh", [("unknown", "open-wording")]),
        (SILENT, "giay_khen", [("unknown", "form-not-stated")]),
        (GUIDED, "bang_khen_tinh", []),
    ],
)
def test_a_form_is_allowed_by_the_plan(occasion: Any, form: str, expected: list[tuple[str, str]]) -> None:
    facts = a_proposal_facts(plan=a_plan(occasions=(occasion,)), form=form)
    assert verdicts(ask("form-allowed-by-plan", facts)) == expected


def test_a_refused_form_names_plan_occasion_and_lines() -> None:
    (finding,) = ask("form-allowed-by-plan", a_proposal_facts(form="bang_khen_bo"))
    assert finding.code == "G01"
    assert finding.params == {
        "plan": "Kế hoạch thử (giả định)",
        "occasion": "yearly",
        "form": "bang_khen_bo",
        "lines": [40],
    }


def test_an_open_wording_is_settled_by_a_reason_a_silent_source_is_not() -> None:
    reasons = MoveFacts(acknowledgements={"G01": "Thành tích có ảnh hưởng trong toàn tỉnh."})
    facts = a_proposal_facts(plan=a_plan(occasions=(OPEN,)), form="bang_khen_tinh")
    assert stops(ask("form-allowed-by-plan", facts))
    assert not stops(ask("form-allowed-by-plan", replace(facts, move=reasons)))
    silent = a_proposal_facts(plan=a_plan(occasions=(SILENT,)), move=reasons)
    assert stops(ask("form-allowed-by-plan", silent))


@pytest.mark.parametrize(("form", "expected"), [("bang_khen_bo", "pass"), ("bang_khen_tinh", "fail")])
def test_the_official_text_settles_what_the_source_left_unsaid(form: str, expected: str) -> None:
    facts = a_proposal_facts(plan=a_plan(occasions=(SILENT,)), form=form, documents=(OFFICIAL,))
    assert [verdict for verdict, _ in verdicts(ask("form-allowed-by-plan", facts))] == [expected]


@pytest.mark.parametrize(
    ("form", "guidance", "expected"),
    [
        ("giay_khen", None, []),
        ("bang_khen_tinh", None, [("unknown", "guidance-absent")]),
        ("bang_khen_tinh", GuidanceFacts("HD", higher_forms=("bang_khen_tinh",)), [("pass", "")]),
        ("bang_khen_bo", GuidanceFacts("HD", higher_forms=("bang_khen_tinh",)), [("fail", "form-not-in-guidance")]),
    ],
)
def test_higher_forms_wait_for_the_guidance(form: str, guidance: Any, expected: list[tuple[str, str]]) -> None:
    facts = a_proposal_facts(plan=a_plan(occasions=(GUIDED,)), form=form, guidance=guidance)
    findings = ask("guidance-present-for-upward-forms", facts, "T3")
    assert verdicts(findings) == expected
    assert stops(findings) == (bool(expected) and expected[0][0] != "pass")


@pytest.mark.parametrize(
    ("plan", "documents", "expected"),
    [
        (a_plan(), (), []),
        (a_plan(occasions=(OPEN,)), (), []),
        (a_plan(occasions=(SILENT,)), (), [("fail", "D01")]),
        (a_plan(source_quality="secondary"), (), [("fail", "D01")]),
        (a_plan(source_quality="secondary"), (OFFICIAL,), [("pass", "D01")]),
    ],
)
def test_a_secondary_source_needs_the_official_plan(plan: Any, documents: Any, expected: Any) -> None:
    assert verdicts(ask("official-plan-attached", a_proposal_facts(plan=plan, documents=documents))) == expected


CLOSED = a_category(closed_from=date(2025, 7, 1), closed_ground="Hết cấp huyện")


@pytest.mark.parametrize(
    ("category", "nominee", "expected"),
    [
        (a_category(), a_nominee(), [("pass", "")]),
        (a_category("TT"), a_nominee(), [("fail", "category-not-in-plan")]),
        (a_category(), a_nominee(kind="collective"), [("fail", "nominee-kind")]),
        (a_category(functions=("education",)), a_nominee(), [("fail", "body-function")]),
        (a_category(functions=("education",)), a_nominee(organisation=a_unit(function="education")), [("pass", "")]),
        (a_category(functions=("education",)), a_nominee(organisation=None), [("unknown", "body-function")]),
        (a_category(excluded_functions=("administration",)), a_nominee(), [("fail", "body-function")]),
        (a_category(levels=("unit",)), a_nominee(), [("pass", "")]),
        (a_category(levels=("commune",)), a_nominee(), [("fail", "nominee-level")]),
        (a_category(levels=("commune",)), a_nominee(level="commune"), [("pass", "")]),
        (a_category(levels=("commune",)), a_nominee(organisation=None), [("unknown", "nominee-level")]),
        (a_category(), a_nominee(in_scope=False), [("fail", "foreign-scope")]),
        (a_category(), a_nominee(in_scope=None), [("unknown", "scope-not-known")]),
        (CLOSED, a_nominee(in_scope=False), [("fail", "foreign-scope")]),
    ],
)
def test_a_nominee_fits_the_category(category: Any, nominee: Any, expected: Any) -> None:
    facts = a_proposal_facts(plan=a_plan(categories=(category,)), nominee=nominee)
    assert verdicts(ask("category-fits-nominee", facts)) == expected


@pytest.mark.parametrize(
    ("today", "first_sent_on", "expected"),
    [
        (date(2025, 6, 30), None, "pass"),
        (date(2025, 7, 1), None, "fail"),
        (date(2025, 8, 15), date(2025, 6, 20), "pass"),
        (date(2025, 8, 15), date(2025, 7, 1), "fail"),
    ],
)
def test_a_closed_category_stays_open_for_what_was_sent_before(
    today: date, first_sent_on: date | None, expected: str
) -> None:
    facts = a_proposal_facts(plan=a_plan(categories=(CLOSED,)), today=today, first_sent_on=first_sent_on)
    assert [verdict for verdict, _ in verdicts(ask("category-fits-nominee", facts))] == [expected]


DATED = an_occasion(starts_on=date(2024, 1, 1), ends_on=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("occasion", "starts_on", "ends_on", "expected"),
    [
        (DATED, date(2024, 1, 1), date(2025, 12, 31), ("pass", "")),
        (DATED, date(2023, 12, 31), date(2025, 1, 1), ("fail", "period-outside")),
        (DATED, date(2024, 1, 1), date(2026, 1, 1), ("fail", "period-outside")),
        (DATED, date(2025, 1, 1), date(2024, 1, 1), ("fail", "period-reversed")),
        (DATED, None, date(2024, 1, 1), ("unknown", "period-not-stated")),
        (an_occasion(), date(2023, 1, 1), date(2030, 12, 31), ("pass", "")),
        (an_occasion(), date(2022, 1, 1), date(2023, 12, 31), ("fail", "period-outside")),
    ],
)
def test_the_period_lies_inside_the_occasion(
    occasion: Any, starts_on: Any, ends_on: Any, expected: tuple[str, str]
) -> None:
    facts = a_proposal_facts(plan=a_plan(occasions=(occasion,)), starts_on=starts_on, ends_on=ends_on)
    assert verdicts(ask("period-inside-occasion", facts)) == [expected]


def test_a_movement_without_a_stated_period_is_not_guessed() -> None:
    facts = a_proposal_facts(plan=a_plan(period=UNSAID))
    assert verdicts(ask("period-inside-occasion", facts)) == [("unknown", "occasion-period-not-stated")]


WANTED = Stated("stated", value=True, lines=(88,))


REGISTERED = RegistrationFacts("DK-2024-000001", "ke-hoach-thu", "yearly", 2024, "giay_khen", date(2024, 2, 1))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ("pass", "")),
        ({"form": "bang_khen_tinh"}, ("fail", "other-form-registered")),
        ({"submitted_on": date(2025, 1, 16)}, ("fail", "registered-late")),
        ({"plan": "khac"}, ("fail", "not-registered")),
        ({"occasion": "so_ket"}, ("fail", "not-registered")),
        ({"year": 2022}, ("fail", "not-registered")),
    ],
)
def test_a_registration_that_was_sent_is_found_by_itself(change: dict[str, Any], expected: tuple[str, str]) -> None:
    plan = a_plan(registration_required=WANTED)
    sent = replace(REGISTERED, **{"plan": plan.code, **change})
    facts = a_proposal_facts(plan=plan, registrations=(sent,))
    assert verdicts(ask("registered-before-proposing", facts)) == [expected]


@pytest.mark.parametrize(
    ("wanted", "document", "expected"),
    [
        (UNSAID, None, []),
        (Stated("stated", value=False), None, []),
        (WANTED, None, [("fail", "not-registered")]),
        (WANTED, a_document("D02"), [("pass", "")]),
        (WANTED, a_document("D02", meta={"forms": ["bang_khen_bo"]}), [("fail", "other-form-registered")]),
        (WANTED, a_document("D02", dated_on=date(2025, 1, 16)), [("fail", "registered-late")]),
    ],
)
def test_registration_comes_first_where_the_plan_asks(wanted: Any, document: Any, expected: Any) -> None:
    facts = a_proposal_facts(plan=a_plan(registration_required=wanted), documents=(document,) if document else ())
    findings = ask("registered-before-proposing", facts)
    assert verdicts(findings) == expected
    if expected and expected[0][0] == "fail":
        assert stops(findings)
        excused = replace(facts, move=MoveFacts(acknowledgements={"G18": "Thành tích phát sinh sau kỳ đăng ký."}))
        assert not stops(ask("registered-before-proposing", excused))
