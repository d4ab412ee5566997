"""Acting under watch: each act either changes what it may change, or nothing but the record of the attempt."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, TypeVar

import orjson
import pytest
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import select

from service.db.base import Base
from service.db.work import Work
from service.demo.reading import read_data
from service.demo.world import Player
from service.usecases.attempts import EVENTS, perform
from service.usecases.catalog import Catalog
from service.usecases.drafting.dossiers import attach_document
from service.usecases.drafting.drafting import draft_proposal
from service.usecases.errors import (
    Conflict,
    DomainError,
    MoveClosed,
    NotFound,
    PermissionDenied,
    Stale,
    TransitionRefused,
)
from service.usecases.idempotency import IdempotencyKey
from service.usecases.moves.judgements import record_judgement
from service.usecases.moves.preflights import open_moves
from service.usecases.moves.transitions import move_proposal
from service.usecases.trail.audits import verify_audit
from tests.integration.usecases.oracle import Oracle, Standing, editors_of, standing, steps, told
from tests.integration.usecases.stage import NOMINEES, SEEN, Case, Heads, Rows, Stage, paper_key, plot
from tests.unit.flows.flow_files import ACTIONS
from workflows.facts import MoveFacts
from workflows.policy import Actor

T = TypeVar("T")
# Everybody of the bodies that the stories pass through, and some who have nothing to do with them.
PLACES = (".hatinh", ".gialai", ".bo", ".trunguong")
CROWD = [
    row["username"]
    for row in read_data("accounts")["accounts"]
    if (row["username"].endswith(PLACES) or "." not in row["username"]) and row.get("nominee", NOMINEES[0]) in NOMINEES
]
EVERYTHING = frozenset({"*"})


@dataclass(frozen=True)
class Place:
    """Where copies of the world are opened, one after another, and what was met in them."""

    open: Callable[[], Stage]
    met: Counter[str]


class Watched(RuleBasedStateMachine):
    """A copy of the world in which every act is watched; rules are added by those who inherit."""

    place: Place

    def __init__(self) -> None:
        super().__init__()
        self.stage = self.place.open()
        self.oracle = Oracle(self.stage.world.bodies)
        self.cases: list[Case] = []
        self.numbers = count(1)

    def teardown(self) -> None:
        """Count what was done, verify the whole trail, and close the copy."""
        for case in self.cases:
            self.place.met.update(edge.action for edge in self.read(lambda work, case=case: told(work, case)).edges)  # type: ignore[misc]  # bound at once
        assert verify_audit(self.stage.services.database)["breaks"] == []
        self.stage.services.database.close()

    @property
    def catalog(self) -> Catalog:
        """What is published."""
        return self.stage.catalog

    def read(self, act: Callable[[Work], T]) -> T:
        """Read one snapshot."""
        return self.stage.services.database.read(act)

    def seen(self) -> tuple[Rows, Heads]:
        """Everything that an act may change."""
        return self.stage.rows(), self.stage.heads()

    def standing(self, case: Case) -> Standing:
        """Where the tables say that a case stands."""
        return self.read(lambda work: standing(work, case.id))

    def pick(self, which: int) -> tuple[Case, Standing]:
        """One of the cases, and where it stands."""
        case = self.cases[which % len(self.cases)]
        return case, self.standing(case)

    def crowd(self) -> list[Player]:
        """Everybody who may take a part."""
        return [self.stage.players[name] for name in CROWD]

    def somebody(self, case: Case, who: int, able: Sequence[Player] = ()) -> Player:
        """Half the time one who is able, else mostly one of those who have a part in the case, else anybody."""
        if able and who % 2:
            return able[who // 2 % len(able)]
        parts = set(case.bodies.values())
        near = [one for one in self.crowd() if any(body["id"] in parts for _, body in one.holdings)]
        return near[who % len(near)] if who % 5 else self.crowd()[who % len(CROWD)]

    def editors(self, case: Case, now: Standing) -> list[Player]:
        """Those who may change the dossier now."""
        readers = (one for one in self.crowd() if self.oracle.may_open(case, one))
        return [one for one in readers if self.oracle.may_edit(case, now, one)]

    def some_action(self, case: Case, now: Standing, chosen: str | int) -> str:
        """An action by name, or one of those that are open here by number."""
        if isinstance(chosen, str):
            return chosen
        opened = [action for action in ACTIONS if self.oracle.open_rows(case, now, action)]
        return opened[chosen % len(opened)] if opened else "review"

    def statement(self, case: Case, actor: Actor, action: str) -> MoveFacts:
        """What a careful person states with a move, having looked at what is open to them."""
        try:
            moves = self.read(lambda work: open_moves(work, self.catalog, actor=actor, proposal_id=case.id))
        except NotFound:
            return MoveFacts(reason=SEEN)
        shown = next((move["findings"] for move in moves if move["action"] == action), [])
        return self.stage.statement(case, action, shown)

    def draft(self, key: str, player: Player) -> None:
        """Open a proposal, or change nothing."""
        before, values = self.seen(), self.stage.draft_values(key)
        try:
            made = self.stage.services.database.write(
                lambda work: draft_proposal(work, self.catalog, actor=player.actor, values=values)
            )
        except DomainError:
            assert self.seen() == before
            raise
        table = Base.metadata.tables["proposal"]
        row = self.read(lambda work: work.execute(select(table).where(table.c.id == made["id"])).one())
        case = Case(key, row.id, row.bodies, row.flow_code, row.nominee_id)
        unit, agency = self.oracle.bodies[row.unit_id], self.oracle.bodies[row.agency_id]
        between = (body for body in self.oracle.bodies.values() if unit["path"].startswith(body["path"]))
        case.opened_to.update(body["id"] for body in between if body["path"].startswith(agency["path"]))
        self.cases.append(case)
        self.look_again(case)

    def run(self, case: Case, actor: Actor, action: str, act: Callable[[Work], dict[str, Any]]) -> dict[str, Any]:
        """Act on a case; a refused act raises, having changed nothing but the record of what was tried."""
        before = self.seen()
        try:
            done = perform(self.stage.services, act, actor=actor, stream=case.stream, action=action)
        except DomainError as error:
            self.place.met[type(error).__name__] += 1
            self.check_refused(case, actor, action, error, before)
            raise
        self.place.met[f"done {action}"] += 1
        assert self.stage.heads().get(f"{case.stream}/attempts") == before[1].get(f"{case.stream}/attempts")
        self.look_again(case)
        return done

    def check_refused(
        self, case: Case, actor: Actor, action: str, error: DomainError, before: tuple[Rows, Heads]
    ) -> None:
        """Nothing has changed; a refused, forbidden or hidden act stands in the stream of attempts, and only there."""
        rows, heads = self.seen()
        assert rows == before[0]
        stream = f"{case.stream}/attempts"
        old = before[1].get(stream, (0, ""))[0]
        recorded = isinstance(error, tuple(EVENTS))
        assert heads.get(stream, (0, ""))[0] == old + recorded
        assert {**heads, stream: ()} == {**before[1], stream: ()}
        if recorded:
            table = Base.metadata.tables["audit_event"]
            last = select(table).where(table.c.stream == stream).order_by(table.c.stream_seq.desc()).limit(1)
            row = self.read(lambda work: work.execute(last).one())
            facts = orjson.loads(row.body)["payload"]
            assert (facts["action"], facts["code"], row.actor_id) == (action, error.code, actor.account_id)

    def look_again(self, case: Case) -> None:
        """Remember to whom the case is open now, and which papers lie in it."""
        now = self.standing(case)
        self.place.met[f"in {now.state}"] += 1
        case.opened_to.update({self.oracle.awaited(case, now)} - {""})

    def move(
        self,
        case: Case,
        actor: Actor,
        action: str,
        *,
        version: int,
        move: MoveFacts,
        key: IdempotencyKey | None = None,
    ) -> dict[str, Any]:
        """Move a case; when it succeeds, it was one that the flow opens, by one who may."""
        now = self.standing(case)
        made = self.read(lambda work: steps(work, case.id))
        done = self.run(case, actor, action, lambda work: move_proposal(
            work, self.catalog, actor=actor, proposal_id=case.id, action=action, expected_version=version, move=move,
            idempotency=key,
        ))  # fmt: skip
        rows = [row for row, end in self.oracle.open_rows(case, now, action) if end == done["state"]]
        assert rows
        assert any(self.oracle.may_take(case, self.player_of(actor), row) for row in rows)
        assert actor.person_id != case.nominee_id or "actor-is-not-nominee" not in rows[0].get("guards", ())
        kept_apart = rows[0].get("distinct_from", ())
        others = {step.person_id for step in made if step.action in kept_apart and step.source != now.state}
        assert actor.person_id not in others
        return done

    def player_of(self, actor: Actor) -> Player:
        """The one who acts."""
        return next(player for player in self.stage.players.values() if player.account_id == actor.account_id)

    def retry(self, case: Case, actor: Actor, done: dict[str, Any], again: Callable[..., dict[str, Any]]) -> None:
        """The same request answers the same and acts once; another request under its key is refused."""
        before = self.seen()
        services = self.stage.services
        same = perform(services, lambda work: again(work, "a" * 64), actor=actor, stream=case.stream, action="retry")
        assert orjson.dumps(same, option=orjson.OPT_SORT_KEYS) == orjson.dumps(done, option=orjson.OPT_SORT_KEYS)
        with pytest.raises(Conflict):
            perform(services, lambda work: again(work, "b" * 64), actor=actor, stream=case.stream, action="retry")
        assert self.seen() == before
        self.place.met["retry"] += 1

    def try_move(
        self,
        case: Case,
        player: Player,
        action: str,
        *,
        proper: bool,
        late: int = 0,
        scopes: frozenset[str] = EVERYTHING,
    ) -> None:
        """Try a move and meet exactly the wall that the files put there, or a refusal by the rules."""
        now = self.standing(case)
        move = self.statement(case, player.actor, action) if proper else MoveFacts()
        actor = replace(player.actor, scopes=scopes)
        wall = self.wall(case, now, player, action, late=late, scopes=scopes)
        met: type[DomainError] | None = None
        try:
            self.move(case, actor, action, version=now.version - late, move=move)
        except DomainError as error:
            met = type(error)
            by_rules = any(finding.blocks for finding in error.findings)
            self.refused_by_rules(case, action, error)
        assert met is wall or (wall is None and met is TransitionRefused and by_rules)

    def set_off(self, lead: int) -> None:
        """What happens before the first case is led so many steps on; those who inherit know."""

    def refused_by_rules(self, case: Case, action: str, error: DomainError) -> None:
        """What else must hold of a refusal; those who inherit know."""

    def wall(
        self, case: Case, now: Standing, player: Player, action: str, *, late: int, scopes: frozenset[str]
    ) -> type[DomainError] | None:
        """The first wall that stands before a move, as the files say; None when only the rules may refuse it."""
        rows = self.oracle.open_rows(case, now, action)
        if not self.oracle.may_open(case, player):
            return NotFound
        if not rows:
            return MoveClosed
        if scopes != EVERYTHING or not any(self.oracle.may_take(case, player, row) for row, _ in rows):
            return PermissionDenied
        return Stale if late else None

    def expect(
        self,
        case: Case,
        player: Player,
        wrong: type[DomainError] | None,
        action: str,
        act: Callable[[Work], dict[str, Any]],
    ) -> dict[str, Any] | None:
        """Act, and meet exactly this error or none."""
        if wrong is None:
            return self.run(case, player.actor, action, act)
        with pytest.raises(wrong):
            self.run(case, player.actor, action, act)
        return None

    def expect_edit(
        self,
        case: Case,
        player: Player,
        wrong: type[DomainError] | None,
        act: Callable[[Work], dict[str, Any]],
        *,
        action: str,
    ) -> dict[str, Any] | None:
        """Change the dossier, and meet the first wall before it: hidden, closed, not an editor, or `wrong`."""
        now = self.standing(case)
        if not self.oracle.may_open(case, player):
            wrong = NotFound
        elif not editors_of(case.flow, now.state):
            wrong = MoveClosed
        elif not self.oracle.may_edit(case, now, player):
            wrong = PermissionDenied
        return self.expect(case, player, wrong, action, act)

    def next_player(self, case: Case, now: Standing) -> Player | None:
        """Somebody who may take the next step, has taken none, is not proposed himself, and not recused."""
        busy = {step.person_id for step in self.read(lambda work: steps(work, case.id))} | {case.nominee_id}
        busy |= set(case.recused)
        for row, _ in self.oracle.ahead(case, now.state):
            for player in self.crowd():
                if player.person_id not in busy and self.oracle.may_take(case, player, row):
                    return player
        return None

    def prepare(self, case: Case, player: Player, action: str, *, without: str = "") -> None:
        """Complete the dossier for a step: the papers it needs, and a judgement of what a person must judge."""
        for paper in (row for row in self.stage.papers(case) if row["type"] != without):
            here = case.papers.get(paper_key(paper), "") in self.standing(case).documents
            if paper.get("when", "draft") in {"draft", action} and not here:
                self.attach(case, paper)
        met = {judged.criterion for judged in self.judgements(case) if judged.met}
        for code in self.judged(case) if action != "review" else ():
            if code not in met:
                self.run(case, player.actor, "judge", lambda work, code=code: record_judgement(  # type: ignore[misc]  # bound at once
                    work, self.catalog, actor=player.actor, proposal_id=case.id,
                    expected_version=None, criterion=code, met=True, reason=SEEN,
                ))  # fmt: skip

    def attach(self, case: Case, paper: Mapping[str, Any], player: Player | None = None) -> None:
        """Let somebody who may, or this one, attach a paper."""
        now = self.standing(case)
        able = [player] if player else self.editors(case, now)
        if not able:  # everybody who might is recused
            return
        hand = able[0]
        upload = self.stage.upload(case, paper)
        done = self.expect_edit(case, hand, None, lambda work: attach_document(
            work, self.catalog, self.stage.services.documents, actor=hand.actor, proposal_id=case.id,
            expected_version=now.version, upload=upload,
        ), action="attach")  # fmt: skip
        if done is not None:
            case.papers[paper_key(paper)] = done["id"]

    def judged(self, case: Case) -> list[str]:
        """The criteria of a case that a person judges."""
        story = plot(case.plot)
        plan = self.read(lambda work: self.catalog.plan_in_force(work, story["plan"], work.today))
        return [item.code for item in plan.criteria_of(story["category"]) if item.kind == "C"]

    def judgements(self, case: Case) -> list[Any]:
        """The judgements that stand."""
        table = Base.metadata.tables["judgement"]
        query = select(table).where(table.c.proposal_id == case.id, table.c.voided_seq.is_(None))
        return self.read(lambda work: list(work.execute(query)))
