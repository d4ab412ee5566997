"""The people who act in a scenario: real accounts with real roles, and two who only set the stage."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from service.db import accounts
from service.db.holdings import load_holdings
from service.db.work import Work
from service.usecases.services import Services
from workflows.labels import label
from workflows.names import fold
from workflows.policy import Actor, Holding

T = TypeVar("T")


@dataclass
class Member:
    """Someone with an account; `person_id` is set when the registry knows the same person as a nominee."""

    name: str
    account_id: str
    person_id: str = ""
    roles: list[tuple[str, str]] = field(default_factory=list)  # (role, body id)


@dataclass
class Staff:
    """Everyone who may act, by name."""

    services: Services
    members: dict[str, Member] = field(default_factory=dict)
    administrator: Actor = field(init=False)
    registrar: Actor = field(init=False)

    def __post_init__(self) -> None:
        """Give the stage its administrator; the registrar follows with the root of the tree."""
        self.administrator = Actor("sân khấu", "sân khấu", "Quản trị", (Holding("administrator", "", "/"),))
        self.registrar = self.administrator

    def write(self, act: Callable[[Work], T]) -> T:
        """Do something in one transaction."""
        return self.services.database.write(act)

    def keep_registry(self, root: dict[str, Any]) -> None:
        """Let the one who keeps the registry of people reach every body below the root."""
        self.registrar = Actor("sổ bộ", "sổ bộ", "Sổ bộ", (Holding("hr_officer", root["id"], root["path"]),))

    def member(self, name: str, person_id: str = "") -> Member:
        """Return someone by name, with an account made when there is none."""
        return self.members.get(fold(name)) or self.write(lambda work: self._add(work, name, person_id))

    def _add(self, work: Work, name: str, person_id: str) -> Member:
        username = f"nguoi-{len(self.members) + 1}"
        row = accounts.add_account(work, username=username, name=name, password_hash="", nominee_id=person_id or None)
        self.members[fold(name)] = Member(name, row.id, person_id)
        return self.members[fold(name)]

    def is_known(self, name: str) -> bool:
        """Tell whether somebody of that name has an account."""
        return fold(name) in self.members

    def is_person(self, name: str, person_id: str) -> None:
        """Tie an account to the nominee who is the same person, when there is such an account."""
        member = self.members.get(fold(name))
        if member is not None and not member.person_id:
            member.person_id = person_id
            self.write(lambda work: accounts.update_account(work, member.account_id, {"nominee_id": person_id}))

    def grant(
        self, member: Member, role: str, body: dict[str, Any], since: date | None = None, until: date | None = None
    ) -> None:
        """Let someone hold a role in a body."""
        self.write(lambda work: self._grant(work, member, role, body, valid_from=since, valid_to=until))

    def _grant(self, work: Work, member: Member, role: str, body: dict[str, Any], **dates: date | None) -> Member:
        accounts.grant_role(work, member.account_id, role, body["id"], document="giả định", **dates)
        member.roles.append((role, body["id"]))
        return member

    def end_roles(self, member: Member, day: date) -> None:
        """End every role of someone, the last day being the day before."""
        last = day - timedelta(days=1)

        def act(work: Work) -> None:
            for held in accounts.list_holdings(work, member.account_id):
                accounts.revoke_role(work, held.id, valid_to=last)

        self.write(act)
        member.roles.clear()

    def holder(self, role: str, body: dict[str, Any], besides: frozenset[str] = frozenset()) -> Member:
        """Return someone who holds a role in a body and is none of those persons, made when there is nobody."""
        for member in self.members.values():
            if (role, body["id"]) in member.roles and not {member.account_id, member.person_id} & besides:
                return member
        same = sum((role, body["id"]) in member.roles for member in self.members.values())
        name = f"{label('roles', role)} {same + 1} của {body['name']}"
        return self.write(lambda work: self._grant(work, self._add(work, name, ""), role, body))

    def actor(self, member: Member) -> Actor:
        """Return someone as the use cases know him today: account, person and the roles held on the day."""
        held = self.services.database.read(lambda work: load_holdings(work, member.account_id))
        return Actor(
            account_id=member.account_id,
            person_id=member.person_id or member.account_id,
            name=member.name,
            holdings=held,
        )
