"""Submissions as rules: the small machine, the levels that flows name, signatures, outcomes, what stands on record."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.facts import a_document, a_proposal_facts, without
from workflows.checks.dossier import dossier_complete
from workflows.checks.law_submissions import council_minutes_before_submission
from workflows.facts import ActFacts
from workflows.findings import Verdict
from workflows.flows.catalog import packaged_flows
from workflows.submission_papers import counts_in_words, day_in_words, grounds_on, signature_lines
from workflows.submissions import (
    NotOpen,
    Signature,
    find_level,
    is_settled,
    levels_of,
    next_state,
    outcome_after,
    recorded_letters,
    sign_problems,
)

TODAY = date(2025, 3, 10)
RIGHT = Signature("63/TTr-SNV", TODAY, "Võ Thị Mẫu (giả định)", "agency_head")
WHOLE = {"number": "63/TTr-SNV", "signed_on": "2025-03-10", "signer_post": "agency_head"}


class Step(NamedTuple):
    """A move of a proposal, as outcomes are read from it."""

    seq: int
    action: str
    source: str


def flow(code: str, version: int = 2) -> Any:
    return next(one for one in packaged_flows() if (one.code, one.version) == (code, version))


def an_act(**changes: Any) -> ActFacts:
    values: dict[str, Any] = {"id": "a1", "kind": "submission", "state": "done", "outcome": "sent", "data": WHOLE}
    return ActFacts(**(values | changes))


def test_a_submission_goes_one_way() -> None:
    state = "drafted"
    for action in ("sign", "keep", "sign", "send", "receive", "settle"):
        state = next_state(state, action)
    assert state == "settled"
    for closed in (("settled", "sign"), ("sent", "discard"), ("drafted", "receive"), ("drafted", "dance")):
        with pytest.raises(NotOpen):
            next_state(*closed)


def test_levels_follow_from_the_flow_with_and_without_a_collector() -> None:
    chain = [
        (level.state, level.part, level.action, level.to_part) for level in levels_of(flow("F4b"), has_collector=True)
    ]
    assert chain == [
        ("hr_verified", "agency", "verify", "collector"),
        ("collected", "collector", "collect", "appraiser"),
        ("home_affairs_appraised", "appraiser", "appraise", "decider"),
    ]
    assert find_level(flow("F6"), "collected", has_collector=False) is None
    upward = find_level(flow("F6"), "submitted_upward", has_collector=False)
    assert upward is not None
    assert (upward.part, upward.action, upward.to_part) == ("submitter", "submit_upward", "central")
    assert not list(levels_of(flow("F4", 1), has_collector=False))


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, []),
        ({"sign_mode": "TM"}, []),
        ({"sign_mode": "KT", "signer_post": "deputy"}, []),
        ({"sign_mode": "TL", "signer_post": "subordinate"}, []),
        ({"signer_post": "deputy"}, [("signer_post", "post-not-of-capacity")]),
        (
            {"number": "", "signer_name": "", "signed_on": None},
            [("number", "required"), ("signed_on", "required"), ("signer_name", "required")],
        ),
        ({"signed_on": date(2025, 3, 11)}, [("signed_on", "in-the-future")]),
        (
            {"sign_mode": "TUQ", "signer_post": "authorised"},
            [("mandate_number", "required"), ("mandate_from", "required"), ("mandate_to", "required")],
        ),
    ],
)
def test_a_signature_fits_its_capacity(changes: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert list(sign_problems(replace(RIGHT, **changes), heads=["agency_head"], today=TODAY)) == problems


@given(st.dates(date(2025, 1, 1), date(2025, 3, 10)), st.dates(date(2025, 1, 1)), st.dates(date(2025, 1, 1)))
def test_a_mandate_covers_the_day_of_signing(signed: date, first: date, last: date) -> None:
    stated = {"sign_mode": "TUQ", "signer_post": "authorised", "mandate_number": "1/UQ"}
    signature = replace(RIGHT, signed_on=signed, mandate_from=first, mandate_to=last, **stated)
    found = list(sign_problems(signature, heads=["agency_head"], today=TODAY))
    assert (not found) is (first <= signed <= last)


@pytest.mark.parametrize(
    ("now", "steps", "outcome"),
    [
        ("collected", [], "waiting"),
        ("home_affairs_appraised", [Step(9, "appraise", "collected")], "passed"),
        ("rejected", [Step(9, "reject", "collected")], "rejected"),
        ("returned", [Step(9, "return", "collected")], "returned"),
        ("on_hold", [Step(9, "hold", "collected")], "held"),
        ("withdrawn", [Step(9, "hold", "collected"), Step(10, "withdraw", "on_hold")], "withdrawn"),
        ("hr_verified", [Step(9, "reopen", "collected")], "taken_back"),
        ("rejected", [Step(9, "appraise", "collected"), Step(10, "reject", "home_affairs_appraised")], "passed"),
        ("approved", [Step(3, "return", "collected"), Step(9, "appraise", "collected")], "passed"),
    ],
)
def test_an_outcome_is_what_the_addressee_did_after_the_sending(now: str, steps: list[Step], outcome: str) -> None:
    assert outcome_after("collected", now, 5, steps) == outcome
    assert is_settled(outcome) is (outcome not in {"waiting", "held"})


@pytest.mark.parametrize(
    ("steps", "outcome"),
    [
        ([Step(6, "return", "collected"), Step(9, "collect", "hr_verified")], "returned"),
        ([Step(6, "return", "collected"), Step(12, "appraise", "collected")], "returned"),
        ([Step(6, "hold", "collected"), Step(8, "return", "collected"), Step(12, "reject", "collected")], "returned"),
        ([Step(6, "reopen", "collected"), Step(9, "collect", "hr_verified")], "taken_back"),
        ([Step(9, "collect", "hr_verified"), Step(12, "appraise", "collected")], "taken_back"),
    ],
)
@pytest.mark.parametrize("now", ["collected", "home_affairs_appraised", "rejected", "withdrawn"])
def test_what_came_after_a_proposal_was_sent_anew_is_told_of_the_later_submission(
    now: str, steps: list[Step], outcome: str
) -> None:
    assert outcome_after("collected", now, 5, steps, sent_anew=10) == outcome


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"state": "open"}, False),
        ({"outcome": "left_out"}, False),
        ({"data": WHOLE | {"number": ""}}, False),
        ({"data": WHOLE | {"signer_post": ""}}, False),
        ({"kind": "council"}, False),
    ],
)
def test_only_a_signed_submission_stands_for_letter_and_list(changes: dict[str, Any], counts: bool) -> None:
    facts = replace(without(a_proposal_facts(), "D07", "D08"), acts=(an_act(**changes),))
    assert bool(recorded_letters(facts)) is counts
    spec = type("Spec", (), {"params": {"sets": {facts.form: ["D07", "D08", "D05|D06"]}}})
    verdicts = {answer.about: answer.verdict for answer in dossier_complete(facts, spec)}  # type: ignore[arg-type]  # its parameters are all that is read
    wanted = Verdict.PASS if counts else Verdict.FAIL
    assert (verdicts["D07"], verdicts["D08"]) == (wanted, wanted)
    bare = replace(without(facts, "D05", "D06"))
    again = {answer.about: answer.verdict for answer in dossier_complete(bare, spec)}  # type: ignore[arg-type]  # the same
    assert again["D05"] is Verdict.FAIL  # a letter stands for nothing else


def test_minutes_are_held_against_the_day_of_the_recorded_letter() -> None:
    params = {"minutes": ["D05"], "letters": ["D08"]}
    spec = type("Spec", (), {"params": params})
    minutes = a_document("D05", dated_on=TODAY)
    facts = replace(without(a_proposal_facts(), "D05", "D08"), documents=(minutes,))
    early = replace(facts, acts=(an_act(data=WHOLE | {"signed_on": "2000-01-01"}),))
    (answer,) = council_minutes_before_submission(early, spec)  # type: ignore[arg-type]  # its parameters are all that is read
    assert answer.verdict is Verdict.FAIL


def test_the_paper_writes_days_counts_and_signatures_as_official_papers_do() -> None:
    assert day_in_words(date(2025, 2, 5), "Gia Lai") == "Gia Lai, ngày 05 tháng 02 năm 2025"
    assert day_in_words(date(2025, 11, 5), "") == "…, ngày 05 tháng 11 năm 2025"
    assert counts_in_words(["person", "household", "clan", "person"]) == "02 cá nhân, 01 tập thể, 01 hộ gia đình"
    assert signature_lines("KT", "deputy", "provincial_chair")[0].startswith("KT. CHỦ TỊCH")
    assert any("98/2023" in ground for ground in grounds_on(date(2025, 6, 30)))
    assert any("152/2025" in ground for ground in grounds_on(date(2025, 7, 1)))
