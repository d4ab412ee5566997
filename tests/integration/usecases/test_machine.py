"""Random acts by people of every role on a real database: whatever they try, the tables and the trail agree."""

import shutil
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from service.db import migrating
from service.db.work import Work
from service.demo.reading import read_data
from service.demo.world import World
from service.usecases.case_views import show_proposal
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.drafting.dossiers import remove_document, replace_document
from service.usecases.drafting.editing import edit_proposal
from service.usecases.errors import DomainError, Invalid, MoveClosed, NotFound, PermissionDenied, TransitionRefused
from service.usecases.idempotency import IdempotencyKey
from service.usecases.moves.batches import BatchRow, run_batch
from service.usecases.moves.judgements import record_judgement
from service.usecases.moves.preflights import preflight
from service.usecases.moves.transitions import move_proposal
from tests.integration.services import build_test_services
from tests.integration.usecases.oracle import Edge, kinds_of_states, roles, standing, steps, told
from tests.integration.usecases.overriding import Overriding
from tests.integration.usecases.stage import DAY, PLOTS, Case, Stage, fuller_plan, open_stage, paper_key, plot, set_up
from tests.integration.usecases.watching import CROWD, EVERYTHING, Place, Watched
from tests.support.databases import TEMPLATE, Clock
from tests.support.postgres import Cluster
from tests.unit.flows.flow_files import ACTIONS, raw, states, ways

WHO = st.integers(0, 99)
WHICH = st.integers(0, 11)
ACTION = st.one_of(st.integers(0, 11), st.sampled_from([*ACTIONS, "khong-co"]))
SCOPES = st.sampled_from([EVERYTHING, EVERYTHING, EVERYTHING, frozenset({"proposal:read"})])
EDITS = st.sampled_from(["text", "theme", "occasion", "khong_co", ""])
FIRST_IDS = count(2**40, 2**30)  # far from those of the world that is copied
# A crowd that never meets these has proved nothing.
MET = {
    "retry",
    "approve",
    "reopen",
    "NotFound",
    "PermissionDenied",
    "MoveClosed",
    "Stale",
    "Invalid",
    "TransitionRefused",
    "done propose-override",
    "done confirm-override",
    "done drop-override",
    "override used",
    "override over",
}


