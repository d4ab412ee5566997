"""How a proposal came to its end and what it owes there: the columns that say so, and the limits of what is owed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from service.db.standings import SENT, count_sent
from service.db.work import Work
from service.usecases.moves.awaiting import barred
from workflows.calendars import Calendar
from workflows.definition import ActSpec, FlowDefinition
from workflows.owed import FINAL, Ending, Limit, came_from, counts_cases, limit_of, owed_acts
from workflows.submissions import KIND
from workflows.traces import Act, Step

APPROVED, DONE = "approved", "done"
NOTHING: Mapping[str, Any] = {"owes": "", "owes_by": None}


class Ended(NamedTuple):
    """A proposal at its end, as far as what it owes asks."""

    definition: FlowDefinition
    state: str
    has_collector: bool
    decision: Mapping[str, Any] | None
    steps: Sequence[Step]
    acts: Sequence[Act]


def owed_values(work: Work, calendar: Calendar, ended: Ended) -> dict[str, Any]:
    """Return the columns that say what a proposal owes: `owes`, and `owes_by`, the first day that is sure.

    One statement more where a limit depends on the number of cases, none else.
    """
    if ended.definition.state(ended.state).kind != FINAL:
        return dict(NOTHING)
    ending = ending_of(ended, None)
    owed = owed_acts(ended.definition, ending, has_collector=ended.has_collector)
    if counts_cases(owed):
        submission = submission_of(ended)
        ending = ending_of(ended, count_sent(work, [submission]).get(submission))
    limits = [limit_of(act, ending, calendar) for act in owed]
    days = (limit.due_on for limit in limits if limit.is_sure and limit.due_on is not None)
    return {"owes": barred(act.kind for act in owed), "owes_by": min(days, default=None)}


def ending_of(ended: Ended, cases: int | None) -> Ending:
    """Return how the proposal came to its end; `cases` is how many went with the submission that was decided on."""
    signed = (ended.decision or {}).get("signed_on") if ended.state == APPROVED else None
    led_here = [step.on for step in ended.steps if step.target == ended.state]
    return Ending(
        state=ended.state,
        came_from=came_from(ended.steps, ended.state),
        entered_on=led_here[-1] if led_here else date.min,
        decided_on=date.fromisoformat(signed) if signed else None,
        done={act.kind: day for act in ended.acts if act.state == DONE and (day := _day_of(act)) is not None},
        cases=cases,
    )


def submission_of(ended: Ended) -> str:
    """Return the id of the submission by which the last step came to be decided on, empty where none was recorded."""
    level = came_from(ended.steps, ended.state)
    sent = (act for act in reversed(ended.acts) if act.kind == KIND and act.outcome == SENT)
    return next((act.subject for act in sent if act.data.get("level") == level), "")


def limit_as_data(spec: ActSpec, ending: Ending, calendar: Calendar, today: date) -> dict[str, Any]:
    """Return the limit of an act that is owed: `due_on`, `is_late`, `limit` (how it stands), its ground, how sure."""
    found: Limit = limit_of(spec, ending, calendar)
    cited = found.clock.citation if found.clock else None
    return {
        "due_on": found.due_on.isoformat() if found.due_on else None,
        "is_late": found.is_late(today),
        "limit": found.standing,
        "limit_citation": cited.text if cited else "",
        "limit_confidence": str(cited.confidence) if cited else "",
    }


def _day_of(act: Act) -> date | None:
    """Return the day that an act states for itself, else the one on which it was recorded."""
    stated = act.data.get("on")
    return date.fromisoformat(stated) if stated else act.ended_on
