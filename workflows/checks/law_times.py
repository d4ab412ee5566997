"""Clocks of the appraisal and of the return (TM01, TM02), in working days; held or returned, they stand still."""

from collections.abc import Iterator
from datetime import date

from workflows.calendars import Calendar, CalendarUnknown, add_working_days
from workflows.checks.registry import check_kind
from workflows.clocks import Running, Span, run, spans_of
from workflows.facts import ProposalFacts
from workflows.findings import Answer, failed, passed, unknown
from workflows.rules.model import CheckSpec

PERCENT = 100
STANDSTILLS = frozenset({"on_hold", "returned"})


def due_on(calendar: Calendar, start: date, days: int) -> date | None:
    """Return the last day of a limit of working days, None where the calendar does not reach."""
    try:
        return add_working_days(calendar, start, days)
    except CalendarUnknown:
        return None


def held_since(facts: ProposalFacts) -> date | None:
    """Return the day on which whoever has the file now received it: of the submission upward, else of the appraiser."""
    sent_up = [step.on for step in facts.steps if step.action == "submit_upward"]
    return sent_up[-1] if sent_up else facts.received_on


@check_kind("appraisal-time-left")
def appraisal_time_left(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """TM01: say how many working days of the appraisal are left, and when few are (Điều 35.2-3)."""
    days = spec.params["days"]
    running = _running(facts, days)
    if running is None:
        return
    if running.left is None:
        yield unknown("calendar", left=0, days=days)
        return
    is_early = (days - running.left) * PERCENT < days * spec.params["warn_percent"]
    yield (passed if is_early else failed)("time-left", left=max(running.left, 0), days=days)


def _running(facts: ProposalFacts, days: int) -> Running | None:
    """Return where a limit stands since whoever has the file received it; None before anybody did."""
    since = held_since(facts)
    if since is None:
        return None
    states = {step.target for step in facts.steps} - STANDSTILLS
    spans = [
        Span(max(span.after, since), span.until)
        for span in spans_of(facts.steps, states, restarts=False)
        if span.until is None or span.until > since
    ]
    return run(facts.calendar, days, spans or [Span(since)], facts.today)


@check_kind("appraisal-not-overdue")
def appraisal_not_overdue(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """TM01: the appraisal is made within its working days from the full file (Điều 35.2-3)."""
    yield from _within(facts, spec, "appraisal")


@check_kind("return-in-time")
def return_in_time(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """TM02: a file that does not qualify goes back within the working days of its regime (NĐ 152/2025, Điều 35.4)."""
    yield from _within(facts, spec, "return")


def _within(facts: ProposalFacts, spec: CheckSpec, about: str) -> Iterator[Answer]:
    running = _running(facts, spec.params["days"])
    if running is None:
        return
    due = running.due_on
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
