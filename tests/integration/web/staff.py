"""People in browsers: accounts with a role, signed in by the form like everybody else."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from service.db import accounts, organisations
from service.db.work import Work
from service.usecases.services import Services
from tests.integration.web.people import token_of

PASSWORD = "một mật khẩu giả định 2026"
Browser = Callable[[str, str], FlaskClient]


def open_browser(app: Flask, services: Services, username: str, role: str) -> FlaskClient:
    """Return a browser in which a new person with this role, held at the top, is signed in."""

    def add(work: Work) -> None:
        hashed = services.passwords.hash(PASSWORD)
        account = accounts.add_account(work, username=username, name=f"{username} (giả định)", password_hash=hashed)
        top = organisations.find_organisation(work, "dinh") or organisations.add_organisation(
            work, {"code": "dinh", "name": "Cơ quan đứng đầu (giả định)", "level": "government"}
        )
        if role:
            accounts.grant_role(work, account.id, role, top.id, document="giả định")

    services.database.write(add)
    client = app.test_client()
    values = {"username": username, "password": PASSWORD, "csrf_token": token_of(client, "/sign-in")}
    assert client.post("/sign-in", data=values).status_code == 303
    return client
