"""Time limits that bear on a case, in JSON types: told, never enforced; a rule that stops a late step says so."""

from datetime import date
from typing import Any

from service.usecases.facts import CaseData
from workflows.definition import TransitionSpec
from workflows.limits import Course, Limit, limits_at, limits_of


def course_of(data: CaseData, today: date) -> Course:
    """Return what has happened to a case, as far as its time limits ask."""
    case = data.case
    return Course(
        state=case.state,
        steps=data.dossier.steps,
        today=today,
        has_collector="collector" in case.bodies,
        resume_state=case.resume_state,
        received_on=case.received_on,
        basis=case.basis,
        subject=data.nominee.kind,
        acts=data.dossier.acts,
    )


def time_limits(data: CaseData, move: TransitionSpec, today: date) -> list[dict[str, Any]]:
    """Return the limits that run for a move open now, each as `limit_as_data` has it."""
    if data.case.state not in move.sources:
        return []
    found = limits_of(data.definition, data.calendar, move, course_of(data, today))
    return [limit_as_data(limit, today) for limit in found if limit.running is not None]


def case_limits(data: CaseData, today: date) -> list[dict[str, Any]]:
    """Return every limit that bears on a case where it stands, those of a held or returned one as they stand still.

    Added: `action` with its labels. Raises nothing; what no calendar reaches has no `due_on`.
    """
    found = limits_at(data.definition, data.calendar, course_of(data, today))
    return [
        limit_as_data(limit, today)
        | {"action": limit.move.action, "label_vi": limit.move.label_vi, "label_en": limit.move.label_en}
        for limit in found
    ]


def limit_as_data(limit: Limit, today: date) -> dict[str, Any]:
    """Return a limit: how long, since when, how long it stood still, when it is due, on which ground, how sure.

    `since`, `left` and `due_on` may be None: while it waits to begin anew, and where no calendar reaches.
    """
    clock, running = limit.clock, limit.running
    return {
        "working_days": clock.working_days,
        "starts": clock.starts,
        "since": running.since.isoformat() if running else None,
        "left": running.left if running else None,
        "paused_days": running.paused if running else 0,
        "is_paused": running.is_paused if running else True,
        "due_on": running.due_on.isoformat() if running and running.due_on else None,
        "is_overdue": running is not None and running.is_overdue(today),
        "is_provisional": running is not None and running.is_provisional,
        "undecided": [day.isoformat() for day in running.undecided] if running else [],
        "citation": clock.citation.text,
        "confidence": str(clock.citation.confidence),
        "is_sure": limit.is_sure,
    }
