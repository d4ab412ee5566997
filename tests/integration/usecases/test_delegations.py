"""Delegation on a real database: who may give it, when it counts, when it ends, what the trail says of both."""

from datetime import timedelta

import pytest

from service.db.audit import read_stream
from service.db.work import Work
from service.usecases.accounts.accounts import change_account, revoke_role
from service.usecases.accounts.delegation_sources import list_sources
from service.usecases.accounts.delegations import list_delegations, show_delegation
from service.usecases.errors import Conflict, DomainError, Invalid, NotFound, PermissionDenied
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from service.usecases.streams import account_stream
from service.usecases.trail.narration import load_names, narrate
from tests.integration.services import add_body
from tests.integration.usecases.lending import add_person, as_he_is, hold, lend, lent_to, take_back
from tests.support.databases import Clock
from workflows.policy import Actor


class Scene:
    """A head of unit (An), the one who stands in for him (Bình), a third (Chi), and An's role."""

    def __init__(self, services: Services, root: str) -> None:
        services.database.write(publish_packaged)
        self.unit = services.database.write(lambda work: add_body(work, "phong", level="unit", parent=root))
        self.an, self.binh, self.chi = (add_person(services, name) for name in ("an", "binh", "chi"))
        self.role = hold(services, self.an, "unit_head", self.unit)


@pytest.fixture
def scene(services: Services, root: str) -> Scene:
    return Scene(services, root)


def codes(error: DomainError) -> set[tuple[str, str]]:
    return {(problem["path"], problem["code"]) for problem in error.params["problems"]}


def test_the_delegate_holds_the_role_in_the_acts_named_until_the_last_day(
    services: Services, scene: Scene, clock: Clock
) -> None:
    made = lend(services, scene.an, scene.binh, assignment_id=scene.role, days=1)
    assert (made["standing"], made["acts"], made["delegator_id"]) == ("active", ["review"], scene.an)
    (held,) = lent_to(services, scene.binh)
    assert held.mandate is not None
    assert (held.role, held.organisation_id, held.mandate.document) == ("unit_head", scene.unit, "12/UQ (giả định)")
    assert [principal.account_id for principal in held.mandate.principals] == [scene.an]
    clock.move(days=1)
    assert lent_to(services, scene.binh)
    clock.move(days=1)
    assert not lent_to(services, scene.binh)


def test_a_delegation_that_begins_later_does_not_count_yet(services: Services, scene: Scene, clock: Clock) -> None:
    later = services.database.read(lambda work: work.today) + timedelta(days=2)
    lend(services, scene.an, scene.binh, assignment_id=scene.role, valid_from=later)
    assert not lent_to(services, scene.binh)
    clock.move(days=2)
    assert lent_to(services, scene.binh)


def test_it_ends_at_once_when_taken_back_or_when_the_role_ends_or_the_holder_is_locked_out(
    services: Services, scene: Scene, administrator: Actor
) -> None:
    made = lend(services, scene.an, scene.binh, assignment_id=scene.role)
    assert take_back(services, scene.an, made["id"])["standing"] == "revoked"
    assert not lent_to(services, scene.binh)
    lend(services, scene.an, scene.binh, assignment_id=scene.role)
    values = {"is_active": False, "reason": "Nghỉ việc (giả định)"}
    services.database.write(lambda work: change_account(work, actor=administrator, account_id=scene.an, values=values))
    assert not lent_to(services, scene.binh)
    services.database.write(
        lambda work: change_account(work, actor=administrator, account_id=scene.an, values={"is_active": True})
    )
    assert lent_to(services, scene.binh)
    services.database.write(lambda work: revoke_role(work, actor=administrator, assignment_id=scene.role))
    assert not lent_to(services, scene.binh)


def test_what_is_passed_on_ends_with_what_it_rests_on(services: Services, scene: Scene) -> None:
    first = lend(services, scene.an, scene.binh, assignment_id=scene.role)
    second = lend(services, scene.binh, scene.chi, source_id=first["id"])
    (held,) = lent_to(services, scene.chi)
    assert held.mandate is not None
    assert [principal.account_id for principal in held.mandate.principals] == [scene.binh, scene.an]
    take_back(services, scene.an, first["id"])
    assert not lent_to(services, scene.chi)
    shown = services.database.read(
        lambda work: show_delegation(work, actor=as_he_is(services, scene.chi), delegation_id=second["id"])
    )
    assert shown["standing"] == "broken"


def test_the_chain_is_short_has_no_circle_and_never_grows_in_acts_or_days(services: Services, scene: Scene) -> None:
    first = lend(services, scene.an, scene.binh, assignment_id=scene.role, days=5)
    with pytest.raises(Invalid) as refused:
        lend(services, scene.binh, scene.an, source_id=first["id"], acts=["review", "withdraw"], days=9)
    assert codes(refused.value) == {
        ("delegate", "delegation-circle"), ("acts", "act-not-held"), ("valid_to", "beyond-source")
    }  # fmt: skip
    second = lend(services, scene.binh, scene.chi, source_id=first["id"], days=5)
    dung = add_person(services, "dung")
    with pytest.raises(Invalid) as refused:
        lend(services, scene.chi, dung, source_id=second["id"], days=5)
    assert codes(refused.value) == {("source_id", "chain-too-long")}
    with pytest.raises(Invalid) as refused:
        lend(services, scene.an, scene.an, assignment_id=scene.role)
    assert codes(refused.value) == {("delegate", "self-delegation")}


