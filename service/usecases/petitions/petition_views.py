"""Petitions as people read them: lists, one in full with its way and days, and what may be done with it next."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from service.db import petitions as rows
from service.db.names import account_names
from service.db.organisations import OrganisationRow, load_organisations
from service.db.petitions import PetitionRow
from service.db.proposals import load_case
from service.db.work import Work
from service.documents.store import Damaged, DocumentStore, Missing
from service.usecases.calendars import working_calendar
from service.usecases.cases import find_case, may_open
from service.usecases.catalog import Catalog
from service.usecases.errors import NotFound
from service.usecases.moves.routing import standing
from service.usecases.pages import Page
from service.usecases.petitions.petition_access import bodies_of, open_petition, role_in
from service.usecases.recording import plain
from service.usecases.scopes import require_scope
from workflows.calendars import Calendar
from workflows.findings import Citation
from workflows.petitions import OPEN, Limit, Route
from workflows.petitions import petitions as known
from workflows.plans.model import Plan
from workflows.policy import Actor

SHOWN = (
    *("id", "number", "kind", "state", "plan_code", "plan_version", "category", "criterion", "subject", "known_on"),
    *("filed_on", "forwarded_on", "closed_on", "due_on", "version"),
)
READ = "proposal:read"
WORDS = ("text", "opinion", "answer", "answer_number", "paper_name", "paper_digest")


def list_petitions(
    work: Work, *, actor: Actor, only_open: bool = False, after: str | None = None, limit: int = 50
) -> Page:
    """Return the petitions that concern the actor, newest first; what is about a hidden proposal is not there.

    Raises PermissionDenied for a token that may not read proposals.
    """
    require_scope(actor, READ)
    found = rows.list_petitions(
        work,
        account_id=actor.account_id,
        person_id=actor.person_id,
        organisation_ids=None if actor.reads_everything else bodies_of(work, actor),
        states=OPEN if only_open else (),
        after=after,
        limit=limit + 1,
    )
    return Page(_lines(work, found[:limit]), found[limit - 1].id if len(found) > limit else None)


def petitions_about(work: Work, *, actor: Actor, proposal_id: str) -> list[dict[str, Any]]:
    """Return the petitions about a proposal, oldest first; raises NotFound for one that is absent or hidden."""
    find_case(work, actor, proposal_id)
    return _lines(work, rows.petitions_of(work, proposal_id))


def show_petition(work: Work, catalog: Catalog, *, actor: Actor, petition_id: str) -> dict[str, Any]:
    """Return one petition in full: texts, way with its citation, days, and the `steps` that this actor may take.

    Raises NotFound for one that is absent or hidden from him.
    """
    row = open_petition(work, actor, petition_id)
    (line,) = _lines(work, [row])
    plan = catalog.plan(work, row.plan_code, row.plan_version)
    route = known().find_route(row.plan_code, row.kind, about_proposal=row.proposal_id is not None)
    case = load_case(work, row.proposal_id).proposal if row.proposal_id else None
    return {
        **line,
        **{name: getattr(row, name) for name in WORDS},
        "plan": plan.title,
        "route": citation_as_data(route.citation) if route else None,
        "limits": [
            limit_as_data(limit, row, working_calendar(work)) for limit in known().limits if row.kind in limit.kinds
        ],
        "proposal_number": case.number if case else "",
        "opens_proposal": case is not None and may_open(work, actor, case),
        "steps": list(_steps(work, actor, row)),
    }


def read_paper(work: Work, store: DocumentStore, *, actor: Actor, petition_id: str) -> tuple[str, str, bytes]:
    """Return name, digest and bytes of an answer's document, checked; raises NotFound where there is none."""
    row = open_petition(work, actor, petition_id)
    try:
        content = store.get(row.paper_digest) if row.paper_digest else None
    except (Missing, Damaged):
        content = None
    if content is None:
        raise NotFound("not-found", {"kind": "document", "id": petition_id})
    return row.paper_name, row.paper_digest, content


def offered_route(plan: Plan, kind: str, *, about_proposal: bool) -> Route | None:
    """Return by which way a petition of a kind would go, for the page on which it is written."""
    return known().find_route(plan.code, kind, about_proposal=about_proposal)


def citation_as_data(citation: Citation) -> dict[str, str]:
    """Return where a way or a limit stands, and how well that was read."""
    return {"text": citation.text, "source": citation.source, "confidence": str(citation.confidence)}


def limit_as_data(limit: Limit, row: PetitionRow | None = None, calendar: Calendar | None = None) -> dict[str, Any]:
    """Return a limit with its ground; `on` is the day it means for a petition, where its start is known."""
    starts: Mapping[str, date | None] = (
        {} if row is None else {"known": row.known_on, "filed": row.filed_on, "forwarded": row.forwarded_on}
    )
    start = starts.get(limit.starts)
    shown = {"of": limit.of, "days": limit.days, "longest": limit.longest, "counted": limit.counted}
    ends_on = limit.ends_on(start, calendar) if start and calendar else None
    return {**shown, "on": plain(ends_on), "citation": citation_as_data(limit.citation)}


def _steps(work: Work, actor: Actor, row: PetitionRow) -> Iterable[str]:
    awaited = known().awaited(row.state, has_collector=bool(row.collector_id))
    if awaited is None:
        return
    if role_in(work, actor, row, awaited) is not None:
        yield "forward" if awaited == "collects" else "answer"
    if actor.account_id == row.account_id:
        yield "withdraw"


def _lines(work: Work, found: Iterable[PetitionRow]) -> list[dict[str, Any]]:
    listed = list(found)
    names = account_names(work, (row.account_id for row in listed))
    keys = {key for row in listed for key in (row.body_id, row.collector_id, row.decider_id) if key}
    bodies = load_organisations(work, keys)
    return [_line(row, names, bodies, _waits_for(work, row, bodies), work.today) for row in listed]


def _waits_for(work: Work, row: PetitionRow, bodies: Mapping[str, OrganisationRow]) -> str:
    """Return the name of the body whose step is waited for, as it stands today; empty once the matter has ended."""
    awaited = known().awaited(row.state, has_collector=bool(row.collector_id))
    key = row.collector_id if awaited == "collects" else row.decider_id
    body = standing(work, bodies.get(key)) if awaited and key else None
    return body.name if body else ""


def _line(
    row: PetitionRow, names: Mapping[str, str], bodies: Mapping[str, OrganisationRow], waits_for: str, today: date
) -> dict[str, Any]:
    def name_of(key: str | None) -> str:
        return bodies[key].name if key and key in bodies else ""

    return {
        **{name: plain(getattr(row, name)) for name in SHOWN},
        "proposal_id": row.proposal_id or "",
        "filed_by": names.get(row.account_id, ""),
        "body": name_of(row.body_id),
        "collector": name_of(row.collector_id),
        "decider": name_of(row.decider_id),
        "waits_for": waits_for,
        "is_late": row.due_on is not None and row.due_on < today,
    }
