"""Closing: what is still missing for each item, the result written on its proposal, and the end of the session."""

import hashlib
from datetime import date
from typing import Any

from service.db import acts, council_items, council_sessions
from service.db.council_items import ItemRow
from service.db.council_sessions import SessionRow
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import not_held, see_session, take_session
from service.usecases.councils.council_agendas import drop_items, has_open_ballot, open_for, open_item, still_waits
from service.usecases.councils.council_counts import (
    Room,
    find_recused,
    judge_item,
    judgement_as_data,
    load_room,
    shortfall_as_problem,
)
from service.usecases.councils.council_presiding import presiding_problems
from service.usecases.errors import Conflict, SessionIncomplete, Stale
from service.usecases.fields import FieldReader, read_hour
from service.usecases.moves.acts import Ending, finish_act
from service.usecases.recording import record
from service.usecases.streams import session_stream
from workflows.policy import Actor, Holding

Problem = dict[str, Any]
CLOSED = "council.session-closed"


def find_missing(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, is_final: bool = False
) -> list[Problem]:
    """Return everything that keeps a session from being closed, as problems with their figures and clauses."""
    sight, row = see_session(work, actor, session_id)
    sight.require_secretary()
    if row.state != "convened":
        return []
    room = load_room(work, catalog, row)
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    return [*room_problems(room, work.today), *agenda_problems(work, catalog, room, seen, is_final=is_final)]


def close_item(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    session_id: str,
    item_id: str,
    is_final: bool = False,
    reason: str = "",
) -> dict[str, Any]:
    """Close one item and write its result on the proposal; raises SessionIncomplete with what is missing."""
    sight, row = take_session(work, actor, session_id, "convened")
    holding = sight.require_secretary()
    item = open_item(work, actor, row.id, item_id)
    _demand_reason(reason, is_final=is_final)
    room = load_room(work, catalog, row)
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    found = agenda_problems(work, catalog, room, seen, is_final=is_final, only=item.id)
    missing = [*room_problems(room, work.today), *found]
    if missing:
        raise SessionIncomplete("session-incomplete", {"count": len(missing), "problems": missing})
    settled = _settle(work, catalog, (actor, holding), room, item, is_final=is_final)
    _demand_same_recused(work, room, [item])
    facts = {"session": row.id, "item": item.id, "code": settled.outcome or settled.state, "final": is_final}
    stream = session_stream(row.id)
    event = "council.item-closed"
    record(work, stream=stream, event=event, actor=actor, holding=holding, facts=facts, private={"reason": reason})
    return {"id": item.id, "state": settled.state, "outcome": settled.outcome, "version": row.version}


def close_session(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    session_id: str,
    expected_version: int | None,
    is_final: bool = False,
    reason: str = "",
    ends_at: str = "",
) -> dict[str, Any]:
    """Close a session with all that is open in it, or nothing at all; what is missing is said at once.

    `ends_at` is the hour at which the meeting ended, for its minutes. `is_final` says that nobody else will answer,
    with a reason: what did not reach its share is then not agreed. Raises NotFound, PermissionDenied, Stale when
    anything happened since (a vote, too), Conflict when it is closed, Invalid, SessionIncomplete with every problem.
    """
    sight, row = take_session(work, actor, session_id, "convened", expected_version=expected_version)
    holding = sight.require_secretary()
    _demand_reason(reason, is_final=is_final)
    room, ended = load_room(work, catalog, row), _read_end(row, ends_at)
    opened = _open_items(work, catalog, actor, room, is_final=is_final)
    for item in opened:
        _settle(work, catalog, (actor, holding), room, item, is_final=is_final)
    _demand_same_recused(work, room, opened)
    closed = {"state": "closed", "closed_at": work.now, "closed_by": actor.account_id}
    council_sessions.update_session(work, row.id, closed)
    items = [item for item in council_items.list_items(work, row.id) if item.state != "dropped"]
    outcomes = {name: sum(item.outcome == name for item in items) for name in ("agreed", "not_agreed")}
    facts = {"session": row.id, "number": row.number, "count": len(items), "outcomes": outcomes, "final": is_final}
    record(
        work,
        stream=session_stream(row.id),
        event=CLOSED,
        actor=actor,
        holding=holding,
        facts=facts | _pinned(room, ended),
        private={"reason": reason},
    )
    return {"id": row.id, "state": "closed", "version": row.version, **outcomes}


def _open_items(work: Work, catalog: Catalog, actor: Actor, room: Room, *, is_final: bool) -> list[ItemRow]:
    """Return what is still to be closed; raises Conflict for an item hidden from the actor, or what is missing."""
    opened = [item for item in council_items.list_items(work, room.session.id) if item.state == "open"]
    seen = council_items.list_seen(work, room.session.id, reader_of(actor))
    if {item.id for item in opened} - {item.id for item in seen}:
        raise Conflict("another-secretary-needed")
    missing = [*room_problems(room, work.today), *agenda_problems(work, catalog, room, seen, is_final=is_final)]
    if missing:
        raise SessionIncomplete("session-incomplete", {"count": len(missing), "problems": missing})
    return opened


