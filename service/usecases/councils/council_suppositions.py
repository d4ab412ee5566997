"""A session as it might go: who is supposed to come and how they are supposed to vote, beside what is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.db.council_items import ItemRow, VoteRow
from service.db.work import Work
from service.usecases.councils.council_attendance import changes_of, find_attendance_problems, start_of
from service.usecases.councils.council_counts import Room
from service.usecases.fields import FieldReader
from workflows.votes.counting import Opinions
from workflows.votes.suppositions import Supposition, find_supposition_problems, spread, suppose

HERE = ("yes", "no", "blank", "invalid")
WRITTEN = ("written_yes", "written_no", "written_blank")


@dataclass(frozen=True, slots=True)
class Supposed:
    """A room in which everything that was supposed stands as though it had been recorded, and its open items.

    `chairs` are the items in which nobody said how the chair votes, though only figures were given.
    """

    room: Room
    items: tuple[ItemRow, ...]
    chairs: frozenset[str] = frozenset()


def suppose_attendance(
    work: Work, room: Room, items: Sequence[ItemRow], stated: Sequence[Mapping[str, str]], reader: FieldReader
) -> Room:
    """Return the room with these members come or not (`member_id`, `came`); of the others stands what is recorded.

    As with the real mark, nobody is supposed absent who voted in the room, and closed items keep what was.
    """
    came = {one["member_id"]: one["came"] for one in stated}
    places = {one["member_id"]: place for place, one in enumerate(stated)}
    start = start_of(items)
    for member_id, code in find_attendance_problems(room, items, came, start, work.now):
        about = "member_id" if code == "not-found" else "came"
        reader.problem(f"seats.{places[member_id]}.{about}", code)
    return room.marked(changes_of(room, came, start), start, work.now)


def suppose_votes(
    work: Work, room: Room, items: Sequence[ItemRow], values: Mapping[str, Any], reader: FieldReader
) -> Supposed:
    """Return the room with votes as supposed: in figures or by member, and `others` for those present but unnamed."""
    stated: Sequence[Mapping[str, Any]] = values.get("items") or ()
    others: str = values.get("others") or ""
    places = {one["id"]: place for place, one in enumerate(stated)}
    opened = {item.id for item in items}
    for key in places.keys() - opened:
        reader.problem(f"items.{places[key]}.id", "not-found")
    votes, sealed, changed, chairs = dict(room.votes), dict(room.sealed), [], set()
    for item in items:
        said = stated[places[item.id]] if item.id in places else {}
        vote = _Vote(room, item, said, f"items.{places.get(item.id, 0)}", reader)
        given, figures = vote.cast(others)
        votes[item.id] = {key: _row(work, item, key, choice) for key, choice in given.items()}
        if figures is not None and item.mode == "secret":
            sealed[item.id] = figures
        changed.append(
            item._replace(counted=None if figures is None else dict(figures)) if item.mode == "counted" else item
        )
        if item.mode == "open" and vote.is_figured and not vote.supposed.chair:
            chairs.add(item.id)
    return Supposed(replace(room, votes=votes, sealed=sealed), tuple(changed), frozenset(chairs))


class _Vote:
    """One item: what is recorded of it, and what is supposed in its place."""

    def __init__(self, room: Room, item: ItemRow, said: Mapping[str, Any], path: str, reader: FieldReader) -> None:
        self._room, self._item, self._path, self._reader = room, item, path, reader
        acting = room.acting(item)
        self._present = [seat.member_id for seat in acting if room.came(seat, item) == "present"]
        self._away = [seat.member_id for seat in acting if room.came(seat, item) != "present"]
        self._named = {one["member_id"]: one["choice"] for one in said.get("votes") or ()}
        self.is_figured = any(said.get(name) is not None for name in HERE)
        recorded = {key: row.choice for key, row in room.answers(item).items()}
        acts = {*self._present, *self._away}
        self._given = {key: choice for key, choice in (recorded | self._named).items() if key in acts}
        self.supposed = self._suppose(said)
        for place, one in enumerate(said.get("votes") or ()):
            if one["member_id"] not in acts:
                reader.problem(f"{path}.votes.{place}.member_id", "not-found")
        if not room.takes_letters(item):
            self._refuse_letters(said)
        if item.mode == "open" and said.get("invalid"):
            reader.problem(f"{path}.invalid", "out-of-range", least=0, most=0)
        if self.is_figured and self._named:
            reader.problem(f"{path}.votes", "votes-or-figures")

    def cast(self, others: str) -> tuple[dict[str, str], Mapping[str, int] | None]:
        """Return the votes by member, and the count for an item that is not voted on by name."""
        known = self._room.counted(self._item)
        is_told = self.is_figured or not self._named.keys().isdisjoint(self._present)
        if self._item.mode != "open" and not is_told and (known is not None or not others):
            self._check(self.supposed)
            return spread(self.supposed, [], self._away, None), known
        filled = self.supposed.filled(len(self._present), others)
        self._check(filled)
        figures = filled.figures(len(self._present))
        if self._item.mode != "open":
            return spread(filled, [], self._away, None), figures
        if self.is_figured:
            return spread(filled, self._present, self._away, self._room.chair_of(self._item)), figures
        silent = dict.fromkeys(self._present, others) if others else {}
        here = silent | {key: choice for key, choice in self._given.items() if key in self._present}
        return here | spread(filled, [], self._away, None), figures

    def _suppose(self, said: Mapping[str, Any]) -> Supposition:
        supposed = suppose(self._given, self._present, self._room.chair_of(self._item))
        if self.is_figured:
            yes, no, blank, invalid = (int(said.get(name) or 0) for name in HERE)
            chair = str(said.get("chair") or "")
            supposed = replace(supposed, yes=yes, no=no, blank=blank, invalid=invalid, chair=chair)
        if any(said.get(name) is not None for name in WRITTEN):
            wrote = (said.get(name) or 0 for name in WRITTEN)
            supposed = replace(supposed, written=Opinions(*wrote))
        return supposed

    def _refuse_letters(self, said: Mapping[str, Any]) -> None:
        """Note what is supposed in writing under a rule that counts no letters, as the letter itself is refused."""
        cited = self._room.rule_of(self._item).citation.text
        wrote = [
            f"votes.{place}" for place, one in enumerate(said.get("votes") or ()) if one["member_id"] in self._away
        ]
        for part in (*wrote, *(name for name in WRITTEN if said.get(name))):
            self._reader.problem(f"{self._path}.{part}", "letters-not-counted", citation=cited)

    def _check(self, supposed: Supposition) -> None:
        members, acting = len(self._room.voters()), len(self._present) + len(self._away)
        found = find_supposition_problems(
            supposed, members=members, present=len(self._present), recused=members - acting
        )
        for code in found:
            self._reader.problem(f"{self._path}.{'chair' if code == 'chair-vote-not-among' else 'yes'}", code)


def _row(work: Work, item: ItemRow, member_id: str, choice: str) -> VoteRow:
    """Return a vote as it would be recorded; how it was given does not bear on the count."""
    return VoteRow(item.id, member_id, choice, "meeting", "", "", work.now)
