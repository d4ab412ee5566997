"""Who is in the room and who presides, item by item; an item that is closed keeps what was when it was closed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from service.db import ballots, council_items, council_sessions, council_turns
from service.db.council_items import ItemRow, VoteRow
from service.db.council_sessions import SeatRow
from service.db.council_turns import PRESIDES, TurnRow
from service.db.work import Work


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who sits in a session, with what was said of them from which item on.

    `votes` by item and member; `holders` by item the persons who hold a paper of a secret ballot.
    """

    seats: tuple[SeatRow, ...]
    turns: tuple[TurnRow, ...]
    votes: Mapping[str, Mapping[str, VoteRow]]
    holders: Mapping[str, frozenset[str]]

    def came(self, seat: SeatRow, item: ItemRow | None) -> str:
        """Return whether somebody is there for an item: what was said last of it or of an item before, else at first.

        Without an item it is what was said at first.
        """
        heard = [turn for turn in self.turns if turn.member_id == seat.member_id and turn.said != PRESIDES]
        turn = _last_for(item, heard) if item is not None else None
        return seat.attendance if turn is None else turn.said

    def presiding(self, item: ItemRow, chair_id: str | None) -> str | None:
        """Return who presides over an item: who was named last for it or for an item before, else the chair."""
        turn = _last_for(item, [turn for turn in self.turns if turn.said == PRESIDES])
        return chair_id if turn is None else turn.member_id

    def has_voted(self, item: ItemRow, seat: SeatRow) -> bool:
        """Tell whether somebody voted by name in the room on an item; whoever did was there."""
        vote = self.votes.get(item.id, {}).get(seat.member_id)
        return vote is not None and vote.manner == "meeting"

    def has_paper(self, item: ItemRow, seat: SeatRow) -> bool:
        """Tell whether somebody got a paper of a secret ballot on an item: he was there, and has his vote in it."""
        return seat.person_id in self.holders.get(item.id, frozenset())

    def marked(self, said: Mapping[str, str], start: ItemRow | None, at: datetime) -> Self:
        """Return this with members said to be present or absent, from an item on or from the beginning."""
        if start is None:
            seats = (seat._replace(attendance=said.get(seat.member_id, seat.attendance)) for seat in self.seats)
            return replace(self, seats=tuple(seats))
        turns = (TurnRow(start.session_id, start.id, key, word, "", at) for key, word in said.items())
        return replace(self, turns=(*self.turns, *turns))


def load_attendance(work: Work, session_id: str, items: Sequence[ItemRow]) -> Attendance:
    """Return who sits in a session, what was said of them since, and what shows that they were there."""
    votes: dict[str, dict[str, VoteRow]] = {}
    for row in council_items.list_votes(work, session_id):
        votes.setdefault(row.item_id, {})[row.member_id] = row
    holders: dict[str, set[str]] = {}
    for item_id, person_id in ballots.list_holders(work, secret_items(items)):
        holders.setdefault(item_id, set()).add(person_id)
    return Attendance(
        tuple(council_sessions.list_seats(work, session_id)),
        tuple(council_turns.list_turns(work, session_id)),
        votes,
        {key: frozenset(persons) for key, persons in holders.items()},
    )


def secret_items(items: Iterable[ItemRow]) -> list[str]:
    """Return the items that are voted on secretly."""
    return [item.id for item in items if item.mode == "secret"]


def start_of(items: Sequence[ItemRow]) -> ItemRow | None:
    """Return the item from which on attendance may still change, None for all of them: the first after a closed one."""
    closed = [item for item in items if item.state == "closed"]
    return next((item for item in items if item.state == "open"), closed[-1]) if closed else None


def changes_of(seated: Attendance, said: Mapping[str, str], start: ItemRow | None) -> dict[str, str]:
    """Return what of it is new, by member; who has no seat is left out."""
    seats = {seat.member_id: seat for seat in seated.seats if seat.member_id in said}
    return {key: said[key] for key, seat in seats.items() if seated.came(seat, start) != said[key]}


def find_attendance_problems(
    seated: Attendance, items: Iterable[ItemRow], said: Mapping[str, str], start: ItemRow | None, at: datetime
) -> Iterator[tuple[str, str]]:
    """Yield, as member and code, who has no seat, and who cannot be absent since he voted or holds a paper.

    Only what changes is looked at; closed items are not: they keep what was.
    """
    seats = {seat.member_id: seat for seat in seated.seats}
    yield from ((member_id, "not-found") for member_id in said if member_id not in seats)
    changed = changes_of(seated, said, start)
    after = seated.marked(changed, start, at)
    opened = [item for item in items if item.state == "open"]
    for now in (seat for seat in after.seats if seat.member_id in changed):
        member_id, seat = now.member_id, seats[now.member_id]
        away = [item for item in opened if after.came(now, item) == "absent"]
        if start is not None and start.state != "open":
            yield member_id, "attendance-settled"
        elif start is not None and seat.attendance == "expected":
            yield member_id, "not-marked-yet"
        elif any(seated.has_voted(item, seat) for item in away):
            yield member_id, "has-voted"
        elif any(seated.has_paper(item, seat) for item in away):
            yield member_id, "has-paper"


def _last_for(item: ItemRow, turns: Iterable[TurnRow]) -> TurnRow | None:
    """Return what was said for the latest item up to this one, the last of it; nothing said after it was closed."""
    found: TurnRow | None = None
    for turn in turns:
        is_heard = turn.item_id <= item.id and (item.closed_at is None or turn.said_at <= item.closed_at)
        if is_heard and (found is None or turn.item_id >= found.item_id):
            found = turn
    return found
