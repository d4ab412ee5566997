"""Overrides tried by a random crowd, told against the bare files, tables and trail: two persons, one move, at once."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import select

import workflows
from service.db.base import Base
from service.db.work import Work
from service.demo.world import Player
from service.usecases.drafting.dossiers import remove_document
from service.usecases.drafting.editing import edit_proposal
from service.usecases.errors import (
    Conflict,
    DomainError,
    Invalid,
    MoveClosed,
    NotFound,
    PermissionDenied,
    Stale,
    TransitionRefused,
)
from service.usecases.moves.overrides import Request, confirm_override, drop_override, propose_override
from tests.integration.usecases.oracle import Standing, covers, steps
from tests.integration.usecases.stage import SEEN, Case, plot
from tests.integration.usecases.watching import Watched
from tests.unit.flows.flow_files import raw

WHO = st.integers(0, 99)
WHICH = st.integers(0, 11)
DATA = Path(workflows.__file__).parent / "data"
# The one finding of these stories that a rule lets be overridden: the official text of a plan known at second hand.
KIND, PAPER = "official-plan-attached", "D01"
PROPOSED, CONFIRMED = "proposal.override-proposed", "proposal.override-confirmed"
DROPPED, USED = "proposal.override-dropped", "proposal.overridden"
NO_ACT = "0" * 32
OVERRIDDEN = ["moved", "moved", "declined", "changed"]  # what becomes of an override that two officers mean
Key = tuple[str, str, str, str]


@cache
def house() -> tuple[str, Mapping[str, Any]]:
    """The name of the newest house rules and the rule of this kind, as TOML reads them."""
    version = max(int(path.stem) for path in (DATA / "rules" / "house").glob("*.toml"))
    book = tomllib.loads((DATA / "rules" / "house" / f"{version}.toml").read_text(encoding="utf-8"))
    return f"house@{version}", next(row for row in book["checks"] if row["kind"] == KIND)


@cache
def is_secondary(plan: str) -> bool:
    """Whether a plan was read from a secondary source."""
    book = tomllib.loads((DATA / "plans" / plan / "1.toml").read_text(encoding="utf-8"))
    return bool(book["identity"]["source_quality"] == "secondary")


def named() -> Key:
    """The finding by everything that names it."""
    book, spec = house()
    return book, spec["code"], KIND, PAPER


def acts_here(case: Case, now: Standing) -> list[Mapping[str, Any]]:
    """The rows of the flow's file by which an override is asked for in this state."""
    wanted = {"any", "with" if case.has_collector else "without"}
    found = (row for row in raw(case.flow)["acts"] if row["kind"] == "override" and now.state in row["at"])
    return [row for row in found if row.get("collector", "any") in wanted]


def key_of(row: Mapping[str, Any]) -> Key:
    """What names a recorded finding."""
    return row["rulebook"], row["code"], row["kind"], row["about"]


