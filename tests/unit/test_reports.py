"""Yearly reports follow from the plan: who owes them, and which day is the last in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.plans.catalog import packaged_plans
from workflows.reports import Chain, chains_of, standing_of

PLANS = {plan.code: plan for plan in packaged_plans()}
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def chain(plan: str, code: str) -> Chain:
    return next(item for item in chains_of(PLANS[plan]) if item.code == code)


@pytest.mark.parametrize(
    ("plan", "code", "last"),
    [
        ("kon-tum-snn", "units-to-department", date(2025, 11, 24)),
        ("kon-tum-snn", "department-to-education", date(2025, 11, 30)),
        ("ha-tinh-stp", "department-to-education", date(2025, 11, 30)),
        ("gia-lai-ubnd", "bodies-to-education", date(2025, 12, 4)),
        ("bac-kan-vp", "periodic-report", None),
        ("gia-lai-ubnd", "education-to-chairman", None),
    ],
)
def test_before_a_day_ends_the_day_before_it(plan: str, code: str, last: date | None) -> None:
    assert chain(plan, code).last_day(2025) == last
    assert chain(plan, code).is_dated is (last is not None)


def test_a_plan_that_names_no_report_asks_for_none() -> None:
    assert chains_of(PLANS["bo-tnmt"]) == ()
    assert [item.code for item in chains_of(PLANS["bac-kan-vp"])] == ["periodic-report"]


@settings(derandomize=True, deadline=None, database=None)
@given(last=DAYS, received=st.none() | DAYS, today=DAYS)
def test_late_is_after_the_last_day_and_nothing_else(last: date, received: date | None, today: date) -> None:
    found = standing_of(last, received, today)
    assert (found in {"late", "overdue"}) == ((received or today) > last)
    assert standing_of(None, received, today) in {"received", "undated"}
    assert standing_of(last, last, today) == "received"
    assert standing_of(last, last + timedelta(days=1), today) == "late"
