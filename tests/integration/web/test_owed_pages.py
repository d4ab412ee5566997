"""Pages of what follows a decision, over the whole demonstration: what is owed, by when, and the money."""

import pytest

from service.demo import DemoSummary
from service.usecases.awards.owed_acts import list_owed
from service.usecases.services import Services
from tests.integration.web.workplace import Desk, sit_down

World = tuple[Services, DemoSummary]


@pytest.fixture
def officer(world: World) -> Desk:
    """Who records what follows the decisions of a department."""
    services, summary = world
    return sit_down(services, "tochuc.hatinh", summary.password)


def test_the_list_names_each_act_with_how_its_limit_stands(officer: Desk) -> None:
    services = officer.services
    rows = services.database.read(lambda work: list_owed(work, services.catalog, actor=officer.actor)).items
    seen = officer.text("/queue/owed?lang=vi")
    for row in rows:
        for act in row["owed"]:
            assert act["label_vi"].lower() in seen.lower()
            assert act["limit_citation"] in seen
    assert 0 < seen.count("quy trình không đặt hạn") <= len(rows)  # acts that differ in nothing else share a line
    assert "the flow sets no limit" in officer.text("/queue/owed?lang=en")


def test_the_money_is_told_as_the_decree_has_it(officer: Desk) -> None:
    services = officer.services
    rows = services.database.read(lambda work: list_owed(work, services.catalog, actor=officer.actor)).items
    page = f"/proposals/{rows[-1]['id']}/after"
    assert "(0,3 lần mức lương cơ sở" in officer.text(f"{page}?lang=vi")
    assert "(0.3 times the base salary" in officer.text(f"{page}?lang=en")
    assert "quy trình không đặt hạn" in officer.text(f"{page}?lang=vi")
