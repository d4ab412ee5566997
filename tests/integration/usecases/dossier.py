"""One real proposal for tests of what is told about it: a department, its plan, a person, a draft."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db.work import Work
from service.usecases.drafting.drafting import DraftValues, draft_proposal
from service.usecases.publishing.publications import publish_packaged
from service.usecases.registry.nominees import add_nominee
from service.usecases.services import Services
from tests.integration.services import add_actor, add_body
from workflows.policy import Actor

NAME = "Đặng Thị Ánh"


@dataclass(frozen=True)
class Dossier:
    """A drafted proposal with the people around it."""

    proposal_id: str
    clerk: Actor
    head: Actor
    officer: Actor


def draft_dossier(services: Services, root: str) -> Dossier:
    """Publish what ships, and draft a giấy khen of a department for one of its people."""

    def people(work: Work) -> tuple[str, str, Actor, Actor, Actor]:
        publish_packaged(work)
        province = add_body(work, "tinh-kon-tum", level="province", parent=root)
        body: dict[str, Any] = {"legal_personality": True, "specialised_agency": True}
        agency = add_body(work, "kt-so-nnptnt", parent=province, head_role="agency_head", name="Sở Nông nghiệp", **body)
        unit = add_body(work, "phong", level="unit", parent=agency, name="Phòng Kế hoạch")
        clerk, head = (add_actor(work, role, role, unit) for role in ("unit_clerk", "unit_head"))
        return agency, unit, clerk, head, add_actor(work, "hr_officer", "hr_officer", agency)

    agency, unit, clerk, head, officer = services.database.write(people)
    person = {"kind": "person", "name": NAME, "organisation_id": unit}
    nominee = services.database.write(lambda work: add_nominee(work, actor=clerk, values=person))
    values = DraftValues(
        plan_code="kon-tum-snn",
        form="giay_khen",
        occasion="so_ket",
        category="CN",
        nominee_id=nominee["id"],
        unit_id=unit,
        starts_on=date(2024, 1, 1),
        ends_on=date(2025, 12, 31),
        text="Tự học và giúp đồng nghiệp học.",
    )
    made = services.database.write(lambda work: draft_proposal(work, services.catalog, actor=clerk, values=values))
    assert agency
    return Dossier(made["id"], clerk, head, officer)
