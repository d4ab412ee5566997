"""The auditor's pages over the demonstration: found, traced, read raw, verified, taken out; closed to others."""

import hashlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db import audit
from service.demo import load_demo
from service.demo.reading import read_data
from service.usecases.services import Services
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.integration.services import build_test_services
from tests.integration.web.reading import read_page
from tests.support.applications import app_of
from tests.support.databases import copy_sqlite, open_database

AUDITOR = "kiemtoan"
NOWHERE = "0" * 32


@pytest.fixture(scope="module")
def services(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services with the demonstration in them."""
    folder = tmp_path_factory.mktemp("audit-pages")
    database = open_database(copy_sqlite(sqlite_template, folder))
    built = build_test_services(database, folder)
    load_demo(built)
    yield built
    database.close()


@pytest.fixture(scope="module")
def app(services: Services) -> Flask:
    return app_of(services)


def client_of(app: Flask, username: str) -> FlaskClient:
    """Return a browser in which an account of the demonstration is signed in."""
    client = app.test_client()
    values = {"username": username, "password": read_data("accounts")["password"]}
    answer = client.post("/sign-in", data=values | {"csrf_token": token_of(client, "/sign-in")})
    assert answer.status_code == 303, username
    return client


@pytest.fixture(scope="module")
def auditor(app: Flask) -> FlaskClient:
    """The auditor's browser."""
    return client_of(app, AUDITOR)


def token_of(client: FlaskClient, address: str) -> str:
    fields = [attributes for tag, attributes in read_page(client.get(address).text).elements if tag == "input"]
    return next(str(field["value"]) for field in fields if field.get("name") == "csrf_token")


def links(text: str, beginning: str) -> list[str]:
    found = [attributes.get("href") or "" for tag, attributes in read_page(text).elements if tag == "a"]
    return [address for address in found if address.startswith(beginning)]


def decided(client: FlaskClient) -> tuple[str, str]:
    """Return the addresses of the trace and of the event of a decision."""
    text = client.get("/audit?event=proposal.approved").text
    return links(text, "/audit/proposals/")[0], links(text, "/audit/events/")[0]


def test_the_search_finds_by_a_name_without_diacritics_and_offers_whom_it_may_mean(auditor: FlaskClient) -> None:
    page = auditor.get("/audit?person=bui+duc+thinh")
    assert page.status_code == 200
    assert "Bùi Đức Thịnh" in page.text
    assert "lập đề nghị tặng" in page.text
    narrowed = next(address for address in links(page.text, "/audit?") if "actor=" in address)
    assert auditor.get(narrowed).text.count("<tr>") > 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("event=proposal.approved", True),
        ("unit=So+Tu+phap&event=proposal.verified", True),
        ("refused=true", True),
        ("rule=G01&verdict=unknown", True),
        ("decision=11/qd-stp", True),
        ("starts_on=2026-10-12&ends_on=2026-10-12", True),
        ("person=khong+co+ai", False),
        ("decision=404/QĐ", False),
        ("starts_on=1999-01-01&ends_on=1999-01-02", False),
    ],
)
def test_every_way_in_finds_or_says_that_nothing_is_there(auditor: FlaskClient, query: str, found: bool) -> None:
    text = auditor.get(f"/audit?{query}").text
    assert bool(links(text, "/audit/events/")) == found
    assert ("Không có sự kiện nào như vậy." in text) != found


def test_what_is_asked_for_stays_in_the_form_and_in_the_way_on(auditor: FlaskClient) -> None:
    text = auditor.get("/audit?unit=So&event=document.attached").text
    page = read_page(text)
    values = {attributes.get("name"): attributes.get("value") for tag, attributes in page.elements if tag == "input"}
    assert values["unit"] == "So"
    onward = next(address for address in links(text, "/audit?") if "after=" in address)
    assert "event=document.attached" in onward
    further = auditor.get(onward).text
    assert not set(links(text, "/audit/events/")) & set(links(further, "/audit/events/"))


def test_a_wrong_period_is_told_beside_its_field(auditor: FlaskClient) -> None:
    answer = auditor.get("/audit?starts_on=2026-02-01&ends_on=2026-01-01")
    assert answer.status_code == 422
    assert 'href="#ends_on"' in answer.text


def test_the_trace_says_who_decided_and_what_is_proved(auditor: FlaskClient) -> None:
    trace, _ = decided(auditor)
    text = auditor.get(trace).text
    assert "Ai đã quyết định, theo quy tắc nào" in text
    assert text.count('aria-hidden="true">✓') == 4
    assert "✗" not in text
    assert "Bản quét đúng với bản giấy gốc" in text
    with_reads = auditor.get(f"{trace}?show=read").text
    assert "mở xem hồ sơ" in with_reads
    assert "lập đề nghị tặng" not in with_reads


