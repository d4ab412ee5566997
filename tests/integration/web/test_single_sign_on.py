"""Single sign-on against a real provider on this machine: who comes in, who does not, and what is never believed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask

from service.db import accounts
from service.db.audit import read_stream
from service.db.database import Database
from service.http.context import SESSION_COOKIE
from service.usecases.accounts.throttling import LONGEST_NAME
from service.usecases.services import Services
from tests.integration.services import PASSWORD, build_test_services
from tests.integration.usecases.proving import Person, a_person
from tests.integration.web.people import Browser
from tests.support.applications import app_of
from tests.support.databases import Clock
from tests.support.identity_provider import User, provider

# The provider's own use of what its library is about to drop.
pytestmark = pytest.mark.filterwarnings(
    "ignore::authlib.deprecate.AuthlibDeprecationWarning", "ignore:get_jwt_config:DeprecationWarning"
)
CALLBACK = "/sign-in/provider/callback"


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    return build_test_services(database, tmp_path)


@pytest.fixture
def lan(services: Services, clock: Clock) -> Person:
    return a_person(services, clock, "lan.nguyen")


@pytest.fixture
def issuer() -> Iterator[str]:
    known = [
        User(sub="s-lan", claims={"preferred_username": "lan.nguyen", "amr": ["pwd", "otp"]}),
        User(sub="s-namesake", claims={"preferred_username": "lan.nguyen"}),
        User(sub="s-mail", claims={"email": "lan.nguyen@so.example", "email_verified": True}),
        User(sub="s-unverified", claims={"email": "lan.nguyen@so.example", "email_verified": False}),
        User(sub="s-elsewhere", claims={"email": "lan.nguyen@elsewhere.example", "email_verified": True}),
        User(sub="lan.nguyen", claims={}),
    ]
    with provider(*known) as address:
        yield address


def app_with(services: Services, issuer: str, **settings: object) -> Flask:
    chosen = {"oidc_issuer": issuer, "oidc_client_id": "vinhdanh", "oidc_client_secret": "secret-of-tests", **settings}
    return app_of(replace(services, settings=replace(services.settings, **chosen)))


def go(browser: Browser, address: str = "/sign-in/provider?next=/account") -> str:
    """Set out for the provider and return the address that it is asked at."""
    return str(browser.get(address).headers["Location"])


def answered(asked: str, sub: str) -> str:
    """Let somebody sign in at the provider; returns where it sends the browser, without the host."""
    sent = requests.post(asked, data={"sub": sub}, allow_redirects=False, timeout=10)
    parts = urlsplit(sent.headers["Location"])
    assert parts.path == CALLBACK
    return f"{parts.path}?{parts.query}"


def enter(app: Flask, sub: str) -> tuple[Browser, str, int]:
    """Go the whole way and return the browser, where it was sent, and the status of the answer."""
    browser = Browser(app.test_client())
    answer = browser.get(answered(go(browser), sub))
    return browser, answer.headers.get("Location", ""), answer.status_code


def events(person: Person) -> list[str]:
    stream = person.services.database.read(lambda work: read_stream(work, f"account/{person.account_id}"))
    return [row.event for row in stream]


def test_a_known_person_comes_in_and_where_he_wanted(services: Services, lan: Person, issuer: str) -> None:
    browser, place, status = enter(app_with(services, issuer), "s-lan")
    assert (status, place) == (303, "/account")
    page = browser.get("/account")
    assert (page.status_code, issuer in page.text) == (200, True)
    assert events(lan) == ["identity.linked", "login.succeeded"]


def test_the_request_carries_state_nonce_and_the_challenge(services: Services, lan: Person, issuer: str) -> None:
    asked = parse_qs(urlsplit(go(Browser(app_with(services, issuer).test_client()))).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert asked["redirect_uri"] == [f"http://localhost{CALLBACK}"]


def test_the_address_to_come_back_to_is_the_public_one(services: Services, issuer: str) -> None:
    app = app_with(services, issuer, public_url="https://vd.example/")
    asked = parse_qs(urlsplit(go(Browser(app.test_client()))).query)
    assert asked["redirect_uri"] == [f"https://vd.example{CALLBACK}"]


def test_a_code_works_once(services: Services, lan: Person, issuer: str) -> None:
    app = app_with(services, issuer)
    browser = Browser(app.test_client())
    answer = answered(go(browser), "s-lan")
    assert browser.get(answer).status_code == 303
    again = browser.get(answer)
    assert (again.status_code, again.headers["X-Problem"]) == (401, "provider-failed")
    stolen = Browser(app.test_client())
    state = parse_qs(urlsplit(go(stolen)).query)["state"][0]
    code = parse_qs(urlsplit(answer).query)["code"][0]
    assert stolen.get(f"{CALLBACK}?code={code}&state={state}").headers["X-Problem"] == "provider-failed"


def test_an_answer_meant_for_another_browser_is_refused(services: Services, lan: Person, issuer: str) -> None:
    app = app_with(services, issuer)
    answer = answered(go(Browser(app.test_client())), "s-lan")
    other = Browser(app.test_client())
    refused = other.get(answer)
    assert (refused.status_code, refused.headers["X-Problem"]) == (401, "provider-failed")
    assert other.client.get_cookie(SESSION_COOKIE) is None
    assert events(lan) == []


@pytest.mark.parametrize("query", ["", "?code=x&state=y", "?error=access_denied&state=x", "?state=", "?code=%00"])
def test_a_made_up_answer_is_a_page_and_no_failure(services: Services, issuer: str, query: str) -> None:
    browser = Browser(app_with(services, issuer).test_client())
    go(browser)
    refused = browser.get(CALLBACK + query)
    assert refused.status_code == 401
    assert "Không hoàn tất được việc đăng nhập một lần" in refused.text


def test_somebody_without_an_account_gets_none(services: Services, lan: Person, issuer: str) -> None:
    _, place, status = enter(app_with(services, issuer), "s-stranger")
    assert (place, status) == ("", 401)
    assert services.database.read(lambda work: len(accounts.list_accounts(work))) == 1


def test_a_disabled_account_stays_closed(services: Services, lan: Person, issuer: str) -> None:
    app = app_with(services, issuer)
    enter(app, "s-lan")
    services.database.write(lambda work: accounts.update_account(work, lan.account_id, {"is_active": False}))
    _, _, status = enter(app, "s-lan")
    assert status == 401
    assert events(lan)[-1] == "login.failed"


def test_the_subject_counts_once_it_is_known_not_the_name(services: Services, lan: Person, issuer: str) -> None:
    app = app_with(services, issuer)
    enter(app, "s-lan")
    _, _, status = enter(app, "s-namesake")
    assert status == 401, "another subject must not take over by bearing the same name"
    services.database.write(lambda work: accounts.update_account(work, lan.account_id, {"username": "lan.moi"}))
    assert enter(app, "s-lan")[2] == 303


@pytest.mark.parametrize(
    ("sub", "settings", "status"),
    [
        ("s-mail", {"oidc_claim": "email", "oidc_email_domain": "so.example"}, 303),
        ("s-unverified", {"oidc_claim": "email", "oidc_email_domain": "so.example"}, 401),
        ("s-elsewhere", {"oidc_claim": "email", "oidc_email_domain": "so.example"}, 401),
        ("s-mail", {"oidc_claim": "email"}, 401),
        ("s-mail", {}, 401),
        ("lan.nguyen", {"oidc_claim": "sub"}, 303),
        ("lan.nguyen", {}, 401),
        ("x" * (LONGEST_NAME + 200), {"oidc_claim": "sub"}, 401),
    ],
)
def test_only_the_claim_of_the_settings_names_an_account(
    services: Services, lan: Person, issuer: str, sub: str, settings: dict[str, object], status: int
) -> None:
    assert enter(app_with(services, issuer, **settings), sub)[2] == status


def test_the_second_factor_is_asked_for_unless_the_provider_is_trusted_with_it(
    services: Services, lan: Person, issuer: str
) -> None:
    lan.enrol()
    browser, _, _ = enter(app_with(services, issuer), "s-lan")
    assert browser.get("/account").headers["Location"].startswith("/sign-in/second-factor")
    assert browser.post("/sign-in/second-factor", {"code": lan.code()}).status_code == 303
    assert browser.get("/account").status_code == 200
    trusting, _, _ = enter(app_with(services, issuer, oidc_second_factor=True), "s-lan")
    assert trusting.get("/account").status_code == 200


def test_an_issuer_that_calls_itself_otherwise_is_not_believed(services: Services, lan: Person, issuer: str) -> None:
    app = app_with(services, issuer.replace("localhost", "LOCALHOST"))
    browser = Browser(app.test_client())
    refused = browser.get(answered(go(browser), "s-lan"))
    assert (refused.status_code, refused.headers.get("X-Problem")) == (401, "provider-failed")


def test_each_provider_has_its_own_subjects(services: Services, lan: Person, issuer: str, clock: Clock) -> None:
    enter(app_with(services, issuer), "s-lan")
    with provider(User(sub="s-lan", claims={"preferred_username": "khac"})) as other:
        assert enter(app_with(services, other), "s-lan")[2] == 401


def test_a_provider_that_is_down_is_told(services: Services, lan: Person) -> None:
    with provider() as gone:
        pass
    refused = Browser(app_with(services, gone).test_client()).get("/sign-in/provider")
    assert (refused.status_code, refused.headers["X-Problem"]) == (401, "provider-unreachable")


def test_nothing_is_offered_without_settings(services: Services) -> None:
    browser = Browser(app_of(services).test_client())
    assert browser.get("/sign-in/provider").status_code == 404
    assert browser.get(CALLBACK).status_code == 404
    assert "/sign-in/provider" not in browser.get("/sign-in").text


def test_the_button_bears_the_name_of_the_provider(services: Services, issuer: str) -> None:
    page = Browser(app_with(services, issuer, oidc_name="Cổng dịch vụ").test_client()).get("/sign-in?next=/account")
    assert "Đăng nhập một lần qua Cổng dịch vụ" in page.text
    assert 'href="/sign-in/provider?next=/account"' in page.text


# The provider states the real time at which it asked, so these tests set their clock by it.
@pytest.mark.parametrize(
    ("second", "later", "place"),
    [
        pytest.param("s-lan", 0, "/account", id="the same, just asked"),
        pytest.param("s-other", 0, "", id="somebody else"),
        pytest.param("s-lan", 60, "", id="asked an hour ago"),
    ],
)
def test_a_provider_confirms_only_the_same_person_just_asked(
    services: Services, lan: Person, issuer: str, clock: Clock, second: str, later: int, place: str
) -> None:
    clock.now = datetime.now(UTC) + timedelta(minutes=later)
    browser, _, _ = enter(app_with(services, issuer), "s-lan")
    asked = go(browser, "/sign-in/confirm/provider?next=/account")
    assert parse_qs(urlsplit(asked).query)["prompt"] == ["login"]
    answer = browser.get(answered(asked, second))
    assert answer.headers.get("Location", "") == place
    assert ("login.confirmed" in events(lan)) == bool(place)


@pytest.mark.parametrize(("later", "status"), [(0, 200), (60, 403), (-60, 200)])
def test_a_grave_act_needs_a_proof_that_is_fresh_however_one_came_in(
    services: Services, lan: Person, issuer: str, clock: Clock, later: int, status: int
) -> None:
    clock.now = datetime.now(UTC) + timedelta(minutes=later)
    browser, _, _ = enter(app_with(services, issuer), "s-lan")
    values = {"name": "thử", "days": "7", "reach": "read"}
    assert browser.post("/account/tokens", values).status_code == status
    clock.move(minutes=11)
    assert browser.post("/account/tokens", values).status_code == 403


def test_a_way_back_leads_nowhere_else(services: Services, lan: Person, issuer: str) -> None:
    browser = Browser(app_with(services, issuer).test_client())
    asked = go(browser, "/sign-in/provider?next=https://elsewhere.example/")
    assert browser.get(answered(asked, "s-lan")).headers["Location"] == "/"


def test_signing_in_takes_a_new_cookie_and_leaves_the_old_session_data(
    services: Services, lan: Person, issuer: str
) -> None:
    app = app_with(services, issuer)
    browser = Browser(app.test_client())
    browser.sign_in(lan, PASSWORD)
    before = browser.client.get_cookie(SESSION_COOKIE)
    browser.get(answered(go(browser), "s-lan"))
    after = browser.client.get_cookie(SESSION_COOKIE)
    assert before is not None
    assert after is not None
    assert before.value != after.value
