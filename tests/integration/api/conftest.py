"""The interface over real services on both engines, with people who hold roles and sign in with real passwords."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.app import build_services
from service.config import Settings
from service.db import accounts, nominees, organisations
from service.db.work import Work
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from tests.support.applications import app_of
from tests.support.databases import Clock

PASSWORD = "mật khẩu giả định 2026"
Headers = dict[str, str]


@pytest.fixture
def services(database_url: str, clock: Clock, tmp_path: Path) -> Iterator[Services]:
    """Real services on a migrated database."""
    settings = Settings(database_url=database_url, documents_dir=tmp_path / "documents")
    built = build_services(settings, clock=clock)
    yield built
    built.database.close()


@pytest.fixture
def app(services: Services) -> Flask:
    """The application."""
    return app_of(services)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that speaks to it."""
    return app.test_client()


@dataclass(frozen=True)
class Ministry:
    """A small fictitious tree: a province with a department and its division."""

    government: str
    province: str
    department: str
    division: str


@pytest.fixture
def tree(services: Services) -> Ministry:
    """The bodies that the tests act in."""

    def grow(work: Work) -> Ministry:
        top = organisations.add_organisation(work, {"code": "cp", "name": "Chính phủ", "level": "government"}).id
        province = organisations.add_organisation(
            work, {"code": "t", "name": "UBND tỉnh (giả định)", "level": "province", "parent_id": top}
        ).id
        department = organisations.add_organisation(
            work,
            {
                "code": "ht-so-tu-phap",
                "name": "Sở Tư pháp (giả định)",
                "level": "department",
                "parent_id": province,
                "legal_personality": True,
                "specialised_agency": True,
                "head_role": "agency_head",
            },
        ).id
        division = organisations.add_organisation(
            work, {"code": "p", "name": "Phòng Phổ biến", "level": "unit", "parent_id": department}
        ).id
        return Ministry(top, province, department, division)

    services.database.write(publish_packaged)
    return services.database.write(grow)


@pytest.fixture
def sign_in(services: Services, client: FlaskClient, tree: Ministry) -> Callable[..., Headers]:
    """Add an account with one role, sign it in, and return the headers of its calls."""

    def add(work: Work, username: str, role: str, body: str) -> None:
        person = nominees.add_nominee(
            work, {"kind": "person", "name": f"{username} (giả định)", "organisation_id": tree.department}
        )
        account = accounts.add_account(
            work,
            username=username,
            name=username,
            password_hash=services.passwords.hash(PASSWORD),
            nominee_id=person.id,
        )
        accounts.grant_role(work, account.id, role, body, document="QĐ giả định")

    def enter(username: str, role: str, body: str) -> Headers:
        services.database.write(lambda work: add(work, username, role, body))
        answer = client.post("/api/v1/tokens", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 201, answer.json
        return {"Authorization": f"Bearer {answer.json['token']}"}

    return enter
