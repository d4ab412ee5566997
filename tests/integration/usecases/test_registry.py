"""The registry: bodies and their successors, nominees of six kinds, and what is on record about them."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from service.db.audit import read_stream
from service.db.records import list_records
from service.usecases.errors import Conflict, DomainError, Invalid, NotFound, PermissionDenied
from service.usecases.records_facts import maternity_periods, record_facts
from service.usecases.registry import nominees, records, registry
from service.usecases.services import Services
from tests.integration.services import add_actor, add_body
from workflows.policy import Actor

FIRST = {"code": "DVHT", "number": "304/QĐ-UBND", "issued_on": date(2024, 3, 1), "issuer": "UBND tỉnh"}
PERSON = {"kind": "person", "name": "Đặng Thị Ánh"}


@pytest.fixture
def department(services: Services, root: str) -> str:
    """The id of a provincial department."""
    province = services.database.write(lambda work: add_body(work, "tinh", level="province", parent=root))
    return services.database.write(lambda work: add_body(work, "so", parent=province, name="Sở Nông nghiệp"))


@pytest.fixture
def clerk(services: Services, department: str) -> Actor:
    """One who registers nominees of the department."""
    return services.database.write(lambda work: add_actor(work, "chuyen-vien", "unit_clerk", department))


@pytest.fixture
def officer(services: Services, department: str) -> Actor:
    """One who keeps the records of the department's people."""
    return services.database.write(lambda work: add_actor(work, "to-chuc", "hr_officer", department))


@pytest.fixture
def anh(services: Services, clerk: Actor, department: str) -> str:
    """The id of a person of the department."""
    return str(add(services, clerk, **PERSON, organisation_id=department)["id"])


def add(services: Services, actor: Actor, **values: Any) -> dict[str, Any]:
    return services.database.write(lambda work: nominees.add_nominee(work, actor=actor, values=values))


def put(services: Services, actor: Actor, nominee_id: str, kind: str, **values: Any) -> dict[str, Any]:
    return services.database.write(
        lambda work: records.add_record(work, actor=actor, nominee_id=nominee_id, kind=kind, values=values)
    )


def problems_of(error: DomainError) -> set[tuple[str, str]]:
    return {(problem["path"], problem["code"]) for problem in error.params["problems"]}


def codes(shown: dict[str, Any]) -> list[str]:
    return [warning["code"] for warning in shown["warnings"]]


def test_body_stands_under_its_parent_and_knows_its_agency(
    services: Services, administrator: Actor, department: str
) -> None:
    values = {"code": "phong", "name": "Phòng Tổ chức", "level": "unit", "parent_id": department}
    shown = services.database.write(lambda work: registry.add_organisation(work, actor=administrator, values=values))
    assert shown["agency_id"] == department
    assert shown["path"].endswith(f"/{department}/{shown['id']}/")


def test_body_is_checked_all_at_once(services: Services, administrator: Actor) -> None:
    values = {
        "name": "",
        "level": "kingdom",
        "parent_id": "nowhere",
        "valid_from": "2025-07-01",
        "valid_to": "2025-01-01",
    }
    with pytest.raises(Invalid) as refused:
        services.database.write(
            lambda work: registry.add_organisation(work, actor=administrator, values={**values, "colour": "red"})
        )
    assert problems_of(refused.value) == {
        ("code", "required"),
        ("name", "required"),
        ("level", "unknown-code"),
        ("parent_id", "not-found"),
        ("valid_to", "before-start"),
        ("colour", "unknown-field"),
    }


def test_code_of_a_body_is_used_once(services: Services, administrator: Actor, root: str) -> None:
    values = {"code": "chinh-phu", "name": "Khác", "level": "government"}
    with pytest.raises(Conflict):
        services.database.write(lambda work: registry.add_organisation(work, actor=administrator, values=values))


