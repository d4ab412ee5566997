"""Standards (ST01-ST03, ST10, ST11, ST16): one is chosen and fits; movements and contributions are shown."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import a_document, a_proposal_facts
from tests.builders.law import (
    FAIL,
    PASS,
    UNKNOWN,
    a_collective,
    a_g2_proposal,
    a_household,
    a_local_pack,
    a_prime_minister_proposal,
    abouts,
    ask,
    forces,
    papers,
    specs_of,
    under,
    verdicts,
)
from tests.builders.plans import a_plan, an_occasion
from workflows.findings import Force
from workflows.plans.model import CitedBase
from workflows.rules.examples import example_rulebooks

BAC_NINH = example_rulebooks()[0]


@pytest.mark.parametrize(
    ("form", "standard", "basis", "about"),
    [
        ("bang_khen_tinh", "", "movement", "standard-missing"),
        ("bang_khen_tinh", "73.1.a", "movement", "standard-not-listed"),
        ("bang_khen_tinh", "74.3", "movement", "standard-not-listed"),
        ("bang_khen_tinh", "74.1.a", "merit", "standard-basis"),
        ("bang_khen_thu_tuong", "73.1.b", "movement", "standard-basis"),
    ],
)
def test_a_standard_is_chosen_for_subject_and_basis(form: str, standard: str, basis: str, about: str) -> None:
    assert abouts(ask(a_g2_proposal(form=form, standard=standard, basis=basis), "ST01")) == [about]


def test_a_fitting_standard_passes() -> None:
    assert verdicts(a_g2_proposal(), "ST01") == [PASS]
    assert verdicts(a_prime_minister_proposal(), "ST01") == [PASS]
    assert verdicts(a_g2_proposal(standard="74.1.d", basis="merit"), "ST01") == [PASS]
    assert verdicts(a_g2_proposal(standard="74.3", nominee=a_collective()), "ST01") == [PASS]


def test_a_clause_that_was_not_read_does_not_stop_for_its_basis() -> None:
    assert verdicts(a_g2_proposal(standard="74.5", nominee=a_household()), "ST01") == [PASS]
    assert verdicts(a_prime_minister_proposal(standard="73.4", nominee=a_collective()), "ST01") == [PASS]


def test_giay_khen_rests_on_the_plan_where_no_local_standard_is_known() -> None:
    facts = under(a_proposal_facts(), "national-g1")
    assert verdicts(facts, "ST01") == [PASS]
    assert verdicts(replace(facts, category=""), "ST01") == [FAIL]


def test_giay_khen_rests_on_a_local_standard_where_the_pack_lists_them() -> None:
    facts = under(a_g2_proposal(form="giay_khen", standard=""), "national-g2", BAC_NINH)
    assert verdicts(facts, "ST01") == [FAIL]
    assert verdicts(facts, "ST11") == [FAIL]
    assert verdicts(replace(facts, standard="BN-CN-PT"), "ST01") == [PASS]
    assert verdicts(replace(facts, standard="BN-CN-PT"), "ST11") == [PASS]


def test_a_local_check_is_asked_only_where_a_local_pack_turns_it_on() -> None:
    facts = a_g2_proposal(form="giay_khen")
    assert specs_of(facts, "ST11") == []
    assert ask(under(facts, "national-g2", a_local_pack("giay_khen", enables=("ST11",))), "ST11") == []


def test_selection_in_the_movement_is_shown_by_minutes() -> None:
    for facts, code in ((a_prime_minister_proposal(), "ST02"), (a_g2_proposal(), "ST03")):
        assert verdicts(facts, code, "selection-minutes-attached") == [PASS]
        without = replace(facts, documents=papers("D03", "D08"))
        assert abouts(ask(without, code, "selection-minutes-attached")) == ["D04"]
        assert specs_of(replace(facts, basis="merit"), code) == []


def test_the_prime_ministers_launch_is_only_asked_about() -> None:
    facts = a_prime_minister_proposal()
    kind = "movement-launched-by-prime-minister"
    assert verdicts(facts, "ST02", kind) == [UNKNOWN]
    assert {spec.force for spec in specs_of(facts, "ST02", kind)} == {Force.WARN}
    launched = a_plan(bases=(CitedBase("QĐ 1315", "1315/QĐ-TTg", "09/01/2023", "1315/QĐ-TTg", date(2023, 11, 9)),))
    assert verdicts(replace(facts, plan=launched), "ST02", kind) == [PASS]


def test_a_person_needs_the_launch_document_of_the_deciding_level() -> None:
    kind = "movement-launched-by-decider"
    facts = a_g2_proposal()
    assert verdicts(facts, "ST03", kind) == [FAIL]
    assert verdicts(replace(facts, documents=papers("D01")), "ST03", kind) == [PASS]
    assert verdicts(replace(facts, plan=a_plan(issuer_level="province")), "ST03", kind) == [PASS]
    assert verdicts(replace(facts, plan=a_plan(parent="33/KH-UBND")), "ST03", kind) == [PASS]
    assert specs_of(replace(facts, nominee=a_collective()), "ST03", kind) == []


@pytest.mark.parametrize(
    ("documents", "about"),
    [
        ((), ["contribution-record"]),
        (papers("E06"), ["contribution-confirmation"]),
        ((a_document("E06", meta={"confirmed_by": "UBND xã (giả định)"}),), []),
        (papers("E06", "E07"), []),
    ],
)
def test_a_households_contribution_is_recorded_and_confirmed(documents: tuple[object, ...], about: list[str]) -> None:
    facts = a_g2_proposal(nominee=a_household(), documents=documents)
    assert abouts(ask(facts, "ST10")) == about
    assert len(verdicts(facts, "ST10")) == 1


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (date(2023, 1, 1), date(2025, 6, 30), [PASS]),
        (date(2023, 1, 2), date(2025, 6, 30), [FAIL]),
        (date(2023, 1, 1), date(2025, 6, 29), [FAIL]),
        (None, None, []),
    ],
)
def test_the_achievement_lies_inside_the_occasion(
    starts: date | None, ends: date | None, expected: list[object]
) -> None:
    plan = a_plan(occasions=(an_occasion(starts_on=starts, ends_on=ends, period_state="stated"),))
    facts = a_g2_proposal(plan=plan)
    assert verdicts(facts, "ST16") == expected
    assert forces(facts, "ST16") == {Force.WARN}
    if starts:
        assert verdicts(replace(facts, starts_on=None), "ST16") == [UNKNOWN]
    assert verdicts(replace(facts, occasion="khac"), "ST16") == []