class Crowd(Overriding):
    """People of every role who try things."""

    @initialize(plots=st.lists(st.sampled_from(PLOTS), min_size=2, max_size=2, unique=True), lead=st.integers(0, 7))
    def begin(self, plots: list[str], lead: int) -> None:
        """Two proposals are drafted, and the first is on its way."""
        for key in plots:
            self.draft(key, self.stage.players[read_data("casts")[plot(key)["cast"]]["draft"]])
        self.set_off(lead)
        for _ in range(lead):
            self.go_on(0, full=True)

    @rule(which=WHICH, full=st.booleans())
    def go_on(self, which: int, *, full: bool) -> None:
        """The right person takes the next step with a proper statement, and pre-flight keeps its word."""
        case, now = self.pick(which)
        player = self.next_player(case, now)
        if player is None:
            return
        action = next(row["action"] for row, _ in self.oracle.ahead(case, now.state))
        if full:
            self.prepare(case, player, action)
        now, actor = self.standing(case), player.actor
        step = self.read(lambda work: preflight(work, self.catalog, actor=actor, proposal_id=case.id))["steps"][0]
        move = self.stage.statement(case, action, step["findings"])
        key = f"lan-{next(self.numbers)}"

        def again(work: Work, digest: str) -> dict[str, Any]:
            return move_proposal(
                work, self.catalog, actor=actor, proposal_id=case.id, action=action, expected_version=now.version,
                move=move, idempotency=IdempotencyKey(key, digest),
            )  # fmt: skip

        try:
            done = self.move(case, actor, action, version=now.version, move=move, key=IdempotencyKey(key, "a" * 64))
        except TransitionRefused as refused:
            stopped = {(item.code, item.about) for item in refused.findings if item.blocks}
            promised = {(row["code"], row["about"]) for row in step["findings"] if row["verdict"] == "pass"}
            assert not stopped & promised
            assert not step["is_ready"]
        else:
            self.retry(case, actor, done, again)

    @rule(which=WHICH, chosen=WHICH, proper=st.booleans())
    def entitled_one_moves(self, which: int, chosen: int, *, proper: bool) -> None:
        """Whoever may, makes any move that is open here, with a proper statement or without any."""
        case, now = self.pick(which)
        action = self.some_action(case, now, chosen)
        rows = [row for row, _ in self.oracle.open_rows(case, now, action)]
        able = [one for one in self.crowd() if any(self.oracle.may_take(case, one, row) for row in rows)]
        if not able:
            return
        self.try_move(case, able[0], action, proper=proper)

    @rule(which=WHICH, who=WHO, action=ACTION, late=st.sampled_from([0, 1, -1, 0, 0]), scopes=SCOPES)
    def anybody_moves(self, which: int, who: int, action: str | int, late: int, scopes: frozenset[str]) -> None:
        """Anybody tries any move, perhaps on a version gone by or not yet there, perhaps with a reader's token."""
        case, now = self.pick(which)
        tried = self.some_action(case, now, action)
        self.try_move(case, self.somebody(case, who), tried, proper=True, late=late, scopes=scopes)

    @rule(key=st.sampled_from(PLOTS), who=WHO)
    def stranger_drafts(self, key: str, who: int) -> None:
        """Whoever has no part in a unit drafts nothing for it."""
        player = self.crowd()[who % len(CROWD)]
        if self.oracle.may_draft(player, self.stage.draft_values(key).unit_id):
            return
        with pytest.raises(PermissionDenied):
            self.draft(key, player)

    @rule(which=WHICH, who=WHO, field=EDITS)
    def anybody_edits(self, which: int, who: int, field: str) -> None:
        """Anybody changes what a proposal says."""
        case, now = self.pick(which)
        player = self.somebody(case, who, self.editors(case, now))
        changes = {field: f"khác {next(self.numbers)} (giả định)"} if field else {}
        wrong = (
            Invalid
            if field in {"occasion", "khong_co"}
            else MoveClosed
            if field and self.is_sealed(now.state)
            else None
        )
        self.expect_edit(case, player, wrong, lambda work: edit_proposal(
            work, self.catalog, actor=player.actor, proposal_id=case.id, expected_version=now.version, changes=changes
        ), action="edit")  # fmt: skip

    @rule(which=WHICH, who=WHO, paper=WHICH)
    def anybody_attaches(self, which: int, who: int, paper: int) -> None:
        """Anybody attaches a paper."""
        case, _ = self.pick(which)
        papers = self.stage.papers(case)
        self.attach(case, papers[paper % len(papers)], self.somebody(case, who))

    @rule(which=WHICH, paper=WHICH, who=WHO, keep=st.booleans())
    def anybody_replaces_or_removes(self, which: int, paper: int, who: int, *, keep: bool) -> None:
        """Anybody replaces a paper or takes it out; a paper gone before is not there any more."""
        case, now = self.pick(which)
        if not case.papers:
            return
        player = self.somebody(case, who, self.editors(case, now))
        known = self.stage.papers(case)
        chosen = [item for item in known if paper_key(item) in case.papers][paper % len(case.papers)]
        document, upload = (
            case.papers[paper_key(chosen)],
            self.stage.upload(case, chosen, edition=2 + next(self.numbers)),
        )
        named = {
            "actor": player.actor,
            "proposal_id": case.id,
            "document_id": document,
            "expected_version": now.version,
        }

        def act(work: Work) -> dict[str, Any]:
            if keep:
                return replace_document(work, self.catalog, self.stage.services.documents, upload=upload, **named)
            return remove_document(work, self.catalog, **named)

        wrong = NotFound if document not in now.documents else MoveClosed if self.is_sealed(now.state) else None
        done = self.expect_edit(case, player, wrong, act, action="replace" if keep else "remove")
        if done is not None and keep:
            case.papers[paper_key(chosen)] = done["id"]

    @rule(which=WHICH, criterion=WHICH, who=WHO, met=st.booleans(), silent=st.booleans())
    def anybody_judges(self, which: int, criterion: int, who: int, *, met: bool, silent: bool) -> None:
        """Anybody judges a criterion, perhaps without saying why."""
        case, now = self.pick(which)
        player = self.somebody(case, who, [one for one in self.crowd() if self.oracle.may_judge(case, now, one)])
        codes = [*self.judged(case), "khong-co"]
        code = codes[criterion % len(codes)]
        wrong: type[DomainError] | None = Invalid if silent or code == "khong-co" else None
        if not self.oracle.may_open(case, player):
            wrong = NotFound
        elif not self.oracle.may_judge(case, now, player):
            wrong = PermissionDenied
        self.expect(case, player, wrong, "judge", lambda work: record_judgement(
            work, self.catalog, actor=player.actor, proposal_id=case.id, expected_version=now.version, criterion=code,
            met=met, reason="" if silent else "Đã đối chiếu (giả định).",
        ))  # fmt: skip

    @rule(who=WHO, action=ACTION, late=st.booleans())
    def anybody_runs_a_batch(self, who: int, action: str | int, *, late: bool) -> None:
        """A dry run keeps nothing and says what the batch then does; a row that stays has changed nothing."""
        case, now = self.pick(who)
        actor, action = self.somebody(case, who).actor, self.some_action(case, now, action)
        before = {case.id: self.standing(case) for case in self.cases}
        rows = [
            BatchRow(case.id, before[case.id].version - late, self.statement(case, actor, action))
            for case in self.cases
        ]
        seen = self.seen()
        try:
            dry = run_batch(self.stage.services, actor=actor, action=action, rows=rows, dry_run=True)
        except PermissionDenied:
            assert self.seen() == seen
            return
        assert self.seen() == seen
        wet = run_batch(self.stage.services, actor=actor, action=action, rows=rows, dry_run=False)
        told_first = ["moved" if row["result"] == "would-move" else row["result"] for row in dry["rows"]]
        assert [row["result"] for row in wet["rows"]] == told_first
        for case, row in zip(self.cases, wet["rows"], strict=True):
            self.place.met[f"batch {row['result']}"] += 1
            assert (self.standing(case) == before[case.id]) == (row["result"] != "moved")
            self.look_again(case)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        """Time goes on."""
        self.stage.clock.move(days=days)

    @rule(who=WHO)
    def somebody_looks(self, who: int) -> None:
        """What was not opened to somebody is not there for them, and stands in no list of theirs."""
        player = self.crowd()[who % len(CROWD)]
        opened = {case.id for case in self.cases if self.oracle.may_open(case, player)}
        if any("proposal:read" in roles()[role]["permissions"] for role, _ in player.holdings):
            page = self.read(
                lambda work: list_proposals(work, actor=player.actor, filters=Filters(), after=None, limit=50)
            )
            assert {row["id"] for row in page.items} == opened
        for case in self.cases:
            look = lambda work, key=case.id: show_proposal(work, self.catalog, actor=player.actor, proposal_id=key)  # noqa: E731  # used in both branches
            if case.id in opened:
                assert self.read(look)["id"] == case.id
            else:
                with pytest.raises(NotFound):
                    self.read(look)

    @invariant()
    def tables_and_trail_agree(self) -> None:
        """Each proposal stands where its own trail says, came there by ways of its flow, and each way is a step."""
        for case in self.cases:
            now, past, made = self.read(
                lambda work, case=case: (standing(work, case.id), told(work, case), steps(work, case.id))
            )  # type: ignore[misc]  # bound at once
            assert now.state in states(case.flow)
            assert (now.state, now.version, now.head_hash) == (past.state, past.seq, past.hash)
            assert now.documents == past.documents
            assert now.judgements == past.judgements
            assert [(step.action, step.source, step.target) for step in made] == list(past.edges)
            assert_ways(case, past.edges)

    def is_sealed(self, state: str) -> bool:
        """Whether nothing that was judged may be replaced any more."""
        return kinds_of_states()[state] != "step" and state != "returned"


