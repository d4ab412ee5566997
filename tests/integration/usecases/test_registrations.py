"""Registration on both engines: begun, filled and sent by a unit, found by the proposal, closed to everybody else."""

from datetime import date
from typing import Any

import pytest

from service.db import audit
from service.db.work import Work
from service.usecases.cases import open_case
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied, Stale
from service.usecases.moves.preflights import preflight
from service.usecases.registrations import registration_lists, registrations
from service.usecases.registry.nominees import add_nominee
from service.usecases.services import Services
from tests.integration.services import add_actor, add_body
from tests.integration.usecases.dossier import Dossier, draft_dossier
from workflows.policy import Actor

OPENING = {"plan_code": "kon-tum-snn", "occasion": "so_ket", "year": 2026}


@pytest.fixture
def dossier(services: Services, root: str) -> Dossier:
    """A draft under the plan of Kon Tum, which asks for registration first."""
    return draft_dossier(services, root)


def unit_of(actor: Actor) -> str:
    return actor.holdings[0].organisation_id


def nominee_of(services: Services, dossier: Dossier) -> str:
    def look(work: Work) -> str:
        return str(preflighted(work, services, dossier)["nominee"])

    return services.database.read(look)


def preflighted(work: Work, services: Services, dossier: Dossier) -> dict[str, Any]:
    data = open_case(work, services.catalog, actor=dossier.clerk, proposal_id=dossier.proposal_id)
    steps = preflight(work, services.catalog, actor=dossier.clerk, proposal_id=dossier.proposal_id)["steps"]
    found = [row for step in steps for row in step["findings"] if row["code"] == "G18"]
    return {"nominee": data.case.nominee_id, "finding": found[0]}


def open_list(services: Services, dossier: Dossier, **values: Any) -> dict[str, Any]:
    wished = OPENING | {"unit_id": unit_of(dossier.clerk)} | values
    return services.database.write(
        lambda work: registrations.open_registration(work, services.catalog, actor=dossier.clerk, values=wished)
    )


def add(
    services: Services, actor: Actor, made: dict[str, Any], nominee: str, form: str = "giay_khen"
) -> dict[str, Any]:
    return services.database.write(
        lambda work: registrations.add_entry(
            work,
            services.catalog,
            actor=actor,
            registration_id=made["id"],
            expected_version=made["version"],
            values={"nominee_id": nominee, "form": form, "title": "Lao động tiên tiến"},
        )
    )


def send(services: Services, actor: Actor, made: dict[str, Any]) -> dict[str, Any]:
    return services.database.write(
        lambda work: registrations.send_registration(
            work, services.catalog, actor=actor, registration_id=made["id"], expected_version=made["version"]
        )
    )


def show(services: Services, actor: Actor, made: dict[str, Any]) -> dict[str, Any]:
    return services.database.read(
        lambda work: registration_lists.show_registration(
            work, services.catalog, actor=actor, registration_id=made["id"]
        )
    )


def finding(services: Services, dossier: Dossier) -> tuple[str, str]:
    found = services.database.read(lambda work: preflighted(work, services, dossier))["finding"]
    return found["verdict"], found["about"]


def test_a_proposal_finds_its_subject_s_registration_once_it_is_sent(services: Services, dossier: Dossier) -> None:
    nominee = nominee_of(services, dossier)
    assert finding(services, dossier) == ("fail", "not-registered")

    made = add(services, dossier.clerk, open_list(services, dossier), nominee)
    assert finding(services, dossier) == ("fail", "not-registered")
    sent = send(services, dossier.head, made)

    assert finding(services, dossier) == ("pass", "")
    shown = show(services, dossier.officer, made)
    assert (shown["state"], shown["entries"][0]["nominee_id"], shown["acts"]) == ("submitted", nominee, [])
    assert sent["submitted_by"] == dossier.head.account_id
    with pytest.raises(Conflict, match="registration-sent"):
        add(services, dossier.clerk, sent, nominee, "bang_khen_tinh")


def test_only_the_head_sends_and_only_what_has_lines(services: Services, dossier: Dossier) -> None:
    made = open_list(services, dossier)
    with pytest.raises(Conflict, match="registration-empty"):
        send(services, dossier.head, made)
    filled = add(services, dossier.clerk, made, nominee_of(services, dossier))
    with pytest.raises(PermissionDenied):
        send(services, dossier.clerk, filled)
    with pytest.raises(Stale):
        send(services, dossier.head, made)
    assert show(services, dossier.head, made)["acts"] == ["registration:write", "registration:send"]


