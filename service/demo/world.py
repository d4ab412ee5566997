"""The world of the demonstration: bodies, accounts with their roles, and those who may be honoured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.db.work import Work
from service.demo.reading import Row, read_data
from service.usecases.accounts.accounts import add_account, grant_role
from service.usecases.accounts.bootstraps import ROOT, add_first_administrator
from service.usecases.passwords import Passwords
from service.usecases.registry.nominees import add_nominee
from service.usecases.registry.records import add_record
from service.usecases.registry.registry import add_organisation, link_successor
from workflows.policy import Actor, Holding


@dataclass(frozen=True, slots=True)
class Player:
    """An account as the stories use it: who it is, and each role with the body it is held in."""

    account_id: str
    person_id: str
    name: str
    holdings: tuple[tuple[str, Row], ...]

    @property
    def actor(self) -> Actor:
        """Return the actor that this account is."""
        held = tuple(Holding(role, body["id"], body["path"]) for role, body in self.holdings)
        return Actor(self.account_id, self.person_id, self.name, held)


@dataclass(slots=True)
class World:
    """What has been set up so far, by the names that the data files use."""

    passwords: Passwords
    bodies: dict[str, Row] = field(default_factory=dict)
    players: dict[str, Player] = field(default_factory=dict)
    nominees: dict[str, str] = field(default_factory=dict)

    @property
    def administrator(self) -> Actor:
        """Return the account that sets everything up."""
        return self.players[_accounts()[0]["username"]].actor

    @property
    def second_administrator(self) -> Actor:
        """Return the one who confirms what the administrator proposes for publication."""
        return self.players[_accounts()[1]["username"]].actor


def build_world(work: Work, passwords: Passwords) -> World:
    """Set up the administrator, the bodies and every account that nobody who may be honoured stands behind.

    Raises Conflict in an installation that has accounts already: the demonstration has an open password.
    """
    world = World(passwords)
    first = _accounts()[0]
    made = add_first_administrator(
        work, passwords, username=first["username"], name=first["name"], password=read_data("accounts")["password"]
    )
    held = made["roles"][0]
    body = {"id": held["organisation_id"], "path": f"/{held['organisation_id']}/"}
    world.players[first["username"]] = Player(made["id"], made["id"], first["name"], ((held["role"], body),))
    world.bodies[ROOT["code"]] = body
    _add_bodies(work, world)
    for row in _accounts()[1:]:
        if "nominee" not in row:
            _add_player(work, world, row)
    return world


SEATED = "council_member@"  # such a role comes with the seat in a council, not by hand


def introduce(work: Work, world: World, row: Row) -> None:
    """Register somebody who may be honoured, with what is on record, and the account that is theirs."""
    values = {
        name: value
        for name, value in row.items()
        if name not in {"key", "on", "by", "body", "note", "records", "keeper"}
    }
    by = world.players[row["by"]].actor
    if "body" in row:
        values["organisation_id"] = world.bodies[row["body"]]["id"]
    added = add_nominee(work, actor=by, values=values)
    world.nominees[row["key"]] = added["id"]
    for entry in row.get("records", ()):
        keeper = world.players[entry.get("by", row.get("keeper", row["by"]))].actor
        stated = {name: value for name, value in entry.items() if name not in {"kind", "by"}}
        add_record(work, actor=keeper, nominee_id=added["id"], kind=entry["kind"], values=stated)
    for account in _accounts():
        if account.get("nominee") == row["key"]:
            _add_player(work, world, account)


def _accounts() -> list[Row]:
    rows: list[Row] = read_data("accounts")["accounts"]
    return rows


def _add_bodies(work: Work, world: World) -> None:
    data = read_data("organisations")
    for row in data["organisations"]:
        values: dict[str, Any] = {name: value for name, value in row.items() if name not in {"parent", "invented"}}
        values["legal_personality"] = row["level"] in data["notes"]["with_legal_personality"]
        values["note"] = data["notes"]["invented" if row.get("invented") else "real"]
        if "parent" in row:
            values["parent_id"] = world.bodies[row["parent"]]["id"]
        world.bodies[row["code"]] = add_organisation(work, actor=world.administrator, values=values)
    for row in data["successions"]:
        link_successor(
            work,
            actor=world.administrator,
            old_id=world.bodies[row["old"]]["id"],
            new_id=world.bodies[row["new"]]["id"],
            since=row["since"],
            source=row["source"],
        )


def _add_player(work: Work, world: World, row: Row) -> None:
    nominee = world.nominees.get(row.get("nominee", ""))
    password = read_data("accounts")["password"]
    made = add_account(
        work,
        world.passwords,
        actor=world.administrator,
        username=row["username"],
        name=row["name"],
        password=password,
        nominee_id=nominee,
    )
    held = [named.split("@") for named in row["roles"] if not named.startswith(SEATED)]
    for role, code in held:
        _grant(work, world, made["id"], role, world.bodies[code])
    holdings = tuple((role, world.bodies[code]) for role, code in held)
    world.players[row["username"]] = Player(made["id"], nominee or made["id"], row["name"], holdings)


def _grant(work: Work, world: World, account_id: str, role: str, body: Mapping[str, Any]) -> None:
    grant_role(
        work,
        actor=world.administrator,
        account_id=account_id,
        role=role,
        organisation_id=body["id"],
        valid_from=None,
        valid_to=None,
        document=read_data("accounts")["ground"],
    )
