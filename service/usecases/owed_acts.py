"""What is owed after decisions: which acts the flows ask for and nobody has recorded, by whom and by when."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from service.db import after_awards, publications
from service.db.after_awards import STANDING, Owing
from service.db.lines import ListedProposal
from service.db.organisations import OrganisationRow, load_organisations
from service.db.work import Work
from service.usecases.acts import due_of
from service.usecases.after_award import EVENTS
from service.usecases.calendars import working_calendar
from service.usecases.cases import reader_of, require
from service.usecases.catalog import Catalog
from service.usecases.proposals import Page
from service.usecases.queues import line_as_data
from workflows.calendars import Calendar
from workflows.definition import ActSpec, FlowDefinition
from workflows.flows.catalog import packaged_flows
from workflows.policy import Actor, find_holding

ALWAYS = "always"
Flow = tuple[str, int]


def list_owed(work: Work, catalog: Catalog, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return the proposals that this actor may open and that still owe an act after their decision, oldest first.

    Each line has `decision` and `owed`: kind, labels, roles, the body's name, `due_on` (None where no text sets a
    limit), `is_late`, and `is_mine` where the actor himself may record it. Raises PermissionDenied.
    """
    require(actor, "proposal:read")
    asked = _asked(work, catalog)
    rows = after_awards.list_owed(work, reader_of(actor), _owing(asked), after=after, limit=limit + 1)
    shown = rows[:limit]
    done = after_awards.done_kinds(work, (line.id for line, _ in shown)) if shown else {}
    bodies = load_organisations(work, (key for line, _ in shown for key in line.bodies.values()))
    calendar = working_calendar(work) if shown else None
    items = []
    for line, decision in shown:
        specs = [spec for spec in asked[line.flow_code, line.flow_version] if spec.kind not in done.get(line.id, ())]
        owed = [_as_data(spec, line, decision, (actor, bodies, calendar, work.today)) for spec in specs]
        items.append({**line_as_data(line), "decision": decision, "owed": owed})
    return Page(tuple(items), shown[-1][0].id if len(rows) > limit else None)


def may_owe(actor: Actor) -> bool:
    """Tell whether some role of the actor records what follows a decision, by the flows that ship; asks no database."""
    return any(held.role in _recording_roles() for held in actor.holdings)


@cache
def _recording_roles() -> frozenset[str]:
    return frozenset(role for flow in packaged_flows() for spec in _asked_by(flow) for role in spec.roles)


def _asked_by(flow: FlowDefinition) -> tuple[ActSpec, ...]:
    return tuple(spec for spec in flow.acts if spec.kind in EVENTS and spec.need == ALWAYS and STANDING in spec.at)


def _asked(work: Work, catalog: Catalog) -> dict[Flow, tuple[ActSpec, ...]]:
    """Return the acts after the decision that each published version of a flow asks for."""
    heads = publications.list_versions(work, "flow")
    return {(head.code, head.version): _asked_by(catalog.flow(work, head.code, head.version)) for head in heads}


def _owing(asked: Mapping[Flow, tuple[ActSpec, ...]]) -> list[Owing]:
    """Return which kinds are asked for, the flows that ask for the same ones together."""
    flows: dict[tuple[str, ...], list[Flow]] = {}
    for flow, specs in asked.items():
        flows.setdefault(tuple(spec.kind for spec in specs), []).append(flow)
    return [Owing(kinds, tuple(of)) for kinds, of in flows.items() if kinds]


def _as_data(
    spec: ActSpec,
    line: ListedProposal,
    decision: Mapping[str, Any],
    seen: tuple[Actor, Mapping[str, OrganisationRow], Calendar | None, date],
) -> dict[str, Any]:
    actor, bodies, calendar, today = seen
    body = bodies.get(line.bodies.get(spec.body, ""))
    signed = decision.get("signed_on")
    due = due_of(spec, date.fromisoformat(signed), calendar) if signed else None
    is_mine = body is not None and find_holding(actor, spec.roles, body.id, body.path, act=spec.kind) is not None
    return {
        "kind": spec.kind,
        "label_vi": spec.label_vi,
        "label_en": spec.label_en,
        "roles": list(spec.roles),
        "body": body.name if body else "",
        "due_on": due.isoformat() if due else None,
        "is_late": due is not None and due < today,
        "is_mine": is_mine,
    }