def test_change_of_a_body_is_one_event_a_field(services: Services, administrator: Actor, department: str) -> None:
    values = {"name": "Sở Nông nghiệp và Môi trường", "valid_to": date(2025, 6, 30)}
    shown = services.database.write(
        lambda work: registry.change_organisation(work, actor=administrator, organisation_id=department, values=values)
    )
    assert (shown["name"], shown["valid_to"]) == ("Sở Nông nghiệp và Môi trường", "2025-06-30")
    rows = services.database.read(lambda work: read_stream(work, f"organisation/{department}"))
    assert [row.event for row in rows] == ["organisation.changed"] * 2


def test_successor_is_read_from_both_ends_and_never_in_a_circle(
    services: Services, administrator: Actor, department: str, root: str
) -> None:
    new = services.database.write(lambda work: add_body(work, "so-moi", parent=root, name="Sở mới"))

    def link(old: str, heir: str) -> dict[str, Any]:
        return services.database.write(
            lambda work: registry.link_successor(
                work, actor=administrator, old_id=old, new_id=heir, since=date(2025, 7, 1), source="NQ 1"
            )
        )

    assert [row["id"] for row in link(department, new)["successors"]] == [new]
    shown = services.database.read(
        lambda work: registry.show_organisation(work, actor=administrator, organisation_id=new)
    )
    assert [(row["id"], row["source"]) for row in shown["predecessors"]] == [(department, "NQ 1")]
    with pytest.raises(Invalid, match="invalid-input"):
        link(new, department)
    with pytest.raises(Conflict):
        link(department, new)


def test_only_administrators_change_the_tree(services: Services, auditor: Actor, clerk: Actor, department: str) -> None:
    values = {"name": "Khác"}
    for actor in (auditor, clerk):
        change = partial(registry.change_organisation, actor=actor, organisation_id=department, values=values)
        with pytest.raises(PermissionDenied):
            services.database.write(change)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"kind": "person", "name": "An"}, ("organisation_id", "required")),
        ({"kind": "household", "name": "Hộ ông An"}, ("representative", "required")),
        ({"kind": "clan", "name": "Dòng họ An"}, ("representative", "required")),
        ({"kind": "territory", "name": "Xã An"}, ("level", "required")),
        ({"kind": "collective", "name": "Phòng An", "sex": "female"}, ("sex", "not-of-this-kind")),
        ({"kind": "enterprise", "name": "Công ty An", "women_percent": 101}, ("women_percent", "out-of-range")),
        ({"kind": "robot", "name": "An"}, ("kind", "unknown-code")),
        ({"kind": "clan", "name": "", "representative": "Ông An"}, ("name", "required")),
    ],
)
def test_each_kind_says_what_it_must(
    services: Services, clerk: Actor, values: dict[str, Any], wrong: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        add(services, clerk, **values)
    assert problems_of(refused.value) == {wrong}


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "collective", "name": "Phòng Tổ chức"},
        {"kind": "household", "name": "Hộ ông Ánh", "representative": "Đặng Ánh"},
        {"kind": "clan", "name": "Dòng họ Đặng", "representative": "Đặng Ánh"},
        {"kind": "enterprise", "name": "Hợp tác xã Sông Đà", "women_percent": 70},
        {"kind": "territory", "name": "Xã Sông Đà", "level": "commune"},
    ],
)
def test_every_kind_is_registered(services: Services, clerk: Actor, values: dict[str, Any]) -> None:
    assert add(services, clerk, **values)["kind"] == values["kind"]


def test_nominees_are_found_without_diacritics_in_vietnamese_order(
    services: Services, clerk: Actor, department: str
) -> None:
    for name in ("Đặng Ánh", "Dương Ánh", "Ẩn Ánh", "Đặng Ân"):
        add(services, clerk, kind="person", name=name, organisation_id=department)
    page = services.database.read(lambda work: nominees.list_nominees(work, actor=clerk, query="anh", limit=2))
    rest = services.database.read(
        lambda work: nominees.list_nominees(work, actor=clerk, query="anh", after=page.next, limit=2)
    )
    assert [row["name"] for row in (*page.items, *rest.items)] == ["Ẩn Ánh", "Dương Ánh", "Đặng Ánh"]


