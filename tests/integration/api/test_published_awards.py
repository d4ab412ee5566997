"""What was published and what is owed after decisions, as the interface tells it over the whole demonstration."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.usecases.services import Services
from tests.integration.api.conftest import Headers
from tests.integration.demonstration import BOTH_ENGINES, Loaded, demonstration
from tests.support.databases import Statements

PUBLISHED, OWED = "/api/v1/published-awards", "/api/v1/owed-acts"
TOLD = {"id", "name", "form", "number", "signed_on", "body", "place", "published_on", "is_revoked"}


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The demonstration, in which four awards were published and one of them was revoked."""
    with demonstration(request, tmp_path_factory.mktemp("published")) as told:
        yield told


@pytest.fixture
def browser(loaded: Loaded) -> FlaskClient:
    """A client that nobody has signed in."""
    return create_app(loaded[0]).test_client()


def signed_in(browser: FlaskClient, loaded: Loaded, username: str) -> Headers:
    answer = browser.post("/api/v1/tokens", json={"username": username, "password": loaded[1].password})
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json['token']}"}


def pages_of(browser: FlaskClient, path: str, headers: Headers | None = None) -> list[list[dict[str, Any]]]:
    """Follow a list by its own links to its end."""
    found = []
    while path:
        answer = browser.get(path, headers=headers)
        assert answer.status_code == 200, answer.text
        found.append(answer.json["items"])
        link = answer.headers.get("Link", "")
        assert bool(link) == (answer.json["next"] is not None)
        path = link.partition(">")[0].lstrip("<")
    return found


def counted(services: Services, browser: FlaskClient, path: str, headers: Headers | None = None) -> int:
    watcher = Statements()
    stop = services.database.watch(watcher)
    assert browser.get(path, headers=headers).status_code == 200
    stop()
    return len(watcher.texts)


def test_anybody_reads_what_was_published_and_no_more(browser: FlaskClient) -> None:
    answer = browser.get(PUBLISHED)
    rows = answer.json["items"]
    assert [row["published_on"] for row in rows] == ["2026-06-23", "2026-04-06", "2026-03-30", "2026-03-06"]
    assert [row["is_revoked"] for row in rows] == [False, False, True, False]
    assert all(set(row) == TOLD for row in rows)
    assert answer.headers["Cache-Control"] == browser.get("/awards").headers["Cache-Control"] == "public, max-age=60"
    assert browser.get(PUBLISHED, headers={"Authorization": "Bearer vd_khong-co"}).json == answer.json
    described = browser.get("/api/v1/openapi.json").json["paths"][PUBLISHED]["get"]
    assert described["security"] == [{}]


def test_published_awards_are_followed_page_by_page(browser: FlaskClient) -> None:
    (whole,) = pages_of(browser, PUBLISHED)
    pages = pages_of(browser, f"{PUBLISHED}?limit=3")
    assert [len(page) for page in pages] == [3, 1]
    assert [row for page in pages for row in page] == whole


@pytest.mark.parametrize(("query", "count"), [("ro cham", 1), ("RƠ CHÂM", 1), ("khong co ai", 0), ("!!", 0), ("", 4)])
def test_published_awards_are_found_without_diacritics(browser: FlaskClient, query: str, count: int) -> None:
    assert len(browser.get(PUBLISHED, query_string={"q": query}).json["items"]) == count


@pytest.mark.parametrize(
    ("asked", "code"),
    [("q=" + "a" * 201, "too-long"), ("q=%00", "not-text"), ("limit=0", "out-of-range"), ("ten=An", "unknown-field")],
)
def test_a_wrong_question_about_published_awards_is_told_what_is_wrong(
    browser: FlaskClient, asked: str, code: str
) -> None:
    answer = browser.get(f"{PUBLISHED}?{asked}")
    assert (answer.status_code, [item["code"] for item in answer.json["problems"]]) == (422, [code])
    assert answer.headers["Cache-Control"] == "no-store"


def test_owed_acts_say_what_by_whom_and_whose(browser: FlaskClient, loaded: Loaded) -> None:
    rows = browser.get(OWED, headers=signed_in(browser, loaded, "tochuc.hatinh")).json["items"]
    assert [(row["decision"]["number"], [act["kind"] for act in row["owed"]]) for row in rows] == [
        ("02/QĐ-STP", ["recovery"]),
        ("06/QĐ-STP", ["confer", "pay"]),
        ("11/QĐ-STP", ["issue", "confer", "pay"]),
    ]
    assert all(act["is_mine"] and act["roles"] == ["hr_officer"] for row in rows for act in row["owed"])
    auditor = signed_in(browser, loaded, "kiemtoan")
    pages = pages_of(browser, f"{OWED}?limit=2", auditor)
    found = [row for page in pages for row in page]
    assert found == pages_of(browser, OWED, auditor)[0]
    assert len(pages) > 1
    assert not any(act["is_mine"] for row in found for act in row["owed"])


def test_owed_acts_are_for_those_who_read_proposals(browser: FlaskClient, loaded: Loaded) -> None:
    answer = browser.get(OWED, headers=signed_in(browser, loaded, "quantri"))
    assert (answer.status_code, answer.json["code"]) == (403, "permission-denied")
    assert browser.get(OWED).status_code == 401


def test_the_lists_run_so_many_statements_whatever_they_hold(browser: FlaskClient, loaded: Loaded) -> None:
    services, auditor = loaded[0], signed_in(browser, loaded, "kiemtoan")
    counted(services, browser, OWED, auditor)  # every published version is parsed by now
    assert {counted(services, browser, f"{PUBLISHED}?limit={limit}") for limit in (1, 50)} == {2}
    owed = {counted(services, browser, f"{OWED}?limit={limit}", auditor) for limit in (1, 50)}
    assert len(owed) == 1
    assert owed.pop() <= 8
