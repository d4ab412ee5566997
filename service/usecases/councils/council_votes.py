"""What happens in a session: who came, what was said, how members voted, what was counted."""

from collections.abc import Mapping
from typing import Any

from service.db import council_items, council_sessions, council_turns
from service.db.council_items import ItemRow, VoteRow
from service.db.council_sessions import SeatRow
from service.db.models.councils import CHOICES, MODES
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import VOTE, demand_held, take_session
from service.usecases.councils.council_agendas import has_open_ballot, open_item, still_waits
from service.usecases.councils.council_attendance import (
    changes_of,
    find_attendance_problems,
    load_attendance,
    start_of,
)
from service.usecases.councils.council_counts import FIGURES, Room, count_of, load_room
from service.usecases.errors import Conflict, Invalid, PermissionDenied
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.scopes import require_scope
from service.usecases.streams import session_stream
from workflows.calendars import CalendarUnknown, add_working_days
from workflows.policy import Actor, Holding
from workflows.votes.counting import find_count_problems

CAME = ("present", "absent")


def mark_attendance(
    work: Work, *, actor: Actor, session_id: str, came: Mapping[str, str], from_item_id: str = ""
) -> int:
    """Say which members came (`present`, `absent`, by member); returns the session's version.

    From an item on, somebody came late or left early; items already closed keep what was, so that without such an item
    it is from the first open one on as soon as one was closed. Raises NotFound, PermissionDenied, Conflict for an item
    that is closed, Invalid before the day of the meeting, for somebody without a seat, or who has voted in the
    room by name or on a paper.
    """
    sight, row = take_session(work, actor, session_id, "convened")
    holding = sight.require_secretary()
    demand_held(row, work.today)
    reader = FieldReader(came)
    said = {member_id: reader.word(member_id, CAME, required=True) for member_id in came}
    items = council_items.list_items(work, row.id)
    start = open_item(work, actor, row.id, from_item_id) if from_item_id else start_of(items)
    seated = load_attendance(work, row.id, items)
    for member_id, code in find_attendance_problems(seated, items, said, start, work.now):
        reader.problem(member_id, code)
    reader.finish()
    changed = changes_of(seated, said, start)
    after = seated.marked(changed, start, work.now)
    for turn in after.turns[len(seated.turns) :]:
        council_turns.add_turn(work, turn._replace(said_by=actor.account_id))
    for member_id, word in changed.items() if start is None else ():
        council_sessions.set_attendance(work, row.id, member_id, word)
    present = sum(after.came(seat, start) == "present" for seat in after.seats)
    facts = {"session": row.id, "count": present, "came": said} | ({"item": start.id} if start else {})
    _record(work, "council.attendance-marked", (actor, holding), row.id, facts)
    return row.version


def note_discussion(work: Work, *, actor: Actor, session_id: str, item_id: str, note: str) -> int:
    """Keep what was said about an item; returns the session's version."""
    sight, row = take_session(work, actor, session_id, "convened")
    holding = sight.require_secretary()
    item = open_item(work, actor, row.id, item_id)
    council_items.update_item(work, item.id, {"note": note.strip()})
    facts = {"session": row.id, "item": item.id}
    _record(work, "council.discussion-noted", (actor, holding), row.id, facts, {"note": note.strip()})
    return row.version


def choose_mode(work: Work, catalog: Catalog, *, actor: Actor, session_id: str, item_id: str, mode: str) -> int:
    """Choose how an item is voted on: openly by name, or by a count of hands or papers that is entered.

    Raises Conflict when votes were given already, Invalid for an open vote where the rule asks for a secret one, and
    for a secret one where it asks for an open one.
    """
    sight, row = take_session(work, actor, session_id, "convened")
    holding = sight.require_secretary()
    item = open_item(work, actor, row.id, item_id)
    room = load_room(work, catalog, row)
    rule = room.rule_of(item)
    reader = FieldReader({"mode": mode})
    wanted = reader.word("mode", MODES, required=True)
    if wanted == "open" and rule.ballot == "secret" and rule.binds("ballot"):
        reader.problem("mode", "secret-vote-needed", citation=rule.citation.text)
    if wanted == "secret" and rule.ballot == "open" and rule.binds("ballot"):
        reader.problem("mode", "open-vote-needed", citation=rule.citation.text)
    reader.finish()
    given = any(vote.manner == "meeting" for vote in room.votes.get(item.id, {}).values())
    if given or room.counted(item) is not None or has_open_ballot(work, item):
        raise Conflict("votes-given", {"item": item.id})
    council_items.update_item(work, item.id, {"mode": wanted})
    facts = {"session": row.id, "item": item.id, "mode": wanted}
    _record(work, "council.mode-chosen", (actor, holding), row.id, facts)
    return row.version


