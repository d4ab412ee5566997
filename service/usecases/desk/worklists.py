"""Lines of work as pages show them: what is to be done, how many days are left, what stopped the last attempt."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from service.db.organisations import load_organisations
from service.db.refusals import last_attempts
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.cases import forward_move
from service.usecases.catalog import Catalog
from service.usecases.moves.override_views import loud_overrides
from workflows.calendars import Calendar, CalendarUnknown, working_days_between

FARTHEST = 400  # days over which working days are counted; nobody acts on the exact number beyond


def describe_work(work: Work, catalog: Catalog, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return lines of a list with what is to be done about each, few statements for all of them.

    Added: `action`, `label_vi`, `label_en` (empty where nothing is awaited); `days_left` in working days, negative
    when late, None when not counted; `is_late`; `is_provisional` where no official list reaches the day; `stopped`,
    the counts `fail` and `unknown` of the last attempt at this very step, None when there was none since the proposal
    last changed; `override`, `used` or `waiting` where the proposal has one, else empty.
    """
    lines = list(rows)
    attempts = last_attempts(work, (line["id"] for line in lines)) if lines else {}
    overridden = loud_overrides(work, [line["id"] for line in lines])
    calendar = working_calendar(work)
    left = _days_left(calendar, work.today)
    found = []
    for line in lines:
        awaited = _awaited(work, catalog, line)
        due = date.fromisoformat(line["due_on"]) if line["due_on"] else None
        attempt = attempts.get(line["id"])
        stopped = None if attempt is None else _stopped(attempt.entry().payload, attempt.at, line, awaited["action"])
        found.append(
            {
                **line,
                **awaited,
                "days_left": left(due),
                "is_late": due is not None and due < work.today,
                "is_provisional": due is not None and calendar.is_provisional(due),
                "stopped": stopped,
                "override": overridden.get(line["id"], ""),
            }
        )
    return found


def name_of_body(work: Work, organisation_id: str) -> str:
    """Return the name of a body, empty when there is none of that id."""
    found = load_organisations(work, [organisation_id]) if organisation_id else {}
    return found[organisation_id].name if organisation_id in found else ""


def _awaited(work: Work, catalog: Catalog, line: Mapping[str, Any]) -> dict[str, str]:
    flow = catalog.flow(work, line["flow_code"], line["flow_version"])
    move = forward_move(flow, line["state"], has_collector=line["has_collector"], resume_state=line["resume_state"])
    if move is None:
        return {"action": "", "label_vi": "", "label_en": ""}
    return {"action": move.action, "label_vi": move.label_vi, "label_en": move.label_en}


def _stopped(payload: Mapping[str, Any], at: datetime, line: Mapping[str, Any], action: str) -> dict[str, int] | None:
    """Return how many findings stood against the last attempt, if it was at this step as it stands now."""
    findings = payload.get("findings")
    if at < datetime.fromisoformat(line["updated_at"]) or payload.get("action") != action:
        return None
    verdicts = [item["verdict"] for item in findings if item.get("blocks")] if isinstance(findings, list) else []
    return {name: verdicts.count(name) for name in ("fail", "unknown")} if verdicts else None


def _days_left(calendar: Calendar, today: date) -> Any:
    """Return how to count the working days to a day; each day is counted once."""

    @cache
    def left(due: date | None) -> int | None:
        if due is None or abs((due - today).days) > FARTHEST:
            return None
        try:
            return working_days_between(calendar, today, due)
        except CalendarUnknown:
            return None

    return left
