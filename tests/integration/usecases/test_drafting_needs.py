"""What a unit may propose and what a draft then needs, over the demonstration's bodies: every plan and every form."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from service.db.work import Work
from service.demo.reading import Row, nominees, read_data, stories
from service.demo.world import World, introduce
from service.usecases.drafting.categories import list_categories
from service.usecases.drafting.drafting import DraftValues, draft_proposal
from service.usecases.drafting.drafting_needs import drafting_needs
from service.usecases.drafting.offers import list_offers, list_units
from service.usecases.errors import NotFound, PermissionDenied
from service.usecases.services import Services
from tests.integration.services import build_test_services
from tests.integration.usecases.stage import DAY, open_stage, set_up
from tests.support.databases import Clock
from workflows.documents import document_types
from workflows.plans.catalog import packaged_plans
from workflows.plans.vocabulary import FORMS
from workflows.policy import Actor

STORIES = {story["key"]: story for story in stories()}


@pytest.fixture
def stage(database_url: str, tmp_path: Path) -> Any:
    world = set_up(database_url, tmp_path)
    database = open_stage(database_url, Clock(DAY), first_id=10**9)
    yield world, build_test_services(database, tmp_path)
    database.close()


def stand(work: Work, day: date) -> None:
    work.stand_at(datetime.combine(day, time(2), UTC))


def drafter(world: World, story: Row) -> Actor | None:
    player = world.players.get(read_data("casts")[story["cast"]]["draft"])
    return player.actor if player else None


def test_every_story_of_the_demonstration_could_be_begun_in_the_wizard(stage: tuple[World, Services]) -> None:
    """On its first day each story's plan, occasion, form and decider are offered to its unit; then needs are told."""
    world, services = stage
    for row in nominees():
        if row["key"] not in world.nominees:
            services.database.write(lambda work, row=row: (stand(work, row["on"]), introduce(work, world, row)))
    seen: set[tuple[str, str]] = set()
    for story in STORIES.values():
        actor = drafter(world, story)
        if actor is None:
            continue
        begun, needs = services.database.write(
            lambda work, story=story, actor=actor: begin(work, services, world, story, actor)
        )
        assert begun, (story["key"], story["plan"], story["occasion"], story["form"])
        check_needs(story, needs)
        seen.add((story["plan"], story["form"]))
    assert {plan for plan, _ in seen} == {plan.code for plan in packaged_plans()}
    assert {form for _, form in seen} == set(FORMS)


def begin(work: Work, services: Services, world: World, story: Row, actor: Actor) -> tuple[bool, dict[str, Any]]:
    stand(work, story["begins"])
    unit = world.bodies[story["unit"]]["id"]
    offers = list_offers(work, services.catalog, actor=actor, unit_id=unit)
    wanted = story["plan"], story["occasion"], story["form"]
    named = {world.bodies[story["decider"]]["id"]} if "decider" in story else set()
    deciders = [
        decider
        for plan in offers["plans"]
        for occasion in plan["occasions"]
        for form in occasion["forms"]
        for decider in form["deciders"]
        if (plan["code"], occasion["code"], form["form"]) == wanted and (not named or decider["id"] in named)
    ]
    if not deciders:
        return False, {}
    values = DraftValues(
        plan_code=story["plan"],
        form=story["form"],
        occasion=story["occasion"],
        category=story["category"],
        nominee_id=world.nominees[story["nominee"]],
        unit_id=unit,
        starts_on=story["period"][0],
        ends_on=story["period"][1],
        decider_id=deciders[0]["id"],
    )
    made = draft_proposal(work, services.catalog, actor=actor, values=values)
    assert made["flow"] == deciders[0]["flow"]
    return True, drafting_needs(work, services.catalog, actor=actor, proposal_id=made["id"])


