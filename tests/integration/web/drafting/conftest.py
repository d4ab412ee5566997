"""A browser without script at a real application: signed in by cookie, forms read from the pages and sent back."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from service.db import accounts
from service.http.context import SESSION_COOKIE
from service.usecases.accounts.browser_sessions import sign_in_browser
from service.usecases.services import Services
from tests.integration.services import add_body, build_test_services
from tests.integration.usecases.dossier import Dossier, draft_dossier
from tests.integration.web.reading import Page, read_page
from tests.support.applications import app_of
from tests.support.databases import open_database
from workflows.policy import Actor

PASSWORD = "mật khẩu giả định 2026"


class Browser:
    """One person's browser; `post` sends a form as its page gives it, with what is typed over it."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def open(self, address: str, status: int = 200) -> Page:
        answer = self.client.get(address)
        assert answer.status_code == status, (address, answer.status_code, answer.text[:2000])
        return checked(answer)

    def token(self, address: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(address).text)
        assert found, address
        return found[1]

    def post(
        self, address: str, page: str = "", *, files: dict[str, tuple[bytes, str]] | None = None, **typed: Any
    ) -> TestResponse:
        """Send a form; names with two underscores stand for dots."""
        values: dict[str, Any] = {name.replace("__", "."): value for name, value in typed.items()}
        values["csrf_token"] = self.token(page or address)
        if not files:
            return self.client.post(address, data=values)
        parts = {name: FileStorage(BytesIO(content), file_name) for name, (content, file_name) in files.items()}
        boundary, body = encode_multipart(values | parts)
        return self.client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def checked(answer: TestResponse) -> Page:
    """Read a page strictly: well formed, one heading, no id twice, no code shown for a name."""
    page = read_page(answer.text)
    assert page.problems == []
    assert page.count("h1") == 1
    assert len(page.ids) == len(set(page.ids)), [name for name in page.ids if page.ids.count(name) > 1]
    labelled = set(page.values("for"))
    for tag, attributes in page.elements:
        if tag in {"input", "select", "textarea"} and attributes.get("type") not in {"hidden", "radio", "checkbox"}:
            assert attributes.get("id") in labelled, attributes
    return page


@pytest.fixture
def services(sqlite_url: str, tmp_path: Path) -> Iterator[Services]:
    database = open_database(sqlite_url)
    yield build_test_services(database, tmp_path)
    database.close()


@pytest.fixture
def app(services: Services) -> Flask:
    return app_of(services)


@pytest.fixture
def root(services: Services) -> str:
    return services.database.write(lambda work: add_body(work, "chinh-phu", level="government", name="Chính phủ"))


@pytest.fixture
def dossier(services: Services, root: str) -> Dossier:
    """A drafted proposal with the people around it."""
    return draft_dossier(services, root)


@pytest.fixture
def browse(app: Flask, services: Services) -> Callable[[Actor], Browser]:
    """Open a browser in which an account is signed in."""
    hashed = services.passwords.hash(PASSWORD)

    def sign_in(who: Actor) -> Browser:
        services.database.write(lambda work: accounts.update_account(work, who.account_id, {"password_hash": hashed}))
        name = services.database.read(lambda work: accounts.get_account(work, who.account_id)).username
        secret = sign_in_browser(services, username=name, password=PASSWORD, network="127.0.0.1", agent="test")
        client = app.test_client()
        client.set_cookie(SESSION_COOKIE, secret)
        return Browser(client)

    return sign_in
