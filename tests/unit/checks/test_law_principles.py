"""Principles (PR01-PR04, PR09): one achievement is rewarded once, forms may come again, no ladder is asked."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders.facts import a_nominee
from tests.builders.law import (
    FAIL,
    PASS,
    UNKNOWN,
    a_g2_proposal,
    a_prime_minister_proposal,
    abouts,
    an_award,
    ask,
    forces,
    papers,
    specs_of,
    verdicts,
)
from workflows.facts import OpenProposalFacts
from workflows.findings import Force

ONCE, DISTINCT = "achievement-rewarded-once", "achievement-distinct-from-others"


def an_open(**changes: Any) -> OpenProposalFacts:
    return replace(OpenProposalFacts("p2", "HS-2", "giay_khen", "drafted", "key-1", "xa-hoi-hoc-tap"), **changes)


def test_one_achievement_is_not_rewarded_in_two_forms_nor_twice() -> None:
    facts = a_g2_proposal(awards=(an_award(achievement_key="key-1"),), open_proposals=(an_open(channel="hoi"),))
    assert abouts(ask(facts, "PR01", ONCE)) == ["already-rewarded", "already-proposed"]
    assert Force.BLOCK in forces(facts, "PR01")


def test_a_cancelled_award_leaves_the_achievement_free() -> None:
    facts = a_g2_proposal(awards=(an_award(achievement_key="key-1", revoked=True),))
    assert verdicts(facts, "PR01", ONCE) == [PASS]


def test_the_same_form_for_another_achievement_passes() -> None:
    facts = a_g2_proposal(awards=(an_award("bang_khen_tinh"),))
    assert verdicts(facts, "PR01", ONCE) == [PASS]
    assert verdicts(facts, "PR02") == [PASS]
    assert verdicts(replace(facts, awards=(an_award(),)), "PR02") == []


def test_without_a_key_nobody_can_tell() -> None:
    assert verdicts(a_g2_proposal(achievement_key=""), "PR01", ONCE) == [UNKNOWN]


@pytest.mark.parametrize(
    ("starts", "theme", "expected"),
    [
        (date(2025, 6, 30), "xa-hoi-hoc-tap", [FAIL]),
        (date(2025, 7, 1), "xa-hoi-hoc-tap", []),
        (date(2025, 6, 30), "khac", []),
        (None, "xa-hoi-hoc-tap", []),
    ],
)
def test_same_theme_in_the_same_days_asks_for_a_reason(starts: date | None, theme: str, expected: list[object]) -> None:
    other = an_open(achievement_key="key-2", theme=theme, starts_on=starts, ends_on=date(2025, 12, 31))
    assert verdicts(a_g2_proposal(open_proposals=(other,)), "PR01", DISTINCT) == expected


def test_a_principle_that_only_permits_never_blocks() -> None:
    facts = a_prime_minister_proposal(standard="73.sudden", basis="sudden")
    assert verdicts(facts, "PR03") == [PASS]
    assert forces(facts, "PR02") | forces(facts, "PR03") == {Force.INFO}
    assert verdicts(replace(facts, standard="73.1.b"), "PR03") == []
    assert verdicts(replace(facts, awards=(an_award(),)), "PR03") == []


def test_the_sudden_limb_needs_no_earlier_award_but_the_merit_limb_does() -> None:
    sudden = a_prime_minister_proposal(standard="73.sudden", basis="sudden")
    assert specs_of(sudden, "ST04") == []
    merit = a_prime_minister_proposal(standard="73.1.b", basis="merit")
    assert verdicts(merit, "ST04", "prior-award-held") == [FAIL]


@pytest.mark.parametrize(("basis", "expected"), [("movement", FAIL), ("sudden", FAIL), ("merit", PASS)])
def test_a_cited_theme_or_sudden_award_is_no_basis_of_merit(basis: str, expected: object) -> None:
    award = an_award("bang_khen_tinh", number="55/QĐ-UBND", basis=basis)
    facts = a_prime_minister_proposal(
        basis="merit", standard="73.sudden", awards=(award,), documents=papers("D13", number="55/QĐ-UBND")
    )
    assert verdicts(facts, "PR04") == [expected]
    assert verdicts(replace(facts, documents=()), "PR04") == []


def test_where_the_standard_asks_for_an_award_one_of_another_basis_is_enough() -> None:
    theme = an_award("bang_khen_tinh", basis="movement")
    facts = a_prime_minister_proposal(basis="merit", standard="73.1.b", awards=(theme,))
    assert verdicts(facts, "PR04") == [FAIL]
    assert verdicts(replace(facts, awards=(theme, an_award("bang_khen_bo"))), "PR04") == [PASS]
    assert verdicts(replace(facts, basis="movement"), "PR04") == []


def test_maternity_leave_counts_as_time() -> None:
    leave = ((date(2024, 1, 1), date(2024, 6, 30)), (date(2020, 1, 1), date(2020, 6, 30)))
    assert verdicts(a_g2_proposal(nominee=a_nominee(maternity=leave)), "PR09") == [PASS]
    assert verdicts(a_g2_proposal(), "PR09") == []
