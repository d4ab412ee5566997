"""Pages of guidances and registrations: what they tell, what they take, what they say when there is nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.db import accounts, nominees
from service.db.work import Work
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from tests.builders.guidances import guidance_text, quota_table
from tests.builders.publishing import publish_by_two
from tests.integration.services import add_actor, add_body, build_test_services
from tests.integration.web.workplace import Desk, sit_down
from tests.support.databases import copy_sqlite, open_database

PASSWORD = "một mật khẩu đủ dài"
PEOPLE = {"clerk": "unit_clerk", "head": "unit_head", "officer": "hr_officer"}
GUIDANCE = "/guidances/gia-dinh-snv-2025"


@pytest.fixture(scope="module")
def services(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """All that ships, a fictitious guidance, and a department with one unit and its people."""
    folder = tmp_path_factory.mktemp("guidances")
    database = open_database(copy_sqlite(sqlite_template, folder))
    made = build_test_services(database, folder)

    def fill(work: Work) -> None:
        publish_packaged(work)
        top = add_body(work, "dinh", level="government")
        administrator = add_actor(work, "quan-tri", "administrator", top)
        share = quota_table("percent_of_eligible", "10/100", code="ca-nhan", wording="không quá 10 %")
        publish_by_two(work, actor=administrator, kind="guidance", text=guidance_text(quotas=share + quota_table()))
        agency = add_body(work, "kt-so-nnptnt", parent=top, head_role="agency_head")
        unit = add_body(work, "phong", level="unit", parent=agency, name="Phòng Kế hoạch")
        for name, role in PEOPLE.items():
            hashed = made.passwords.hash(PASSWORD)
            account = accounts.add_account(work, username=name, name=f"Người {name}", password_hash=hashed)
            held_in = agency if name == "officer" else unit
            accounts.grant_role(work, account.id, role, held_in, document="giả định")
        nominees.add_nominee(work, {"kind": "person", "name": "Đặng Thị Ánh", "organisation_id": unit})

    database.write(fill)
    yield made
    database.close()


def desk(services: Services, name: str) -> Desk:
    return sit_down(services, name, PASSWORD)


def test_a_guidance_tells_what_it_says_and_what_it_leaves_open(services: Services) -> None:
    officer = desk(services, "officer")
    told = officer.text(GUIDANCE)
    assert all(said in told for said in ("1/10", "không quá 10 %", "Sở Nội vụ (giả định)", "1 mỗi cơ quan"))
    assert "GIẢ ĐỊNH" in officer.text("/guidances")
    assert "GIẢ ĐỊNH" in officer.text("/plans/ha-tinh-stp")
    assert officer.client.get(f"{GUIDANCE}/source").text.startswith("# Invented")
    officer.page("/guidances/khong-co", status=404)


def test_a_later_version_tells_whether_it_counts_for_what_was_sent_before(services: Services) -> None:
    replacing = 'replaces_from = { state = "stated", value = 2025-03-05, lines = [9] }\n'

    def publish(work: Work) -> None:
        office = add_body(work, "van-phong", level="government")
        administrator = add_actor(work, "quan-tri-2", "administrator", office)
        for version, more in ((1, ""), (2, ""), (3, replacing)):
            text = guidance_text(code="gia-dinh-ban-sau", version=version, more=more)
            publish_by_two(work, actor=administrator, kind="guidance", text=text)

    services.database.write(publish)
    officer = desk(services, "officer")
    asked = "Áp dụng cho hồ sơ đã gửi theo bản trước"
    told = [officer.text(f"/guidances/gia-dinh-ban-sau?version={version}") for version in (1, 2, 3)]
    assert asked not in told[0]
    assert f"{asked} không; hồ sơ ấy vẫn xét theo bản đã gửi" in " ".join(told[1].split())
    assert f"{asked} từ ngày 05/3/2025" in " ".join(told[2].split())


def test_the_number_of_eligible_subjects_is_taken_from_a_form(services: Services) -> None:
    officer = desk(services, "officer")
    body = officer.actor.holdings[0].organisation_id
    values = {"quota": "ca-nhan", "body_id": body, "number": "39", "document": ""}
    refused = officer.post(f"{GUIDANCE}/eligible", values, GUIDANCE)
    assert refused.status_code == 422
    taken = officer.post(f"{GUIDANCE}/eligible", {**values, "document": "12/BC (giả định)"}, GUIDANCE)
    assert officer.onward(taken) == GUIDANCE
    assert "39 đủ điều kiện, được gửi 3" in officer.text(GUIDANCE)


def test_a_unit_registers_and_its_head_sends(services: Services) -> None:
    clerk, head = desk(services, "clerk"), desk(services, "head")
    assert "Chưa có bản đăng ký nào" in clerk.text("/registrations")
    unit = clerk.actor.holdings[0].organisation_id
    values = {"unit_id": unit, "plan_code": "kon-tum-snn", "occasion": "so_ket", "year": "2026"}
    refused = clerk.post("/registrations/new", {**values, "year": ""}, "/registrations/new")
    assert refused.status_code == 422
    place = clerk.onward(clerk.post("/registrations/new", values, "/registrations/new"))
    page = clerk.page(f"{place}?q=anh")
    offered = [attributes.get("value", "") for tag, attributes in page.elements if tag == "option"]
    (person,) = [value for value in offered if len(value) == 32]
    entry = {"nominee_id": person, "form": "giay_khen", "title": "Lao động tiên tiến", "version": "1"}
    clerk.onward(clerk.post(f"{place}/entries", entry, place))
    assert clerk.post(f"{place}/entries", {**entry, "version": "2"}, place).status_code == 422
    assert "Đặng Thị Ánh" in clerk.text(place)

    assert "Thủ trưởng đơn vị gửi bản này" in clerk.text(place)
    head.onward(head.post(f"{place}/submission", {"version": "2"}, place))
    assert "Đã gửi ngày" in head.text(place)
    assert "Đã gửi ngày" in clerk.text("/registrations?plan_code=kon-tum-snn")
    assert "Người, tập thể" not in head.text(place)
    assert desk(services, "officer").text("/registrations?plan_code=kon-tum-snn").count("Giấy khen") >= 1
