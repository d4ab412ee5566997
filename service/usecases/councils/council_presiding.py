"""Who presides: the chair, or whom the secretary names from an item on when the chair is not there."""

from typing import Any

from service.db import council_items, council_turns
from service.db.council_items import ItemRow
from service.db.council_turns import PRESIDES, TurnRow
from service.db.work import Work
from service.usecases.councils.council_access import take_session
from service.usecases.councils.council_agendas import open_item
from service.usecases.councils.council_attendance import load_attendance
from service.usecases.councils.council_counts import Room
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.streams import session_stream
from workflows.policy import Actor


def name_presiding(work: Work, *, actor: Actor, session_id: str, item_id: str, member_id: str) -> int:
    """Name who presides from an open item on, with the vote that decides a tie; returns the session's version.

    Raises NotFound, PermissionDenied, Conflict for an item that is closed, Invalid for whoever is not there or has no
    vote.
    """
    sight, row = take_session(work, actor, session_id, "convened")
    holding = sight.require_secretary()
    item = open_item(work, actor, row.id, item_id)
    seated = load_attendance(work, row.id, council_items.list_items(work, row.id))
    reader = FieldReader({"member_id": member_id})
    reader.text("member_id", required=True)
    seat = next((one for one in seated.seats if one.member_id == member_id), None)
    if member_id and (seat is None or not seat.votes):
        reader.problem("member_id", "not-found")
    elif seat is not None and seated.came(seat, item) != "present":
        reader.problem("member_id", "presiding-not-there")
    reader.finish()
    council_turns.add_turn(work, TurnRow(row.id, item.id, member_id, PRESIDES, actor.account_id, work.now))
    facts: dict[str, Any] = {"session": row.id, "item": item.id, "member": member_id}
    stream = session_stream(row.id)
    record(work, stream=stream, event="council.presiding-named", actor=actor, holding=holding, facts=facts)
    return row.version


def presiding_problems(room: Room, seen: list[ItemRow], only: str = "") -> list[dict[str, Any]]:
    """Return the first open item for which whoever presides is marked absent, if there is one, as a problem."""
    for place, item in enumerate(seen, start=1):
        is_asked = item.state == "open" and only in {"", item.id}
        if is_asked and any(seat.member_id == room.chair_of(item) for seat in room.away(item)):
            return [{"path": f"items.{item.id}", "code": "chair-absent", "params": {"about": place}}]
    return []
