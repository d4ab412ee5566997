"""Who may do what: roles held in bodies, as data; default deny."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from workflows.delegations import Mandate, terms


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
    """A role held by an account in a body (`path` is the body's path in the tree).

    With a `mandate` it is another's role: it carries only the acts that the delegation names.
    """

    role: str
    organisation_id: str
    path: str
    mandate: Mandate | None = None

    def carries(self, permission: str) -> bool:
        """Tell whether the role has a permission and, under a mandate, one of the delegated acts brings it along."""
        if permission not in roles()[self.role].permissions:
            return False
        return self.mandate is None or terms().permits(self.mandate.acts, permission)

    def allows(self, act: str) -> bool:
        """Tell whether an act may be done by this holding: any by a role of one's own, else the delegated ones."""
        return self.mandate is None or act in self.mandate.acts

    @property
    def is_waited_for(self) -> bool:
        """Tell whether proposals may wait for the holder: always in a role of his own, else for a delegated step."""
        return self.mandate is None or any(terms().acts[act].is_step for act in self.mandate.acts & terms().acts.keys())

    @property
    def in_place_of(self) -> tuple[str, ...]:
        """Return the persons in whose place the holder acts, nearest first; nobody for a role of one's own."""
        return () if self.mandate is None else tuple(principal.person_id for principal in self.mandate.principals)


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
        return any(holding.carries("proposal:read-all") for holding in self.holdings)


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
    return in_scope and any(holding.carries(permission) for holding in actor.holdings)


def find_holding(actor: Actor, wanted: Iterable[str], organisation_id: str, path: str, *, act: str) -> Holding | None:
    """Return the holding by which the actor may do an act with one of these roles in this body, or None.

    A role of one's own goes before another's: nobody acts for someone else where he may act for himself.
    """
    delegated = None
    for code in wanted:
        for holding in actor.holdings:
            if holding.role == code and _covers(holding, roles()[code].scope, organisation_id, path):
                if holding.mandate is None:
                    return holding
                if delegated is None and holding.allows(act):
                    delegated = holding
    return delegated


def _covers(holding: Holding, scope: str, organisation_id: str, path: str) -> bool:
    if scope == "everywhere" or holding.organisation_id == organisation_id:
        return True
    return scope == "subtree" and bool(path) and path.startswith(holding.path)