def test_wrong_wishes_are_told_all_at_once(services: Services, scene: Scene) -> None:
    with pytest.raises(Invalid) as refused:
        lend(services, scene.an, scene.binh, assignment_id=scene.role, document=" ", delegate="khong-ai", valid_to=None)
    assert codes(refused.value) == {("document", "required"), ("delegate", "not-found"), ("valid_to", "required")}
    with pytest.raises(Invalid) as refused:
        lend(services, scene.an, scene.binh)
    assert codes(refused.value) == {("assignment_id", "one-source")}
    lend(services, scene.an, scene.binh, assignment_id=scene.role)
    with pytest.raises(Conflict):
        lend(services, scene.an, scene.binh, assignment_id=scene.role)


def test_only_the_holder_or_an_administrator_with_a_paper_lends_a_role(
    services: Services, scene: Scene, administrator: Actor
) -> None:
    with pytest.raises(NotFound):
        lend(services, scene.chi, scene.binh, assignment_id=scene.role)
    made = lend(services, scene.an, scene.binh, assignment_id=scene.role, actor=administrator)
    assert (made["made_by"], made["delegator_id"]) == (administrator.account_id, scene.an)
    with pytest.raises(PermissionDenied):
        lend(services, scene.an, administrator.account_id, assignment_id=scene.role, actor=administrator)
    roles_of_it = hold(services, scene.chi, "auditor", scene.unit)
    with pytest.raises(Invalid) as refused:
        lend(services, scene.chi, scene.binh, assignment_id=roles_of_it)
    assert codes(refused.value) == {("acts", "act-not-held")}


def test_a_delegation_is_there_for_those_who_have_a_part_in_it(
    services: Services, scene: Scene, administrator: Actor, auditor: Actor
) -> None:
    made = lend(services, scene.an, scene.binh, assignment_id=scene.role)

    def seen(account_id: str) -> list[str]:
        actor = as_he_is(services, account_id)
        page = services.database.read(lambda work: list_delegations(work, actor=actor, account_id=account_id))
        return [row["id"] for row in page.items]

    assert seen(scene.an) == seen(scene.binh) == [made["id"]]
    assert seen(scene.chi) == []
    for stranger in (as_he_is(services, scene.chi), auditor):
        with pytest.raises(NotFound):
            services.database.read(
                lambda work, who=stranger: show_delegation(work, actor=who, delegation_id=made["id"])
            )
        with pytest.raises(PermissionDenied):
            services.database.read(lambda work, who=stranger: list_delegations(work, actor=who, account_id=None))
    everything = services.database.read(lambda work: list_delegations(work, actor=administrator, account_id=None))
    assert [row["id"] for row in everything.items] == [made["id"]]


def test_sources_are_the_roles_held_and_what_may_be_passed_on(
    services: Services, scene: Scene, administrator: Actor
) -> None:
    head = hold(services, scene.an, "agency_head", scene.unit)
    made = lend(services, scene.an, scene.binh, assignment_id=head, acts=["approve", "return"])
    of_an = services.database.read(
        lambda work: list_sources(work, services.catalog, actor=administrator, account_id=scene.an)
    )
    assert [(row["assignment_id"], row["source_id"]) for row in of_an] == [(scene.role, None), (head, None)]
    assert "approve" in of_an[1]["acts"]
    binh = as_he_is(services, scene.binh)
    of_binh = services.database.read(
        lambda work: list_sources(work, services.catalog, actor=binh, account_id=scene.binh)
    )
    assert [(row["source_id"], row["acts"]) for row in of_binh] == [(made["id"], ["return"])]


def test_both_histories_tell_it_in_a_sentence(services: Services, scene: Scene) -> None:
    made = lend(services, scene.an, scene.binh, assignment_id=scene.role)
    take_back(services, scene.binh, made["id"])

    def told(account_id: str) -> list[str]:
        def read(work: Work) -> list[str]:
            entries = [row.entry() for row in read_stream(work, account_stream(account_id))]
            names = load_names(work, entries)
            return [narrate(entry, names, "vi") for entry in entries]

        return services.database.read(read)

    today = services.database.read(lambda work: work.today)
    days = f"từ {today:%d/%m/%Y} đến {today + timedelta(days=9):%d/%m/%Y}"
    assert (
        told(scene.an)
        == told(scene.binh)
        == [
            (
                "Người an (giả định) ghi nhận: Người an (giả định) ủy quyền cho Người binh (giả định) làm thay vai trò "
                f"Thủ trưởng đơn vị tại Cơ quan phong theo văn bản 12/UQ (giả định), {days}."
            ),
            (
                "Người binh (giả định) chấm dứt việc Người an (giả định) ủy quyền cho Người binh (giả định) (vai trò "
                "Thủ trưởng đơn vị tại Cơ quan phong, văn bản 12/UQ (giả định)). Lý do: —"
            ),
        ]
    )


def test_a_list_of_delegations_costs_the_same_however_long_it_is(services: Services, scene: Scene) -> None:
    counted = []
    for number in range(3):
        taker = add_person(services, f"nguoi-{number}")
        lend(services, scene.an, taker, assignment_id=scene.role)
        actor = as_he_is(services, scene.an)
        seen: list[str] = []
        stop = services.database.watch(seen.append)
        services.database.read(lambda work, who=actor: list_delegations(work, actor=who, account_id=who.account_id))
        stop()
        counted.append(len(seen))
    assert counted == [1, 1, 1]
