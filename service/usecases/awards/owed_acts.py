"""What is owed after decisions: which acts the flows ask for and nobody has recorded, by whom and by when."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from service.db import after_awards
from service.db.after_awards import OwingProposal
from service.db.lines import ListedProposal
from service.db.organisations import OrganisationRow, load_organisations
from service.db.standings import count_sent, load_acts, load_steps
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.cases import reader_of, require
from service.usecases.catalog import Catalog
from service.usecases.moves.endings import Ended, ending_of, limit_as_data, submission_of
from service.usecases.pages import Page, line_as_data
from workflows.calendars import Calendar
from workflows.definition import ActSpec
from workflows.flows.catalog import packaged_flows
from workflows.owed import ALWAYS, FINAL, Ending, owed_acts
from workflows.policy import Actor, find_holding


class Seen(NamedTuple):
    """What the lines of a page have in common: who looks, the bodies, the calendar, the day."""

    actor: Actor
    bodies: Mapping[str, OrganisationRow]
    calendar: Calendar
    today: date


def list_owed(work: Work, catalog: Catalog, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return the proposals that this actor may open and that still owe an act after their end, oldest first.

    Each line has `decision` and `owed`: kind, labels, roles, the body's name, its limit as `endings.limit_as_data` has
    it, and `is_mine` where the actor himself may record it. Raises PermissionDenied.
    """
    require(actor, "proposal:read")
    rows = after_awards.list_owed(work, reader_of(actor), after=after, limit=limit + 1)
    if not rows:
        return Page((), None)
    shown = rows[:limit]
    bodies = load_organisations(work, (key for row in shown for key in row.line.bodies.values()))
    seen = Seen(actor, bodies, working_calendar(work), work.today)
    items = [
        {
            **line_as_data(row.line),
            "decision": row.decision,
            "owed": [_as_data(spec, row.line, ending, seen) for spec in owed],
        }
        for row, (ending, owed) in zip(shown, owed_by(work, catalog, shown), strict=True)
    ]
    return Page(tuple(items), shown[-1].line.id if len(rows) > limit else None)


def owed_by(work: Work, catalog: Catalog, rows: Sequence[OwingProposal]) -> list[tuple[Ending, tuple[ActSpec, ...]]]:
    """Return of each proposal how it came to its end and which acts it owes there; so many statements, however many."""
    keys = [row.line.id for row in rows]
    steps, acts = load_steps(work, keys), load_acts(work, keys)
    ended = [
        Ended(
            catalog.flow(work, row.line.flow_code, row.line.flow_version),
            row.line.state,
            "collector" in row.line.bodies,
            row.decision,
            steps.get(row.line.id, []),
            acts.get(row.line.id, []),
        )
        for row in rows
    ]
    submissions = [submission_of(one) for one in ended]
    cases = count_sent(work, submissions)
    endings = [ending_of(one, cases.get(key)) for one, key in zip(ended, submissions, strict=True)]
    return [
        (ending, owed_acts(one.definition, ending, has_collector=one.has_collector))
        for one, ending in zip(ended, endings, strict=True)
    ]


def may_owe(actor: Actor) -> bool:
    """Tell whether some role of the actor records what follows a decision, by the flows that ship; asks no database."""
    return any(held.role in _recording_roles() for held in actor.holdings)


@cache
def _recording_roles() -> frozenset[str]:
    ends = ((flow, state.code) for flow in packaged_flows() for state in flow.states if state.kind == FINAL)
    asked = (act for flow, state in ends for act in flow.acts if state in act.at and act.need == ALWAYS)
    return frozenset(role for act in asked for role in act.roles)


def _as_data(spec: ActSpec, line: ListedProposal, ending: Ending, seen: Seen) -> dict[str, Any]:
    body = seen.bodies.get(line.bodies.get(spec.body, ""))
    is_mine = body is not None and find_holding(seen.actor, spec.roles, body.id, body.path, act=spec.kind) is not None
    return {
        "kind": spec.kind,
        "label_vi": spec.label_vi,
        "label_en": spec.label_en,
        "roles": list(spec.roles),
        "body": body.name if body else "",
        **limit_as_data(spec, ending, seen.calendar, seen.today),
        "is_mine": is_mine,
    }
