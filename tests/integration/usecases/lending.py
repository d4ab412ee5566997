"""People who lend each other their roles, for tests of delegation."""

from datetime import date, timedelta
from typing import Any

from service.db import accounts
from service.db.holdings import load_holdings
from service.db.work import Work
from service.usecases.accounts.delegations import give_delegation, revoke_delegation
from service.usecases.services import Services
from workflows.policy import Actor, Holding


def add_person(services: Services, username: str) -> str:
    """Add an account without roles and return its id."""
    name = f"Người {username} (giả định)"
    return services.database.write(
        lambda work: accounts.add_account(work, username=username, name=name, password_hash="")
    ).id


def hold(services: Services, account_id: str, role: str, body: str, until: date | None = None) -> str:
    """Let an account hold a role and return the id of the assignment."""
    return services.database.write(
        lambda work: accounts.grant_role(work, account_id, role, body, valid_to=until, document="QĐ")
    ).id


def as_he_is(services: Services, account_id: str) -> Actor:
    """Return an account with everything it may act by today."""

    def load(work: Work) -> Actor:
        row = accounts.get_account(work, account_id)
        return Actor(row.id, row.nominee_id or row.id, row.name, load_holdings(work, account_id))

    return services.database.read(load)


def lend(services: Services, giver: str, taker: str, *, days: int = 9, **values: Any) -> dict[str, Any]:
    """Let one account act for another, in the acts of a head of unit from today on; `values` say otherwise."""
    actor = values.pop("actor", None) or as_he_is(services, giver)

    def give(work: Work) -> dict[str, Any]:
        wished = {
            "delegate": accounts.get_account(work, taker).username,
            "acts": ["review"],
            "document": "12/UQ (giả định)",
            "valid_from": work.today,
            "valid_to": work.today + timedelta(days=days),
        }
        return give_delegation(work, services.catalog, actor=actor, values=wished | values)

    return services.database.write(give)


def take_back(services: Services, account_id: str, delegation_id: str) -> dict[str, Any]:
    """End a delegation as somebody."""
    actor = as_he_is(services, account_id)
    return services.database.write(
        lambda work: revoke_delegation(work, actor=actor, delegation_id=delegation_id, reason="Hết đợt (giả định)")
    )


def lent_to(services: Services, account_id: str) -> list[Holding]:
    """Return the roles of others that an account may act by today."""
    return [held for held in as_he_is(services, account_id).holdings if held.mandate]
