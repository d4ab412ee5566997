"""A session as its people read it: seats, agenda, one's own votes, and the figures once they may be known."""

from dataclasses import dataclass
from typing import Any

from service.db import accounts, audit, council_items, council_sheets
from service.db.ballots import BallotRow
from service.db.council_items import ItemRow, VoteRow
from service.db.council_sessions import SessionRow
from service.db.work import Work
from service.usecases.cases import reader_of, require
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import Sight, see_session
from service.usecases.councils.council_agendas import still_waits
from service.usecases.councils.council_attendance import start_of
from service.usecases.councils.council_counts import Room, judge_item, judgement_as_data, load_room
from service.usecases.councils.council_secrets import ballots_of, may_cast, running_ballots
from service.usecases.councils.council_sessions import CANCELLED, session_as_data
from service.usecases.councils.council_votes import find_manner
from service.usecases.councils.councils import council_as_data
from service.usecases.errors import NotFound
from service.usecases.recording import plain
from service.usecases.streams import session_stream
from workflows.policy import Actor

MOST_OWED = 100


def show_session(work: Work, catalog: Catalog, *, actor: Actor, session_id: str) -> dict[str, Any]:
    """Return a session with its council, its seats and its agenda as far as nothing hides it; raises NotFound.

    Running figures are the secretary's; members see them once an item is closed, and always their own votes.
    """
    sight, row = see_session(work, actor, session_id)
    room = load_room(work, catalog, row)
    runs = sight.secretary is not None
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    start = start_of(council_items.list_items(work, row.id))
    seats = [
        plain(seat._asdict()) | {"is_own": seat.person_id == actor.person_id, "attendance": room.came(seat, start)}
        for seat in room.seats
    ]
    running = running_ballots(work, seen)
    is_own_seat = any(seat["is_own"] and seat["votes"] for seat in seats)
    return session_as_data(row) | {
        "council": council_as_data(sight.council),
        "rule_title": room.rule.title_vi,
        "seats": [_seat(seat) for seat in seats],
        "items": [
            _item(room, item, actor, place, runs=runs) | {"ballot": running.get(item.id)}
            for place, item in enumerate(seen, start=1)
        ],
        "called_off": _called_off(work, row) if row.state == "cancelled" else None,
        "may": {
            "run": runs,
            "vote": is_own_seat and sight.is_member,
            "keep": sight.keeper is not None,
            "release": runs and _waits_for_release(work, actor, sight, row.id),
        },
    }


def _waits_for_release(work: Work, actor: Actor, sight: Sight, session_id: str) -> bool:
    rows = council_sheets.list_unreleased(work, [sight.council.owner_id], reader_of(actor), limit=1, only=session_id)
    return bool(rows)


def _called_off(work: Work, row: SessionRow) -> dict[str, str]:
    """Return who called a session off and why, as its trail tells."""
    stream = session_stream(row.id)
    told = audit.find_last(work, stream, CANCELLED)
    place = (told.stream_seq, "reason") if told else None
    reason = next((value for seq, name, _, value in audit.list_secrets(work, stream) if (seq, name) == place), "")
    return {"reason": reason, "by": accounts.get_account(work, row.closed_by).name if row.closed_by else ""}


@dataclass(frozen=True, slots=True)
class SeenItem:
    """One item as its reader sees it: his sight of the council, the room, its place, and the item after it."""

    sight: Sight
    room: Room
    item: ItemRow
    place: int
    next_id: str | None

    def votes_by_name(self) -> dict[str, VoteRow]:
        """Return who voted how, by member: for the secretary always, for others once the item is closed or taken off.

        The vote of somebody whom the item concerns is not among them.
        """
        if self.sight.secretary is None and self.item.state == "open":
            return {}
        acting = {seat.member_id for seat in self.room.acting(self.item)}
        return {key: vote for key, vote in self.room.votes.get(self.item.id, {}).items() if key in acting}


def see_item(work: Work, catalog: Catalog, actor: Actor, session_id: str, item_id: str) -> SeenItem:
    """Return one item of a session as far as nothing hides it from the actor; raises NotFound."""
    sight, row = see_session(work, actor, session_id)
    room = load_room(work, catalog, row)
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    found = next(((place, item) for place, item in enumerate(seen, start=1) if item.id == item_id), None)
    if found is None:
        raise NotFound("not-found", {"kind": "council-item", "id": item_id})
    place, item = found
    return SeenItem(sight, room, item, place, seen[place].id if place < len(seen) else None)