def seats_digest(room: Room, item: ItemRow | None = None) -> str:
    """Return a hash over who sat there, with post, vote and attendance, so that the list can be checked later.

    For an item it is the attendance when that was considered, else that of the beginning.
    """
    lines = (f"{seat.person_id}|{seat.post}|{seat.votes:d}|{room.came(seat, item)}" for seat in room.seats)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _settle(
    work: Work, catalog: Catalog, who: tuple[Actor, Holding], room: Room, item: ItemRow, *, is_final: bool
) -> ItemRow:
    """Write what the vote on an item came to; a proposal that went elsewhere meanwhile only leaves the agenda."""
    data = open_for(work, catalog, who[0], item)
    if not still_waits(work, catalog, item):
        drop_items(work, catalog, who, [item])
        return council_items.get_item(work, item.id)
    if items_problems(room, [item], is_final=is_final):  # it was away when what is missing was asked for
        raise Stale("stale", {"expected": data.case.version, "actual": data.case.version})
    judged = judgement_as_data(room, item, judge_item(room, item, is_final=is_final))
    kept = _kept(room, item, judged)
    act = acts.get_act(work, item.proposal_id, item.act_id)
    ending = Ending("proposal.council-decided", outcome=judged["outcome"], data=kept, facts=_told(room.session, kept))
    finish_act(work, data, act, actor=who[0], holding=who[1], ending=ending)
    changes = {"state": "closed", "outcome": judged["outcome"], "result": kept, "closed_at": work.now}
    return council_items.update_item(work, item.id, changes)


def _demand_same_recused(work: Work, room: Room, items: list[ItemRow]) -> None:
    """Raise Stale when a recusal came or went after the room was read: it is in no count, and earlier than its result.

    Recusals take the row of the proposal and not that of the session. They are asked for again after the results were
    written: whoever comes later yet finds the proposal at another version.
    """
    now = find_recused(work, room.session.id)
    if any(now.get(item.id) != room.recused.get(item.id) for item in items):
        raise Stale("stale", {"expected": room.session.version, "actual": room.session.version})


def _kept(room: Room, item: ItemRow, judged: dict[str, Any]) -> dict[str, Any]:
    """Return what the act keeps of a vote: all figures, the rule by which they were judged, and who sat there."""
    figures = {name: value for name, value in judged.items() if name not in {"problems", "shortfalls"}}
    session = room.session
    return figures | {
        "session": session.id,
        "number": session.number,
        "held_on": session.held_on.isoformat(),
        "mode": item.mode,
        "rule_digest": session.rule_digest,
        "seats": seats_digest(room, item),
    }


def _told(session: SessionRow, kept: dict[str, Any]) -> dict[str, Any]:
    names = ("members", "present", "written", "in_favour", "base", "needed", "recused", "rule", "rule_digest", "seats")
    told = {name: kept[name] for name in names}
    return told | {"session": session.id, "number": session.number, "code": kept["outcome"], "tally": _tally(kept)}


def _tally(kept: dict[str, Any]) -> dict[str, int]:
    return {name: kept[name] for name in ("issued", "returned", "invalid", "yes", "no", "blank")}


def room_problems(room: Room, today: date) -> list[Problem]:
    """Return what is missing for the session as a whole: it has not met yet, or somebody was not marked."""
    found: list[Problem] = not_held(room.session, today)
    unmarked = sum(seat.attendance == "expected" for seat in room.seats)
    if unmarked:
        found.append({"path": "attendance", "code": "attendance-unmarked", "params": {"count": unmarked}})
    return found


def agenda_problems(
    work: Work, catalog: Catalog, room: Room, seen: list[ItemRow], *, is_final: bool, only: str = ""
) -> list[Problem]:
    """Return what is missing for each open item whose proposal still waits; of the others only a ballot to be ended."""
    found = items_problems(room, seen, is_final=is_final, only=only)
    behind = {problem["path"] for problem in found}
    places = {f"items.{item.id}": (place, item) for place, item in enumerate(seen, start=1)}
    gone = {path for path in behind if not still_waits(work, catalog, places[path][1])}
    held = {path for path in gone if has_open_ballot(work, places[path][1])}
    left = [problem for problem in found if problem["path"] not in gone]
    void = [(path, places[path][0]) for path in sorted(held)]
    return [*left, *({"path": path, "code": "ballot-to-void", "params": {"about": place}} for path, place in void)]


def items_problems(room: Room, seen: list[ItemRow], *, is_final: bool, only: str = "") -> list[Problem]:
    """Return what is missing for each open item, by its place on the agenda as its reader sees it."""
    found = presiding_problems(room, seen, only)
    for place, item in enumerate(seen, start=1):
        if item.state != "open" or (only and item.id != only):
            continue
        path, judged = f"items.{item.id}", judge_item(room, item, is_final=is_final)
        if item.mode != "open" and room.counted(item) is None:
            code = "ballot-spoilt" if item.mode == "secret" and item.id in room.spoilt else "votes-not-counted"
            found.append({"path": path, "code": code, "params": {"about": place}})
            continue
        found += [{"path": path, "code": code, "params": {"about": place}} for code in judged.problems]
        found += [shortfall_as_problem(path, place, room, item, one) for one in judged.shortfalls if one.binds]
        if judged.is_unhindered and not judged.is_closable:  # no rule refuses, and yet there is no result to write
            params = {"about": place, "have": judged.yes, "needed": judged.needed, "base": judged.base}
            found.append({"path": path, "code": "vote-undecided", "params": params})
    return found


def _pinned(room: Room, ends_at: str) -> dict[str, str]:
    """Return what an end tells to be checked later: who sat there, by which rule, when the meeting ended."""
    rule = {"rule": room.rule.name, "rule_digest": room.session.rule_digest}
    return {"seats": seats_digest(room), **rule, **({"ends_at": ends_at} if ends_at else {})}


def _read_end(row: SessionRow, ends_at: str) -> str:
    reader = FieldReader({"ends_at": ends_at})
    ended, began = reader.hour("ends_at"), read_hour(row.starts_at)
    if ended and began and ended < began:
        reader.problem("ends_at", "ends-before-start", hour=began)
    reader.finish()
    return ended


def _demand_reason(reason: str, *, is_final: bool) -> None:
    reader = FieldReader({"reason": reason})
    reader.text("reason", required=is_final, longest=1000)
    reader.finish()
