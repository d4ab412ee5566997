"""Who is in the room: seats, and what shows that somebody was there; the mark of absence is held against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.db import ballots, council_items, council_sessions
from service.db.council_items import ItemRow, VoteRow
from service.db.council_sessions import SeatRow
from service.db.work import Work


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who sits in a session; votes by item and member, and by item the persons who hold a paper of a secret ballot."""

    seats: tuple[SeatRow, ...]
    votes: Mapping[str, Mapping[str, VoteRow]]
    holders: Mapping[str, frozenset[str]]

    def has_voted(self, item_id: str, seat: SeatRow) -> bool:
        """Tell whether somebody voted by name in the room on an item; whoever did was there."""
        vote = self.votes.get(item_id, {}).get(seat.member_id)
        return vote is not None and vote.manner == "meeting"

    def has_paper(self, item_id: str, seat: SeatRow) -> bool:
        """Tell whether somebody got a paper of a secret ballot on an item: he was there, and has his vote in it."""
        return seat.person_id in self.holders.get(item_id, frozenset())


def load_attendance(work: Work, session_id: str, items: Sequence[ItemRow]) -> Attendance:
    """Return who sits in a session with what shows that they were there."""
    votes: dict[str, dict[str, VoteRow]] = {}
    for row in council_items.list_votes(work, session_id):
        votes.setdefault(row.item_id, {})[row.member_id] = row
    holders: dict[str, set[str]] = {}
    for item_id, person_id in ballots.list_holders(work, secret_items(items)):
        holders.setdefault(item_id, set()).add(person_id)
    return Attendance(
        tuple(council_sessions.list_seats(work, session_id)),
        votes,
        {key: frozenset(persons) for key, persons in holders.items()},
    )


def secret_items(items: Iterable[ItemRow]) -> list[str]:
    """Return the items that are voted on secretly."""
    return [item.id for item in items if item.mode == "secret"]


def find_attendance_problems(
    seated: Attendance, items: Iterable[ItemRow], said: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield, as member and code, who has no seat, and who cannot be absent since he voted or holds a paper."""
    considered = [item.id for item in items if item.state != "dropped"]
    seats = {seat.member_id: seat for seat in seated.seats}
    for member_id, word in said.items():
        seat = seats.get(member_id)
        if seat is None:
            yield member_id, "not-found"
        elif word == "absent" and any(seated.has_voted(key, seat) for key in considered):
            yield member_id, "has-voted"
        elif word == "absent" and any(seated.has_paper(key, seat) for key in considered):
            yield member_id, "has-paper"
