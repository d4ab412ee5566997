"""Which limits bear on a dossier follows from its flow and its recorded steps, whoever asks."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

import pytest

from workflows.calendars import add_working_days, packaged_calendar
from workflows.custody import custody, is_received
from workflows.definition import FORWARD_PHASES, TransitionSpec
from workflows.flows.catalog import packaged_flow
from workflows.limits import AGREED, Course, due_day, limits_at

CALENDAR, NUMBERS = packaged_calendar(), count(1)
RECEIVED, SENT_UP, HELD, BACK = date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 10), date(2026, 5, 4)


@dataclass(frozen=True)
class Taken:
    """A step as far as limits ask."""

    action: str
    source: str
    target: str
    on: date


TO_HOME_AFFAIRS = (
    Taken("draft", "", "drafted", date(2026, 2, 2)),
    Taken("review", "drafted", "unit_reviewed", date(2026, 2, 3)),
    Taken("verify", "unit_reviewed", "hr_verified", RECEIVED),
)
TO_THE_CENTRE = (
    *TO_HOME_AFFAIRS,
    Taken("appraise", "hr_verified", "home_affairs_appraised", date(2026, 3, 20)),
    Taken("submit_upward", "home_affairs_appraised", "submitted_upward", SENT_UP),
)
HOLD = Taken("hold", "submitted_upward", "on_hold", HELD)
RELEASE = Taken("release", "on_hold", "submitted_upward", BACK)


def course(state: str, *steps: Taken, today: date = BACK, basis: str = "movement") -> Course:
    return Course(state=state, steps=steps, today=today, basis=basis, subject="person")


def forward(code: str, state: str) -> TransitionSpec:
    moves = packaged_flow(code).find_transitions(state)
    return next(move for move in moves if move.phase in FORWARD_PHASES and move.collector != "with")


def due(code: str, told: Course) -> date | None:
    return due_day(packaged_flow(code), CALENDAR, forward(code, told.state), told)


def test_the_appraisal_of_a_province_is_due_from_the_day_it_received_the_file() -> None:
    told = course("hr_verified", *TO_HOME_AFFAIRS)
    assert due("F4", told) == add_working_days(CALENDAR, RECEIVED, 25)


def test_the_centre_counts_from_its_own_receipt_and_goes_on_after_a_hold() -> None:
    assert due("F6", course("submitted_upward", *TO_THE_CENTRE)) == add_working_days(CALENDAR, SENT_UP, 20)
    used = sum(CALENDAR.is_working_day(date(2026, 4, day)) for day in range(2, 11))
    released = course("submitted_upward", *TO_THE_CENTRE, HOLD, RELEASE)
    assert due("F6", released) == add_working_days(CALENDAR, BACK, 20 - used)


def test_nothing_is_due_while_a_file_is_held_and_its_page_says_how_much_is_left() -> None:
    held = replace(course("on_hold", *TO_THE_CENTRE, HOLD), resume_state="submitted_upward")
    assert due_day(packaged_flow("F6"), CALENDAR, forward("F6", "submitted_upward"), held) is None
    limit = limits_at(packaged_flow("F6"), CALENDAR, held)[0]
    assert limit.running is not None
    assert (limit.running.is_paused, limit.running.due_on, limit.running.left) == (True, None, 13)


def test_a_returned_file_begins_anew_once_it_is_complete() -> None:
    sent_back = (*TO_HOME_AFFAIRS, Taken("return", "hr_verified", "returned", date(2026, 3, 10)))
    waiting = limits_at(packaged_flow("F4"), CALENDAR, course("returned", *sent_back))
    assert [(limit.move.action, limit.running) for limit in waiting[:1]] == [("appraise", None)]
    again = (*sent_back, *(replace(step, on=date(2026, 4, 20)) for step in TO_HOME_AFFAIRS[1:]))
    assert due("F4", course("hr_verified", *again)) == add_working_days(CALENDAR, date(2026, 4, 20), 25)


def test_thirty_days_of_a_province_are_for_merit_only() -> None:
    steps = TO_THE_CENTRE[:-1]
    assert due("F6", course("home_affairs_appraised", *steps)) is None
    merit = course("home_affairs_appraised", *steps, basis="merit")
    assert due("F6", merit) == add_working_days(CALENDAR, RECEIVED, 30)


@pytest.mark.parametrize(("subject", "days"), [("person", 10), ("household", 12)])
def test_a_commune_has_longer_for_a_family(subject: str, days: int) -> None:
    told = replace(course("unit_reviewed", *TO_HOME_AFFAIRS[:2]), subject=subject)
    assert due("F3", told) == add_working_days(CALENDAR, date(2026, 2, 3), days)


def test_an_unconfirmed_ground_is_told_and_makes_nobody_late() -> None:
    told = course("hr_verified", *TO_HOME_AFFAIRS)
    limits = [limit for limit in limits_at(packaged_flow("F1"), CALENDAR, told) if limit.move.action == "return"]
    assert limits
    assert not any(limit.is_sure for limit in limits)


def test_a_receipt_that_no_step_tells_still_starts_the_clock() -> None:
    told = replace(course("hr_verified"), received_on=RECEIVED)
    assert due("F4", told) == add_working_days(CALENDAR, RECEIVED, 25)


def test_states_lie_with_one_level_from_the_receipt_to_the_submission() -> None:
    flow = packaged_flow("F6")
    assert custody(flow, "unit_reviewed", has_collector=False) == {"unit_reviewed"}
    assert custody(flow, "home_affairs_appraised", has_collector=False) == {"hr_verified", "home_affairs_appraised"}
    assert custody(flow, "hr_verified", has_collector=True) == {"hr_verified"}
    assert custody(flow, "collected", has_collector=True) == {"collected", "home_affairs_appraised"}
    assert custody(flow, "approved", has_collector=False) == {"submitted_upward", "centrally_appraised", "approved"}
    assert custody(flow, "rejected", has_collector=False) == frozenset()
    assert not is_received(flow, "hr_verified", has_collector=True)


@dataclass(frozen=True)
class Asked:
    """A body that was asked, as far as limits ask."""

    begun_on: date
    ended_on: date | None = None
    outcome: str = ""
    state: str = "done"
    kind: str = "consultation"
    subject: str = field(default_factory=lambda: f"Cơ quan {next(NUMBERS)} (giả định)")


def agreed_due(*acts: Asked, told: Course | None = None) -> date | None:
    """The day ten working days after the bodies that the centre asked agreed, None where that limit does not run."""
    known = replace(told or course("submitted_upward", *TO_THE_CENTRE), acts=acts)
    found = [limit for limit in limits_at(packaged_flow("F6"), CALENDAR, known) if limit.clock.starts == AGREED]
    return found[0].running.due_on if found and found[0].running else None


FIRST, LAST = date(2026, 4, 3), date(2026, 4, 8)


def test_the_centre_submits_within_ten_days_after_the_last_body_agreed() -> None:
    one, other = Asked(SENT_UP, LAST, "agrees"), Asked(FIRST, FIRST, "agrees")
    assert agreed_due(one, other) == add_working_days(CALENDAR, LAST, 10)
    told = course("submitted_upward", *TO_THE_CENTRE)
    early = replace(told, acts=(other,))
    assert due("F6", early) == min(add_working_days(CALENDAR, SENT_UP, 20), add_working_days(CALENDAR, FIRST, 10))


@pytest.mark.parametrize(
    "other",
    [
        Asked(FIRST, LAST, "disagrees"),
        Asked(FIRST, LAST, "other"),
        Asked(FIRST, None, state="open"),
    ],
)
def test_without_full_agreement_that_limit_does_not_run(other: Asked) -> None:
    assert agreed_due(Asked(FIRST, LAST, "agrees"), other) is None


def test_a_body_that_was_asked_again_and_agreed_has_agreed() -> None:
    before = Asked(FIRST, FIRST, "disagrees")
    assert agreed_due(before, replace(before, ended_on=LAST, outcome="agrees")) == add_working_days(CALENDAR, LAST, 10)
    assert agreed_due(before, replace(before, ended_on=None, outcome="", state="open")) is None


def test_what_the_province_asked_or_nobody_asked_starts_nothing_at_the_centre() -> None:
    assert agreed_due() is None
    assert agreed_due(Asked(date(2026, 3, 10), date(2026, 3, 12), "agrees")) is None
    dropped = Asked(FIRST, LAST, state="dropped")
    assert agreed_due(dropped) is None
    assert agreed_due(dropped, Asked(FIRST, LAST, "agrees")) == add_working_days(CALENDAR, LAST, 10)


def test_a_hold_stops_the_ten_days_after_an_agreement_too() -> None:
    acts = (Asked(FIRST, LAST, "agrees"),)
    held = replace(course("on_hold", *TO_THE_CENTRE, HOLD), resume_state="submitted_upward")
    assert agreed_due(*acts, told=held) is None
    used = sum(CALENDAR.is_working_day(date(2026, 4, day)) for day in range(9, 11))
    released = course("submitted_upward", *TO_THE_CENTRE, HOLD, RELEASE)
    assert agreed_due(*acts, told=released) == add_working_days(CALENDAR, BACK, 10 - used)
