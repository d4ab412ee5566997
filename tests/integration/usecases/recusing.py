"""People who take no part because of a conflict of interest, and queues that hold what their owner owes and no more."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from service.db import nominees, proposals
from service.db.work import Work
from service.demo.world import Player
from service.usecases.desk.queues import count_inbox, find_place, list_inbox, next_item
from service.usecases.desk.refreshing import refresh_queues
from service.usecases.errors import Conflict, DomainError, Invalid, NotFound, PermissionDenied
from service.usecases.moves.recusals import declare_recusal, lift_recusal
from service.usecases.trail.history import read_history
from tests.integration.usecases.oracle import Standing, covers, roles, steps
from tests.integration.usecases.stage import Case
from tests.integration.usecases.watching import CROWD, Watched
from workflows.calendars import add_working_days, packaged_calendar, working_days_between
from workflows.custody import custody

WHO = st.integers(0, 99)
WHICH = st.integers(0, 11)
SIDE = ("resubmit", "release")
REASON = "Là anh ruột của người được đề nghị (giả định)."


class Recusing(Watched):
    """Rules about recusals and queues; told against the bare files and tables."""

    @rule(which=WHICH, who=WHO, whom=st.none() | WHO, silent=st.booleans())
    def somebody_takes_no_part(self, which: int, who: int, whom: int | None, *, silent: bool) -> None:
        """Anybody declares it of himself, or tries to record it of somebody else."""
        case, _ = self.pick(which)
        other = self.somebody(case, who if whom is None else whom)
        player = other if whom is None else self.somebody(case, who, self.speakers(case, other))
        wrong: type[DomainError] | None = None
        if not self.oracle.may_open(case, player):
            wrong = NotFound
        elif silent:
            wrong = Invalid
        elif other is not player and not self.speaks_of(player, other):
            wrong = PermissionDenied
        elif other.person_id in case.recused:
            wrong = Conflict
        before = self.standing(case)
        done = self.expect(case, player, wrong, "recuse", lambda work: declare_recusal(
            work, actor=player.actor, proposal_id=case.id, reason="  " if silent else REASON,
            account_id="" if whom is None else other.account_id,
        ))  # fmt: skip
        if done is not None:
            case.recused[other.person_id] = (other, done["id"])
            assert self.standing(case)._replace(version=0, head_hash="") == before._replace(version=0, head_hash="")
            self.hidden_from(case, other)

    @rule(which=WHICH, who=WHO)
    def somebody_lets_take_part_again(self, which: int, who: int) -> None:
        """Whoever could have recorded it lifts it, but never the one whom it is about."""
        case, _ = self.pick(which)
        if not case.recused:
            return
        other, key = next(iter(case.recused.values()))
        player = self.somebody(case, who, self.speakers(case, other))
        wrong: type[DomainError] | None = None
        if not self.oracle.may_open(case, player):
            wrong = NotFound
        elif other.person_id == player.person_id or not self.speaks_of(player, other):
            wrong = PermissionDenied
        done = self.expect(case, player, wrong, "lift-recusal", lambda work: lift_recusal(
            work, actor=player.actor, proposal_id=case.id, recusal_id=key, reason=REASON
        ))  # fmt: skip
        if done is not None:
            del case.recused[other.person_id]

    @rule(who=WHO, size=st.integers(1, 3), is_refreshed=st.booleans())
    def somebody_opens_the_queue(self, who: int, size: int, *, is_refreshed: bool) -> None:
        """The queue holds exactly what its owner owes, what is due first before the rest, page by page."""
        case, now = self.pick(who)
        able = self.next_player(case, now) if who % 3 else None
        player = able or self.crowd()[who % len(CROWD)]
        if is_refreshed:
            assert refresh_queues(self.stage.services)[1] == 0
        if not any("proposal:read" in roles()[role]["permissions"] for role, _ in player.holdings):
            return
        owed = self.owed(player)
        self.place.met["queue" if owed else "empty queue"] += 1
        listed: list[str] = []
        after: str | None = None
        while True:
            page = self.read(lambda work, after=after: list_inbox(work, actor=player.actor, after=after, limit=size))  # type: ignore[misc]  # bound at once
            listed += [row["id"] for row in page.items]
            after = page.next
            if after is None:
                break
        assert listed == [key for _, key in owed]
        self.counted(player, owed)

    def counted(self, player: Player, owed: list[tuple[date, str]]) -> None:
        """The counters say what the queue holds; each item has its place, and the next one after it."""
        today = self.read(lambda work: work.today)
        until = add_working_days(packaged_calendar(), today, 5)
        counters = self.read(lambda work: count_inbox(work, actor=player.actor))
        assert counters.soon is not None
        assert counters.overdue.total == sum(due < today for due, _ in owed)
        assert counters.soon.total == sum(today <= due <= until for due, _ in owed)
        assert counters.later.total == sum(due > until for due, _ in owed)
        states = [self.read(lambda work, key=key: proposals.load_case(work, key)).proposal.state for _, key in owed]  # type: ignore[misc]  # bound at once
        assert counters.states == {state: states.count(state) for state in states}
        for place, (_, key) in enumerate(owed, start=1):
            found = self.read(lambda work, key=key: find_place(work, actor=player.actor, proposal_id=key))  # type: ignore[misc]  # bound at once
            assert found is not None
            assert (found.number.total, found.total.total) == (place, len(owed))
            for after in (key, found.cursor):
                onward = self.read(lambda work, after=after: next_item(work, actor=player.actor, after=after))  # type: ignore[misc]  # bound at once
                assert onward == (owed[place][1] if place < len(owed) else None)
        for case in self.cases:
            if case.id not in {key for _, key in owed}:
                assert self.read(
                    lambda work, case=case: find_place(work, actor=player.actor, proposal_id=case.id) is None  # type: ignore[misc]  # bound at once
                )

    def owed(self, player: Player) -> list[tuple[date, str]]:
        """What a person owes, by the files: his role in the body that acts next, nobody whom the step keeps out."""
        return sorted(
            (due, case.id)
            for case in self.cases
            for due in [self.due(case, self.standing(case), player)]
            if due is not None
        )

    def due(self, case: Case, now: Standing, player: Player) -> date | None:
        """Until when a person owes the next step of a case (the last day there is for no limit); None for never."""
        row = self.awaited_row(case, now)
        if row is None or not self.oracle.may_open(case, player):
            return None
        apart = row.get("distinct_from", ())
        made = self.read(lambda work: steps(work, case.id))
        others = {step.person_id for step in made if step.action in apart and step.source != now.state}
        body = self.oracle.bodies.get(case.bodies.get(row["body"], ""))
        owes = covers(player, row["roles"][:1], body) and player.person_id not in {case.nominee_id, *others}
        return self.last_day(case, row) if owes else None

    def awaited_row(self, case: Case, now: Standing) -> Mapping[str, Any] | None:
        """The row of the flow's file that people wait for."""
        for row, _ in self.oracle.ahead(case, now.state):
            return row
        return next((row for action in SIDE for row, _ in self.oracle.open_rows(case, now, action)), None)

    def last_day(self, case: Case, row: Mapping[str, Any]) -> date:
        """The earliest day to which the limits of a row run, counted day by day through the steps as they are kept."""

        def look(work: Work) -> tuple[Any, str, list[Any], Any]:
            kept = proposals.load_case(work, case.id).proposal
            flow = self.stage.services.catalog.flow(work, kept.flow_code, kept.flow_version)
            return kept, nominees.get_nominee(work, kept.nominee_id).kind, steps(work, case.id), flow

        kept, kind, made, flow = self.read(look)
        level = custody(flow, kept.state, has_collector=case.has_collector)
        meant = [
            clock
            for clock in row.get("clocks", ())
            if clock["starts"] != "consultations_agreed"  # nobody is asked here
            and kept.basis in clock.get("bases", [kept.basis])
            and kind in clock.get("subjects", [kind])
            and clock["citation"]["confidence"] in {"V", "V2"}
        ]
        ends = [day_of(clock, made, level) for clock in meant]
        return min((day for day in ends if day is not None), default=date.max)

    def speakers(self, case: Case, other: Player) -> list[Player]:
        """Those who may say that another takes no part in a case."""
        return [one for one in self.crowd() if self.oracle.may_open(case, one) and self.speaks_of(one, other)]

    def speaks_of(self, player: Player, other: Player) -> bool:
        """Whether somebody is the secretary or head of a body in which another opens dossiers."""
        recorders = [role for role, row in roles().items() if "recusal:record" in row["permissions"]]
        return any(roles()[role]["opens_dossiers"] and covers(player, recorders, body) for role, body in other.holdings)

    def hidden_from(self, case: Case, player: Player) -> None:
        """A proposal is not there for somebody: neither itself nor its history."""
        with pytest.raises(NotFound):
            self.read(lambda work: read_history(work, actor=player.actor, proposal_id=case.id))


def day_of(clock: Mapping[str, Any], made: list[Any], level: Collection[str]) -> date | None:
    """The day on which a limit is used up: a working day counts when the dossier lay with the level the evening before.

    None for a limit that is not in force on the day it begins, and where nothing runs.
    """
    returned = [place for place, step in enumerate(made) if step.action == "return"]
    counted = made[returned[-1] + 1 :] if returned and clock["starts"] == "dossier_complete" else made
    arrivals: list[date] = [step.on for step in counted if step.target in level]
    if not arrivals or not clock.get("valid_from", date.min) <= arrivals[0] <= clock.get("valid_to", date.max):
        return None
    day, left = arrivals[0], clock["working_days"]
    while left:
        evening = [step.target for step in counted if step.on <= day][-1]
        if evening not in level and day >= counted[-1].on:
            return None
        day += timedelta(days=1)
        left -= evening in level and working_days_between(packaged_calendar(), day - timedelta(days=1), day)
    return day