def test_same_name_in_the_same_body_is_told(services: Services, clerk: Actor, anh: str, department: str) -> None:
    again = add(services, clerk, **PERSON, organisation_id=department)
    assert [(item["code"], item["params"]["id"]) for item in again["warnings"]] == [("same-name", anh)]


def test_nominee_of_another_body_is_not_registered_here(services: Services, clerk: Actor, root: str) -> None:
    other = services.database.write(lambda work: add_body(work, "so-khac", parent=root))
    with pytest.raises(PermissionDenied):
        add(services, clerk, **PERSON, organisation_id=other)


def test_change_keeps_what_it_does_not_name(services: Services, clerk: Actor, department: str) -> None:
    made = add(services, clerk, **PERSON, organisation_id=department, sex="female", is_head=True, person_ids=["p1"])
    shown = services.database.write(
        lambda work: nominees.change_nominee(work, actor=clerk, nominee_id=made["id"], values={"occupation": "worker"})
    )
    kept = {name: shown[name] for name in ("name", "sex", "is_head", "occupation", "person_ids")}
    assert kept == {
        "name": PERSON["name"],
        "sex": "female",
        "is_head": True,
        "occupation": "worker",
        "person_ids": ["p1"],
    }


def test_trail_of_a_nominee_holds_no_name(services: Services, clerk: Actor, anh: str) -> None:
    services.database.write(
        lambda work: nominees.change_nominee(work, actor=clerk, nominee_id=anh, values={"name": "Đặng Thị Ánh Mới"})
    )
    rows = services.database.read(lambda work: read_stream(work, f"nominee/{anh}"))
    assert [row.event for row in rows] == ["nominee.added", "nominee.changed"]
    assert not any("Ánh".encode() in row.body for row in rows)


def test_absent_nominee_is_not_found(services: Services, clerk: Actor) -> None:
    with pytest.raises(NotFound):
        services.database.read(lambda work: nominees.show_nominee(work, actor=clerk, nominee_id="nobody"))


def test_administrator_reads_no_nominee(services: Services, administrator: Actor, anh: str) -> None:
    with pytest.raises(PermissionDenied):
        services.database.read(lambda work: nominees.show_nominee(work, actor=administrator, nominee_id=anh))


def test_nominee_reads_himself(services: Services, anh: str) -> None:
    actor = Actor("account", anh, "Ánh")
    assert services.database.read(lambda work: nominees.show_nominee(work, actor=actor, nominee_id=anh))["id"] == anh


def test_validity_of_a_title_is_counted_as_its_set_counts(services: Services, officer: Actor, anh: str) -> None:
    shown = put(services, officer, anh, "title", **FIRST, grade=1)
    assert (shown["ends_on"], shown["data"]["validity"], shown["data"]["criteria_set"]) == (
        "2027-12-31",
        "computed",
        "tt-24-2023",
    )
    assert codes(shown) == []


def test_title_of_a_set_without_a_time_ends_on_no_day(services: Services, officer: Actor, anh: str) -> None:
    shown = put(services, officer, anh, "title", **{**FIRST, "code": "CDHT"}, criteria_set="324/QĐ-HKHVN", total=85)
    assert (shown["ends_on"], shown["data"]["validity"]) == (None, "not_stated")


def test_recognition_below_its_set_is_taken_as_printed_and_told(services: Services, officer: Actor, anh: str) -> None:
    values = {**FIRST, "code": "CDHT", "criteria_set": "qd-324", "total": 72, "min_indicator": 4}
    shown = put(services, officer, anh, "title", **values)
    assert shown["data"]["total"] == 72
    assert [(item["code"], item["params"]["field"]) for item in shown["warnings"]] == [
        ("below-set", "total"),
        ("below-set", "min_indicator"),
    ]