class Overriding(Watched):
    """Rules about overrides; whatever is tried, nothing passes a wall but by two persons for this very move."""

    @rule(which=WHICH, who=WHO, chosen=WHICH, wrong_finding=st.booleans(), silent=st.booleans(), late=st.booleans())
    def anybody_asks_for_an_override(
        self, which: int, who: int, chosen: int, *, wrong_finding: bool, silent: bool, late: bool
    ) -> None:
        """Anybody asks that a move pass, perhaps naming what does not stand against it, perhaps without a reason."""
        case, now = self.pick(which)
        player = self.somebody(case, who, self.officers(case, now))
        moves = sorted({action for row in acts_here(case, now) for action in row["before"]}) or ["approve"]
        action = moves[chosen % len(moves)] if chosen else "khong-co"
        wrong = self.wall_before_asking(case, now, player)
        if wrong is None and late:
            wrong = Stale
        elif wrong is None and (silent or wrong_finding or not self.stands_against(case, now, action)):
            wrong = Invalid
        named_here = "|".join((house()[0], "G03", "criteria", "") if wrong_finding else named())
        self.ask(case, player, wrong, (action, named_here), version=now.version - late, reason="" if silent else SEEN)

    @rule(which=WHICH, who=WHO, chosen=WHICH, late=st.sampled_from([0, 0, 1]), silent=st.booleans(), yes=st.booleans())
    def anybody_settles_an_override(
        self, which: int, who: int, chosen: int, late: int, *, silent: bool, yes: bool
    ) -> None:
        """Anybody confirms, declines or withdraws what was asked for, whether or not it still waits."""
        case, now = self.pick(which)
        player = self.somebody(case, who, self.officers(case, now))
        asked = self.asked(case)
        act = asked[chosen % len(asked)] if asked else None
        wrong = self.wall_before_settling(case, now, player, act, late=late, silent=silent, yes=yes)
        if yes:
            self.confirm(case, player, wrong, act.id if act else NO_ACT, version=now.version - late)
            return
        reason = "" if silent else SEEN
        self.expect(case, player, wrong, "drop-override", lambda work: drop_override(
            work, self.catalog, actor=player.actor, proposal_id=case.id, act_id=act.id if act else NO_ACT,
            expected_version=now.version - late, reason=reason,
        ))  # fmt: skip

    @rule(which=WHICH, then=st.sampled_from(OVERRIDDEN))
    def two_let_a_move_pass(self, which: int, then: str) -> None:
        """Two officers let the next move pass in spite of what stands against it; what happens in between ends it."""
        found = [case for case in self.cases if self.is_ready_for_override(case)]
        if not found:
            return
        case = found[which % len(found)]
        player = self.next_player(case, self.standing(case))
        if player is None:
            return
        action = next(row["action"] for row, _ in self.oracle.ahead(case, self.standing(case).state))
        self.prepare(case, player, action, without=PAPER)
        self.leave_out(case)
        now = self.standing(case)
        pair = self.pair(case, now)
        if pair is None or not self.stands_against(case, now, action):
            return
        first, second = pair
        key = self.ask(case, first, None, (action, "|".join(named())), version=now.version, reason=SEEN)
        self.confirm(case, first, PermissionDenied, key, version=now.version + 1)
        if then == "declined":
            self.expect(case, second, None, "drop-override", lambda work: drop_override(
                work, self.catalog, actor=second.actor, proposal_id=case.id, act_id=key, expected_version=None,
                reason=SEEN,
            ))  # fmt: skip
        else:
            self.confirm(case, second, None, key, version=now.version + 1)
            assert self.in_force(case) == {(action, named())}
            if then == "changed":
                self.change_something(case)
        self.move_under(case, player, action, is_let=then == "moved")

    def set_off(self, lead: int) -> None:
        """An override at the very beginning of every second world, so that every crowd meets some."""
        if lead % 2 == 0:
            self.two_let_a_move_pass(0, OVERRIDDEN[lead // 2])

    @invariant()
    def nothing_passed_but_by_two(self) -> None:
        """Each move that passed a blocking finding was let by two fresh hands, and each act is what the trail tells."""
        for case in self.cases:
            events = self.read(lambda work, case=case: _events(work, case))  # type: ignore[misc]  # bound at once
            for place, (event, facts) in enumerate(events):
                if "to" in facts:
                    self.let_by_two(case, events[:place], facts)
                assert event != USED or "to" in events[place + 1][1]
            if any(event.startswith("proposal.overrid") or "override" in event for event, _ in events):
                told = list(_told_of(events))
                assert told == [(row.id, row.state, row.outcome, row.begun_seq) for row in self.asked(case)]

    def let_by_two(self, case: Case, before: list[tuple[str, Mapping[str, Any]]], move: Mapping[str, Any]) -> None:
        """A move is beyond doubt, or the two events before it and one further back prove that it was let pass."""
        walls = [row for row in move.get("findings", ()) if row["verdict"] == "fail" and row["force"] == "block"]
        assert not [row for row in move.get("findings", ()) if row["blocks"]]
        assert bool(walls) == bool(before and before[-1][0] == USED)
        if not walls:
            return
        (second_last, confirmed), (_, used) = before[-2:]
        (asked_event, asked), *_ = [one for one in before[-3:-2] if one[1].get("act") == used["act"]]
        assert (asked_event, second_last) == (PROPOSED, CONFIRMED)
        assert {row["overridden"] for row in walls} == {used["act"]} == {asked["act"]} == {confirmed["act"]}
        assert {one["action"] for one in (asked, confirmed, used)} == {move["action"]}
        assert {key_of(row) for row in walls} == {named()}
        assert "overridable" in house()[1]
        for one in (asked, confirmed, used):
            assert {key_of(row) for row in walls} <= {key_of(row) for row in one["findings"]}
        first, second = asked["actor"]["person"], confirmed["actor"]["person"]
        hands = {facts["actor"]["person"] for event, facts in before[:-2] if "to" in facts or "judgement" in event}
        assert first != second
        assert case.nominee_id not in {first, second}
        assert second not in hands
        self.place.met["override used"] += 1

    def in_force(self, case: Case) -> set[tuple[str, Key]]:
        """What the bare rows let pass now: confirmed at the very version at which the proposal stands."""
        version = self.standing(case).version
        fresh = [row for row in self.asked(case) if (row.outcome, row.ended_seq) == ("confirmed", version)]
        return {(row.data["action"], key_of(finding)) for row in fresh for finding in row.data["findings"]}

    def refused_by_rules(self, case: Case, action: str, error: DomainError) -> None:
        """No move is refused for what was just overridden for it."""
        walls = {(item.rulebook, item.code, item.kind, item.about) for item in error.findings if item.blocks}
        assert not {key for let, key in self.in_force(case) if let == action} & walls

    def stands_against(self, case: Case, now: Standing, action: str) -> bool:
        """Whether the official text stands against a move: asked there, known at second hand only, not attached.

        It does not while it is let pass already: nobody asks twice for the same.
        """
        rows = [row for row, _ in self.oracle.open_rows(case, now, action)][:1]
        asked = any(KIND in row.get("guards", ()) and row["phase"] in house()[1]["at"] for row in rows)
        is_let = (action, named()) in self.in_force(case)
        is_there = bool(self.read(lambda work: _official(work, case)))
        return asked and is_secondary(plot(case.plot)["plan"]) and not is_there and not is_let

    def asked(self, case: Case) -> list[Any]:
        """Every override of a case, in the order in which they were asked for."""
        table = Base.metadata.tables["proposal_act"]
        of_case = (table.c.proposal_id == case.id) & (table.c.kind == "override")
        return self.read(lambda work: list(work.execute(select(table).where(of_case).order_by(table.c.begun_seq))))

    def officers(self, case: Case, now: Standing) -> list[Player]:
        """Those whom the flow's file lets ask or confirm here."""
        return [one for one in self.crowd() if self.wall_before_asking(case, now, one) is None]

    def wall_before_asking(self, case: Case, now: Standing, player: Player) -> type[DomainError] | None:
        """The first wall before an override, as the files say; the nominee stands before one as well."""
        if not self.oracle.may_open(case, player):
            return NotFound
        rows = acts_here(case, now)
        if not rows:
            return MoveClosed
        bodies = self.oracle.bodies
        is_able = any(covers(player, row["roles"], bodies.get(case.bodies.get(row["body"], ""))) for row in rows)
        return None if is_able and player.person_id != case.nominee_id else PermissionDenied

    def wall_before_settling(
        self, case: Case, now: Standing, player: Player, act: Any, *, late: int, silent: bool, yes: bool
    ) -> type[DomainError] | None:
        """The first wall before a confirmation or a refusal of what was asked for."""
        wrong = self.wall_before_asking(case, now, player)
        if wrong is not None:
            return wrong
        if act is None:
            return NotFound
        if act.state != "open":
            return Conflict
        if yes and player.person_id in {*self.hands(case), *act.data["proposed_by"]}:
            return PermissionDenied
        if late:
            return Stale
        if yes:
            return None if act.begun_seq == now.version else Conflict
        return Invalid if silent else None

    def hands(self, case: Case) -> set[str]:
        """Whoever made a step or ever judged a criterion, whether or not it still counts."""
        table = Base.metadata.tables["judgement"]
        judged = select(table.c.person_id).where(table.c.proposal_id == case.id)
        made = {step.person_id for step in self.read(lambda work: steps(work, case.id))}
        return made | set(self.read(lambda work: list(work.execute(judged).scalars())))

    def pair(self, case: Case, now: Standing) -> tuple[Player, Player] | None:
        """One who may ask and another who may confirm."""
        able, hands = self.officers(case, now), self.hands(case)
        for second in (one for one in able if one.person_id not in hands):
            for first in able:
                if first.person_id != second.person_id:
                    return first, second
        return None

    def is_ready_for_override(self, case: Case) -> bool:
        """Whether the official text is asked for at the next move, and two are there who may let it pass."""
        now = self.standing(case)
        ahead = [row for row, _ in self.oracle.ahead(case, now.state)]
        is_asked = any(KIND in row.get("guards", ()) for row in ahead) and is_secondary(plot(case.plot)["plan"])
        return is_asked and self.pair(case, now) is not None

    def leave_out(self, case: Case) -> None:
        """Take the official text out of the dossier, where somebody still may."""
        while (kept := self.read(lambda work: _official(work, case))) and (
            able := self.editors(case, self.standing(case))
        ):
            self.expect_edit(case, able[0], None, lambda work, hand=able[0], key=kept[0]: remove_document(  # type: ignore[misc]  # bound at once
                work, self.catalog, actor=hand.actor, proposal_id=case.id, document_id=key, expected_version=None,
            ), action="remove")  # fmt: skip

    def change_something(self, case: Case) -> None:
        """Something happens to the case that has nothing to do with the finding; nobody's word is fresh any more."""
        able = self.editors(case, self.standing(case))
        if able:
            said = {"text": f"khác {next(self.numbers)} (giả định)"}
            self.expect_edit(case, able[0], None, lambda work: edit_proposal(
                work, self.catalog, actor=able[0].actor, proposal_id=case.id, expected_version=None, changes=said
            ), action="edit")  # fmt: skip
            assert not self.in_force(case)

    def move_under(self, case: Case, player: Player, action: str, *, is_let: bool) -> None:
        """The next move is made or refused: for what was named only when nothing lets it pass."""
        now, move = self.standing(case), self.statement(case, player.actor, action)
        is_let = is_let or bool(self.in_force(case))
        try:
            self.move(case, player.actor, action, version=now.version, move=move)
        except TransitionRefused as refused:
            walls = {(item.rulebook, item.code, item.kind, item.about) for item in refused.findings if item.blocks}
            assert (named() in walls) != is_let
            self.place.met["override refused" if is_let else "override over"] += 1
        else:
            assert is_let

    def ask(
        self,
        case: Case,
        player: Player,
        wrong: type[DomainError] | None,
        wanted: tuple[str, str],
        *,
        version: int,
        reason: str,
    ) -> str:
        """Ask for an override, and meet exactly this error or none; the id of what was asked for, if it was."""
        action, finding = wanted
        day = self.read(lambda work: work.today)
        request = Request(action, [finding], "05/TB (giả định)", day, reason)
        done = self.expect(case, player, wrong, "propose-override", lambda work: propose_override(
            work, self.catalog, actor=player.actor, proposal_id=case.id, expected_version=version, request=request
        ))  # fmt: skip
        return str(done["id"]) if done else ""

    def confirm(self, case: Case, player: Player, wrong: type[DomainError] | None, key: str, *, version: int) -> None:
        """Confirm an override, and meet exactly this error or none; the proposal itself stays where it is."""
        before = self.standing(case)
        done = self.expect(case, player, wrong, "confirm-override", lambda work: confirm_override(
            work, self.catalog, actor=player.actor, proposal_id=case.id, act_id=key, expected_version=version
        ))  # fmt: skip
        if done is not None:
            assert self.standing(case)._replace(version=0, head_hash="") == before._replace(version=0, head_hash="")


def _events(work: Work, case: Case) -> list[tuple[str, Mapping[str, Any]]]:
    """The events of a case with what they tell, from the first."""
    event = Base.metadata.tables["audit_event"]
    rows = work.execute(select(event).where(event.c.stream == case.stream).order_by(event.c.stream_seq))
    return [(row.event, orjson.loads(row.body)["payload"]) for row in rows]


def _told_of(events: list[tuple[str, Mapping[str, Any]]]) -> Iterator[tuple[str, str, str, int]]:
    """What the trail tells of each override: its act, state and outcome, and the place at which it was asked for."""
    for seq, (event, facts) in enumerate(events, start=1):
        if event != PROPOSED:
            continue
        state, outcome = "open", ""
        for later, said in events:
            if said.get("act") != facts["act"]:
                continue
            if later == DROPPED:
                is_own = said["actor"]["account"] == facts["actor"]["account"]
                state, outcome = "dropped", "withdrawn" if is_own else "declined"
            elif later in {CONFIRMED, USED}:
                state, outcome = "done", "confirmed" if later == CONFIRMED else "used"
        yield facts["act"], state, outcome, seq


def _official(work: Work, case: Case) -> list[str]:
    """The official texts in the dossier."""
    table = Base.metadata.tables["document"]
    query = select(table.c.id).where(table.c.proposal_id == case.id, table.c.type == PAPER, table.c.status == "current")
    return list(work.execute(query).scalars())
