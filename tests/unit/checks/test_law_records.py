"""Cancelling and the record (AF01-AF05, AF12, AF13)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import a_province, an_actor
from tests.builders.law import (
    FAIL,
    PASS,
    UNKNOWN,
    a_g2_proposal,
    a_local_pack,
    a_prime_minister_proposal,
    abouts,
    an_award,
    ask,
    forces,
    papers,
    specs_of,
    under,
    verdicts,
)
from workflows.checks.law_reading import NO_TABLE, find_table, param_day
from workflows.facts import DecisionFacts, MoveFacts, StepFacts
from workflows.findings import Force
from workflows.rules.catalog import packaged_rulebook

CHAIR = an_actor(role="provincial_chair", organisation=a_province())


@pytest.mark.parametrize("ground", ["93.2.a", "93.2.b", "93.2.c", "93.2.d"])
def test_one_of_four_grounds_and_a_document(ground: str) -> None:
    facts = a_g2_proposal(move=MoveFacts(legal_ground=ground), documents=papers("D17"))
    assert verdicts(facts, "AF01") == [PASS]
    assert verdicts(facts, "AF02") == ([PASS] if ground == "93.2.c" else [])


def test_a_cancelling_without_ground_or_document_is_refused() -> None:
    facts = a_g2_proposal(move=MoveFacts(legal_ground="93.2.e"), documents=())
    assert abouts(ask(facts, "AF01")) == ["ground", "D17"]
    assert abouts(ask(replace(facts, move=MoveFacts(legal_ground="93.2.a")), "AF01")) == ["D17"]


def test_the_steps_that_broke_the_rule_are_pointed_at() -> None:
    step = StepFacts("appraise", "p", "home_affairs_appraiser", "snv", date(2025, 8, 1), 7, "a", "b")
    (answer,) = ask(a_g2_proposal(move=MoveFacts(legal_ground="93.2.c"), steps=(step,)), "AF02")
    assert [item.ref for item in answer.evidence] == ["7"]


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (CHAIR, [PASS]),
        (an_actor(role="home_affairs_appraiser", organisation=a_province()), [FAIL]),
        (an_actor(role="provincial_chair", organisation=a_province("tinh-khac")), [FAIL]),
        (an_actor(role="provincial_chair", organisation=a_province("tinh-moi")), [PASS]),
        (an_actor(role="provincial_chair", organisation=None), [UNKNOWN]),
        (an_actor(is_assumed=True), []),
    ],
)
def test_only_the_deciding_office_or_its_successor_cancels(actor: object, expected: list[object]) -> None:
    merged = a_province(valid_to=date(2025, 6, 30), successor_id="tinh-moi")
    assert verdicts(a_g2_proposal(actor=actor, bodies={"decider": merged}), "AF03") == expected
    assert verdicts(a_g2_proposal(actor=CHAIR, bodies={}), "AF03") == [UNKNOWN]


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2026, 6, 1), PASS), (date(2026, 6, 22), PASS), (date(2026, 6, 23), FAIL)]
)
def test_object_and_money_come_back_within_fifteen_working_days(today: date, expected: object) -> None:
    move = MoveFacts(decision=DecisionFacts(signed_on=date(2026, 6, 1)))
    facts = a_prime_minister_proposal(move=move, today=today)
    (answer,) = ask(facts, "AF04")
    assert (answer.verdict, answer.params["due_on"]) == (expected, "2026-06-22")
    assert forces(facts, "AF04") == {Force.WARN}


def test_other_forms_give_back_by_local_rule_and_no_day_is_guessed() -> None:
    facts = a_g2_proposal(today=date(2031, 1, 2))
    assert specs_of(facts, "AF04") == []
    assert verdicts(under(facts, "national-g2", a_local_pack(enables=("AF04",))), "AF04") == [UNKNOWN]


def test_a_cancelled_award_is_no_basis() -> None:
    award = an_award("bang_khen_tinh", number="55/QĐ-UBND")
    facts = a_g2_proposal(awards=(award,), documents=papers("D13", number="55/QĐ-UBND"))
    assert verdicts(facts, "AF05") == [PASS]
    assert verdicts(replace(facts, awards=(replace(award, revoked=True),)), "AF05") == [FAIL]
    assert ask(replace(facts, documents=()), "AF05") == []


def test_the_record_is_a_guarantee_that_the_findings_state() -> None:
    assert verdicts(a_g2_proposal(), "AF12") == [PASS]
    assert ask(a_g2_proposal(today=date(2026, 6, 30)), "AF13") == []
    assert verdicts(a_g2_proposal(today=date(2026, 7, 1)), "AF13") == [PASS]


def test_a_table_that_no_pack_holds_is_empty_and_a_missing_date_is_said() -> None:
    facts = a_g2_proposal()
    assert find_table(facts, "no-such-table") is NO_TABLE
    assert find_table(replace(facts, rules=replace(facts.rules, law=None)), "lapsed") is NO_TABLE
    spec = packaged_rulebook("national-g2").checks[0]
    with pytest.raises(ValueError, match=r"params\.sent_before must be a date"):
        param_day(spec, "sent_before")
