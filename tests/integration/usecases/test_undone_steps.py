"""An undone step has not been: the same acts with slips between them and without come to the same judgement.

Every example plays one list of acts in two worlds that are alike. In the first somebody also takes a step by mistake
now and then, which he undoes or which the next body hands back the same day; in the second he does not.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from service.db.work import Work
from service.usecases.cases import FORWARD_PHASES, open_case
from service.usecases.errors import TransitionRefused
from service.usecases.moves.preflights import preflight
from service.usecases.moves.stepping_back import step_back
from service.usecases.moves.time_limits import case_limits
from service.usecases.services import Services
from tests.bdd import driving, moving, proposals
from tests.bdd.engines import SCENARIO_IDS, Clock, Template, fill, fresh_catalog, make_template, open_services
from tests.bdd.staff import Member
from tests.bdd.world import Case, World
from tests.builders.guidances import guidance_text, quota_table
from tests.builders.publishing import publish_by_two
from tests.support.postgres import Cluster
from workflows.definition import TransitionSpec

DAY, LAST_DAY = date(2025, 3, 3), date(2025, 3, 13)
COLLECTED = 'submit_to = { state = "stated", value = "collector", lines = [7] }'
COLUMNS = (
    *("state", "resume_state", "awaits_role", "awaits_body_id", "awaits_action", "due_on", "kept_apart"),
    *("received_on", "first_sent_on", "rulebook", "guidance", "decision", "owes", "owes_by"),
)
EVERYBODY = "Người giữ mọi vai trò (giả định)"
Opening = Callable[[Clock], AbstractContextManager[Services]]


@dataclass(frozen=True)
class Place:
    """Where a proposal is made: under which plan, for whom below which body, and by which office's guidance."""

    plan: str
    parent: str
    nominee: str
    level: str
    issuer: str
    more: str


PLACES = (
    Place("ha-tinh-stp", "Sở Tư pháp", "Phòng giả định", "unit", "ht-so-noi-vu", ""),
    Place("gia-lai-ubnd", "tỉnh Gia Lai", "Sở Xây dựng", "department", "gl-so-noi-vu", COLLECTED),
)
SLIP = st.tuples(
    st.just("slip"), st.booleans(), st.sampled_from(["undo", "hand back"])
)  # whether by somebody who holds every role
DAYS = st.tuples(st.just("days"), st.integers(1, 6))
STEP = st.tuples(st.just("take"), st.sampled_from([False, False, True]))
SIDE = st.tuples(st.sampled_from(["return", "hold"]))
ROUND = st.tuples(st.lists(SLIP, max_size=2), st.lists(DAYS, max_size=1), st.one_of(STEP, STEP, STEP, SIDE))
ACTS = st.lists(ROUND, min_size=5, max_size=9).map(
    lambda rounds: [act for slips, days, step in rounds for act in (*slips, *days, step)]
)

USUAL, OTHER = ("take", False), ("take", True)
UNDO, BACK = ("slip", True, "undo"), ("slip", False, "hand back")
# What left in time is returned and completed; a person who slipped at one step takes the next.
COMPLETED = [USUAL, USUAL, ("return",), USUAL, USUAL, UNDO, ("days", 20), BACK, USUAL, USUAL]
TWO_PEOPLE = [UNDO, USUAL, OTHER, ("days", 4), BACK, UNDO, USUAL, ("days", 9), UNDO, USUAL, USUAL]