def show_item(work: Work, catalog: Catalog, *, actor: Actor, session_id: str, item_id: str) -> dict[str, Any]:
    """Return one item with its session, its votes for the secretary, and who is absent without an opinion."""
    seen = see_item(work, catalog, actor, session_id, item_id)
    sight, room, item = seen.sight, seen.room, seen.item
    runs = sight.secretary is not None
    waits = item.state != "open" or still_waits(work, catalog, item)
    shown = _item(room, item, actor, seen.place, runs=runs)
    ballots = ballots_of(work, item)
    running = running_ballots(work, [item]).get(item.id)
    casts = sight.is_member and running is not None and may_cast(work, running["id"], actor.person_id)
    return shown | {
        "waits": waits,
        "session": session_as_data(room.session) | {"council": council_as_data(sight.council)},
        "ballot": running,
        "next": seen.next_id,
        "votes": _votes(seen),
        "ballots": [{"id": ballot.id, "state": ballot.state} for ballot in ballots],
        "absent": [
            {"member_id": seat.member_id, "name": seat.name}
            for seat in room.acting(item)
            if runs and room.came(seat, item) == "absent"
        ],
        "presiding_id": room.chair_of(item),
        "seats": [
            {"member_id": seat.member_id, "name": seat.name, "votes": seat.votes, "attendance": room.came(seat, item)}
            for seat in room.seats
            if runs
        ],
        "may": {
            "run": runs,
            "open_ballot": runs and _may_open_ballot(room, item, ballots),
            "vote": waits and _may_vote(work, room, item, actor) and sight.is_member,
            "cast": casts,
        },
    }


def list_owed(work: Work, *, actor: Actor) -> list[dict[str, Any]]:
    """Return the items on which the actor has a vote and has not given it, by the day of the session."""
    require(actor, "proposal:read")
    rows = council_items.list_owed(work, reader_of(actor), limit=MOST_OWED)
    return [plain(row._asdict()) for row in rows]


def _seat(seat: dict[str, Any]) -> dict[str, Any]:
    shown = ("member_id", "name", "post", "title", "votes", "attendance", "is_own")
    return {name: seat[name] for name in shown}


def _item(room: Room, item: ItemRow, actor: Actor, place: int, *, runs: bool) -> dict[str, Any]:
    shown = ("id", "proposal_id", "number", "form", "mode", "state", "outcome", "note", "nominee_name", "closed_at")
    view = {name: plain(getattr(item, name)) for name in shown} | {"place": place}
    if item.result is not None:
        figures: dict[str, Any] | None = {name: value for name, value in item.result.items() if name != "withdrawn"}
    else:
        figures = judgement_as_data(room, item, judge_item(room, item)) if runs and item.state == "open" else None
    view["withdrawn"] = (item.result or {}).get("withdrawn")
    return view | {"figures": figures, "own_choice": _own_choice(room, item, actor), "counted": item.counted}


def _own_choice(room: Room, item: ItemRow, actor: Actor) -> str:
    own = next((seat.member_id for seat in room.seats if seat.person_id == actor.person_id), "")
    vote = room.votes.get(item.id, {}).get(own)
    return vote.choice if vote else ""


def _may_vote(work: Work, room: Room, item: ItemRow, actor: Actor) -> bool:
    if room.session.state != "convened" or item.state != "open" or item.mode != "open":
        return False
    own = (seat for seat in room.acting(item) if seat.person_id == actor.person_id)
    return any(find_manner(work, room, item, seat) for seat in own)


def _may_open_ballot(room: Room, item: ItemRow, ballots: list[BallotRow]) -> bool:
    """Tell whether a secret ballot may be opened on an item: none is open, and no count stands."""
    is_asked = item.mode == "secret" and room.counted(item) is None
    return is_asked and not any(ballot.state == "open" for ballot in ballots)


def _votes(seen: SeenItem) -> list[dict[str, Any]]:
    names = {seat.member_id: seat.name for seat in seen.room.seats}
    return [
        {"member_id": key, "name": names[key], "choice": vote.choice, "manner": vote.manner, "paper": vote.paper}
        | {"file_name": vote.file_name or "", "digest": vote.digest or ""}
        for key, vote in seen.votes_by_name().items()
    ]
