"""A browser of the tests: forms with their tokens, and somebody who signs in by password and device."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.integration.usecases.proving import Person
from tests.integration.web.reading import read_page


def token_of(client: FlaskClient, address: str = "/sign-in") -> str:
    """Return the token of the form on a page."""
    fields = [attributes for tag, attributes in read_page(client.get(address).text).elements if tag == "input"]
    return next(str(field["value"]) for field in fields if field.get("name") == "csrf_token")


def hidden_fields(text: str) -> dict[str, str]:
    """Return the hidden fields of a page by name."""
    inputs = [attributes for tag, attributes in read_page(text).elements if tag == "input"]
    return {field["name"]: field["value"] for field in inputs if field.get("type") == "hidden"}


@dataclass
class Browser:
    """One browser with its cookies."""

    client: FlaskClient

    def get(self, address: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(address, **options)

    def post(self, address: str, values: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with a token that is in force."""
        token = {"csrf_token": token_of(self.client)}
        return self.client.post(address, data={**token, **(values or {})}, **options)

    def sign_in(self, person: Person, password: str, onward: str = "/") -> TestResponse:
        """Give name and password."""
        return self.post("/sign-in", {"username": person.username, "password": password, "next": onward})

    def sign_in_wholly(self, person: Person, password: str, onward: str = "/") -> TestResponse:
        """Give name, password and the code of the device."""
        self.sign_in(person, password, onward)
        return self.post("/sign-in/second-factor", {"code": person.code(), "next": onward})