def test_second_level_needs_the_first_and_its_time(services: Services, officer: Actor, anh: str) -> None:
    early = {**FIRST, "number": "2", "issued_on": date(2025, 2, 28), "grade": 2}
    assert codes(put(services, officer, anh, "title", **early)) == ["first-level-absent"]
    put(services, officer, anh, "title", **FIRST, grade=1)
    again = put(services, officer, anh, "title", **{**early, "number": "3"})
    assert codes(again) == ["upgrade-too-early"]
    assert again["warnings"][0]["params"]["from_on"] == "2025-03-01"
    assert codes(put(services, officer, anh, "title", **{**early, "number": "4", "issued_on": date(2025, 3, 1)})) == []


def test_title_under_the_set_of_another_is_refused(services: Services, officer: Actor, anh: str) -> None:
    with pytest.raises(Invalid) as refused:
        put(services, officer, anh, "title", **FIRST, criteria_set="qd-324")
    assert problems_of(refused.value) == {("criteria_set", "set-of-another-title")}


def test_same_decision_is_recorded_once(services: Services, officer: Actor, anh: str) -> None:
    put(services, officer, anh, "title", **FIRST)
    with pytest.raises(Conflict):
        put(services, officer, anh, "title", **FIRST)


def test_rating_is_one_a_year_until_revoked(services: Services, officer: Actor, anh: str) -> None:
    first = put(services, officer, anh, "rating", code="HTXSNV", year=2025, issuer="Sở")
    with pytest.raises(Conflict):
        put(services, officer, anh, "rating", code="HTTNV", year=2025, issuer="Sở")
    services.database.write(
        lambda work: records.revoke_record(work, actor=officer, record_id=first["id"], reason="Ghi nhầm")
    )
    assert put(services, officer, anh, "rating", code="HTTNV", year=2025, issuer="Sở")["code"] == "HTTNV"


