"""The seed of every measured database: bodies, people and two dossiers made by the use cases, ready to be multiplied.

The dossier that is moved is a provincial certificate by flow F4b under the packaged national and house rules: complete,
judged, verified, and next to be collected, appraised and approved. The other one was only drafted.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service.db import tokens
from service.db.work import Work
from service.documents.store import DocumentStore
from service.usecases.accounts.tokens import MARK
from service.usecases.catalog import Catalog
from tests.bdd import driving, engines, moving, proposals
from tests.bdd.staff import Member
from tests.bdd.world import Case, World
from tests.bench.places import DAY
from tests.builders.publishing import publish_by_two
from workflows.facts import MoveFacts
from workflows.rules.examples import fictitious_local_pack

PLAN, FORM = "gia-lai-ubnd", "bang_khen_tinh"
PROVINCE, AGENCY = "gl-ubnd-tinh", "gl-so-gddt"
FORMS = ("giay_khen", "bang_khen_tinh")
UNITS = 500
WALK = ("collect", "appraise", "approve")
READY = "hr_verified"
REASON = "Đã xem xét (giả định)"
NAME = "Nguyễn Văn An"
OTHER_NAME = "Trần Thị Bình"
ACKNOWLEDGED = ("AU11",)  # the collector is the nominee's own agency: a warning that asks for a reason


@dataclass(frozen=True)
class Seed:
    """A small SQLite file, and the names of what is in it."""

    path: Path
    ready_id: str
    ready_version: int
    drafted_id: str
    unit_id: str
    unit_name: str
    units: tuple[tuple[str, str], ...]  # id and name of each unit that proposes
    bodies_of_move: Mapping[str, Mapping[str, Any]]  # action → what its request states


def token_of(part: str) -> str:
    """Return the bearer token of one who takes part; open to everybody, as the whole database is invented."""
    return f"{MARK}{hashlib.sha256(part.encode()).hexdigest()}"


def make_seed(path: Path) -> Seed:
    """Make the seed in an empty file."""
    url = f"sqlite:///{path}"
    engines.fill(url)
    clock = engines.Clock(DAY)
    with engines.open_services(url, clock, Catalog(), DocumentStore(path.parent / "documents")) as services:
        world = World(services, "sqlite", clock)
        world.use_plan(PLAN)
        _publish_local_pack(world)
        units = _add_units(world)
        drafted = _draft(world, units[0])
        ready, stated = _prepare(world, units[0])
        _give_tokens(world, ready, units[0])
        chosen = tuple((unit["id"], unit["name"]) for unit in units)
        return Seed(path, ready.id, world.view(ready)["version"], drafted.id, *chosen[0], chosen, stated)


def _publish_local_pack(world: World) -> None:
    text = fictitious_local_pack(PROVINCE, "province", FORMS, date(2025, 7, 1), is_example=False)
    administrator = world.staff.administrator
    world.services.database.write(lambda work: publish_by_two(work, actor=administrator, kind="rulebook", text=text))


def _add_units(world: World) -> list[dict[str, Any]]:
    agency = next(body for body in world.bodies.known.values() if body["code"] == AGENCY)
    return [world.bodies.add(f"Phòng Nghiệp vụ {number} (giả định)", "unit", agency) for number in range(1, UNITS + 1)]


def _draft(world: World, unit: Mapping[str, Any]) -> Case:
    world.registry.add(OTHER_NAME, "person", unit["name"])
    clerk = world.staff.holder("unit_clerk", dict(unit))
    return proposals.draft(world, clerk, FORM, OTHER_NAME, {"text": ""}, "drafted")


def _prepare(world: World, unit: Mapping[str, Any]) -> tuple[Case, dict[str, Mapping[str, Any]]]:
    world.registry.add(NAME, "person", unit["name"])
    case = proposals.prepare(world, FORM, NAME, values={}, lacking=(), label="ready")
    driving.drive(world, case, READY)
    view, _ = moving.view_flow(world, case)
    role_of = {"collect": "collector", "appraise": "home_affairs_appraiser", "approve": "provincial_chair"}
    facts = {action: moving.default_facts(world, view, action, role_of[action]) for action in WALK}
    return case, {action: _stated(action, facts[action]) for action in WALK}


def _stated(action: str, facts: MoveFacts) -> dict[str, Any]:
    """Return the body of the request for a move, as a client sends it."""
    stated: dict[str, Any] = {"action": action}
    if action == "collect":
        stated["acknowledgements"] = [{"code": code, "reason": REASON} for code in ACKNOWLEDGED]
    if action == "approve":
        decision = facts.decision
        stated["decision"] = {
            "number": decision.number,
            "signed_on": DAY.isoformat(),
            "decider_post": decision.decider_post,
            "signer_name": decision.signer_name,
            "signer_post": decision.signer_post,
            "payer_id": decision.payer_id,
        }
    return stated


def _give_tokens(world: World, ready: Case, unit: Mapping[str, Any]) -> None:
    view, flow = moving.view_flow(world, ready)
    moves = {action: next(move for move in flow.transitions if move.action == action) for action in WALK}
    members = {action: driving.right_person(world, ready, view, spec) for action, spec in moves.items()}
    agency = world.body_by_id(view["bodies"]["agency"]["id"])
    members |= {
        "auditor": world.staff.holder("auditor", world.bodies.government()),
        "unit": world.staff.holder("unit_head", dict(unit)),
        "agency": world.staff.holder("hr_officer", agency),
        "head": world.staff.holder("unit_head", agency),
    }
    world.services.database.write(lambda work: _write_tokens(work, members))


def _write_tokens(work: Work, members: Mapping[str, Member]) -> None:
    for part, member in members.items():
        digest = hashlib.sha256(token_of(part).encode()).hexdigest()
        tokens.add_token(work, member.account_id, digest, name=part, prefix=part, scopes=["*"], expires_at=None)
