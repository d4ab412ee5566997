"""Movements: the cascade of the five plans, and figures that never tell of what a person may not open."""

from datetime import timedelta

import pytest

from service.db import inboxes, proposals, recusals, tallies
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.errors import NotFound
from service.usecases.publishing.campaigns import Campaign, CampaignView, list_campaigns, show_campaign, show_plan
from service.usecases.publishing.publications import publish_packaged
from service.usecases.publishing.tallies import Figures, count_readable
from service.usecases.services import Services
from tests.builders.publishing import publish_by_two
from tests.integration.db.rows import a_person, a_proposal
from tests.integration.services import add_actor, add_body
from tests.support.databases import Statements
from workflows.plans.catalog import packaged_plans, packaged_texts
from workflows.policy import Actor

CODE = "xa-hoi-hoc-tap-2023-2030"
STATES = ["drafted", "hr_verified", "approved", "approved", "returned", "rejected"]


@pytest.fixture
def published(services: Services) -> Services:
    services.database.write(publish_packaged)
    return services


@pytest.fixture
def clerks(published: Services, root: str) -> dict[str, Actor]:
    """Two units with proposals of their own, and somebody who opens none."""

    def fill(work: Work) -> dict[str, Actor]:
        people = {}
        for name, plan, form in (("mot", "ha-tinh-stp", "giay_khen"), ("hai", "gia-lai-ubnd", "bang_khen_tinh")):
            unit = add_body(work, name, level="unit", parent=root, name=f"Đơn vị {name} (giả định)")
            person = a_person(work, organisation_id=unit)
            flow = "F1" if form == "giay_khen" else "F4b"
            for place, state in enumerate(STATES):
                late = {"awaits_role": "unit_head", "due_on": work.today - timedelta(days=1)} if place < 2 else {}
                values = {"plan_code": plan, "form": form, "flow_code": flow, "state": state, **late}
                proposals.grant_access(work, a_proposal(work, person, unit, **values), [unit], 1)
            people[name] = add_actor(work, f"nguoi-{name}", "unit_clerk", unit)
        return people

    return published.database.write(fill)


def campaign(services: Services, actor: Actor) -> Campaign:
    (found,) = services.database.read(lambda work: list_campaigns(work, services.catalog, actor=actor))
    return found


def view(services: Services, actor: Actor) -> CampaignView:
    return services.database.read(lambda work: show_campaign(work, services.catalog, actor=actor, code=CODE))


def figures(services: Services, actor: Actor) -> Figures:
    found = services.database.read(lambda work: count_readable(work, services.catalog, actor=actor))
    assert found is not None
    return found


def test_five_plans_are_one_movement(published: Services, auditor: Actor) -> None:
    found = campaign(published, auditor)
    assert (found.code, len(found.plans), found.years) == (CODE, 5, (2023, 2030))
    assert found.name == "Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời giai đoạn 2023–2030"


def test_cascade_says_under_which_paper_each_plan_stands(published: Services, auditor: Actor) -> None:
    found = view(published, auditor)
    told = {(branch.parent, branch.place): [row.item.plan.code for row in branch.rows] for branch in found.branches}
    assert told == {
        ("1315/QĐ-TTg", ""): ["gia-lai-ubnd"],
        ("27/KH-UBND", "Hà Tĩnh"): ["ha-tinh-stp"],
        ("33/KH-UBND", "Bắc Kạn"): ["bac-kan-vp"],
        ("72/KH-UBND", "Kon Tum"): ["kon-tum-snn"],
        ("", ""): ["bo-tnmt"],
    }
    assert {(row.name, row.has_plan) for row in found.addressees} >= {("Hội Khuyến học tỉnh", False)}


def test_a_plan_below_another_one_stands_under_it(published: Services, administrator: Actor, auditor: Actor) -> None:
    text = packaged_texts()["kon-tum-snn/1.toml"]
    text = text.replace('code = "kon-tum-snn"', 'code = "gl-so-thu"', 1).replace('"72/KH-UBND"', '"65/QĐ-UBND"')
    text = text.replace('place = "Kon Tum"', 'place = "Gia Lai"')
    published.database.write(lambda work: publish_by_two(work, actor=administrator, kind="plan", text=text))
    (branch,) = (found for found in view(published, auditor).branches if found.parent == "1315/QĐ-TTg")
    assert [(row.depth, row.item.plan.code) for row in branch.rows] == [(1, "gia-lai-ubnd"), (2, "gl-so-thu")]


