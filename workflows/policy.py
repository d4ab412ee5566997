"""Who may do what: roles held in bodies, as data; default deny."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the policy file states it; `subtree` roles hold in every body below the granting one too.

    `needs_second_factor` marks those who decide, appraise or administer.
    """

    code: str
    label_vi: str
    label_en: str
    scope: Literal["exact", "subtree", "everywhere"]
    permissions: frozenset[str]
    opens_dossiers: bool
    needs_second_factor: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held by an account in a body (`path` is the body's path in the tree)."""

    role: str
    organisation_id: str
    path: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: account, the person behind it, and the roles held today (with the scopes of the token used)."""

    account_id: str
    person_id: str
    name: str
    holdings: tuple[Holding, ...] = ()
    scopes: frozenset[str] = frozenset({"*"})

    def organisation_ids(self) -> tuple[str, ...]:
        """Return the bodies in which any dossier-opening role is held."""
        return tuple(dict.fromkeys(h.organisation_id for h in self.holdings if roles()[h.role].opens_dossiers))

    @property
    def reads_everything(self) -> bool:
        """Tell whether a role opens every dossier (auditors)."""
        return any("proposal:read-all" in roles()[holding.role].permissions for holding in self.holdings)


@cache
def roles() -> Mapping[str, Role]:
    """Return every role by code, from the packaged policy file."""
    data = tomllib.loads((files("workflows") / "data" / "roles.toml").read_text(encoding="utf-8"))
    return {
        code: Role(
            code=code,
            label_vi=row["vi"],
            label_en=row["en"],
            scope=row["scope"],
            permissions=frozenset(row["permissions"]),
            opens_dossiers=row["opens_dossiers"],
            needs_second_factor=row.get("second_factor", False),
        )
        for code, row in data["roles"].items()
    }


def may(actor: Actor, permission: str) -> bool:
    """Tell whether any role of the actor, within the token's scopes, carries a permission."""
    in_scope = "*" in actor.scopes or permission in actor.scopes
    return in_scope and any(permission in roles()[holding.role].permissions for holding in actor.holdings)


def find_holding(actor: Actor, wanted: Iterable[str], organisation_id: str, path: str) -> Holding | None:
    """Return the holding by which the actor has one of these roles in this body, or None."""
    for code in wanted:
        for holding in actor.holdings:
            if holding.role == code and _covers(holding, roles()[code].scope, organisation_id, path):
                return holding
    return None


def _covers(holding: Holding, scope: str, organisation_id: str, path: str) -> bool:
    if scope == "everywhere" or holding.organisation_id == organisation_id:
        return True
    return scope == "subtree" and bool(path) and path.startswith(holding.path)
