"""What is owed after the end, by which day, and where a day cannot be told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calendars import add_working_days, packaged_calendar
from workflows.definition import ActSpec
from workflows.findings import Confidence
from workflows.flows.catalog import packaged_flow
from workflows.owed import Ending, limit_of, owed_acts

CALENDAR = packaged_calendar()
G1_DAY, G2_DAY = date(2025, 3, 3), date(2026, 3, 2)


def approved(day: date, **known: object) -> Ending:
    return replace(Ending("approved", "centrally_appraised", day, day), **known)  # type: ignore[arg-type]  # as told


def act(kind: str, code: str = "F6") -> ActSpec:
    return next(spec for spec in packaged_flow(code).acts if spec.kind == kind)


def kinds(ending: Ending, code: str = "F6") -> list[str]:
    return [spec.kind for spec in owed_acts(packaged_flow(code), ending, has_collector=False)]


@pytest.mark.parametrize("code", ["F6", "F7"])
def test_an_award_of_the_state_owes_its_way_to_the_awardee_until_each_part_is_done(code: str) -> None:
    ending = approved(G2_DAY)
    assert kinds(ending, code) == ["issue", "confer", "pay", "send_copy", "pass_on", "deliver"]
    done = replace(ending, done={"issue": G2_DAY, "send_copy": G2_DAY, "deliver": G2_DAY})
    assert kinds(done, code) == ["confer", "pay", "pass_on"]


def test_only_the_refusal_of_who_was_to_decide_is_told_below() -> None:
    assert kinds(Ending("rejected", "centrally_appraised", G2_DAY)) == ["tell_refusal"]
    assert kinds(Ending("rejected", "submitted_upward", G2_DAY)) == []
    assert kinds(Ending("submitted_upward", "home_affairs_appraised", G2_DAY)) == []
    assert kinds(Ending("revoked", "approved", G2_DAY)) == ["recovery"]
    assert kinds(approved(G2_DAY), "F4") == ["issue", "confer", "pay"]


@pytest.mark.parametrize(("day", "decree"), [(G1_DAY, "98/2023"), (date(2025, 6, 30), "98/2023"), (G2_DAY, "152/2025")])
@pytest.mark.parametrize("kind", ["send_copy", "tell_refusal"])
def test_the_decree_follows_the_day(kind: str, day: date, decree: str) -> None:
    found = limit_of(act(kind), approved(day), CALENDAR)
    assert found.clock is not None
    assert decree in found.clock.citation.text
    assert (found.standing, found.due_on, found.is_sure) == ("running", add_working_days(CALENDAR, day, 10), True)
    assert found.due_on is not None
    assert not found.is_late(found.due_on)
    assert found.is_late(found.due_on + timedelta(days=1))


@pytest.mark.parametrize(("cases", "days"), [(1, 10), (99, 10), (100, 20), (2000, 20)])
def test_the_objects_come_later_for_a_hundred_cases_since_july_2025(cases: int, days: int) -> None:
    found = limit_of(act("deliver"), approved(G2_DAY, cases=cases), CALENDAR)
    assert found.due_on == add_working_days(CALENDAR, G2_DAY, days)
    before = limit_of(act("deliver"), approved(G1_DAY, cases=cases), CALENDAR)
    assert before.due_on == add_working_days(CALENDAR, G1_DAY, 10)


def test_a_number_of_cases_that_nobody_recorded_is_not_made_up() -> None:
    unknown = limit_of(act("deliver"), approved(G2_DAY), CALENDAR)
    assert (unknown.standing, unknown.due_on, unknown.is_late(date.max)) == ("cases", None, False)
    assert limit_of(act("deliver"), approved(G1_DAY), CALENDAR).standing == "running"


def test_the_way_to_the_awardee_counts_from_the_copy_and_nobody_is_late_by_what_is_unclear() -> None:
    spec = act("pass_on")
    assert limit_of(spec, approved(G1_DAY), CALENDAR).standing == "waiting"
    sent = limit_of(spec, approved(G1_DAY, done={"send_copy": date(2025, 3, 10)}), CALENDAR)
    assert (sent.due_on, sent.is_sure) == (add_working_days(CALENDAR, date(2025, 3, 10), 10), True)
    unclear = limit_of(spec, approved(G2_DAY, done={"send_copy": G2_DAY}), CALENDAR)
    assert unclear.clock is not None
    assert unclear.clock.citation.confidence == Confidence.UNCONFIRMED
    assert unclear.due_on == add_working_days(CALENDAR, G2_DAY, 10)
    assert not unclear.is_late(date(2027, 1, 1))


def test_what_no_text_limits_and_what_no_calendar_reaches_has_no_day() -> None:
    assert limit_of(act("confer"), approved(G2_DAY), CALENDAR).standing == "none"
    beyond = limit_of(act("send_copy"), approved(date(2190, 1, 4)), CALENDAR)
    assert (beyond.standing, beyond.due_on) == ("running", None)


@given(st.integers(1, 5000), st.integers(0, 300))
def test_more_cases_never_shorten_a_limit(cases: int, days: int) -> None:
    day = date(2025, 7, 1) + timedelta(days=days)
    few, more = (limit_of(act("deliver"), approved(day, cases=count), CALENDAR).due_on for count in (cases, cases + 1))
    assert few is not None
    assert more is not None
    assert few <= more