def test_a_refusal_is_explained_in_words(auditor: FlaskClient) -> None:
    trace = links(auditor.get("/audit?event=proposal.move-refused").text, "/audit/proposals/")[0]
    text = auditor.get(trace).text
    assert '<ul class="why">' in text
    assert "Bị từ chối" in text


def test_the_raw_event_carries_all_that_its_hash_is_computed_from(auditor: FlaskClient) -> None:
    _, address = decided(auditor)
    text = auditor.get(address).text
    hashed = html.unescape(re.findall(r"<pre[^>]*>(.*?)</pre>", text, re.DOTALL)[1])
    codes = re.findall(r'<code class="digest">([0-9a-f]{64})</code>', text)
    assert hashlib.sha256(hashed.encode()).hexdigest() == codes[-1]
    assert "Mã băm vừa tính lại khớp" in text
    assert "Căn cứ" in text


def test_the_very_version_of_a_document_is_handed_out_safely_and_noted(
    auditor: FlaskClient, services: Services
) -> None:
    _, address = decided(auditor)
    link = next(item for item in links(auditor.get(address).text, "/audit/proposals/") if "/documents/" in item)
    answer = auditor.get(link)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Document-Digest"] == f"sha256:{hashlib.sha256(answer.data).hexdigest()}"
    stream = f"proposal/{link.split('/')[3]}/reads"
    rows = services.database.read(lambda work: audit.read_stream(work, stream))
    assert "document.opened" in {row.event for row in rows}


def test_events_are_taken_out_as_long_work(auditor: FlaskClient, services: Services) -> None:
    token = token_of(auditor, "/audit?refused=true")
    values = {"csrf_token": token, "refused": "true", "format": "csv"}
    answer = auditor.post("/audit/exports", data=values)
    assert (answer.status_code, answer.headers["Location"][:6]) == (303, "/jobs/")
    assert JobRunner(services, KINDS).run_one()
    package = auditor.post("/audit/packages", data={"csrf_token": token, "decision": "11/QĐ-STP"})
    assert package.status_code == 303
    assert JobRunner(services, KINDS).run_one()
    assert auditor.post("/audit/exports", data={"csrf_token": token, "format": "exe"}).status_code == 422
    made = services.database.read(lambda work: audit.read_stream(work, "system"))
    assert [row.event for row in made].count("export.made") == 2


def test_a_verification_is_followed_and_its_result_stays(auditor: FlaskClient, services: Services) -> None:
    begun = auditor.post("/audit/verify", data={"csrf_token": token_of(auditor, "/audit/verify")})
    address = begun.headers["Location"]
    assert "<progress" in auditor.get(address).text
    fragment = auditor.get(address, headers={"HX-Request": "true"}).text
    assert fragment.lstrip().startswith('<div id="progress"')
    assert JobRunner(services, KINDS).run_one()
    assert "Mọi chuỗi nguyên vẹn." in auditor.get(address).text
    assert address in links(auditor.get("/audit/verify").text, "/audit/verify/")


def test_nobody_else_opens_any_of_it_and_each_try_is_recorded(
    app: Flask, auditor: FlaskClient, services: Services
) -> None:
    trace, event = decided(auditor)
    addresses = ["/audit", trace, event, "/audit/verify"]
    usernames = [row["username"] for row in read_data("accounts")["accounts"] if "auditor" not in str(row["roles"])]
    for username in usernames[:3]:
        client = client_of(app, username)
        assert "/audit" not in links(client.get("/").text, "/audit")
        for address in addresses:
            assert client.get(address).status_code in {403, 404}, (username, address)
        posted = client.post("/audit/exports", data={"csrf_token": token_of(client, "/"), "format": "csv"})
        assert posted.status_code == 403
    refused = services.database.read(lambda work: audit.read_stream(work, "system/attempts"))
    assert "proposal.move-forbidden" in {row.event for row in refused}
    assert len(refused) >= 3


@pytest.mark.parametrize(
    "address", [f"/audit/proposals/{NOWHERE}", "/audit/events/system/99999", f"/audit/verify/{NOWHERE}"]
)
def test_what_is_not_there_is_not_found(auditor: FlaskClient, address: str) -> None:
    assert auditor.get(address).status_code == 404


def test_the_pages_speak_english_too(auditor: FlaskClient) -> None:
    trace, event = decided(auditor)
    for address, said in ((trace, "What is proved"), (event, "Content exactly as hashed"), ("/audit", "Audit trail")):
        text = auditor.get(address, query_string={"lang": "en"}).text
        assert said in text
        assert '<html lang="en">' in text
    auditor.get("/audit?lang=vi")
