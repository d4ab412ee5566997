"""What a guidance asks: a place (G11), the last day (G12), the subject (HD01), the papers (HD02)."""

from datetime import date
from typing import Any

import pytest

from tests.builders.answers import ask
from tests.builders.facts import a_document, a_proposal_facts
from tests.builders.guidances import a_guidance, a_quota
from tests.builders.plans import a_plan
from workflows.facts import AwardFacts, GuidanceFacts, StepFacts
from workflows.guidance.model import Exclusion, Paper, Scope

LAST = date(2025, 5, 5)


def answers(kind: str, guidance: GuidanceFacts | None, **changes: Any) -> list[tuple[str, str, bool]]:
    facts = a_proposal_facts(**{"guidance": guidance, "form": "bang_khen_tinh", "received_on": None} | changes)
    return [(finding.verdict.value, finding.about, finding.blocks) for finding in ask(kind, facts, "T2")]


@pytest.mark.parametrize(
    ("quota", "expected"),
    [
        ({}, ("pass", "", False)),
        ({"is_full": True}, ("fail", "no-place-left", True)),
        ({"is_full": True, "holds": True}, ("pass", "place-held", False)),
        ({"limit": None}, ("unknown", "eligible-not-recorded", False)),
        ({"limit": None, "must_know": True}, ("fail", "eligible-not-recorded", True)),
    ],
)
def test_the_entry_over_the_quota_is_refused(quota: dict[str, Any], expected: tuple[str, str, bool]) -> None:
    assert answers("guidance-quota-free", a_guidance(quotas=(a_quota(**quota),))) == [expected]


@pytest.mark.parametrize("kind", ["guidance-quota-free", "submitted-before-deadline", "not-excluded-by-guidance"])
def test_without_a_guidance_nothing_is_asked(kind: str) -> None:
    assert answers(kind, None) == []


@pytest.mark.parametrize(
    ("today", "changes", "expected"),
    [
        (date(2025, 5, 4), {}, ("pass", "", False)),
        (LAST, {}, ("fail", "deadline-passed", True)),
        (LAST, {"received_on": date(2025, 5, 4)}, ("pass", "", False)),
        (LAST, {"received_on": LAST}, ("fail", "deadline-passed", True)),
    ],
)
def test_before_a_day_means_strictly_earlier(
    today: date, changes: dict[str, Any], expected: tuple[str, str, bool]
) -> None:
    assert answers("submitted-before-deadline", a_guidance(submit_before=LAST), today=today, **changes) == [expected]


def test_what_reached_the_collector_in_time_is_in_time() -> None:
    sent = StepFacts("verify", "p", "hr_officer", "so", date(2025, 5, 2), 3, "unit_reviewed", "hr_verified")
    of_collector = a_guidance(submit_before=LAST, submit_to="collector")
    of_appraiser = a_guidance(submit_before=LAST, submit_to="appraiser")
    late = {"today": date(2025, 5, 20), "steps": (sent,)}
    assert answers("submitted-before-deadline", of_collector, **late)[0][0] == "pass"
    assert answers("submitted-before-deadline", of_appraiser, **late)[0][0] == "fail"


def an_award(**changes: Any) -> AwardFacts:
    values = {"id": "award-1", "code": "bang_khen_tinh", "number": "7/QĐ", "decided_on": date(2023, 9, 2)}
    return AwardFacts(**values | changes)


FORMER = Exclusion("rewarded_in_phase", ("bang_khen_tinh",), date(2021, 1, 1), date(2023, 12, 31), Scope(), lines=(9,))


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        ({"campaign": "phong-trao"}, ("fail", "rewarded-in-former-phase", True)),
        ({}, ("unknown", "former-movement-not-stated", True)),
        ({"campaign": "khac"}, ("pass", "", False)),
        ({"basis": "merit"}, ("pass", "", False)),
        ({"campaign": "phong-trao", "revoked": True}, ("pass", "", False)),
        ({"campaign": "phong-trao", "code": "giay_khen"}, ("pass", "", False)),
        ({"campaign": "phong-trao", "decided_on": date(2024, 1, 1)}, ("pass", "", False)),
    ],
)
def test_who_was_rewarded_in_the_former_phase_is_left_out(
    award: dict[str, Any], expected: tuple[str, str, bool]
) -> None:
    plan = a_plan(campaign="phong-trao")
    found = answers(
        "not-excluded-by-guidance", a_guidance(exclusions=(FORMER,)), plan=plan, awards=(an_award(**award),)
    )
    assert found == [expected]


def test_a_subject_that_the_guidance_does_not_name_is_left_out() -> None:
    assert answers("not-excluded-by-guidance", a_guidance(is_covered=False)) == [
        ("fail", "subject-not-in-guidance", True)
    ]


def test_the_guidance_s_own_papers_are_asked_for() -> None:
    guidance = a_guidance(papers=(Paper("D04|D05", Scope()), Paper("D11", Scope())))
    found = answers("guidance-papers-complete", guidance, documents=(a_document("D05"),))
    assert found == [("pass", "D04", False), ("fail", "D11", True)]


def test_a_guidance_that_is_over_lets_nothing_up_and_lets_a_proposal_expire() -> None:
    over = a_guidance(is_over=True)
    facts = a_proposal_facts(guidance=over, form="bang_khen_tinh", received_on=None)
    (expired,) = ask("submission-deadline-passed", facts, "TX-expire")
    assert (expired.verdict.value, expired.about) == ("pass", "guidance-over")
