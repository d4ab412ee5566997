"""Pages of long work, of notices and of the outbox: what one sees of one's own, and nothing of anybody else's."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db import accounts, outbox
from service.db.database import Database
from service.db.work import Work
from service.usecases.accounts.contacts import show_contact
from service.usecases.errors import Conflict
from service.usecases.jobs.job_running import Job
from service.usecases.jobs.jobs import start_job
from service.usecases.notices.notices import count_unread, list_notices
from service.usecases.services import Services
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from service.web.jobs import PAGES_OF_KINDS
from tests.integration.services import add_actor, add_body, build_test_services
from tests.integration.web.reading import Page, read_page
from tests.support.applications import app_of
from tests.support.databases import Statements
from workflows.policy import Actor

PASSWORD = "mật khẩu giả định 2026"
ABSENT = "f" * 32


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    return build_test_services(database, tmp_path)


@pytest.fixture
def app(services: Services) -> Flask:
    return app_of(services)


@pytest.fixture
def person(services: Services) -> Callable[[str, str], Actor]:
    """Somebody with a role, who knows the password."""
    hashed = services.passwords.hash(PASSWORD)

    def add(username: str, role: str) -> Actor:
        def act(work: Work) -> Actor:
            body = add_body(work, f"co-quan-{username}")
            made = add_actor(work, username, role, body)
            accounts.update_account(work, made.account_id, {"password_hash": hashed})
            return made

        return services.database.write(act)

    return add


def enter(app: Flask, username: str) -> FlaskClient:
    """Sign a browser in."""
    client = app.test_client()
    answer = post(client, "/sign-in", "/sign-in", username=username, password=PASSWORD)
    assert answer.status_code == 303
    return client


def post(client: FlaskClient, page: str, address: str, **values: str) -> Any:
    """Send a form that stands on a page."""
    fields = [attributes for tag, attributes in read_page(client.get(page).text).elements if tag == "input"]
    token = next(field["value"] for field in fields if field.get("name") == "csrf_token")
    return client.post(address, data={**values, "csrf_token": token})


def seen(client: FlaskClient, address: str, status: int = 200) -> Page:
    """Open a page and read it strictly."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    page = read_page(answer.text)
    assert page.problems == []
    assert page.count("h1") == 1
    assert len(page.ids) == len(set(page.ids))
    return page


def start(services: Services, actor: Actor, kind: str = "test.count") -> str:
    return services.database.write(lambda work: start_job(work, actor=actor, kind=kind, params={}))


def run(services: Services, handle: Callable[[Services, Job], dict[str, Any]]) -> None:
    assert JobRunner(services, {"test.count": handle}).run_one()


