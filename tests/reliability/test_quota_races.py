"""Entries that race for the last places of a guidance: as many get one as there are, the others are told why not."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from service.db.work import Work
from service.usecases.errors import TransitionRefused
from service.usecases.moves.stepping_back import step_back
from service.usecases.trail.audits import verify_audit
from tests.bdd import driving, moving, proposals
from tests.bdd.engines import Clock, Template, make_template, postgresql_services, sqlite_services
from tests.bdd.world import Case, World
from tests.builders.guidances import guidance_text, quota_table
from tests.builders.publishing import publish_by_two
from workflows.facts import MoveFacts

DAY = date(2025, 3, 3)
RIVALS, PLACES = 8, 3
AGENCY = "Sở Tư pháp"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """One filled database for the tests of this module."""
    return make_template(tmp_path_factory.mktemp("places"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, template: Template, tmp_path: Path, worker_id: str) -> Iterator[World]:
    """A department under the plan of Hà Tĩnh, once per engine."""
    clock = Clock(DAY)
    if request.param == "sqlite":
        opened = sqlite_services(template, clock, tmp_path)
    else:
        number = next(request.getfixturevalue("database_numbers"))
        opened = postgresql_services(
            template, clock, request.getfixturevalue("postgres"), f"places_{worker_id}_{number}"
        )
    with opened as services:
        made = World(services, str(request.param), clock)
        made.use_plan("ha-tinh-stp")
        yield made


def publish(world: World, quotas: str) -> None:
    text = guidance_text(effective_on=date(2025, 1, 2), quotas=quotas)
    administrator = world.staff.administrator
    world.services.database.write(lambda work: publish_by_two(work, actor=administrator, kind="guidance", text=text))


def waiting(world: World, number: int) -> list[Case]:
    """Dossiers of one department, each reviewed in its unit and judged, so that only the quota stands before them."""
    made = []
    agency = world.bodies.find(AGENCY)
    officer = world.staff.holder("hr_officer", agency)
    for place in range(number):
        name = f"Phòng {place} (giả định)"
        unit = world.bodies.add(name, "unit", agency)
        world.registry.add(name, "collective", unit["name"])
        case = proposals.prepare(world, "bang_khen_tinh", name, values={"occasion": "so_ket"}, lacking=())
        driving.drive(world, case, "unit_reviewed")
        proposals.judge_all(world, officer, case)
        made.append(case)
    return made


def verify_all_at_once(world: World, cases: list[Case]) -> list[dict[str, object] | TransitionRefused]:
    officer = world.staff.holder("hr_officer", world.bodies.find(AGENCY))
    start = Barrier(len(cases))

    def act(case: Case) -> dict[str, object] | TransitionRefused:
        start.wait()
        try:
            return moving.move_once(world, officer, case, "verify", MoveFacts(), version=None)
        except TransitionRefused as refusal:
            return refusal

    with ThreadPoolExecutor(len(cases)) as pool:
        return list(pool.map(act, cases))


def test_as_many_entries_go_up_as_there_are_places(world: World) -> None:
    publish(world, quota_table(value=str(PLACES)) + quota_table("total", str(RIVALS), code="ca-tinh"))
    cases = waiting(world, RIVALS)

    answers = verify_all_at_once(world, cases)

    refused = [answer for answer in answers if isinstance(answer, TransitionRefused)]
    states = [world.view(case)["state"] for case in cases]
    assert states.count("hr_verified") == PLACES == RIVALS - len(refused)
    for refusal in refused:
        stops = [(finding.code, finding.about) for finding in refusal.findings if finding.blocks]
        assert stops == [("G11", "no-place-left")]
    assert verify_audit(world.services.database)["breaks"] == []


def test_a_place_that_is_given_back_goes_to_one_of_those_who_wait(world: World) -> None:
    publish(world, quota_table())
    first, *others = waiting(world, 4)
    driving.take(world, first, "verify")
    assert all(isinstance(answer, TransitionRefused) for answer in verify_all_at_once(world, others))

    driving.take(world, first, "withdraw")
    answers = verify_all_at_once(world, others)

    assert [isinstance(answer, TransitionRefused) for answer in answers].count(False) == 1


def test_undoing_the_move_gives_the_place_back(world: World) -> None:
    publish(world, quota_table())
    first, second = waiting(world, 2)
    driving.take(world, first, "verify")
    officer = world.staff.holder("hr_officer", world.bodies.find(AGENCY))
    actor = world.staff.actor(officer)

    def undo(work: Work) -> None:
        step_back(
            work,
            world.services.catalog,
            actor=actor,
            proposal_id=first.id,
            expected_version=None,
            reason="Chọn hồ sơ khác (giả định)",
            undo_minutes=30,
        )

    world.services.database.write(undo)
    driving.take(world, second, "verify")
    assert world.view(second)["state"] == "hr_verified"
