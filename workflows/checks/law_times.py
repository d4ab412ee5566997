"""Clocks of the appraisal and of the return (TM01, TM02), counted in working days."""

from collections.abc import Iterator
from datetime import date

from workflows.calendars import CalendarUnknown, add_working_days, packaged_calendar, working_days_between
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, failed, passed, unknown
from workflows.rules.model import CheckSpec

PERCENT = 100


def due_on(start: date, days: int) -> date | None:
    """Return the last day of a limit of working days, None where the calendar does not reach."""
    try:
        return add_working_days(packaged_calendar(), start, days)
    except CalendarUnknown:
        return None


def held_since(facts: ProposalFacts) -> date | None:
    """Return the day on which whoever has the file now received it: of the submission upward, else of the appraiser."""
    sent_up = [step.on for step in facts.steps if step.action == "submit_upward"]
    return sent_up[-1] if sent_up else facts.received_on


@check_kind("appraisal-time-left")
def appraisal_time_left(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """TM01: say how many working days of the appraisal are left, and when few are (Điều 35.2-3)."""
    since = held_since(facts)
    if since is None:
        return
    try:
        used = working_days_between(packaged_calendar(), since, facts.today)
    except CalendarUnknown:
        yield unknown("calendar", left=0, days=spec.params["days"])
        return
    days = spec.params["days"]
    is_early = used * PERCENT < days * spec.params["warn_percent"]
    yield (passed if is_early else failed)("time-left", left=max(days - used, 0), days=days)


@check_kind("appraisal-not-overdue")
def appraisal_not_overdue(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """TM01: the appraisal is made within its working days from the full file (Điều 35.2-3)."""
    yield from _within(facts, spec, "appraisal")


@check_kind("return-in-time")
def return_in_time(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """TM02: a file that does not qualify goes back within the working days of its regime (NĐ 152/2025, Điều 35.4)."""
    yield from _within(facts, spec, "return")


def _within(facts: ProposalFacts, spec: CheckSpec, about: str) -> Iterator[Answer]:
    since = held_since(facts)
    if since is None:
        return
    due = due_on(since, spec.params["days"])
    values = {"days": spec.params["days"], "due_on": due.isoformat() if due else ""}
    if due is None:
        yield unknown("calendar", **values)
    else:
        yield (passed if facts.today <= due else failed)(about, **values)


@check_kind("return-names-legal-ground")
def return_names_legal_ground(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """TM02: a return is in writing and names its legal ground (NĐ 152/2025, Điều 35.4)."""
    is_named = bool(facts.move.legal_ground.strip())
    yield (passed if is_named else failed)("legal-ground", ground=facts.move.legal_ground)
