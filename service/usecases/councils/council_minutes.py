"""Minutes of a session, drafted from what was recorded: no figure is typed twice."""

from typing import Any

from service.db import audit, council_items
from service.db.council_items import ItemRow
from service.db.council_sessions import SeatRow, SessionRow
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import see_session
from service.usecases.councils.council_closings import CLOSED, seats_digest
from service.usecases.councils.council_counts import Room, judge_item, judgement_as_data, load_room
from service.usecases.councils.council_sessions import session_as_data
from service.usecases.councils.councils import council_as_data
from service.usecases.streams import session_stream
from workflows.minutes_papers import MinutesPaper, write_minutes
from workflows.policy import Actor


def draft_minutes(work: Work, catalog: Catalog, *, actor: Actor, session_id: str) -> dict[str, Any]:
    """Return the minutes of a session that was called: place, people, discussion, votes, each from its record.

    Raises NotFound; an item that is hidden from the reader is not in his minutes.
    """
    sight, row = see_session(work, actor, session_id)
    room = load_room(work, catalog, row)
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    runs = sight.secretary is not None
    chairs = _chairs(room, seen)
    return {
        "session": session_as_data(row),
        "council": council_as_data(sight.council),
        "rule_title": room.rule.title_vi,
        "chair": chairs[-1]["name"] if chairs else "",
        "chairs": chairs,
        "turns": _turns(room, seen),
        "secretaries": [seat.name for seat in room.seats if seat.post == "secretary"],
        "present": [_person(seat) for seat in room.seats if seat.attendance == "present"],
        "absent": [_person(seat) for seat in room.seats if seat.attendance == "absent"],
        "items": [_item(room, item, place) for place, item in enumerate(seen, start=1) if runs or item.state != "open"],
        "seats_digest": seats_digest(room),
        "ends_at": _ends_at(work, row) if row.state == "closed" else "",
    }


def minutes_as_paper(minutes: dict[str, Any]) -> MinutesPaper:
    """Return minutes as the official paper that is put before secretary and chair to be signed."""
    return write_minutes(minutes)


def _ends_at(work: Work, row: SessionRow) -> str:
    """Return the hour at which the meeting ended as it was said when the session was closed, empty if nobody said."""
    told = audit.find_last(work, session_stream(row.id), CLOSED)
    return str(told.entry().payload.get("ends_at") or "") if told else ""


def _person(seat: SeatRow) -> dict[str, Any]:
    return {"name": seat.name, "title": seat.title, "post": seat.post, "votes": seat.votes}


def _chairs(room: Room, seen: list[ItemRow]) -> list[dict[str, Any]]:
    """Return who presided, each from which item on: nobody who was not there."""
    seats = {seat.member_id: seat for seat in room.seats}
    found: list[dict[str, Any]] = []
    for place, item in enumerate(seen, start=1):
        seat = seats.get(room.chair_of(item) or "")
        is_there = seat is not None and room.came(seat, item) == "present"
        if seat is not None and is_there and (not found or found[-1]["name"] != seat.name):
            found.append({"name": seat.name, "place": place})
    first = seats.get(room.session.chair_id or "")
    if not seen and first is not None and first.attendance == "present":
        return [{"name": first.name, "place": 1}]
    return found


def _turns(room: Room, seen: list[ItemRow]) -> list[dict[str, Any]]:
    """Return who came late or left early, each from which item on."""
    found: list[dict[str, Any]] = []
    for seat in room.seats:
        said = seat.attendance
        for place, item in enumerate(seen, start=1):
            now = room.came(seat, item)
            if now != said:
                found.append({"name": seat.name, "place": place, "said": now})
            said = now
    return sorted(found, key=lambda one: int(one["place"]))


def _item(room: Room, item: ItemRow, place: int) -> dict[str, Any]:
    figures = item.result or judgement_as_data(room, item, judge_item(room, item))
    concerned, given = room.recused.get(item.id, frozenset()), room.votes.get(item.id, {})
    return {
        "place": place,
        "number": item.number,
        "nominee_name": item.nominee_name,
        "form": item.form,
        "mode": item.mode,
        "state": item.state,
        "note": item.note,
        "figures": figures,
        "withdrawn": figures.get("withdrawn"),
        "recused": [seat.name for seat in room.seats if seat.person_id in concerned],
        "wrote": [
            {"name": seat.name, "paper": vote.paper, "file_name": vote.file_name or "", "digest": vote.digest or ""}
            for seat in room.acting(item)
            if room.came(seat, item) == "absent" and (vote := given.get(seat.member_id)) and vote.manner == "written"
        ],
    }