@pytest.mark.parametrize(
    ("kind", "values", "wrong"),
    [
        (
            "rating",
            {"code": "TOT", "year": 2030},
            {("code", "unknown-code"), ("year", "out-of-range"), ("issuer", "required")},
        ),
        ("initiative", {}, {("number", "required"), ("issued_on", "required"), ("issuer", "required")}),
        ("award", {**FIRST, "code": "huan_chuong"}, {("code", "unknown-code")}),
        ("award", {**FIRST, "code": "LDTT", "issued_on": "2027-01-01"}, {("issued_on", "in-the-future")}),
        ("hold", {"code": "complaint", "opened_on": "2026-01-01"}, {("number", "required"), ("issuer", "required")}),
        ("maternity", {"starts_on": "2026-03-01", "ends_on": "2026-02-01"}, {("ends_on", "before-start")}),
        ("medal", {}, {("kind", "unknown-code")}),
    ],
)
def test_records_are_checked_all_at_once(
    services: Services, officer: Actor, anh: str, kind: str, values: dict[str, Any], wrong: set[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        put(services, officer, anh, kind, **values)
    assert problems_of(refused.value) == wrong


def test_letter_that_nobody_accepted_is_kept_as_such(services: Services, officer: Actor, anh: str) -> None:
    shown = put(services, officer, anh, "hold", code="complaint", opened_on=date(2026, 1, 5), accepted=False)
    assert (shown["data"], shown["number"]) == ({"accepted": False}, "")


def test_hold_is_closed_once_by_its_conclusion(services: Services, officer: Actor, anh: str) -> None:
    opened = put(
        services, officer, anh, "hold", code="inspection", opened_on=date(2026, 1, 5), issuer="Thanh tra", number="7/QĐ"
    )

    def close(closed_on: date, conclusion: str = "9/KL") -> dict[str, Any]:
        return services.database.write(
            lambda work: records.close_hold(
                work, actor=officer, record_id=opened["id"], closed_on=closed_on, conclusion=conclusion, cleared=True
            )
        )

    with pytest.raises(Invalid) as refused:
        close(date(2025, 1, 1), "")
    assert problems_of(refused.value) == {("conclusion", "required"), ("closed_on", "before-start")}
    shown = close(date(2026, 2, 1))
    assert (shown["status"], shown["ends_on"], shown["data"]["cleared"]) == ("closed", "2026-02-01", True)
    with pytest.raises(Conflict):
        close(date(2026, 2, 2))


def test_letter_entered_by_mistake_is_revoked_but_no_matter_under_verification(
    services: Services, officer: Actor, anh: str
) -> None:
    opened = {"code": "complaint", "opened_on": date(2026, 1, 5)}
    letter = put(services, officer, anh, "hold", **opened, accepted=False)
    matter = put(services, officer, anh, "hold", **opened, issuer="Thanh tra", number="7/QĐ")

    def revoke(key: str) -> dict[str, Any]:
        return services.database.write(
            lambda work: records.revoke_record(work, actor=officer, record_id=key, reason="Ghi nhầm")
        )

    assert revoke(letter["id"])["status"] == "revoked"
    with pytest.raises(Conflict) as refused:
        revoke(matter["id"])
    assert (refused.value.code, refused.value.params["document"]) == ("hold-needs-conclusion", "7/QĐ")


REVOCABLE: dict[str, dict[str, Any]] = {
    "initiative": {"number": "1/QĐ-SK", "issued_on": date(2025, 5, 1), "issuer": "Sở"},
    "rating": {"code": "HTXSNV", "year": 2025, "issuer": "Sở"},
    "discipline": {"code": "khiển trách", "number": "9/QĐ", "issued_on": date(2025, 2, 1), "issuer": "Sở"},
    "hold": {"code": "complaint", "opened_on": date(2026, 1, 5), "accepted": False},
    "maternity": {"starts_on": date(2025, 3, 1), "ends_on": date(2025, 9, 1)},
}


@pytest.mark.parametrize("kind", REVOCABLE)
def test_what_is_revoked_is_no_fact_any_more(services: Services, officer: Actor, anh: str, kind: str) -> None:
    made = put(services, officer, anh, kind, **REVOCABLE[kind])

    def known() -> tuple[Any, ...]:
        rows = services.database.read(lambda work: list_records(work, anh))
        found = {**record_facts(rows), "maternitys": maternity_periods(rows)}
        return tuple(found[f"{kind}s"])

    assert len(known()) == 1
    services.database.write(
        lambda work: records.revoke_record(work, actor=officer, record_id=made["id"], reason="Ghi nhầm")
    )
    assert known() == ()


def test_records_are_kept_by_those_who_keep_that_body(
    services: Services, clerk: Actor, anh: str, department: str, root: str
) -> None:
    def appraiser(username: str, parent: str) -> Actor:
        office = services.database.write(lambda work: add_body(work, f"noi-vu-{username}", parent=parent))
        return services.database.write(lambda work: add_actor(work, username, "home_affairs_appraiser", office))

    with pytest.raises(PermissionDenied):
        put(services, clerk, anh, "title", **FIRST)
    elsewhere = services.database.write(lambda work: add_body(work, "tinh-khac", level="province", parent=root))
    with pytest.raises(PermissionDenied):
        put(services, appraiser("xa", elsewhere), anh, "title", **FIRST)
    assert put(services, appraiser("gan", root), anh, "title", **FIRST)["code"] == "DVHT"


def test_leave_is_a_persons(services: Services, officer: Actor) -> None:
    clan = services.database.write(
        lambda work: add_actor(work, "cv2", "unit_clerk", officer.holdings[0].organisation_id)
    )
    family = add(services, clan, kind="household", name="Hộ ông Ánh", representative="Ánh")
    with pytest.raises(Invalid) as refused:
        put(services, officer, family["id"], "maternity", starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    assert problems_of(refused.value) == {("kind", "not-of-this-kind")}
