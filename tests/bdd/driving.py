"""Bringing a proposal to a state through real moves, each by somebody whose move it is."""

from typing import Any

from service.db import dossiers
from service.usecases.moves.preflights import preflight
from tests.bdd import moving
from tests.bdd.proposals import attach, judge_all
from tests.bdd.staff import Member
from tests.bdd.world import Case, World
from workflows.definition import TransitionSpec

SETTLED = "Đã xem xét (lý do giả định)"


def drive(world: World, case: Case, state: str) -> None:
    """Bring a proposal to a state; a refusal on the way is a fault of the scenario."""
    view, flow = moving.view_flow(world, case)
    for action in moving.route(flow, view["state"], state, has_collector="collector" in view["bodies"]):
        take(world, case, action)
    assert world.view(case)["state"] == state


def take(world: World, case: Case, action: str) -> None:
    """Let the right person make one move with everything it asks for."""
    view, flow = moving.view_flow(world, case)
    spec = moving.expect_move(view, flow, action)
    member = right_person(world, case, view, spec)
    if spec.phase == "T2":
        world.must("đánh giá tiêu chí", lambda: judge_all(world, member, case))
    if action == "revoke":
        world.must("nộp hồ sơ hủy bỏ", lambda: attach(world, member, case, [{"type": "D17", "dated_on": world.today}]))
    base = moving.default_facts(world, view, action, spec.roles[0])
    facts = moving.stated_facts(base, moving.STATED.get(action, {}), {}, {})
    world.must(
        f"{action} hồ sơ {case.label}",
        lambda: moving.move_with_reasons(world, member, case, action, facts, SETTLED, None),
    )


def right_person(world: World, case: Case, view: dict[str, Any], spec: TransitionSpec) -> Member:
    """Return somebody who holds the move's role in its body and has made none of the steps it is kept apart from."""
    roles = [role for role in spec.roles if role != "nominee"]
    if not roles:
        return world.staff.member(case.nominee, world.registry.person_id(case.nominee))
    body = world.body_by_id(view["bodies"][spec.body]["id"])
    return world.staff.holder(roles[0], body, those_who_acted(world, case, spec.distinct_from))


def those_who_acted(world: World, case: Case, actions: tuple[str, ...]) -> frozenset[str]:
    """Return the persons who made moves of those names on a proposal, and the nominee."""
    steps = world.services.database.read(lambda work: dossiers.list_steps(work, case.id))
    nominee = world.registry.find(case.nominee)["id"]
    return frozenset({nominee, *(step.person_id for step in steps if step.action in actions)})


def look_ahead(world: World, member: Member, case: Case) -> dict[str, Any]:
    """Return what stands before the proposal at every coming step."""
    actor = world.staff.actor(member)
    return world.services.database.read(
        lambda work: preflight(work, world.services.catalog, actor=actor, proposal_id=case.id)
    )
