"""Pages are closed until somebody signs in; a browser's sign-in is one cookie that ends when it should."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db import accounts
from service.db.database import Database
from service.http.context import SESSION_COOKIE
from service.usecases.accounts.browser_sessions import list_sessions
from service.usecases.services import Services
from service.web.kit import PUBLIC
from tests.integration.api.test_doors import fill
from tests.integration.services import build_test_services
from tests.integration.web.reading import read_page
from tests.support.applications import app_of
from tests.support.databases import Clock
from workflows.policy import Actor

PASSWORD = "mật khẩu giả định 2026"


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    return build_test_services(database, tmp_path)


@pytest.fixture
def app(services: Services) -> Flask:
    return app_of(services)


@pytest.fixture
def account(services: Services) -> str:
    hashed = services.passwords.hash(PASSWORD)
    return services.database.write(
        lambda work: accounts.add_account(work, username="an", name="An (giả định)", password_hash=hashed)
    ).id


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def token_of(client: FlaskClient, address: str = "/sign-in") -> str:
    """Return the token of the form on a page."""
    fields = [attributes for tag, attributes in read_page(client.get(address).text).elements if tag == "input"]
    return next(str(field["value"]) for field in fields if field.get("name") == "csrf_token")


def sign_in(client: FlaskClient, password: str = PASSWORD, onward: str = "/") -> int:
    values = {"username": "an", "password": password, "next": onward, "csrf_token": token_of(client)}
    return client.post("/sign-in", data=values).status_code


def test_every_page_is_closed_unless_it_is_marked_public(app: Flask, client: FlaskClient) -> None:
    closed = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and not getattr(app.view_functions[rule.endpoint], PUBLIC, False)
    ]
    assert closed
    for rule in closed:
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answer = client.open(fill(rule.rule), method=method, data={"csrf_token": token_of(client)})
            assert answer.status_code == 303, (method, rule.rule)
            assert answer.headers["Location"].startswith("/sign-in")


def test_a_password_opens_the_workplace_and_sign_out_closes_it(client: FlaskClient, account: str) -> None:
    assert sign_in(client) == 303
    page = client.get("/")
    assert page.status_code == 200
    assert "An (giả định)" in page.text
    assert client.post("/sign-out", data={"csrf_token": token_of(client, "/")}).status_code == 303
    assert client.get("/").status_code == 303


def test_a_wrong_password_is_told_without_telling_who_exists(client: FlaskClient, account: str) -> None:
    values = {"password": "sai hoàn toàn", "csrf_token": token_of(client)}
    known = client.post("/sign-in", data=values | {"username": "an"})
    unknown = client.post("/sign-in", data=values | {"username": "khong-co"})
    assert known.status_code == unknown.status_code == 403
    said = "Tên đăng nhập hoặc mật khẩu không đúng."
    assert said in known.text
    assert said in unknown.text
    assert "sai hoàn toàn" not in known.text


def test_too_many_wrong_passwords_make_the_page_say_how_long_to_wait(client: FlaskClient, account: str) -> None:
    answers = [sign_in(client, "sai hoàn toàn") for _ in range(6)]
    assert answers == [403, 403, 403, 429, 429, 429]
    assert sign_in(client) == 429


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"])
def test_no_way_leads_elsewhere(client: FlaskClient, account: str, onward: str) -> None:
    values = {"username": "an", "password": PASSWORD, "next": onward, "csrf_token": token_of(client)}
    assert client.post("/sign-in", data=values).headers["Location"] == "/"


def test_a_form_without_its_token_or_from_another_site_is_refused(client: FlaskClient, account: str) -> None:
    values = {"username": "an", "password": PASSWORD}
    assert client.post("/sign-in", data=values).status_code == 400
    values["csrf_token"] = token_of(client)
    foreign = client.post("/sign-in", data=values, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 400
    assert client.post("/sign-in", data=values).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient, account: str) -> None:
    values = {"username": "an", "password": PASSWORD, "csrf_token": token_of(client)}
    cookie = next(
        text
        for text in client.post("/sign-in", data=values).headers.getlist("Set-Cookie")
        if text.startswith(SESSION_COOKIE)
    )
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    values["csrf_token"] = token_of(client)
    over_https = client.post("/sign-in", data=values, base_url="https://localhost")
    assert over_https.status_code in {303, 400}


@pytest.mark.parametrize(("minutes", "lasts"), [(59, True), (61, False)])
def test_an_unused_sign_in_ends(client: FlaskClient, account: str, clock: Clock, minutes: int, lasts: bool) -> None:
    sign_in(client)
    clock.move(minutes=minutes)
    assert (client.get("/").status_code == 200) == lasts


def test_a_used_sign_in_ends_at_the_latest_after_its_lifetime(client: FlaskClient, account: str, clock: Clock) -> None:
    sign_in(client)
    for _ in range(23):
        clock.move(minutes=31)
        assert client.get("/").status_code == 200
    clock.move(minutes=31)
    assert client.get("/").status_code == 303


def test_a_disabled_account_is_out_at_once(client: FlaskClient, account: str, services: Services) -> None:
    sign_in(client)
    services.database.write(lambda work: accounts.update_account(work, account, {"is_active": False}))
    assert client.get("/").status_code == 303


def test_a_sign_in_leaves_one_row_that_its_owner_sees(client: FlaskClient, account: str, services: Services) -> None:
    sign_in(client)
    sign_in(client)
    shown = services.database.read(lambda work: list_sessions(work, actor=Actor(account, account, "An")))
    assert len(shown) == 2
    assert all("digest" not in row and row["method"] == "password" for row in shown)


def test_the_language_stays_as_chosen(client: FlaskClient) -> None:
    assert "Sign in" in client.get("/sign-in?lang=en").text
    assert "Sign in" in client.get("/sign-in").text
    assert "Đăng nhập" in client.get("/sign-in?lang=vi").text