def test_figures_are_over_what_a_person_may_open(
    published: Services, clerks: dict[str, Actor], auditor: Actor, administrator: Actor
) -> None:
    mine, other, all_of_it = (figures(published, who) for who in (clerks["mot"], clerks["hai"], auditor))
    assert (mine.total, mine.open, mine.awarded, mine.overdue) == (6, 3, 2, 2)
    assert mine.by_plan() == {"ha-tinh-stp": 6}
    assert other.by_form_and_state()["bang_khen_tinh", "approved"] == 2
    assert all_of_it.total == 12
    assert published.database.read(lambda work: count_readable(work, published.catalog, actor=administrator)) is None
    assert campaign(published, administrator).figures is None


def test_a_proposal_hidden_from_a_person_is_in_none_of_his_figures(
    published: Services, clerks: dict[str, Actor]
) -> None:
    who = clerks["mot"]

    def hide(work: Work) -> None:
        for row in inboxes.list_readable(work, reader_of(who), limit=2):
            people = {"person_id": who.person_id, "account_id": who.account_id, "recorded_by": who.account_id}
            recusals.add_recusal(work, proposal_id=row.id, reason="người thân (giả định)", **people)

    published.database.write(hide)
    assert figures(published, who).total == len(STATES) - 2
    assert [(unit.total, unit.awarded) for unit in view(published, who).units] == [(4, 2)]


def test_a_step_is_reached_by_the_path_of_the_proposals_own_flow(
    published: Services, clerks: dict[str, Actor], auditor: Actor
) -> None:
    assert figures(published, clerks["mot"]).reached() == {
        "drafted": 4, "unit_reviewed": 3, "hr_verified": 3, "approved": 2,
    }  # fmt: skip
    both = figures(published, auditor).reached()
    assert (both["drafted"], both["collected"], both["home_affairs_appraised"], both["approved"]) == (8, 2, 2, 4)
    assert both["submitted_upward"] == 0


def test_figures_of_a_movement_name_the_units_that_have_proposed(
    published: Services, clerks: dict[str, Actor], auditor: Actor
) -> None:
    found = view(published, auditor)
    assert {(unit.name, unit.total, unit.awarded) for unit in found.units} == {
        ("Đơn vị mot (giả định)", 6, 2),
        ("Đơn vị hai (giả định)", 6, 2),
    }
    assert ("Đơn vị hai (giả định)", "bang_khen_tinh", 2) in found.awards
    own = view(published, clerks["mot"])
    assert [unit.name for unit in own.units] == ["Đơn vị mot (giả định)"]
    assert "hai" not in str(own.units) + str(own.awards)


def test_more_than_is_counted_is_said(published: Services, clerks: dict[str, Actor], auditor: Actor) -> None:
    def count(most: int) -> tallies.Tallies:
        return published.database.read(
            lambda work: tallies.count_proposals(work, reader_of(auditor), today=work.today, most=most)
        )

    assert not count(12).is_capped
    assert count(11).is_capped
    assert sum(row.number for row in count(5).rows) == 6


def test_a_movement_costs_the_same_however_many_plans_and_proposals(
    published: Services, clerks: dict[str, Actor], auditor: Actor, statements: Statements
) -> None:
    view(published, auditor)  # every plan is parsed by now
    with statements.expect(3):
        campaign(published, auditor)
    with statements.expect(4):
        view(published, auditor)


@pytest.mark.parametrize("plan", packaged_plans(), ids=lambda plan: plan.code)
def test_a_plan_is_shown_with_its_versions(published: Services, auditor: Actor, plan: object) -> None:
    code = str(getattr(plan, "code"))  # noqa: B009  # any plan
    item, heads, _ = published.database.read(lambda work: show_plan(work, published.catalog, actor=auditor, code=code))
    assert (item.plan, [head.version for head in heads]) == (plan, [1])


def test_absent_plans_and_movements_are_not_found(published: Services, auditor: Actor) -> None:
    for act in (
        lambda work: show_plan(work, published.catalog, actor=auditor, code="khong-co"),
        lambda work: show_plan(work, published.catalog, actor=auditor, code="bo-tnmt", version=9),
        lambda work: show_campaign(work, published.catalog, actor=auditor, code="khong-co"),
    ):
        with pytest.raises(NotFound):
            published.database.read(act)
