"""Clocks (TM01, TM02): working days of appraisal and return, by regime."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.law import (
    FAIL,
    PASS,
    UNKNOWN,
    a_prime_minister_proposal,
    ask,
    forces,
    specs_of,
    under,
    verdicts,
)
from workflows.facts import MoveFacts, StepFacts
from workflows.findings import Force

LEFT, OVERDUE = "appraisal-time-left", "appraisal-not-overdue"
RECEIVED = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("today", "left", "is_early", "is_late"),
    [
        (date(2026, 6, 19), 6, True, False),
        (date(2026, 6, 22), 5, True, False),
        (date(2026, 6, 23), 4, False, False),
        (date(2026, 6, 29), 0, False, False),
        (date(2026, 6, 30), 0, False, True),
    ],
)
def test_the_ministry_has_twenty_working_days(today: date, left: int, is_early: bool, is_late: bool) -> None:
    facts = a_prime_minister_proposal(received_on=RECEIVED, today=today)
    (time_left,) = ask(facts, "TM01", LEFT)
    assert (time_left.verdict is PASS, time_left.params["left"]) == (is_early, left)
    assert verdicts(facts, "TM01", OVERDUE) == [FAIL if is_late else PASS]


def test_merit_files_have_thirty_days_at_the_ministry_or_province() -> None:
    facts = a_prime_minister_proposal(received_on=RECEIVED, today=date(2026, 6, 30), basis="merit")
    days = {spec.at: spec.params["days"] for spec in specs_of(facts, "TM01")}
    assert days == {("T3",): 30, ("T3C",): 20}
    assert forces(facts, "TM01") == {Force.INFO, Force.WARN}


def test_days_beyond_the_calendar_are_not_guessed() -> None:
    facts = a_prime_minister_proposal(received_on=date(2026, 9, 1), today=date(2031, 1, 2))
    assert verdicts(facts, "TM01", LEFT) == [UNKNOWN]
    late = a_prime_minister_proposal(received_on=date(2027, 12, 30), today=date(2028, 1, 20))
    late = replace(late, rules=replace(late.rules, law=under(late, "national-g3").rules.law))
    assert verdicts(late, "TM02", "return-in-time") == [UNKNOWN]


def test_no_clock_runs_before_the_file_is_received() -> None:
    facts = a_prime_minister_proposal(received_on=None)
    assert ask(facts, "TM01") + ask(facts, "TM02", "return-in-time") == []


def test_after_the_submission_upward_days_count_from_it() -> None:
    sent = StepFacts("submit_upward", "p", "provincial_chair", "o", date(2026, 6, 22), 9, "home_affairs_appraised", "")
    facts = a_prime_minister_proposal(received_on=date(2026, 3, 2), today=date(2026, 6, 30), steps=(sent,))
    assert verdicts(facts, "TM01", OVERDUE) == [PASS]
    assert verdicts(replace(facts, steps=()), "TM01", OVERDUE) == [FAIL]


def test_a_return_names_its_legal_ground() -> None:
    facts = a_prime_minister_proposal(move=MoveFacts(legal_ground="  "))
    assert verdicts(facts, "TM02", "return-names-legal-ground") == [FAIL]
    named = replace(facts, move=MoveFacts(legal_ground="Điều 42 khoản 1"))
    assert verdicts(named, "TM02", "return-names-legal-ground") == [PASS]
    assert specs_of(replace(facts, form="bang_khen_tinh"), "TM02") == []


@pytest.mark.parametrize(
    ("pack", "received", "today", "expected"),
    [
        ("national-g2", date(2026, 6, 1), date(2026, 6, 15), PASS),
        ("national-g2", date(2026, 6, 1), date(2026, 6, 16), FAIL),
        ("national-g1", date(2025, 6, 23), date(2025, 6, 30), PASS),
        ("national-g1", date(2025, 6, 23), date(2025, 7, 1), FAIL),
    ],
)
def test_a_return_comes_within_the_days_of_its_regime(pack: str, received: date, today: date, expected: object) -> None:
    facts = under(a_prime_minister_proposal(received_on=received, today=today), pack)
    assert verdicts(facts, "TM02", "return-in-time") == [expected]
