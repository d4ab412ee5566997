"""One's own account in a browser: the second factor, confirmation before grave acts, sign-ins, passwords, tokens."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from service.db import accounts
from service.db.database import Database
from service.demo.summary import demo_accounts, demo_groups, demo_password
from service.http.context import SESSION_COOKIE
from service.usecases.accounts.second_factors import show_second_factor
from service.usecases.services import Services
from tests.integration.services import PASSWORD, add_body, build_test_services
from tests.integration.usecases.proving import Person, a_person
from tests.integration.web.people import Browser, hidden_fields
from tests.integration.web.reading import read_page
from tests.support.applications import app_of
from tests.support.databases import Clock

NEW = "con mèo trèo lên cây cau"


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    return build_test_services(database, tmp_path)


@pytest.fixture
def app(services: Services) -> Flask:
    return app_of(services)


@pytest.fixture
def lan(services: Services, clock: Clock) -> Person:
    return a_person(services, clock, "lan")


@pytest.fixture
def chair(services: Services, clock: Clock) -> Person:
    """One who decides."""
    body = services.database.write(lambda work: add_body(work, "tinh", level="province"))
    return a_person(services, clock, "chu.tich", "provincial_chair", body)


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app.test_client())


def waiting_secret(person: Person) -> str:
    return person.services.database.read(
        lambda work: show_second_factor(work, person.services, actor=person.actor)
    ).secret


def set_up(browser: Browser, person: Person) -> TestResponse:
    """Set up a device on the pages and return the page with the recovery codes."""
    browser.post("/account/second-factor/begin", {"next": "/account"})
    person.secret = waiting_secret(person)
    return browser.post("/account/second-factor", {"code": person.code(), "next": "/account"})


def cookie(browser: Browser) -> str:
    found = browser.client.get_cookie(SESSION_COOKIE)
    return found.value if found else ""


def test_every_page_is_well_formed_and_has_one_head(browser: Browser, lan: Person) -> None:
    pages = [browser.get("/sign-in")]
    browser.sign_in(lan, PASSWORD)
    paths = ("/account", "/account/password", "/account/second-factor", "/account/tokens/new", "/sign-in/confirm")
    pages += [browser.get(path) for path in paths]
    pages.append(set_up(browser, lan))
    for page in pages:
        read = read_page(page.text)
        assert (page.status_code, read.problems, read.count("h1")) == (200, [], 1)
        assert len(read.ids) == len(set(read.ids))
        assert not re.search(r"(second-factor|sign-in)-[a-z]+-", read.text())


def test_a_device_is_set_up_and_asked_for_from_then_on(browser: Browser, lan: Person, clock: Clock) -> None:
    browser.sign_in(lan, PASSWORD)
    before = cookie(browser)
    page = set_up(browser, lan)
    codes = re.findall(r"<code>([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})</code>", page.text)
    assert len(codes) == 10
    assert cookie(browser) != before
    assert browser.get("/account").status_code == 200
    clock.move(seconds=30)
    assert browser.sign_in(lan, PASSWORD, "/account").headers["Location"] == "/account"
    assert browser.get("/account").headers["Location"] == "/sign-in/second-factor?next=/account"
    half = cookie(browser)
    done = browser.post("/sign-in/second-factor", {"code": lan.code(), "next": "/account"})
    assert (done.status_code, done.headers["Location"]) == (303, "/account")
    assert cookie(browser) != half
    assert browser.get("/account").status_code == 200


def test_the_picture_and_the_secret_are_shown_only_while_the_device_waits(browser: Browser, lan: Person) -> None:
    browser.sign_in(lan, PASSWORD)
    assert "data:image/svg+xml" not in browser.get("/account/second-factor").text
    browser.post("/account/second-factor/begin")
    waiting = browser.get("/account/second-factor").text
    assert "data:image/svg+xml" in waiting
    assert waiting_secret(lan)[:4] in waiting
    set_up(browser, lan)
    assert lan.secret[:4] not in browser.get("/account/second-factor").text


def test_half_a_sign_in_opens_nothing_but_the_question(app: Flask, browser: Browser, lan: Person) -> None:
    lan.enrol()
    browser.sign_in(lan, PASSWORD)
    for path in ("/", "/account", "/account/second-factor", "/account/tokens/new", "/sign-in/confirm"):
        assert browser.get(path).headers["Location"].startswith("/sign-in/second-factor"), path
    for path in ("/account/second-factor/begin", "/account/second-factor", "/account/tokens", "/account/password"):
        assert browser.post(path).headers["Location"].startswith("/sign-in/second-factor"), path
    assert 'class="here"' not in browser.get("/sign-in/second-factor").text
    assert browser.post("/sign-out").headers["Location"] == "/sign-in"
    assert browser.get("/sign-in/second-factor").headers["Location"].startswith("/sign-in?")


def test_a_wrong_code_and_then_the_lock(browser: Browser, lan: Person, clock: Clock) -> None:
    lan.enrol()
    browser.sign_in(lan, PASSWORD)
    for _ in range(3):
        refused = browser.post("/sign-in/second-factor", {"code": lan.wrong_code()})
        assert refused.status_code == 403
        assert lan.wrong_code() not in refused.text
    locked = browser.post("/sign-in/second-factor", {"code": lan.code()})
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "15")
    assert "15 giây" in locked.text
    clock.move(seconds=30)
    assert browser.post("/sign-in/second-factor", {"code": lan.code()}).status_code == 303


def test_a_recovery_code_opens_too(browser: Browser, lan: Person) -> None:
    lan.enrol()
    browser.sign_in(lan, PASSWORD)
    assert browser.post("/sign-in/second-factor", {"recovery_code": lan.recovery_codes[0]}).status_code == 303
    assert browser.get("/account").status_code == 200


def test_no_code_at_all_is_not_counted(browser: Browser, lan: Person) -> None:
    lan.enrol()
    browser.sign_in(lan, PASSWORD)
    answers = [browser.post("/sign-in/second-factor").status_code for _ in range(5)]
    assert answers == [403] * 5


def test_who_decides_sets_up_a_device_before_anything_else(services: Services, chair: Person) -> None:
    strict = replace(services, settings=replace(services.settings, second_factor_required=True))
    browser = Browser(app_of(strict).test_client())
    browser.sign_in(chair, PASSWORD, "/account")
    assert browser.get("/account").headers["Location"] == "/account/second-factor?next=/account"
    assert browser.get("/account/second-factor").status_code == 200
    page = set_up(browser, chair)
    assert 'href="/account"' in page.text
    assert "Bỏ xác thực bước hai" not in browser.get("/account").text
    assert browser.post("/account/second-factor/remove").status_code == 403


def test_a_form_that_waits_for_the_password_goes_on_with_what_was_sent(
    browser: Browser, lan: Person, clock: Clock
) -> None:
    browser.sign_in(lan, PASSWORD)
    clock.move(minutes=11)
    asked = browser.post("/account/tokens", {"name": "Phần mềm <nhân sự>", "days": "7", "reach": "read"})
    assert asked.status_code == 403
    kept = hidden_fields(asked.text)
    assert {"name": "Phần mềm <nhân sự>", "days": "7", "reach": "read"}.items() <= kept.items()
    wrong = browser.post("/account/tokens", {**kept, "confirm_password": "sai"})
    assert wrong.status_code == 403
    assert hidden_fields(wrong.text)["name"] == "Phần mềm <nhân sự>"
    assert "confirm_password" not in hidden_fields(wrong.text)
    before = cookie(browser)
    done = browser.post("/account/tokens", {**kept, "confirm_password": PASSWORD})
    assert done.status_code == 200
    assert "vd_" in done.text
    assert "Phần mềm &lt;nhân sự&gt;" in done.text
    assert cookie(browser) != before


def test_a_code_confirms_as_well_and_wrong_ones_are_throttled(browser: Browser, lan: Person, clock: Clock) -> None:
    lan.enrol()
    browser.sign_in_wholly(lan, PASSWORD)
    clock.move(minutes=11)
    values = {"name": "thử", "days": "7", "reach": "read"}
    for _ in range(3):
        assert browser.post("/account/tokens", {**values, "confirm_code": lan.wrong_code()}).status_code == 403
    locked = browser.post("/account/tokens", {**values, "confirm_code": lan.code()})
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "15")
    assert hidden_fields(locked.text)["name"] == "thử"
    clock.move(seconds=30)
    assert browser.post("/account/tokens", {**values, "confirm_code": lan.code()}).status_code == 200


def test_a_script_gets_the_question_in_place_of_the_content(browser: Browser, lan: Person, clock: Clock) -> None:
    browser.sign_in(lan, PASSWORD)
    clock.move(minutes=11)
    asked = browser.post("/account/tokens", {"name": "x"}, headers={"HX-Request": "true"})
    assert (asked.status_code, asked.headers["HX-Retarget"]) == (200, "#content")


def test_the_page_to_confirm_leads_back_and_nowhere_else(browser: Browser, lan: Person, clock: Clock) -> None:
    browser.sign_in(lan, PASSWORD)
    done = browser.post("/sign-in/confirm", {"confirm_password": PASSWORD, "next": "/account"})
    assert done.headers["Location"] == "/account"
    done = browser.post("/sign-in/confirm", {"confirm_password": PASSWORD, "next": "https://elsewhere.example"})
    assert done.headers["Location"] == "/"


def test_sign_ins_are_listed_and_ended_by_their_owner(app: Flask, lan: Person) -> None:
    here, there = Browser(app.test_client()), Browser(app.test_client())
    here.sign_in(lan, PASSWORD)
    there.sign_in(lan, PASSWORD)
    addresses = re.findall(r'action="(/account/sessions/\w{32}/end)"', here.get("/account").text)
    assert len(addresses) == 1
    assert here.post(addresses[0]).status_code == 303
    assert there.get("/account").status_code == 303
    assert here.get("/account").status_code == 200
    assert here.post(addresses[0]).status_code == 404


def test_everywhere_else_is_signed_out_at_once(app: Flask, lan: Person) -> None:
    browsers = [Browser(app.test_client()) for _ in range(3)]
    for one in browsers:
        one.sign_in(lan, PASSWORD)
    browsers[0].post("/account/sessions/end-others")
    assert "Đã đăng xuất 2 trình duyệt khác." in browsers[0].get("/account").text
    assert [one.get("/account").status_code for one in browsers] == [200, 303, 303]


def test_nobody_ends_the_sign_in_of_another(app: Flask, lan: Person, chair: Person) -> None:
    mine, others = Browser(app.test_client()), Browser(app.test_client())
    mine.sign_in(lan, PASSWORD)
    mine.sign_in(lan, PASSWORD)
    address = re.findall(r'action="(/account/sessions/\w{32}/end)"', mine.get("/account").text)[0]
    others.sign_in(chair, PASSWORD)
    assert others.post(address).status_code == 404


def test_the_password_is_changed_and_other_browsers_are_out(app: Flask, lan: Person) -> None:
    here, there = Browser(app.test_client()), Browser(app.test_client())
    here.sign_in(lan, PASSWORD)
    there.sign_in(lan, PASSWORD)
    assert here.post("/account/password", {"old": PASSWORD, "new": NEW, "again": NEW}).status_code == 303
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 303)
    assert there.sign_in(lan, PASSWORD).status_code == 403
    assert there.sign_in(lan, NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("sai", NEW, NEW, "mật khẩu đang dùng không đúng"),
        (PASSWORD, NEW, NEW + "!", "hai lần nhập không giống nhau"),
        (PASSWORD, "mười một chữ", "mười một chữ", "cần ít nhất 15 ký tự"),
        (PASSWORD, "password12345678", "password12345678", "quá dễ đoán"),
        (PASSWORD, PASSWORD, PASSWORD, "phải khác mật khẩu đang dùng"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_beside_it(
    browser: Browser, lan: Person, old: str, new: str, again: str, said: str
) -> None:
    browser.sign_in(lan, PASSWORD)
    refused = browser.post("/account/password", {"old": old, "new": new, "again": again})
    assert refused.status_code == 422
    assert said in refused.text
    assert new not in refused.text


def test_guessing_the_old_password_in_an_open_browser_is_locked(browser: Browser, lan: Person) -> None:
    browser.sign_in(lan, PASSWORD)
    values = {"old": "sai", "new": NEW, "again": NEW}
    assert [browser.post("/account/password", values).status_code for _ in range(4)] == [422, 422, 422, 429]


def test_a_token_is_shown_once_works_and_is_revoked(browser: Browser, lan: Person) -> None:
    browser.sign_in(lan, PASSWORD)
    page = browser.post("/account/tokens", {"name": "thử", "days": "7", "reach": "read"})
    token = re.findall(r"vd_[\w-]{40,}", page.text)[0]
    headers = {"Authorization": f"Bearer {token}"}
    me = browser.get("/api/v1/me", headers=headers)
    assert me.status_code == 200
    assert all(scope.endswith(":read") for scope in me.json["scopes"])
    listed = browser.get("/account").text
    assert token not in listed
    address = re.findall(r'action="(/account/tokens/\w{32}/revoke)"', listed)[0]
    assert browser.post(address).status_code == 303
    assert browser.get("/api/v1/me", headers=headers).status_code == 401


@pytest.mark.parametrize("values", [{"name": "x", "days": "4000", "reach": "all"}, {"name": "x", "days": "7"}])
def test_a_token_beyond_the_rules_is_not_made(browser: Browser, lan: Person, values: dict[str, str]) -> None:
    browser.sign_in(lan, PASSWORD)
    assert browser.post("/account/tokens", values).status_code == 422


def test_the_lock_page_tells_how_long_to_wait(browser: Browser, lan: Person, clock: Clock) -> None:
    for _ in range(3):
        browser.sign_in(lan, "sai")
    locked = browser.sign_in(lan, PASSWORD, "/account")
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "15")
    assert "15 giây" in locked.text
    assert 'href="/sign-in?next=/account"' in locked.text
    clock.move(seconds=16)
    assert browser.sign_in(lan, PASSWORD).status_code == 303


def test_a_cookie_known_before_signing_in_is_worth_nothing_afterwards(
    app: Flask, browser: Browser, lan: Person
) -> None:
    browser.client.set_cookie(SESSION_COOKIE, "planted")
    browser.sign_in(lan, PASSWORD)
    assert cookie(browser) != "planted"
    thief = Browser(app.test_client())
    thief.client.set_cookie(SESSION_COOKIE, "planted")
    assert thief.get("/account").status_code == 303


def test_every_form_of_the_account_needs_its_token(app: Flask, browser: Browser, lan: Person) -> None:
    browser.sign_in(lan, PASSWORD)
    posts = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("pages.account.") and "POST" in (rule.methods or set())
    ]
    assert len(posts) > 10
    for path in posts:
        address = re.sub(r"<[^>]+>", "x", path)
        assert browser.client.post(address, data={}).status_code == 400, path


def test_demo_accounts_are_one_click_away_only_in_a_demonstration(services: Services, clock: Clock) -> None:
    first = demo_accounts()[0]
    hashed = services.passwords.hash(demo_password())
    services.database.write(
        lambda work: accounts.add_account(work, username=first.username, name=first.name, password_hash=hashed)
    )
    closed = Browser(app_of(services).test_client())
    assert "/sign-in/demo" not in closed.get("/sign-in").text
    assert closed.post("/sign-in/demo", {"username": first.username}).status_code == 404
    demo = replace(services, settings=replace(services.settings, demo=True))
    open_ = Browser(app_of(demo).test_client())
    assert "Bản minh họa" in open_.get("/sign-in").text
    assert open_.post("/sign-in/demo", {"username": first.username, "next": "/account"}).status_code == 303
    assert open_.get("/account").status_code == 200


def test_a_real_account_is_not_one_click_away(services: Services, clock: Clock) -> None:
    real = a_person(services, clock, demo_accounts()[0].username)
    demo = replace(services, settings=replace(services.settings, demo=True))
    browser = Browser(app_of(demo).test_client())
    assert browser.post("/sign-in/demo", {"username": real.username}).status_code == 403


def test_every_demo_account_stands_in_one_story() -> None:
    grouped = [one.username for group in demo_groups() for one in group.accounts]
    assert sorted(grouped) == sorted(one.username for one in demo_accounts())
    assert all(group.accounts for group in demo_groups())
