"""Separation of duties before it bites: which steps two roles of one person keep apart, and which they do not."""

import pytest

from service.db.work import Work
from service.usecases.accounts.separations import list_separations
from service.usecases.errors import PermissionDenied
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from tests.integration.services import add_body
from tests.integration.usecases.lending import add_person, as_he_is, hold, lend
from workflows.policy import Actor


@pytest.fixture
def bodies(services: Services, root: str) -> dict[str, str]:
    """Two provinces, each with a department that has a division, and one with an office of Home Affairs."""

    def build(work: Work) -> dict[str, str]:
        found = {"root": root}
        for province in ("a", "b"):
            found[province] = add_body(work, f"tinh-{province}", level="province", parent=root)
            agency = add_body(work, f"so-{province}", parent=found[province])
            found[f"so-{province}"] = agency
            found[f"phong-{province}"] = add_body(work, f"phong-{province}", level="unit", parent=agency)
            office = add_body(work, f"nv-{province}", parent=found[province], function="home_affairs")
            found[f"nv-{province}"] = office
        return found

    services.database.write(publish_packaged)
    made: dict[str, str] = services.database.write(build)
    return made


def clashes(services: Services, actor: Actor, account_id: str, **wanted: str) -> set[tuple[str, str, str, str]]:
    found = services.database.read(
        lambda work: list_separations(work, services.catalog, actor=actor, account_id=account_id, **wanted)
    )
    return {(row["first"]["role"], row["earlier"], row["second"]["role"], row["later"]) for row in found}


def test_a_role_that_would_clash_is_said_before_it_is_given(
    services: Services, bodies: dict[str, str], administrator: Actor
) -> None:
    an = add_person(services, "an")
    hold(services, an, "unit_clerk", bodies["phong-a"])
    assert clashes(services, administrator, an) == set()
    same = clashes(services, administrator, an, role="hr_officer", organisation_id=bodies["so-a"])
    assert ("unit_clerk", "draft", "hr_officer", "verify") in same
    beside = clashes(services, administrator, an, role="home_affairs_appraiser", organisation_id=bodies["nv-a"])
    assert ("unit_clerk", "draft", "home_affairs_appraiser", "appraise") in beside
    elsewhere = clashes(services, administrator, an, role="home_affairs_appraiser", organisation_id=bodies["nv-b"])
    assert elsewhere == set()


def test_roles_held_and_lent_are_all_looked_at(
    services: Services, bodies: dict[str, str], administrator: Actor
) -> None:
    an, binh = add_person(services, "an"), add_person(services, "binh")
    hold(services, an, "unit_clerk", bodies["phong-a"])
    held = hold(services, binh, "unit_head", bodies["phong-a"])
    lend(services, binh, an, assignment_id=held)
    assert ("unit_clerk", "draft", "unit_head", "review") in clashes(services, as_he_is(services, an), an)
    with pytest.raises(PermissionDenied):
        clashes(services, as_he_is(services, an), binh)
    assert clashes(services, administrator, binh) == set()


def test_whoever_is_to_act_for_another_counts_as_both(
    services: Services, bodies: dict[str, str], administrator: Actor
) -> None:
    an, binh = add_person(services, "an"), add_person(services, "binh")
    hold(services, binh, "unit_head", bodies["phong-a"])
    hold(services, binh, "hr_officer", bodies["so-a"])
    found = clashes(services, administrator, an, role="hr_officer", organisation_id=bodies["so-a"], delegated_by=binh)
    assert ("unit_head", "review", "hr_officer", "verify") in found