def check_needs(story: Row, needs: dict[str, Any]) -> None:
    plan = next(plan for plan in packaged_plans() if plan.code == story["plan"])
    criteria = plan.criteria_of(story["category"])
    assert [item["code"] for item in needs["criteria"]] == [item.code for item in criteria]
    assert all(item["wording"] for item in needs["criteria"])
    slots = needs["slots"]
    assert len({slot["key"] for slot in slots}) == len(slots)
    actions = [step["action"] for step in needs["steps"]]
    assert all(slot["before"] in {*actions, ""} for slot in slots)
    assert {kind for slot in slots for kind in slot["types"]} <= set(document_types())
    named = {(kind, slot["criterion"]) for slot in slots for kind in slot["types"] if slot["criterion"]}
    wanted = {(need.document_type, item.code) for item in criteria for need in item.evidence}
    assert wanted <= named
    assert any("D03" in slot["types"] and not slot["is_filed"] for slot in slots)
    for code, particulars in needs["particulars"].items():
        assert all(document_types()[code].meta[item["name"]] == item["kind"] for item in particulars)


def test_a_unit_is_offered_its_own_plans_only_with_reasons_for_the_rest(stage: tuple[World, Services]) -> None:
    world, services = stage
    actor = world.players["vanphong.hatinh"].actor
    unit = world.bodies["ht-p-xdkt"]["id"]
    offers = services.database.read(lambda work: list_offers(work, services.catalog, actor=actor, unit_id=unit))
    assert [plan["code"] for plan in offers["plans"]] == ["ha-tinh-stp"]
    yearly = offers["plans"][0]["occasions"][0]
    assert [form["form"] for form in yearly["forms"]] == ["giay_khen"]
    refused = {form["form"]: [item["code"] for item in form["reasons"]] for form in yearly["refused"]}
    assert refused["bang_khen_tinh"] == ["G01"]
    assert set(refused) == {"bang_khen_tinh", "bang_khen_bo", "bang_khen_thu_tuong"}


def test_units_are_those_where_the_role_is_held_and_still_exist(stage: tuple[World, Services]) -> None:
    world, services = stage
    two = world.players["thon.gialai"].actor
    found = services.database.read(lambda work: list_units(work, actor=two))
    assert {row["name"] for row in found} == {"Thôn Hòa Bình", "Làng Plei Sơn"}
    ended = world.players["chuyenvien.kontum"].actor
    assert services.database.read(lambda work: list_units(work, actor=ended)) == []
    with pytest.raises(PermissionDenied):
        services.database.read(lambda work: list_units(work, actor=world.players["giamdoc.hatinh"].actor))
    foreign = world.bodies["ht-p-xdkt"]["id"]
    with pytest.raises(PermissionDenied):
        services.database.read(lambda work: list_offers(work, services.catalog, actor=two, unit_id=foreign))


def test_categories_are_judged_for_the_nominee(stage: tuple[World, Services]) -> None:
    world, services = stage
    story = STORIES["gl-8"]
    actor = drafter(world, story)
    assert actor is not None
    found = services.database.read(
        lambda work: list_categories(
            work,
            services.catalog,
            actor=actor,
            plan_code=story["plan"],
            form=story["form"],
            nominee_id=world.nominees[story["nominee"]],
        )
    )
    fits = {item["code"] for item in found["categories"] if item["fits"]}
    assert fits == {story["category"]}
    assert all(item["findings"] for item in found["categories"] if not item["fits"])


def test_a_slot_is_filed_once_its_document_lies_there_and_others_stay_hidden(stage: tuple[World, Services]) -> None:
    world, services = stage
    story = STORIES["ht-1"]
    actor = drafter(world, story)
    assert actor is not None
    begun, needs = services.database.write(
        lambda work: begin(work, services, world, story | {"begins": date(2026, 5, 18)}, actor)
    )
    assert begun
    assert needs["statements"].keys() == {"basis"}  # no other award: nothing compares themes; no standard is listed
    stranger = world.players["thon.gialai"].actor
    with pytest.raises(NotFound):
        services.database.read(
            lambda work: drafting_needs(work, services.catalog, actor=stranger, proposal_id="0" * 32)
        )
