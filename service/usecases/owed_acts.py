"""What is owed after decisions: which acts the flows ask for and nobody has recorded, by whom and by when."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from service.db import after_awards
from service.db.after_awards import OwingProposal
from service.db.organisations import OrganisationRow, load_organisations
from service.db.standings import TakenStep, load_steps
from service.db.work import Work
from service.usecases.acts import due_of
from service.usecases.calendars import working_calendar
from service.usecases.cases import reader_of, require
from service.usecases.catalog import Catalog
from service.usecases.proposals import Page
from service.usecases.queues import line_as_data
from workflows.calendars import Calendar
from workflows.definition import ActSpec
from workflows.flows.catalog import packaged_flows
from workflows.owed import owed_acts
from workflows.policy import Actor, find_holding

APPROVED = "approved"


class Seen(NamedTuple):
    """What the lines of a page have in common: who looks, the bodies, the calendar, the day."""

    actor: Actor
    bodies: Mapping[str, OrganisationRow]
    calendar: Calendar
    today: date


def list_owed(work: Work, catalog: Catalog, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return the proposals that this actor may open and that still owe an act after their end, oldest first.

    Each line has `decision` and `owed`: kind, labels, roles, the body's name, `due_on` (None where no text sets a
    limit), `is_late`, and `is_mine` where the actor himself may record it. Raises PermissionDenied.
    """
    require(actor, "proposal:read")
    rows = after_awards.list_owed(work, reader_of(actor), after=after, limit=limit + 1)
    if not rows:
        return Page((), None)
    shown = rows[:limit]
    bodies = load_organisations(work, (key for row in shown for key in row.line.bodies.values()))
    steps = load_steps(work, (row.line.id for row in shown))
    seen = Seen(actor, bodies, working_calendar(work), work.today)
    items = [
        {
            **line_as_data(row.line),
            "decision": row.decision,
            "owed": [_as_data(spec, row, _ended_on(row, steps), seen) for spec in _specs(work, catalog, row)],
        }
        for row in shown
    ]
    return Page(tuple(items), shown[-1].line.id if len(rows) > limit else None)


def may_owe(actor: Actor) -> bool:
    """Tell whether some role of the actor records what follows a decision, by the flows that ship; asks no database."""
    return any(held.role in _recording_roles() for held in actor.holdings)


@cache
def _recording_roles() -> frozenset[str]:
    owed = (
        owed_acts(flow, state.code, has_collector=has_collector)
        for flow in packaged_flows()
        for state in flow.states
        for has_collector in (True, False)
    )
    return frozenset(role for specs in owed for spec in specs for role in spec.roles)


def _specs(work: Work, catalog: Catalog, row: OwingProposal) -> list[ActSpec]:
    """Return the acts that a proposal still owes, as its flow has them."""
    line, kinds = row.line, set(row.owes.split("|"))
    flow = catalog.flow(work, line.flow_code, line.flow_version)
    asked = owed_acts(flow, line.state, has_collector="collector" in line.bodies)
    return [spec for spec in asked if spec.kind in kinds]


def _ended_on(row: OwingProposal, steps: Mapping[str, list[TakenStep]]) -> date | None:
    """Return the day from which what follows is counted: of the decision, else of the step to where it stands."""
    signed = row.decision.get("signed_on") if row.line.state == APPROVED else None
    if signed:
        return date.fromisoformat(signed)
    taken = steps.get(row.line.id)
    return taken[-1].on if taken else None


def _as_data(spec: ActSpec, row: OwingProposal, ended_on: date | None, seen: Seen) -> dict[str, Any]:
    body = seen.bodies.get(row.line.bodies.get(spec.body, ""))
    due = due_of(spec, ended_on, seen.calendar) if ended_on else None
    is_mine = body is not None and find_holding(seen.actor, spec.roles, body.id, body.path, act=spec.kind) is not None
    return {
        "kind": spec.kind,
        "label_vi": spec.label_vi,
        "label_en": spec.label_en,
        "roles": list(spec.roles),
        "body": body.name if body else "",
        "due_on": due.isoformat() if due else None,
        "is_late": due is not None and due < seen.today,
        "is_mine": is_mine,
    }
