"""Counting a session from what was recorded: who sat there, who takes no part in what, and how they voted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.db import ballots, council_items
from service.db.council_items import ItemRow, VoteRow
from service.db.council_sessions import SeatRow, SessionRow
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.councils.council_attendance import Attendance, load_attendance, secret_items
from service.usecases.councils.secret_ballots import tally_as_data
from workflows.votes.counting import Count, Judgement, Opinions, Shortfall, judge
from workflows.votes.rules import CouncilRule, VotingRule, spell_share
from workflows.votes.tallies import Tally

FIGURES = ("issued", "returned", "invalid", "yes", "no", "blank")


@dataclass(frozen=True, slots=True)
class Room(Attendance):
    """A session with everything that a count needs; `recused` are persons by item."""

    session: SessionRow
    rule: CouncilRule
    recused: Mapping[str, frozenset[str]]
    sealed: Mapping[str, Mapping[str, int]]  # what closed secret ballots came to, by item
    spoilt: frozenset[str] = frozenset()  # items whose secret count stands no more: a recused member's paper is in it

    def chair_of(self, item: ItemRow) -> str | None:
        """Return the member who presides over an item."""
        return self.presiding(item, self.session.chair_id)

    def away(self, item: ItemRow) -> list[SeatRow]:
        """Return everybody who is marked absent for an item."""
        return [seat for seat in self.seats if self.came(seat, item) == "absent"]

    def rule_of(self, item: ItemRow) -> VotingRule:
        """Return the rule by which an item is voted on."""
        return self.rule.for_form(item.form, self.session.purpose)

    def takes_letters(self, item: ItemRow) -> bool:
        """Tell whether a letter may be taken in: not where the rule says that it counts for nothing.

        Where no source says so it is taken in and kept, though by the value in use it is in no count.
        """
        rule = self.rule_of(item)
        return rule.written or not rule.binds("written")

    def voters(self) -> list[SeatRow]:
        """Return those who have a vote."""
        return [seat for seat in self.seats if seat.votes]

    def counted(self, item: ItemRow) -> Mapping[str, int] | None:
        """Return the count that stands for an item that is not voted on by name, None before there is one."""
        return self.sealed.get(item.id) if item.mode == "secret" else item.counted

    def acting(self, item: ItemRow) -> list[SeatRow]:
        """Return those who have a vote on an item: nobody whom it concerns."""
        concerned = self.recused.get(item.id, frozenset())
        return [seat for seat in self.voters() if seat.person_id not in concerned]

    def present(self, item: ItemRow) -> list[SeatRow]:
        """Return those of them who are there for it."""
        return [seat for seat in self.acting(item) if self.came(seat, item) == "present"]

    def answers(self, item: ItemRow) -> dict[str, VoteRow]:
        """Return the votes that stand, by member; the letter of somebody who came after all is not his vote."""
        here = {seat.member_id for seat in self.present(item)}
        given = self.votes.get(item.id, {})
        return {key: row for key, row in given.items() if row.manner != "written" or key not in here}


def load_room(work: Work, catalog: Catalog, session: SessionRow) -> Room:
    """Return a session with its seats, its votes and who takes no part in what."""
    recused = find_recused(work, session.id)  # before any proposal is read: a closing reads them again afterwards
    items = council_items.list_items(work, session.id)
    seated = load_attendance(work, session.id, items)
    sealed, spoilt = _sealed(work, secret_items(items))
    return Room(
        seats=seated.seats,
        turns=seated.turns,
        votes=seated.votes,
        holders=seated.holders,
        session=session,
        rule=catalog.council_rule(work, session.rule_code, session.rule_version),
        recused=recused,
        sealed=sealed,
        spoilt=spoilt,
    )


def find_recused(work: Work, session_id: str) -> dict[str, frozenset[str]]:
    """Return who takes no part in which item of a session, by item."""
    recused: dict[str, set[str]] = {}
    for item_id, person_id in council_items.list_recused(work, session_id):
        recused.setdefault(item_id, set()).add(person_id)
    return {key: frozenset(persons) for key, persons in recused.items()}


def _sealed(work: Work, secret: Sequence[str]) -> tuple[dict[str, Mapping[str, int]], frozenset[str]]:
    """Return the counts of the last secret ballots on some items, and the items whose count stands no more.

    A paper cannot be taken out of a count: where somebody voted who takes no part any more, another ballot is held.
    Whoever was recused without having voted leaves the papers that went out.
    """
    last = {row.item_id: row for row in ballots.list_ballots_of_items(work, secret) if row.state != "void"}
    recused = ballots.list_recused_voters(work, secret)
    left = Counter(ballot_id for ballot_id, has_voted in recused if not has_voted)
    broken = {ballot_id for ballot_id, has_voted in recused if has_voted}
    sealed: dict[str, Mapping[str, int]] = {}
    spoilt: set[str] = set()
    for row in last.values():
        if row.state == "closed" and row.id in broken:
            spoilt.add(row.item_id)
        elif row.state == "closed":
            tally = tally_as_data(row)
            sealed[row.item_id] = {name: int(tally[name]) for name in FIGURES} | {"issued": row.issued - left[row.id]}
    return sealed, frozenset(spoilt)


def count_of(room: Room, item: ItemRow) -> Count:
    """Return the count of one item as it stands now."""
    acting, present = room.acting(item), room.present(item)
    given = room.answers(item)
    away = [seat for seat in acting if seat not in present]
    wrote = Counter(given[seat.member_id].choice for seat in away if seat.member_id in given)
    opinions = Opinions(wrote["yes"], wrote["no"], wrote["blank"])
    voters = len(room.voters())
    if item.mode == "open":
        here = Counter(given[seat.member_id].choice for seat in present if seat.member_id in given)
        answered = here.total()
        figures = {"issued": len(present), "returned": answered, "invalid": 0}
        figures |= {choice: here[choice] for choice in ("yes", "no", "blank")}
        silent = len(present) - answered
    else:
        counted = room.counted(item)
        figures = {name: int((counted or {}).get(name, 0)) for name in FIGURES}
        silent = _unreturned(item, figures) if counted is not None else len(present)
    tally = Tally(voters, len(present), opinions.total, **figures)
    still_away = len(away) - opinions.total if room.rule_of(item).written else 0
    chair = next((given[seat.member_id].choice for seat in present if _chairs(room, item, seat, given)), "")
    return Count(tally, opinions, voters - len(acting), silent + still_away, silent, chair)


def _unreturned(item: ItemRow, figures: Mapping[str, int]) -> int:
    """Return how many have yet to answer though a count stands: whoever ends a sealed ballot knows who is missing.

    Papers that did not come back are then votes that are outstanding, as in an open vote, and closing without them
    needs its reason. Hands and papers on the table are counted under the eyes of the room: nobody is awaited.
    """
    return max(0, figures["issued"] - figures["returned"]) if item.mode == "secret" else 0


def judge_item(room: Room, item: ItemRow, *, is_final: bool = False) -> Judgement:
    """Return what the count of an item comes to under its rule."""
    return judge(room.rule_of(item), count_of(room, item), is_final=is_final)


def shortfall_as_problem(path: str, about: int, room: Room, item: ItemRow, found: Shortfall) -> dict[str, Any]:
    """Return what is missing for an item as a problem with its figures and its clause."""
    tally = count_of(room, item).tally
    params = {
        "about": about,
        "present": tally.present,
        "members": tally.members,
        "written": tally.written,
        "share": spell_share(found.share) if found.share is not None else "",
        "have": found.have,
        "base": found.base,
        "needed": found.needed,
        "missing": found.missing,
        "citation": found.citation.text,
    }
    return {"path": path, "code": found.code, "params": params}


def judgement_as_data(room: Room, item: ItemRow, found: Judgement) -> dict[str, Any]:
    """Return a count with what it comes to: every figure, the rule, and what is missing though it may not refuse."""
    count, rule = count_of(room, item), room.rule_of(item)
    figures = {name: getattr(count.tally, name) for name in ("members", "present", "written", *FIGURES)}
    wrote = {f"written_{name}": getattr(count.opinions, name) for name in ("yes", "no", "blank")}
    return {
        **figures,
        **wrote,
        "recused": count.recused,
        "outcome": found.outcome,
        "in_favour": found.yes,
        "base": found.base,
        "base_kind": rule.base,
        "needed": found.needed,
        "share": spell_share(rule.approval) if rule.approval is not None else "",
        "not_stated": list(rule.not_stated),
        "rule": room.rule.name,
        "citation": rule.citation.text,
        "problems": list(found.problems),
        "shortfalls": [
            shortfall_as_problem("", 0, room, item, one) | {"binds": one.binds, "missing": one.missing}
            for one in found.shortfalls
        ],
    }


def _chairs(room: Room, item: ItemRow, seat: SeatRow, given: Mapping[str, VoteRow]) -> bool:
    return seat.member_id == room.chair_of(item) and seat.member_id in given
