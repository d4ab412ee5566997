"""The submission to the Prime Minister (DS06-DS08, CO01, CO05): parts, receipt, freshness, minutes, Party opinion."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import a_document, a_nominee
from tests.builders.law import (
    FAIL,
    PASS,
    UNKNOWN,
    a_collective,
    a_g2_proposal,
    a_local_pack,
    a_prime_minister_proposal,
    abouts,
    ask,
    papers,
    specs_of,
    under,
    verdicts,
)
from workflows.checks.law_submissions import receipt_date
from workflows.facts import MoveFacts, StepFacts, SubmissionFacts

SENT = StepFacts("submit_upward", "chair", "provincial_chair", "tinh", date(2025, 8, 20), 9, "a", "b")
PARTS = ("bases", "content", "achievements", "opinions", "appraisal")
MONDAY, THURSDAY = date(2025, 9, 1), date(2025, 9, 4)
FILES, RECEIVED = "electronic-files-attached", "paper-and-electronic-received"


def submitting(**submission: object) -> MoveFacts:
    return MoveFacts(submission=SubmissionFacts(**submission))  # type: ignore[arg-type]  # invented values


def test_the_letter_has_its_five_parts() -> None:
    assert verdicts(a_prime_minister_proposal(move=submitting(parts=PARTS)), "DS06") == [PASS]
    assert abouts(ask(a_prime_minister_proposal(move=submitting(parts=PARTS[:3])), "DS06")) == ["opinions", "appraisal"]
    letter = a_document("D08", meta={"parts": list(PARTS[2:])})
    facts = a_prime_minister_proposal(move=submitting(parts=PARTS[:2]), documents=(letter,))
    assert verdicts(facts, "DS06") == [PASS]
    assert ask(a_prime_minister_proposal(steps=(SENT,)), "DS06") == []
    assert specs_of(under(a_prime_minister_proposal(received_on=date(2025, 6, 30)), "national-g1"), "DS06") == []


def test_a_file_counts_as_received_when_paper_and_electronic_are_both_in() -> None:
    assert receipt_date(MONDAY, THURSDAY) == receipt_date(THURSDAY, MONDAY) == THURSDAY
    assert receipt_date(MONDAY, None) is receipt_date(None, THURSDAY) is receipt_date(None, None) is None


@pytest.mark.parametrize(
    ("paper", "electronic", "today", "expected"),
    [
        (MONDAY, THURSDAY, THURSDAY, PASS),
        (MONDAY, THURSDAY, date(2025, 9, 3), FAIL),
        (MONDAY, None, THURSDAY, FAIL),
        (None, THURSDAY, THURSDAY, FAIL),
        (None, None, THURSDAY, UNKNOWN),
    ],
)
def test_receipt_needs_both_ways(paper: date | None, electronic: date | None, today: date, expected: object) -> None:
    move = submitting(paper_received_on=paper, electronic_received_on=electronic)
    assert verdicts(a_prime_minister_proposal(move=move, today=today), "DS07", RECEIVED) == [expected]


def test_the_electronic_set_may_record_the_receipt() -> None:
    meta = {"paper_received_on": "2025-09-01", "electronic_received_on": "2025-09-04"}
    facts = a_prime_minister_proposal(documents=(a_document("D20", meta=meta),), today=THURSDAY)
    (answer,) = ask(facts, "DS07", RECEIVED)
    assert (answer.verdict, answer.params["received_on"]) == (PASS, "2025-09-04")


@pytest.mark.parametrize(
    ("documents", "missing"),
    [
        ((), ["electronic-files"]),
        (papers("D20"), []),
        ((a_document("D20", meta={"formats": ["pdf"]}),), ["electronic-files"]),
        ((a_document("D20", meta={"formats": ["word", "pdf"]}),), []),
    ],
)
def test_electronic_files_go_up_with_the_paper(documents: tuple[object, ...], missing: list[str]) -> None:
    facts = a_prime_minister_proposal(documents=documents)
    assert abouts(ask(facts, "DS07", FILES)) == missing


@pytest.mark.parametrize(
    ("ends_on", "sent_on", "expected"),
    [
        (date(2026, 1, 1), date(2026, 7, 1), PASS),
        (date(2026, 1, 1), date(2026, 7, 2), FAIL),
        (date(2025, 8, 31), date(2026, 2, 28), PASS),
        (date(2025, 8, 31), date(2026, 3, 1), FAIL),
        (None, date(2026, 7, 1), UNKNOWN),
    ],
)
def test_achievements_run_to_at_most_six_months_before_submission(
    ends_on: date | None, sent_on: date, expected: object
) -> None:
    facts = a_prime_minister_proposal(
        ends_on=ends_on, move=submitting(signed_on=sent_on, number="5/TTr"), received_on=date(2026, 6, 1), today=sent_on
    )
    assert verdicts(facts, "DS08") == [expected]


def test_without_a_dated_letter_today_is_the_day_of_submission() -> None:
    facts = a_prime_minister_proposal(ends_on=date(2025, 2, 28), today=date(2025, 8, 28))
    assert verdicts(facts, "DS08") == [PASS]
    assert verdicts(replace(facts, today=date(2025, 8, 29)), "DS08") == [FAIL]
    assert ask(replace(facts, today=date(2025, 12, 1), steps=(SENT,)), "DS08") == []


@pytest.mark.parametrize(
    ("minutes_on", "letter_on", "expected"),
    [
        (date(2025, 8, 1), date(2025, 8, 2), PASS),
        (date(2025, 8, 2), date(2025, 8, 2), PASS),
        (date(2025, 8, 3), date(2025, 8, 2), FAIL),
        (None, date(2025, 8, 2), UNKNOWN),
        (date(2025, 8, 1), None, UNKNOWN),
    ],
)
def test_the_council_meets_before_the_letter(minutes_on: date | None, letter_on: date | None, expected: object) -> None:
    documents = (a_document("D05", dated_on=minutes_on), a_document("D08", dated_on=letter_on))
    facts = a_prime_minister_proposal(documents=documents)
    assert verdicts(facts, "CO01") == [expected, expected]
    assert abouts(ask(replace(facts, documents=documents[1:]), "CO01")) == ["D05", "D05"]


def test_the_council_of_the_submitting_level_is_the_right_one() -> None:
    letter = a_document("D08", dated_on=date(2025, 8, 2))
    for level, expected in (("department", FAIL), ("province", PASS), ("ministry", PASS)):
        minutes = a_document("D05", dated_on=date(2025, 8, 1), meta={"council_level": level})
        facts = a_prime_minister_proposal(documents=(minutes, letter))
        assert verdicts(facts, "CO01") == [PASS, expected]


def test_other_forms_ask_for_council_minutes_only_by_local_rule() -> None:
    facts = a_g2_proposal(documents=())
    assert specs_of(facts, "CO01") == []
    enabled = under(facts, "national-g2", a_local_pack(enables=("CO01",)))
    assert verdicts(enabled, "CO01") == [FAIL]


@pytest.mark.parametrize(
    ("managed", "opinion_on", "expected"),
    [
        (True, date(2025, 8, 31), [PASS]),
        (True, date(2025, 9, 1), [PASS]),
        (True, date(2025, 9, 2), [FAIL]),
        (True, None, [FAIL]),
        (None, None, [UNKNOWN]),
        (False, None, []),
    ],
)
def test_a_managed_post_needs_the_party_opinion_before_submission(
    managed: bool | None, opinion_on: date | None, expected: list[object]
) -> None:
    documents = papers("D18", dated_on=opinion_on) if opinion_on else ()
    facts = a_prime_minister_proposal(nominee=a_nominee(party_managed=managed), documents=documents)
    assert verdicts(facts, "CO05") == expected


def test_the_party_opinion_was_a_local_matter_before_july_2025() -> None:
    facts = a_prime_minister_proposal(
        nominee=a_nominee(party_managed=True), received_on=date(2025, 6, 30), documents=()
    )
    assert specs_of(under(facts, "national-g1"), "CO05") == []
    assert verdicts(under(facts, "national-g1", a_local_pack(enables=("CO05",))), "CO05") == [FAIL]
    assert specs_of(a_prime_minister_proposal(nominee=a_collective()), "CO05") == []