def test_a_unit_has_one_draft_and_may_add_a_further_list_later(services: Services, dossier: Dossier) -> None:
    made = open_list(services, dossier)
    with pytest.raises(Conflict, match="registration-open"):
        open_list(services, dossier)
    filled = add(services, dossier.clerk, made, nominee_of(services, dossier))
    with pytest.raises(Conflict, match="already-registered"):
        add(services, dossier.clerk, filled, nominee_of(services, dossier))
    send(services, dossier.head, filled)
    assert open_list(services, dossier)["round"] == 2
    found = services.database.read(lambda work: registration_lists.list_registrations(work, actor=dossier.officer))
    assert [(row["round"], row["entries"]) for row in found.items] == [(2, 0), (1, 1)]
    sums = services.database.read(
        lambda work: registration_lists.roll_up(work, actor=dossier.officer, plan_code="kon-tum-snn")
    )
    assert [(row["form"], row["kind"], row["units"], row["entries"]) for row in sums] == [("giay_khen", "person", 1, 1)]


def test_a_line_may_be_taken_out_before_it_is_sent(services: Services, dossier: Dossier) -> None:
    filled = add(services, dossier.clerk, open_list(services, dossier), nominee_of(services, dossier))
    after = services.database.write(
        lambda work: registrations.remove_entry(
            work,
            actor=dossier.clerk,
            registration_id=filled["id"],
            entry_id=filled["entry"],
            expected_version=filled["version"],
        )
    )
    assert show(services, dossier.clerk, after)["entries"] == []


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"plan_code": "ha-tinh-stp"}, ("plan_code", "registration-not-asked")),
        ({"plan_code": "khong-co"}, ("plan_code", "registration-not-asked")),
        ({"occasion": "dot_xuat"}, ("occasion", "not-in-plan")),
        ({"year": 1900}, ("year", "out-of-range")),
    ],
)
def test_what_cannot_be_registered_is_told(
    services: Services, dossier: Dossier, values: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as caught:
        open_list(services, dossier, **values)
    assert problem in {(row["path"], row["code"]) for row in caught.value.params["problems"]}


def test_a_plan_of_nobody_above_the_unit_is_neither_offered_nor_taken(services: Services, dossier: Dossier) -> None:
    def beside(work: Work) -> Actor:
        return add_actor(work, "noi-xa", "unit_clerk", add_body(work, "noi-xa", level="province"))

    clerk = services.database.write(beside)
    offered = services.database.read(lambda work: registration_lists.choices(work, services.catalog, actor=clerk))
    assert (len(offered["units"]), offered["plans"]) == (1, [])
    wished = OPENING | {"unit_id": unit_of(clerk)}
    with pytest.raises(Invalid) as caught:
        services.database.write(
            lambda work: registrations.open_registration(work, services.catalog, actor=clerk, values=wished)
        )
    assert [(row["path"], row["code"]) for row in caught.value.params["problems"]] == [
        ("plan_code", "plan-not-for-unit")
    ]
    own = services.database.read(lambda work: registration_lists.choices(work, services.catalog, actor=dossier.clerk))
    assert [plan.code for plan in own["plans"]] == ["kon-tum-snn"]


def test_a_subject_of_another_unit_is_not_registered(services: Services, dossier: Dossier, root: str) -> None:
    def elsewhere(work: Work) -> str:
        body = add_body(work, "noi-khac", parent=root)
        clerk = add_actor(work, "khac", "unit_clerk", body)
        person = {"kind": "person", "name": "Người nơi khác", "organisation_id": body}
        return str(add_nominee(work, actor=clerk, values=person)["id"])

    stranger = services.database.write(elsewhere)
    with pytest.raises(Invalid) as caught:
        add(services, dossier.clerk, open_list(services, dossier), stranger)
    assert [row["code"] for row in caught.value.params["problems"]] == ["nominee-elsewhere"]


def test_other_units_neither_read_nor_write_it(services: Services, dossier: Dossier, root: str) -> None:
    def neighbour(work: Work) -> Actor:
        return add_actor(work, "lang-gieng", "unit_head", add_body(work, "lang-gieng", parent=root))

    stranger, made = services.database.write(neighbour), open_list(services, dossier)
    with pytest.raises(NotFound):
        show(services, stranger, made)
    with pytest.raises(NotFound):
        send(services, stranger, made)
    with pytest.raises(PermissionDenied):
        services.database.write(
            lambda work: registrations.open_registration(
                work,
                services.catalog,
                actor=stranger,
                values=OPENING | {"unit_id": unit_of(dossier.clerk)},
            )
        )
    found = services.database.read(lambda work: registration_lists.list_registrations(work, actor=stranger))
    assert not found.items


def test_every_act_is_in_the_trail(services: Services, dossier: Dossier, auditor: Actor) -> None:
    made = add(services, dossier.clerk, open_list(services, dossier), nominee_of(services, dossier))
    send(services, dossier.head, made)

    def events(work: Work) -> list[str]:
        return [row.event for row in audit.read_stream(work, f"registration/{made['id']}", after=0, limit=9)]

    assert services.database.read(events) == ["registration.opened", "registration.entry-added", "registration.sent"]
    assert date.fromisoformat(show(services, auditor, made)["submitted_on"])
