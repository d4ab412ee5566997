"""Guidances on both engines: published by two, shown with their use, and the numbers of eligible subjects."""

from datetime import date

import pytest

from service.db import audit
from service.db import guidance as places
from service.db.work import Work
from service.usecases.errors import Invalid, NotFound, PermissionDenied
from service.usecases.publishing import guidances, publications
from service.usecases.services import Services
from tests.builders.guidances import guidance_text, quota_table
from tests.builders.publishing import publish_by_two
from tests.integration.services import add_actor, add_body
from workflows.policy import Actor

CODE = "gia-dinh-snv-2025"
SHARE = quota_table("percent_of_eligible", "10/100", code="ca-nhan", subjects=["CN"])


@pytest.fixture
def officer(services: Services, root: str) -> Actor:
    """One who counts the eligible subjects of a department."""
    return services.database.write(
        lambda work: add_actor(work, "to-chuc", "hr_officer", add_body(work, "ht-so-tu-phap", parent=root))
    )


@pytest.fixture(autouse=True)
def _published(services: Services, administrator: Actor) -> None:
    text = guidance_text(quotas=SHARE + quota_table())
    services.database.write(lambda work: publish_by_two(work, actor=administrator, kind="guidance", text=text))


def record(services: Services, actor: Actor, number: int, **values: str) -> None:
    said = {"quota": "ca-nhan", "body_id": actor.holdings[0].organisation_id, "document": "12/BC (giả định)"}
    services.database.write(
        lambda work: guidances.record_eligible(
            work, services.catalog, actor=actor, code=CODE, values=said | {"number": number} | values
        )
    )


def use_of(services: Services, actor: Actor) -> list[tuple[str, int, list[int | None]]]:
    view = services.database.read(lambda work: guidances.show_guidance(work, services.catalog, actor=actor, code=CODE))
    return [(row.quota.code, row.held, [limit for _, limit in row.limits]) for row in view.quotas]


def test_the_newest_number_of_a_body_gives_its_places(services: Services, officer: Actor) -> None:
    record(services, officer, 39)
    record(services, officer, 45)
    assert use_of(services, officer) == [("ca-nhan", 0, [4]), ("bk-tinh", 0, [])]
    body = officer.holdings[0].organisation_id
    found = services.database.read(lambda work: places.eligible_numbers(work, CODE, [body]))
    assert found == {("ca-nhan", body): 45}


def test_who_counts_and_what_is_counted_is_checked(services: Services, officer: Actor, administrator: Actor) -> None:
    with pytest.raises(PermissionDenied):
        record(services, administrator, 3)
    with pytest.raises(Invalid):
        record(services, officer, 3, quota="bk-tinh")
    with pytest.raises(Invalid):
        record(services, officer, -1)
    with pytest.raises(NotFound):
        services.database.read(
            lambda work: guidances.show_guidance(work, services.catalog, actor=officer, code="khong-co")
        )


def test_a_later_version_leaves_the_numbers_of_the_one_in_force_open(
    services: Services, officer: Actor, administrator: Actor
) -> None:
    """What entries are made under asks for its number, also where the next version is out and names it otherwise."""
    share = quota_table("percent_of_eligible", "5/100", code="ca-nhan-moi", subjects=["CN"])
    text = guidance_text(version=2, effective_on=date(2027, 6, 1), quotas=share)
    services.database.write(lambda work: publish_by_two(work, actor=administrator, kind="guidance", text=text))
    view = services.database.read(
        lambda work: guidances.show_guidance(work, services.catalog, actor=officer, code=CODE)
    )
    assert (view.item.guidance.version, [quota.code for quota in view.shares]) == (2, ["ca-nhan-moi", "ca-nhan"])
    record(services, officer, 40)
    record(services, officer, 41, quota="ca-nhan-moi")
    body = officer.holdings[0].organisation_id
    found = services.database.read(lambda work: places.eligible_numbers(work, CODE, [body]))
    assert found == {("ca-nhan", body): 40, ("ca-nhan-moi", body): 41}
    with pytest.raises(Invalid):
        record(services, officer, 3, quota="bk-tinh")


def test_numbers_are_for_the_body_and_for_auditors(
    services: Services, officer: Actor, auditor: Actor, root: str
) -> None:
    record(services, officer, 30)
    stranger = services.database.write(
        lambda work: add_actor(work, "noi-khac", "hr_officer", add_body(work, "noi-khac", parent=root))
    )
    assert use_of(services, auditor)[0] == ("ca-nhan", 0, [3])
    assert use_of(services, stranger)[0] == ("ca-nhan", 0, [])


def test_a_number_and_a_publication_are_in_the_trail(services: Services, officer: Actor) -> None:
    record(services, officer, 30)

    def events(work: Work) -> list[str]:
        return [row.event for row in audit.read_stream(work, f"guidance/{CODE}", after=0, limit=9)]

    assert services.database.read(events)[-2:] == ["guidance.published", "guidance.eligible-recorded"]


def test_nothing_of_the_kind_ships(services: Services) -> None:
    services.database.write(publications.publish_packaged)
    listed = services.database.read(lambda work: guidances.list_guidances(work, services.catalog))
    assert [item.guidance.code for item in listed] == [CODE]