def cast_vote(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, item_id: str, choice: str
) -> dict[str, Any]:
    """Vote openly on an item in one's own seat, or change one's vote before the item is closed.

    Whoever was absent may vote after the meeting where the rule gives days for it; the hash of a letter that the vote
    stands in place of is kept in the event. Raises NotFound, PermissionDenied without a vote, Conflict when the session
    or the item is closed or nothing is voted on here.
    """
    require_scope(actor, VOTE)
    sight, row = take_session(work, actor, session_id, "convened")
    item = open_item(work, actor, row.id, item_id)
    room = load_room(work, catalog, row)
    seat = next((one for one in room.acting(item) if one.person_id == actor.person_id), None)
    if seat is None or not sight.is_member:
        raise PermissionDenied("permission-denied", {"permission": VOTE})
    if not still_waits(work, catalog, item):
        raise Conflict("council-item-gone", {"item": item.id})
    reader = FieldReader({"choice": choice})
    wanted = reader.word("choice", CHOICES, required=True)
    reader.finish()
    if item.mode != "open":
        raise Conflict("vote-not-open", {"mode": item.mode})
    manner = find_manner(work, room, item, seat)
    if not manner and room.came(seat, item) == "present":
        raise Conflict("vote-too-late", {"session": row.number, "citation": room.rule_of(item).citation.text})
    if not manner:
        raise Conflict("vote-not-present", {"session": row.number})
    council_items.put_vote(work, VoteRow(item.id, seat.member_id, wanted, manner, "", actor.account_id, work.now))
    facts = {"session": row.id, "item": item.id, "member": seat.member_id, "choice": wanted, "manner": manner}
    facts |= replaced_letter(room, item, seat.member_id)
    holding = next((held for held in actor.holdings if held.organisation_id == sight.council.body_id), None)
    _record(work, "council.vote-cast", (actor, holding), row.id, facts)
    return {"item_id": item.id, "choice": wanted, "manner": manner, "version": row.version}


def replaced_letter(room: Room, item: ItemRow, member_id: str) -> dict[str, str]:
    """Return what an event says of the letter that a new vote stands in place of: its hash; its file stays."""
    former = room.votes.get(item.id, {}).get(member_id)
    return {"replaced_digest": former.digest} if former is not None and former.digest else {}


def enter_count(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, item_id: str, values: Mapping[str, Any]
) -> int:
    """Enter a count of hands or papers: issued, returned, invalid, yes, no, blank; figures that disagree are refused.

    Raises NotFound, PermissionDenied, Conflict (another way of voting was chosen), Invalid with every contradiction.
    """
    sight, row = take_session(work, actor, session_id, "convened")
    holding = sight.require_secretary()
    item = open_item(work, actor, row.id, item_id)
    if item.mode != "counted":
        raise Conflict("vote-not-counted", {"mode": item.mode})
    reader = FieldReader(values)
    counted = {name: reader.whole(name, most=10_000, required=True) for name in FIGURES}
    reader.finish()
    room = load_room(work, catalog, row)
    problems = find_count_problems(count_of(room, item._replace(counted=counted)))
    if problems:
        raise Invalid("invalid-input", {"problems": [{"path": "", "code": code} for code in problems]})
    council_items.update_item(work, item.id, {"counted": counted})
    facts = {"session": row.id, "item": item.id, "tally": counted}
    _record(work, "council.votes-counted", (actor, holding), row.id, facts)
    return row.version


def find_manner(work: Work, room: Room, item: ItemRow, seat: SeatRow) -> str:
    """Return how a member votes now: in the meeting, or late where the rule gives days; empty where he cannot.

    The meeting is that of its day: whoever came and answers later is late like others. Where no source says when a vote
    comes too late, nothing keeps those who came from answering until the item is closed.
    """
    rule = room.rule_of(item)
    is_open = work.today <= room.session.held_on or not rule.binds("late")
    if room.came(seat, item) == "present" and is_open:
        return "meeting"
    days = rule.late_days
    if days and work.today > room.session.held_on:
        try:
            last = add_working_days(working_calendar(work), room.session.held_on, days)
        except CalendarUnknown:
            last = room.session.held_on
        if work.today <= last:
            return "late"
    return ""


def _record(
    work: Work,
    event: str,
    who: tuple[Actor, Holding | None],
    session_id: str,
    facts: Mapping[str, Any],
    private: Mapping[str, str] | None = None,
) -> None:
    actor, holding = who
    record(
        work,
        stream=session_stream(session_id),
        event=event,
        actor=actor,
        holding=holding,
        facts=facts,
        private=private,
    )
