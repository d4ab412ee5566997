"""The services of a test: a real database, a folder of its own for documents, and people in roles."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, cast

from service.config import Settings
from service.db import accounts, organisations
from service.db.database import Database
from service.db.organisations import OrganisationValues
from service.db.work import Work
from service.documents.store import DocumentStore
from service.usecases.catalog import Catalog
from service.usecases.passwords import Passwords
from service.usecases.services import Services
from workflows.policy import Actor, Holding

PASSWORD = "một mật khẩu đủ dài"
_NUMBERS: Iterator[int] = count(1)


def build_test_services(database: Database, folder: Path) -> Services:
    """Return services around an open database."""
    settings = Settings(login_failures_allowed=3, login_window_minutes=15)
    random_bytes: Callable[[int], bytes] = lambda size: next(_NUMBERS).to_bytes(size, "big")  # noqa: E731 - a source for tests
    return Services(
        settings, database, Catalog(), DocumentStore(folder / "documents"), Passwords(random_bytes), b"secret of tests"
    )


def add_body(work: Work, code: str, *, level: str = "department", parent: str | None = None, **values: Any) -> str:
    """Add a body and return its id."""
    row = {"code": code, "name": f"Cơ quan {code}", "level": level, "parent_id": parent, **values}
    return organisations.add_organisation(work, cast("OrganisationValues", row)).id


def add_actor(work: Work, username: str, role: str, organisation_id: str) -> Actor:
    """Add an account that holds one role, and return it as it acts."""
    row = accounts.add_account(work, username=username, name=f"Người {username}", password_hash="")
    held = accounts.grant_role(work, row.id, role, organisation_id, document="test")
    return Actor(row.id, row.id, row.name, (Holding(role, organisation_id, held.path),))