class Play:
    """One proposal in a world of its own, and everybody who may act on it."""

    def __init__(self, services: Services, clock: Clock, place: Place) -> None:
        self.world = World(services, "any", clock)
        self.clock = clock
        self.world.use_plan(place.plan)
        text = guidance_text(issuer=place.issuer, within=(), before=LAST_DAY, more=place.more, quotas=quota_table())
        administrator = self.world.staff.administrator
        services.database.write(lambda work: publish_by_two(work, actor=administrator, kind="guidance", text=text))
        self.case = self._prepare(place)
        self.everybody = self.world.staff.member(EVERYBODY, "")
        self.cast = {spec: self._engage(spec) for spec in self._specs()}

    def _prepare(self, place: Place) -> Case:
        body = self.world.bodies.add(place.nominee, place.level, self.world.bodies.find(place.parent))
        self.world.registry.add(place.nominee, "collective", body["name"])
        return proposals.prepare(self.world, "bang_khen_tinh", place.nominee, values={"occasion": "so_ket"}, lacking=())

    def _specs(self) -> list[TransitionSpec]:
        view, flow = moving.view_flow(self.world, self.case)
        return [spec for spec in flow.transitions if spec.body in view["bodies"] and spec.roles != ("nominee",)]

    def _engage(self, spec: TransitionSpec) -> Member:
        body = self.world.body_by_id(self.world.view(self.case)["bodies"][spec.body]["id"])
        role = next(role for role in spec.roles if role != "nominee")
        if (role, body["id"]) not in self.everybody.roles:
            self.world.staff.grant(self.everybody, role, body)
        return self.world.staff.holder(role, body, frozenset({self.everybody.account_id}))

    def read(self, act: Callable[[Work, Any], Any]) -> Any:
        """Read as somebody to whom everything is open."""
        actor = self.world.staff.actor(self.everybody)
        return self.world.services.database.read(lambda work: act(work, actor))

    def next_spec(self, *names: str) -> TransitionSpec | None:
        """Return the move that is open now: of those names, else the step that is waited for."""
        view, flow = moving.view_flow(self.world, self.case)
        wanted = {"any", "with" if "collector" in view["bodies"] else "without"}
        for spec in flow.find_transitions(view["state"]):
            is_meant = spec.action in names if names else spec.phase in FORWARD_PHASES
            if is_meant and spec.collector in wanted and (not spec.resumes or view["resume_state"] in spec.resumes):
                return spec if spec in self.cast else None
        return None

    def judge(self, spec: TransitionSpec, member: Member) -> None:
        """Judge what a step asks to be judged: an act of its own, which stays when the step is undone."""
        if spec.phase == "T2":
            proposals.judge_all(self.world, member, self.case)

    def move(self, spec: TransitionSpec, member: Member) -> list[tuple[str, str]]:
        """Try a move, and return what stands against it."""
        view = self.world.view(self.case)
        base = moving.default_facts(self.world, view, spec.action, spec.roles[0])
        facts = moving.stated_facts(base, moving.STATED.get(spec.action, {}), {}, {})
        try:
            moving.move_with_reasons(self.world, member, self.case, spec.action, facts, driving.SETTLED, None)
        except TransitionRefused as refusal:
            return sorted((finding.code, finding.about) for finding in refusal.findings if finding.blocks)
        return []

    def act(self, act: tuple[Any, ...], *, with_slips: bool) -> Any:
        """Do one act of the list, as far as it is open."""
        if act[0] == "days":
            self.clock.today += timedelta(days=act[1])
            return None
        if act[0] == "slip":
            return self._slip(act, with_slips=with_slips)
        names = (act[0],) if act[0] != "take" else ()
        spec = self.next_spec(*names) or self.next_spec("resubmit", "release")
        if spec is None:
            return None
        member = self.everybody if act[0] == "take" and act[1] else self.cast[spec]
        self.judge(spec, member)
        return spec.action, self.move(spec, member)

    def _slip(self, act: tuple[Any, ...], *, with_slips: bool) -> None:
        spec = self.next_spec()
        if spec is None or spec.phase == "T4":
            return
        member = self.everybody if act[1] else self.cast[spec]
        self.judge(spec, member)
        if not with_slips:
            return
        before = self.standing()
        if self.move(spec, member):
            return
        back = self.next_spec()
        assert back is not None
        self._go_back(member if act[2] == "undo" else self.cast[back])
        assert self.standing() == before

    def _go_back(self, member: Member) -> None:
        catalog, actor = self.world.services.catalog, self.world.staff.actor(member)
        self.world.services.database.write(
            lambda work: step_back(
                work,
                catalog,
                actor=actor,
                proposal_id=self.case.id,
                expected_version=None,
                reason="Bấm nhầm (giả định)",
                undo_minutes=30,
            )
        )

    def standing(self) -> dict[str, Any]:
        """Return where the proposal stands, what it holds, how far its limits have run, what stands before it."""
        catalog = self.world.services.catalog

        def look(work: Work, actor: Any) -> dict[str, Any]:
            data = open_case(work, catalog, actor=actor, proposal_id=self.case.id)
            ahead = preflight(work, catalog, actor=actor, proposal_id=self.case.id)
            return {
                **{name: getattr(data.case, name) for name in COLUMNS},
                "places": [(place.quota, place.body_id, place.number) for place in data.dossier.places],
                "limits": case_limits(data, work.today),
                "ahead": [
                    (step["action"], [(row["code"], row["about"], row["verdict"]) for row in step["findings"]])
                    for step in ahead["steps"]
                ],
            }

        found: dict[str, Any] = self.read(look)
        return found


def play(opening: Opening, place: Place, acts: list[tuple[Any, ...]], *, with_slips: bool) -> list[Any]:
    """Play a list of acts, and return after each what came of it and where the proposal stands."""
    clock = Clock(DAY)
    with opening(clock) as services:
        one = Play(services, clock, place)
        return [(act[0], one.act(act, with_slips=with_slips), one.standing()) for act in acts]


def compare(opening: Opening, examples: int) -> None:
    """Demand of many lists of acts that slips among them change nothing."""

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @example(PLACES[0], COMPLETED)
    @example(PLACES[1], TWO_PEOPLE)
    @given(place=st.sampled_from(PLACES), acts=ACTS)
    def alike(place: Place, acts: list[tuple[Any, ...]]) -> None:
        told = [play(opening, place, acts, with_slips=with_slips) for with_slips in (True, False)]
        assert told[0] == told[1]

    alike()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """One filled database for the tests of this module."""
    return make_template(tmp_path_factory.mktemp("undone"))


def test_slips_change_nothing_on_sqlite(template: Template, tmp_path: Path) -> None:
    numbers = count(1)

    @contextmanager
    def opening(clock: Clock) -> Iterator[Services]:
        path = tmp_path / f"{next(numbers)}.sqlite"
        shutil.copyfile(template.sqlite, path)
        with open_services(
            f"sqlite:///{path}", clock, fresh_catalog(template), template.documents, first_id=SCENARIO_IDS
        ) as services:
            yield services

    compare(opening, 20)


@pytest.mark.postgres
def test_slips_change_nothing_on_postgresql(template: Template, postgres: Cluster, worker_id: str) -> None:
    numbers = count(1)

    @contextmanager
    def opening(clock: Clock) -> Iterator[Services]:
        name = f"undone_{worker_id}_{next(numbers)}"
        url = postgres.create_database(name, template=postgres.template("vinhdanh_features", fill))
        try:
            with open_services(url, clock, fresh_catalog(template), template.documents) as services:
                yield services
        finally:
            postgres.drop_database(name)

    compare(opening, 4)