def assert_ways(case: Case, edges: tuple[Edge, ...]) -> None:
    """Demand that each edge is a way of the flow's file, and that who was held goes on from where he was."""
    assert edges[0] == ("draft", "", raw(case.flow)["initial"])
    held_from = ""
    for action, source, target in edges[1:]:
        ends = {end for _, end in ways(case.flow, source, action, has_collector=case.has_collector)}
        assert target in ends
        held_from = source if action == "hold" else held_from
        assert action != "release" or target == held_from


def play(
    world: World,
    folder: Path,
    address: Callable[[], str],
    *,
    examples: int,
    acts: int,
    crowd: type[Watched] = Crowd,
) -> Counter[str]:
    """Let the crowd act on copies of a world, each at the address asked for; return how often what was met."""
    met = Counter[str]()

    def opened() -> Stage:
        clock = Clock(DAY)
        database = open_stage(address(), clock, first_id=next(FIRST_IDS))
        return Stage(build_test_services(database, folder), world, clock)

    limits = settings(
        max_examples=examples,
        stateful_step_count=acts,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],  # a failure is told as it was met: to shorten it would play hundreds of worlds more
    )
    run_state_machine_as_test(type("CrowdHere", (crowd,), {"place": Place(opened, met)}), settings=limits)
    return met


def test_tables_and_trail_agree_whatever_a_crowd_tries_on_sqlite(sqlite_template: Path, tmp_path: Path) -> None:
    path, numbers = tmp_path / "world.db", count(1)
    shutil.copyfile(sqlite_template, path)

    def address() -> str:
        copy = tmp_path / f"copy-{next(numbers)}.db"
        shutil.copyfile(path, copy)
        return f"sqlite:///{copy}"

    met = play(set_up(f"sqlite:///{path}", tmp_path, plans=[fuller_plan()]), tmp_path, address, examples=20, acts=50)
    assert not MET - set(met)


@pytest.mark.postgres
def test_tables_and_trail_agree_whatever_a_crowd_tries_on_postgresql(
    postgres: Cluster, worker_id: str, tmp_path: Path
) -> None:
    name, numbers = f"machine_{worker_id}", count(1)
    template = postgres.template(TEMPLATE, migrating.upgrade)
    world = set_up(postgres.create_database(name, template=template), tmp_path, plans=[fuller_plan()])
    met = play(
        world,
        tmp_path,
        lambda: postgres.create_database(f"{name}_{next(numbers)}", template=name),
        examples=5,
        acts=30,
    )
    for number in range(next(numbers)):
        postgres.drop_database(f"{name}_{number}" if number else name)
    assert {"PermissionDenied", "review", "retry"} <= set(met)
