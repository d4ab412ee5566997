"""Conflicts of interest from the tables: named with their evidence, confirmed by a person, then hidden everywhere."""

from collections.abc import Iterator
from typing import Any

import pytest

from service.db import accounts, proposals, recusals
from service.usecases.case_views import show_proposal
from service.usecases.errors import Conflict, DomainError, Invalid, NotFound, PermissionDenied
from service.usecases.moves.conflicts import confirm_conflict, declare_kinship, list_conflicts
from service.usecases.trail.history import read_history
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.integration.usecases.balloting import SECRETARY, Council, gather

HEAD, OFFICER, CLERK, DIRECTOR = "truongphong.hatinh", "tochuc.hatinh", "vanphong.hatinh", "giamdoc.hatinh"


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    """The council of Hà Tĩnh before its proposal, once per engine."""
    with demonstration(request, tmp_path_factory.mktemp("council")) as (services, _):
        yield gather(services)


def found(council: Council, who: str, about: str = "", part: Any = "voting") -> dict[str, str]:
    """Return the grounds that somebody is shown, with what they say."""
    actor, account = council.people[who], council.people[about].account_id if about else ""
    rows = council.read(
        lambda work: list_conflicts(
            work, council.services.catalog, actor=actor, proposal_id=council.proposal_id, account_id=account, part=part
        )
    )
    assert all(row["citation"]["text"] and row["names"]["en"] and row["told"]["en"] for row in rows)
    return {row["ground"]: row["told"]["vi"] for row in rows}


def confirm(council: Council, who: str, ground: str, about: str = "") -> Any:
    actor, account = council.people[who], council.people[about].account_id if about else ""
    return council.write(
        lambda work: confirm_conflict(
            work,
            council.services.catalog,
            actor=actor,
            proposal_id=council.proposal_id,
            ground=ground,
            account_id=account,
        )
    )


def declare(council: Council, who: str, relation: str, nominee_id: str = "") -> Any:
    actor = council.people[who]
    return council.write(
        lambda work: declare_kinship(
            work,
            council.services.catalog,
            actor=actor,
            proposal_id=council.proposal_id,
            relation=relation,
            nominee_id=nominee_id,
        )
    )


def refused(act: Any, code: str, kind: type[DomainError]) -> DomainError:
    with pytest.raises(kind) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def test_who_signed_an_earlier_step_is_named_with_step_and_day(council: Council) -> None:
    assert "thẩm tra" in found(council, OFFICER)["signed-earlier"].lower()
    assert "signed-earlier" not in found(council, SECRETARY)
    assert "signed-earlier" not in found(council, OFFICER, part="handling")


def test_others_are_named_only_to_whoever_may_speak_of_them(council: Council) -> None:
    assert found(council, SECRETARY, OFFICER) == found(council, OFFICER)
    refused(lambda: found(council, OFFICER, SECRETARY), "permission-denied", PermissionDenied)
    refused(lambda: found(council, "tochuc.bo"), "not-found", NotFound)


def test_kinship_is_declared_once_and_named_from_then_on(council: Council) -> None:
    assert "declared-kinship" not in found(council, CLERK)
    refused(lambda: declare(council, CLERK, "neighbour"), "invalid-input", Invalid)
    refused(lambda: declare(council, CLERK, "child", "0" * 32), "invalid-input", Invalid)
    declare(council, CLERK, "sibling")
    refused(lambda: declare(council, CLERK, "child"), "kinship-declared", Conflict)
    assert "anh, chị, em ruột" in found(council, CLERK)["declared-kinship"]
    assert "declared-kinship" in found(council, CLERK, part="handling")
    assert "declared-kinship" in found(council, SECRETARY, CLERK)


def test_a_ground_hides_nothing_until_it_is_confirmed_and_everything_after(council: Council) -> None:
    actor, catalog = council.people[OFFICER], council.services.catalog

    def look() -> Any:
        return council.read(lambda work: show_proposal(work, catalog, actor=actor, proposal_id=council.proposal_id))

    version = look()["version"]
    refused(lambda: confirm(council, OFFICER, "self"), "conflict-not-found", Conflict)
    refused(lambda: confirm(council, CLERK, "signed-earlier", OFFICER), "permission-denied", PermissionDenied)
    assert look()["version"] == version
    done = confirm(council, SECRETARY, "signed-earlier", OFFICER)
    assert (done["account_id"], done["version"]) == (actor.account_id, version + 1)
    refused(look, "not-found", NotFound)
    row = council.read(lambda work: recusals.list_recusals(work, council.proposal_id))[-1]
    assert (row.ground, row.account_id) == ("signed-earlier", actor.account_id)
    assert "Đã ký hoặc xét hồ sơ" in row.reason
    told = council.read(
        lambda work: read_history(work, actor=council.secretary, proposal_id=council.proposal_id, language="vi")
    )
    assert "không tham gia giải quyết" in told[-1]["sentence"]
    refused(lambda: confirm(council, SECRETARY, "signed-earlier", OFFICER), "recusal-in-force", Conflict)
    council.lift_all()


def test_the_unit_and_its_head_are_near_the_nominee(council: Council) -> None:
    case = council.read(lambda work: proposals.load_case(work, council.proposal_id))
    unit = case.nominee.organisation_id
    assert unit
    assert {"own-unit", "line-manager"} & found(council, CLERK).keys() == set()
    held = council.people[CLERK].account_id
    council.write(lambda work: accounts.grant_role(work, held, "unit_head", unit, document="QĐ (giả định)"))
    assert {"own-unit", "line-manager"} <= found(council, CLERK).keys()
