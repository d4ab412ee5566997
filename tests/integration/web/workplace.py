"""A browser without script at the workplace: signed in, its pages read strictly, its forms sent with their token."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.db import accounts
from service.http.context import SESSION_COOKIE
from service.usecases.accounts.browser_sessions import sign_in_browser
from service.usecases.services import Services
from tests.integration.web.reading import Page, read_page
from tests.support.applications import app_of
from workflows.policy import Actor, Holding


@dataclass
class Desk:
    """Somebody at his browser."""

    client: FlaskClient
    services: Services
    actor: Actor

    def page(self, address: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
        """Open a page: it is well formed, has one title and one first heading, and no id twice."""
        return checked(self.client.get(address, headers=dict(headers or {})), status, is_whole=headers is None)

    def text(self, address: str, status: int = 200) -> str:
        """Open a page and return what is seen of it."""
        return self.page(address, status).text()

    def post(self, address: str, values: Mapping[str, Any], came_from: str) -> TestResponse:
        """Send a form that stands on a page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(came_from).text)
        assert found is not None
        return self.client.post(address, data={**values, "csrf_token": found.group(1)})

    def onward(self, answer: TestResponse) -> str:
        """Return where a sent form leads to."""
        assert answer.status_code == 303, answer.text[:2000]
        return answer.headers["Location"]


def checked(answer: TestResponse, status: int, *, is_whole: bool) -> Page:
    """Read a page strictly."""
    assert answer.status_code == status, answer.text[:2000]
    page = read_page(answer.text if is_whole else f"<html lang='vi'><body>{answer.text}</body></html>")
    assert not page.problems
    assert len(page.ids) == len(set(page.ids)), sorted(page.ids)
    assert not is_whole or page.count("h1") == 1
    assert not is_whole or page.title
    return page


def sit_down(services: Services, username: str, password: str) -> Desk:
    """Sign somebody in at a browser of his own."""
    client = app_of(services).test_client()
    secret = sign_in_browser(services, username=username, password=password, network="test", agent="test")
    client.set_cookie(SESSION_COOKIE, secret)

    def find(work: Any) -> Actor:
        row = accounts.find_account(work, username)
        assert row is not None
        held = accounts.list_holdings(work, row.id, work.today)
        roles = tuple(Holding(one.role, one.organisation_id, one.path) for one in held)
        return Actor(row.id, row.nominee_id or row.id, row.name, roles)

    return Desk(client, services, services.database.read(find))


def rows_of(page: Page, name: str = "id") -> Sequence[str]:
    """Return the values of the ticks before the rows of a page."""
    return [
        attributes["value"]
        for tag, attributes in page.elements
        if tag == "input" and attributes.get("name") == name and attributes.get("type") == "checkbox"
    ]