def test_a_job_shows_how_far_it_is_and_asks_again_until_it_has_ended(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    key = start(services, person("an", "auditor"))
    client = enter(app, "an")
    address = f"/jobs/{key}"
    found: list[tuple[Page, str]] = []

    def half(_services: Services, job: Job) -> dict[str, Any]:
        job.progress(37, 74)
        found.append((seen(client, address), client.get(address, headers={"HX-Request": "true"}).text))
        job.keep_file(b"x" * 2000, name="danh sách.csv", media_type="text/csv")
        return {"page": "/proposals"}

    waiting = seen(client, address)
    assert "Đang chờ đến lượt." in waiting.text()
    run(services, half)
    page, fragment = found[0]
    assert "50%" in page.text()
    assert "37 trên 74" in page.text()
    assert ("progress", {"class": "bar", "aria-label": "Tiến độ", "max": "100", "value": "50"}) in page.elements
    assert address in page.values("hx-get")
    assert fragment.lstrip().startswith("<section")
    assert "<h1" not in fragment
    done = seen(client, address)
    assert done.values("hx-get") == []
    assert {"/proposals", f"{address}/file"} <= set(done.addresses)
    assert "2 KB" in done.text()
    assert key in "".join(seen(client, "/jobs").addresses)


def test_without_a_script_the_page_asks_again(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    key = start(services, person("an", "auditor"))
    client = enter(app, "an")
    refresh = '<noscript><meta http-equiv="refresh" content="5"></noscript>'
    assert refresh in client.get(f"/jobs/{key}").text
    run(services, lambda _services, _job: {})
    assert refresh not in client.get(f"/jobs/{key}").text


def test_what_was_made_is_given_as_a_file_and_never_shown(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    key = start(services, person("an", "auditor"))

    def make(_services: Services, job: Job) -> dict[str, Any]:
        job.keep_file(b"<script>alert(1)</script>", name="Đơn vị.html", media_type="text/html")
        return {}

    run(services, make)
    answer = enter(app, "an").get(f"/jobs/{key}/file")
    assert answer.text == "<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C4%90%C6%A1n%20v%E1%BB%8B.html"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_anothers_job_and_no_job_at_all_look_alike(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    key = start(services, person("an", "auditor"))
    person("binh", "administrator")
    run(services, lambda _services, _job: {})
    client = enter(app, "binh")
    for place in ("/jobs/{}", "/jobs/{}/file"):
        texts = [client.get(place.format(one)) for one in (key, ABSENT)]
        assert [answer.status_code for answer in texts] == [404, 404]
        hidden, absent = (answer.text.replace(one, "") for answer, one in zip(texts, (key, ABSENT), strict=True))
        assert hidden == absent
    assert key not in client.get("/jobs").text


@pytest.mark.parametrize(("lang", "said"), [("vi", "Nội dung này đã có."), ("en", "This exists already.")])
def test_a_failed_job_says_what_went_wrong(
    app: Flask, services: Services, person: Callable[[str, str], Actor], lang: str, said: str
) -> None:
    key = start(services, person("an", "auditor"))

    def fail(_services: Services, _job: Job) -> dict[str, Any]:
        raise Conflict("already-exists", {})

    run(services, fail)
    page = seen(enter(app, "an"), f"/jobs/{key}?lang={lang}")
    assert said in page.text()
    assert "already-exists" not in page.text()


def test_a_result_never_leads_away(app: Flask, services: Services, person: Callable[[str, str], Actor]) -> None:
    key = start(services, person("an", "auditor"))
    run(services, lambda _services, _job: {"page": "https://elsewhere.example/"})
    assert not [address for address in seen(enter(app, "an"), f"/jobs/{key}").addresses if "elsewhere" in address]


def test_a_kind_with_a_page_of_its_own_leads_there_once_it_has_ended(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    key = start(services, person("an", "auditor"), kind="audit-verification")
    client = enter(app, "an")
    assert f"/audit/verify/{key}" not in seen(client, f"/jobs/{key}").addresses
    assert JobRunner(services).run_one()
    assert f"/audit/verify/{key}" in seen(client, f"/jobs/{key}").addresses
    assert set(PAGES_OF_KINDS) <= set(KINDS)


def test_notices_are_counted_in_the_header_and_read(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    who = person("an", "auditor")
    keys = [start(services, who) for _ in range(3)]
    for _ in keys:
        run(services, lambda _services, _job: {})
    client = enter(app, "an")
    assert ": 3 chưa đọc" in seen(client, "/jobs").text()
    page = seen(client, "/notices")
    assert page.text().count("Việc chạy nền đã xong") >= 3
    rows = services.database.read(lambda work: list_notices(work, actor=who)).items
    opened = client.get(f"/notices/{rows[0]['id']}")
    assert (opened.status_code, opened.location) == (303, f"/jobs/{keys[-1]}")
    unread = lambda: services.database.read(lambda work: count_unread(work, actor=who))  # noqa: E731  # asked four times
    assert unread() == 2
    assert post(client, "/notices", f"/notices/{rows[1]['id']}/read").status_code == 303
    assert unread() == 1
    assert post(client, "/notices", "/notices/read").status_code == 303
    assert unread() == 0
    assert "Đã đánh dấu 1 thông báo là đã đọc." in seen(client, "/notices").text()
    assert client.get(f"/notices/{ABSENT}").status_code == 404


def test_anothers_notice_is_not_there(app: Flask, services: Services, person: Callable[[str, str], Actor]) -> None:
    who = person("an", "auditor")
    person("binh", "administrator")
    start(services, who)
    run(services, lambda _services, _job: {})
    (row,) = services.database.read(lambda work: list_notices(work, actor=who)).items
    client = enter(app, "binh")
    assert client.get(f"/notices/{row['id']}").status_code == 404
    post(client, "/notices/mail", f"/notices/{row['id']}/read")
    assert services.database.read(lambda work: count_unread(work, actor=who)) == 1


def test_one_says_where_and_how_often_one_is_written_to(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    who = person("an", "auditor")
    client = enter(app, "an")
    wrong = post(client, "/notices/mail", "/notices/mail", email="không phải", mail="daily")
    assert wrong.status_code == 422
    page = read_page(wrong.text)
    assert "#email" in page.addresses
    assert ("aria-invalid", "true") in [pair for _, attributes in page.elements for pair in attributes.items()]
    assert post(client, "/notices/mail", "/notices/mail", email="an@coquan.example", mail="prompt").status_code == 303
    kept = services.database.read(lambda work: show_contact(work, actor=who, account_id=who.account_id))
    assert kept == {"email": "an@coquan.example", "mail": "prompt"}
    assert "an@coquan.example" in seen(client, "/notices/mail").values("value")


def test_the_outbox_is_read_by_those_who_run_the_installation(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    who = person("an", "auditor")
    person("quan-tri", "administrator")

    def put(work: Work) -> str:
        key = outbox.add_mail(
            work, key="daily:1", kind="daily", account_id=who.account_id, message_id="1@x", subject="Thư một", body="Số"
        )
        token = work.new_id()
        assert outbox.take_due(work, token=token, until=work.now) is not None
        assert outbox.settle_mail(work, key, token, {"state": "failed", "error": "recipient-refused 550"})
        return key

    key = services.database.write(put)
    stranger, client = enter(app, "an"), enter(app, "quan-tri")
    for address in ("/outbox", f"/outbox/{key}"):
        assert stranger.get(address).status_code == 403
    assert "/outbox" not in seen(stranger, "/notices").addresses
    page = seen(client, "/outbox")
    assert "Thư một" in page.text()
    assert "Máy chủ thư không nhận địa chỉ này (mã 550)" in page.text()
    assert "recipient-refused" not in page.text()
    assert "Thư một" not in seen(client, "/outbox?state=sent").text()
    assert seen(client, "/outbox?state=unheard-of", 422)
    assert "Thư một" in seen(client, f"/outbox/{key}").text()
    assert client.get(f"/outbox/{ABSENT}").status_code == 404
    again = f"/outbox/{key}/again"
    assert post(client, f"/outbox/{key}", again).status_code == 303
    assert "Thư sẽ được gửi lại." in seen(client, "/outbox").text()
    post(client, "/notices/mail", again)
    assert "Thư này không cần gửi lại." in seen(client, "/outbox").text()


def test_a_job_page_costs_three_statements(app: Flask, services: Services, person: Callable[[str, str], Actor]) -> None:
    key = start(services, person("an", "auditor"))
    client = enter(app, "an")
    client.get("/jobs")
    watcher = Statements()
    stop = services.database.watch(watcher)
    client.get(f"/jobs/{key}")
    whole = len(watcher.texts)
    client.get(f"/jobs/{key}", headers={"HX-Request": "true"})
    stop()
    assert whole == 3, watcher.texts  # who asks, the job, the unread notices of the header
    assert len(watcher.texts) - whole == 2


def test_the_page_of_notices_costs_three_statements(
    app: Flask, services: Services, person: Callable[[str, str], Actor]
) -> None:
    start(services, person("an", "auditor"))
    run(services, lambda _services, _job: {})
    client = enter(app, "an")
    client.get("/notices")
    watcher = Statements()
    stop = services.database.watch(watcher)
    client.get("/notices")
    stop()
    assert len(watcher.texts) == 3, watcher.texts


def test_settings_of_mail_are_told_in_the_outbox(services: Services, person: Callable[[str, str], Actor]) -> None:
    person("quan-tri", "administrator")
    with_server = replace(services, settings=replace(services.settings, smtp_host="mail.example"))
    for given, is_told in ((services, True), (with_server, False)):
        text = seen(enter(app_of(given), "quan-tri"), "/outbox").text()
        assert ("Chưa có máy chủ thư" in text) is is_told
