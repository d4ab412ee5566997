"""Publishing on pages: check without keeping, propose, and let somebody else confirm what he has read."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db.audit import read_stream
from service.db.database import Database
from service.i18n.faults import spoken_fault
from service.usecases.publishing import publications
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from service.web.forms import PASSWORD_FIELD
from tests.integration.services import build_test_services
from tests.integration.web.people import token_of
from tests.integration.web.reading import Page, read_page
from tests.integration.web.staff import PASSWORD, open_browser
from tests.integration.web.test_form import VIETNAMESE
from tests.support.applications import app_of
from tests.support.databases import Clock
from workflows.plans.catalog import packaged_texts

CODE = "ha-tinh-stp"
PLAN = packaged_texts()[f"{CODE}/1.toml"]
SECOND = PLAN.replace("\nversion = 1\n", "\nversion = 2\n", 1).replace("Giấy khen", "Giấy khen (sửa)", 1)
NEW = "/publications/new"
REASON = "Chưa đủ căn cứ (giả định)"


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Iterator[Services]:
    made = build_test_services(database, tmp_path)
    database.write(publish_packaged)
    return made


@pytest.fixture
def app(services: Services) -> Flask:
    return app_of(services)


@pytest.fixture
def first(app: Flask, services: Services) -> FlaskClient:
    return open_browser(app, services, "quan-tri-mot", "administrator")


@pytest.fixture
def second(app: Flask, services: Services) -> FlaskClient:
    return open_browser(app, services, "quan-tri-hai", "administrator")


def post(client: FlaskClient, address: str, form: str, **values: Any) -> Any:
    return client.post(address, data={"csrf_token": token_of(client, form), **values})


def propose(client: FlaskClient, text: str = SECOND) -> str:
    answer = post(client, NEW, NEW, kind="plan", source=text, note="Sửa theo văn bản mới", act="send")
    assert answer.status_code == 303, answer.text
    address: str = answer.headers["Location"]
    return address


def digest_on(client: FlaskClient, address: str) -> str:
    page = read_page(client.get(address).text)
    fields = [attributes for tag, attributes in page.elements if tag == "input"]
    return next(str(field["value"]) for field in fields if field.get("name") == "digest")


def versions(services: Services) -> list[int]:
    found = services.database.read(lambda w: publications.list_published(w, kind="plan", code=CODE))
    return [row["version"] for row in found]


def test_a_check_names_every_fault_by_its_key_and_keeps_nothing(first: FlaskClient, services: Services) -> None:
    faulty = 'code = "x"\nversion = 1\n'
    known = publications.check_source("plan", faulty).problems
    for act in ("check", "send"):
        answer = post(first, NEW, NEW, kind="plan", source=faulty, act=act)
        assert answer.status_code == 422
        page = read_page(answer.text)
        assert page.problems == []
        assert f"Tệp có {len(known)} lỗi. Chưa có gì được lưu." in page.text()
        for problem in known:
            path, said = spoken_fault(problem, "vi")
            assert f"<code>{path}</code> {said}" in answer.text
        assert faulty.strip().splitlines()[0] in page.text()  # what was typed stays
    assert versions(services) == [1]
    assert "Không có nội dung nào chờ xác nhận." in first.get("/publications").text


def test_a_file_is_read_into_the_form_and_checked(first: FlaskClient) -> None:
    upload = {"file": (BytesIO(SECOND.encode()), "ke-hoach.toml"), "kind": "plan"}
    answer = post(first, NEW, NEW, **upload)
    assert answer.status_code == 200
    assert "Không có lỗi. Chưa có gì được lưu." in answer.text
    assert 'value="send"' in answer.text
    broken = {"file": (BytesIO(b"\xff\xfe"), "anh.toml"), "kind": "plan"}
    answer = post(first, NEW, NEW, **broken)
    assert answer.status_code == 422
    assert "phải là văn bản" in answer.text


def test_two_persons_publish_a_version(first: FlaskClient, second: FlaskClient, services: Services) -> None:
    address = propose(first)
    own = read_page(first.get(address).text)
    assert "Anh/chị là người đề nghị nên không tự xác nhận được." in own.text()
    assert f"{address}/confirm" not in own.addresses
    theirs = second.get(address).text
    assert read_page(theirs).problems == []
    assert "+ version = 2" in theirs
    assert "− version = 1" in theirs
    assert "Sửa theo văn bản mới" in theirs
    unread = post(second, f"{address}/confirm", address, digest=digest_on(second, address))
    assert unread.status_code == 422
    assert versions(services) == [1]
    done = post(second, f"{address}/confirm", address, digest=digest_on(second, address), has_read="true")
    assert done.status_code == 303
    assert versions(services) == [1, 2]
    assert "Đã công bố" in second.get(address).text
    assert "bản 2" in second.get(f"/plans/{CODE}").text
    again = post(second, f"{address}/confirm", NEW, digest="x", has_read="true")
    assert again.status_code == 409


def test_whoever_confirms_is_asked_again_who_he_is(
    first: FlaskClient, second: FlaskClient, services: Services, clock: Clock
) -> None:
    address = propose(first)
    values = {"digest": digest_on(second, address), "has_read": "true"}
    clock.move(minutes=45)
    asked = post(second, f"{address}/confirm", address, **values)
    assert asked.status_code == 403
    assert f'name="{PASSWORD_FIELD}"' in asked.text
    assert versions(services) == [1]
    assert post(second, f"{address}/confirm", address, **values, **{PASSWORD_FIELD: PASSWORD}).status_code == 303
    assert versions(services) == [1, 2]


def test_the_proposer_is_refused_on_pages_too_and_the_attempt_is_kept(first: FlaskClient, services: Services) -> None:
    address = propose(first)
    digest = publications.check_source("plan", SECOND).digest
    refused = post(first, f"{address}/confirm", address, digest=digest, has_read="true")
    assert refused.status_code == 403
    assert "Công bố cần hai người" in refused.text
    assert post(first, f"{address}/reject", address, reason=REASON).status_code == 403
    assert versions(services) == [1]
    kept = services.database.read(lambda w: read_stream(w, f"plan/{CODE}/attempts"))
    assert [row.event for row in kept] == ["proposal.move-forbidden"] * 2


def test_another_digest_is_refused(first: FlaskClient, second: FlaskClient, services: Services) -> None:
    address = propose(first)
    answer = post(second, f"{address}/confirm", address, digest="0" * 64, has_read="true")
    assert answer.status_code == 409
    assert "không khớp" in answer.text
    assert versions(services) == [1]


def test_a_text_is_rejected_or_withdrawn_with_a_reason(first: FlaskClient, second: FlaskClient) -> None:
    for act, who in (("reject", second), ("withdraw", first)):
        address = propose(first)
        silent = post(who, f"{address}/{act}", address)
        assert silent.status_code == 422
        assert 'href="#reason"' in silent.text
        assert post(who, f"{address}/{act}", address, reason=REASON).status_code == 303
        assert REASON in who.get(address).text
    settled = read_page(first.get("/publications?settled=true").text)
    assert settled.problems == []
    assert "Bị từ chối" in settled.text()
    assert "Đã rút" in settled.text()


def test_what_is_published_or_waits_already_is_told_in_the_form(first: FlaskClient, second: FlaskClient) -> None:
    same = post(first, NEW, NEW, kind="plan", source=PLAN, act="send")
    assert same.status_code == 422
    assert "không cần đề nghị lại" in same.text
    propose(first)
    other = SECOND.replace("(sửa)", "(sửa khác)")
    clash = post(second, NEW, NEW, kind="plan", source=other, act="send")
    assert clash.status_code == 422
    assert "đang chờ xác nhận" in clash.text


def test_who_may_not_publish_sees_no_waiting_text(app: Flask, services: Services, first: FlaskClient) -> None:
    address = propose(first)
    clerk = open_browser(app, services, "chuyen-vien", "unit_clerk")
    auditor = open_browser(app, services, "kiem-toan", "auditor")
    for path in ("/publications", NEW, address):
        assert clerk.get(path).status_code in {403, 404}
    assert "Công bố" not in read_page(clerk.get("/campaigns").text).text().replace("Đã công bố", "")
    read = read_page(auditor.get(address).text)
    assert "/confirm" not in " ".join(read.addresses)
    assert auditor.get(NEW).status_code == 403
    assert NEW not in read_page(auditor.get("/publications").text).addresses


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_well_formed_in_each_language(first: FlaskClient, second: FlaskClient, language: str) -> None:
    address = propose(first)
    first.get(address)  # what was said when it was sent has been read
    for client, path in ((first, "/publications"), (first, NEW), (first, address), (second, address)):
        page: Page = read_page(client.get(path, query_string={"lang": language}).text)
        assert page.problems == []
        assert (page.count("h1"), page.count("main")) == (1, 1)
        assert len(page.ids) == len(set(page.ids))
        if language == "en":
            words = page.text("en")
            for name in ("quan-tri-mot (giả định)", "quan-tri-hai (giả định)"):
                words = words.replace(name, "")
            assert not VIETNAMESE.findall(words)
