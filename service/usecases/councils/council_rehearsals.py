"""Rehearsals: what closing a session would come to if it went as supposed; answered from a snapshot, never written."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.db import council_items
from service.db.council_items import ItemRow
from service.db.council_sessions import SessionRow
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import Sight, see_session
from service.usecases.councils.council_agendas import open_for, still_waits
from service.usecases.councils.council_attendance import start_of
from service.usecases.councils.council_closings import Problem, agenda_problems, room_problems
from service.usecases.councils.council_counts import Room, count_of, judge_item, judgement_as_data, load_room
from service.usecases.councils.council_sessions import convening_problems, find_seats, session_as_data
from service.usecases.councils.council_suppositions import Supposed, suppose_attendance, suppose_votes
from service.usecases.councils.councils import council_as_data
from service.usecases.errors import Conflict
from service.usecases.fields import FieldReader
from workflows.policy import Actor
from workflows.votes.counting import Judgement, judge

OPEN = ("planned", "convened")


def rehearse_session(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what closing a session would be answered if it went as supposed; nothing of it is written.

    `values`: seats (`member_id`, `came`), items (`id` with figures or votes by member), others (how those present vote
    of whom nothing is said), is_final. What is not supposed stands as recorded. The day of the session is taken to have
    come. Raises NotFound, PermissionDenied, Conflict when it is over, Invalid for what could not be so.
    """
    sight, row = see_session(work, actor, session_id)
    sight.require_secretary()
    if row.state not in OPEN:
        raise Conflict("session-not-open", {"session": row.number, "state": row.state})
    room, convening = _room(work, catalog, sight, row)
    items = council_items.list_items(work, row.id)
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    opened = [item for item in seen if item.state == "open"]
    reader, is_final = FieldReader({}), bool(values.get("is_final"))
    room = suppose_attendance(work, room, items, values.get("seats") or (), reader)
    supposed = suppose_votes(work, room, opened, values, reader)
    reader.finish()
    changed = {item.id: item for item in supposed.items}
    agenda = [changed.get(item.id, item) for item in seen]
    hidden = {item.id for item in items if item.state == "open"} - {item.id for item in opened}
    missing = [
        *convening,
        *room_problems(supposed.room, max(work.today, row.held_on)),
        *agenda_problems(work, catalog, supposed.room, agenda, is_final=is_final),
    ]
    told = [
        _item(work, catalog, actor, supposed, item, place, is_final=is_final)
        for place, item in enumerate(agenda, start=1)
    ]
    return _answer(
        room, start_of(items), told, missing, needs_other=bool(hidden) or any(one["needs_other"] for one in told)
    )


def show_rehearsal(work: Work, catalog: Catalog, *, actor: Actor, session_id: str) -> dict[str, Any]:
    """Return what a rehearsal starts from: the session, who sits or would sit there, the open items. Raises as that."""
    sight, row = see_session(work, actor, session_id)
    sight.require_secretary()
    if row.state not in OPEN:
        raise Conflict("session-not-open", {"session": row.number, "state": row.state})
    room, _ = _room(work, catalog, sight, row)
    start = start_of(council_items.list_items(work, row.id))
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    shown = ("id", "number", "nominee_name", "form", "mode")
    return session_as_data(row) | {
        "council": council_as_data(sight.council),
        "rule_title": room.rule.title_vi,
        "seats": [
            {name: getattr(seat, name) for name in ("member_id", "name", "post", "title", "votes")}
            | {"attendance": room.came(seat, start)}
            for seat in room.seats
        ],
        "items": [
            {name: getattr(item, name) for name in shown}
            | {
                "place": place,
                "voters": len(room.acting(item)),
                "recused": len(room.voters()) - len(room.acting(item)),
                "is_tie_chairs": room.rule_of(item).has_casting_vote and item.mode == "open",
            }
            for place, item in enumerate(seen, start=1)
            if item.state == "open"
        ],
    }


def _room(work: Work, catalog: Catalog, sight: Sight, row: SessionRow) -> tuple[Room, list[Problem]]:
    """Return the room of a session, with those who would sit there if it were convened now, and what forbids that."""
    room = load_room(work, catalog, row)
    if row.state == "convened":
        return room, []
    seats, chair_id = find_seats(work, row)
    found = convening_problems(sight.council, row, seats, chair_id)
    problems = [{"path": path, "code": code, "params": {}} for path, code in found]
    return replace(room, session=row._replace(chair_id=chair_id), seats=tuple(seats)), problems


def _item(
    work: Work, catalog: Catalog, actor: Actor, supposed: Supposed, item: ItemRow, place: int, *, is_final: bool
) -> dict[str, Any]:
    shown = ("id", "number", "nominee_name", "form", "mode")
    told = {name: getattr(item, name) for name in shown} | {"place": place, "needs_other": False}
    if item.state != "open":
        result = dict(item.result or {})
        return told | {
            "state": item.state,
            "outcome": item.outcome,
            "figures": result,
            "notes": [],
            "chair_decides": False,
        }
    try:
        open_for(work, catalog, actor, item)
        state = "closed" if still_waits(work, catalog, item) else "dropped"
    except Conflict:
        state, told["needs_other"] = "open", True
    room, judged = supposed.room, judge_item(supposed.room, item, is_final=is_final)
    is_counted = item.mode == "open" or room.counted(item) is not None
    figures = judgement_as_data(room, item, judged)
    notes = [
        {"path": "", "code": one["code"], "params": one["params"]} for one in figures["shortfalls"] if not one["binds"]
    ]
    return told | {
        "state": state,
        "outcome": judged.outcome if is_counted and state != "dropped" else "",
        "figures": figures,
        "notes": notes,
        "chair_decides": _would_chair_decide(supposed, item, judged, is_final=is_final),
    }


def _would_chair_decide(supposed: Supposed, item: ItemRow, judged: Judgement, *, is_final: bool) -> bool:
    """Tell whether the chair's own yes, of which nothing was supposed, would turn an item."""
    if item.id not in supposed.chairs or judged.outcome != "not_agreed":
        return False
    count = replace(count_of(supposed.room, item), chair="yes")
    return judge(supposed.room.rule_of(item), count, is_final=is_final).outcome == "agreed"


def _answer(
    room: Room, start: ItemRow | None, told: list[dict[str, Any]], missing: list[Problem], *, needs_other: bool
) -> dict[str, Any]:
    closes = not missing and not needs_other
    outcomes = [one["outcome"] for one in told]
    return {
        "session_id": room.session.id,
        "closes": closes,
        "needs_other_secretary": needs_other,
        "members": len(room.voters()),
        "present": sum(room.came(seat, start) == "present" for seat in room.voters()),
        "agreed": outcomes.count("agreed"),
        "not_agreed": outcomes.count("not_agreed"),
        "missing": missing,
        "items": told,
    }
