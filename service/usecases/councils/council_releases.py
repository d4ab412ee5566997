"""Releasing a sheet: what stands against it is said at once, then every line is done by itself and keeps its result.

A line is one transaction: its item is closed by its vote (or put off), the outcome stands in the proposal's history, a
recommended form has its new draft, and the result is kept, all of it or nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.db import council_items
from service.db import council_sheets as rows
from service.db.council_sessions import SessionRow
from service.db.council_sheets import SheetLine
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import see_session, take_session
from service.usecases.councils.council_agendas import open_for, remove_item
from service.usecases.councils.council_closings import close_item
from service.usecases.councils.council_counts import load_room
from service.usecases.councils.council_recommendations import Recommending, start_recommended
from service.usecases.councils.council_sheets import SITS, Line, find_obstacles, load_lines
from service.usecases.errors import Conflict, NotFound, SessionIncomplete
from service.usecases.jobs.jobs import start_job
from service.usecases.noting import note_event
from service.usecases.recording import record
from service.usecases.streams import session_stream
from workflows.policy import Actor, Holding
from workflows.votes.outcomes import PUT_OFF, UNDECIDED, outcomes

RELEASE = "council-release"


def list_obstacles(work: Work, catalog: Catalog, *, actor: Actor, session_id: str) -> list[dict[str, Any]]:
    """Return everything that stands against the release of a sheet as it is; raises NotFound, PermissionDenied."""
    sight, row = see_session(work, actor, session_id)
    sight.require_secretary()
    return list(find_obstacles(load_lines(work, catalog, actor, load_room(work, catalog, row))))


def start_release(work: Work, catalog: Catalog, *, actor: Actor, session_id: str) -> dict[str, Any]:
    """Begin the release of every line that has an outcome and was not released; returns the id of the job that does it.

    Raises NotFound, PermissionDenied, Conflict when nothing waits, SessionIncomplete with every line that has no reason
    for its departure from the advice, or goes against the vote; then nothing begins.
    """
    sight, row = take_session(work, actor, session_id, *SITS)
    holding = sight.require_secretary()
    lines = _waiting(work, catalog, actor, row)
    _demand(list(find_obstacles(lines)))
    job_id = start_job(work, actor=actor, kind=RELEASE, params={"session": row.id}, total=len(lines))
    facts = {"session": row.id, "number": row.number, "count": len(lines)}
    stream = session_stream(row.id)
    record(work, stream=stream, event="council.release-begun", actor=actor, holding=holding, facts=facts)
    return {"job_id": job_id, "count": len(lines), "version": row.version}


def release_line(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, item_id: str, place: int = 1
) -> dict[str, Any] | None:
    """Release one line, which stands at a place of the sheet, and return what was done; None when it was done before.

    Whoever comes second waits for the first and finds it done. Raises NotFound, PermissionDenied, Conflict,
    SessionIncomplete with what the vote still lacks or what stands against this line, and as `start_recommended`.
    """
    sight, row = take_session(work, actor, session_id, *SITS)
    holding = sight.require_secretary()
    found = load_lines(work, catalog, actor, load_room(work, catalog, row), item_id=item_id, first=place)
    if not found or not found[0].outcome:
        raise NotFound("not-found", {"kind": "council-item", "id": item_id})
    if not found[0].waits:
        return None
    _demand(list(find_obstacles(found)))  # the sheet may have changed since the release began
    line = _bring_to_end(work, catalog, actor, found[0])
    answer = _tell_proposal(work, catalog, (actor, holding), row, line)
    started = answer.get("started") or {}
    rows.keep_result(work, item_id, answer=answer, released_by=actor.account_id, started_id=started.get("id"))
    facts = {"session": row.id, "item": item_id, "outcome": found[0].outcome}
    stream = session_stream(row.id)
    record(work, stream=stream, event="council.outcome-released", actor=actor, holding=holding, facts=facts)
    return answer


def _waiting(work: Work, catalog: Catalog, actor: Actor, row: SessionRow) -> list[Line]:
    lines = load_lines(work, catalog, actor, load_room(work, catalog, row))
    waiting = [line for line in lines if line.waits]
    if not waiting:
        raise Conflict("sheet-nothing-waits", {"session": row.number})
    return waiting


def _demand(problems: list[dict[str, Any]]) -> None:
    if problems:
        raise SessionIncomplete("sheet-incomplete", {"count": len(problems), "problems": problems})


def _bring_to_end(work: Work, catalog: Catalog, actor: Actor, line: Line) -> SheetLine:
    """Close an item that is still open by its vote, or take it off the agenda where it is put off; return it as it is.

    Raises SessionIncomplete with what its vote lacks, or when the vote came out against the outcome.
    """
    item, outcome = line.row.item, outcomes()[line.outcome]
    asked: Mapping[str, Any] = {"actor": actor, "session_id": item.session_id, "item_id": item.id}
    if item.state == "open":
        if outcome.code == PUT_OFF:
            remove_item(work, catalog, **asked, reason=line.row.kept.reason if line.row.kept else "")
        else:
            close_item(work, catalog, **asked)
        item = council_items.get_item(work, item.id)
    if outcome.code != PUT_OFF and item.state != "closed":
        raise Conflict("council-item-closed", {"item": item.id})
    ended = replace(line, row=line.row._replace(item=item), vote=item.outcome or UNDECIDED)
    _demand(list(find_obstacles([ended])))  # what the vote came to, not what it seemed to come to
    return ended.row


def _tell_proposal(
    work: Work,
    catalog: Catalog,
    who: tuple[Actor, Holding],
    session: SessionRow,
    line: SheetLine,
) -> dict[str, Any]:
    """Put the outcome into the proposal's history and start what it recommends; its state stays as its flow has it."""
    (actor, holding), kept = who, line.kept
    assert kept is not None  # noqa: S101 - the caller has seen its outcome
    outcome = outcomes()[kept.outcome]
    data = open_for(work, catalog, actor, line.item)
    answer: dict[str, Any] = {"result": "released", "outcome": outcome.code, "vote": line.item.outcome}
    facts = {"session": session.id, "number": session.number, "act": line.item.act_id, "outcome": outcome.code}
    if outcome.way:
        by = Recommending(actor, holding, session.id, session.number, outcome)
        started = start_recommended(work, catalog, data, by=by)
        answer["started"] = started
        facts |= {"proposal": started["id"], "name": started["number"], "form": started["form"]}
    event = "proposal.council-recommended" if outcome.way else "proposal.council-outcome"
    note_event(work, data, event=event, who=(actor, holding), facts=facts, private={"reason": kept.reason})
    return answer
