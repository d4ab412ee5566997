"""Dossiers that move while people are told of it: real moves by the people whose moves they are."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Flask
from sqlalchemy import select

from service.db import audit, cursors
from service.db.base import Base
from service.db.outbox import MailRow, list_mails
from service.usecases.accounts.contacts import set_contact
from service.usecases.accounts.tokens import authenticate
from service.usecases.moves.transitions import move_proposal
from service.usecases.notices.digests import make_digests
from service.usecases.notices.fanning import CURSOR, fan_out
from service.usecases.notices.notices import count_unread, list_notices
from service.usecases.services import Services
from tests.bench.grounds import Ground
from tests.bench.seeds import Seed, token_of
from tests.reliability.moving import ask
from tests.support.applications import app_of
from tests.support.databases import Clock
from tests.support.dossiers import change_schema
from workflows.facts import MoveFacts
from workflows.policy import Actor

REASON = "Thiếu minh chứng của đồng chí Nguyễn Văn An (giả định)"


@dataclass
class Telling:
    """An installation whose dossiers move, and its people by the part they take."""

    services: Services
    app: Flask
    seed: Seed
    ground: Ground
    clock: Clock

    def actor(self, part: str) -> Actor:
        """One who takes part: `collect`, `appraise`, `approve`, `unit`, `agency`, `auditor`."""
        return authenticate(self.services, token=token_of(part))

    def ready(self, number: int) -> tuple[str, ...]:
        """Dossiers that wait to be collected."""
        return tuple(self.ground.ready(number))

    def move(self, proposal_id: str, action: str) -> None:
        """Let whose move it is make one of the plain moves."""
        version = self.row(proposal_id)["version"]
        answer = ask(self.app, self.seed, proposal_id, action, version)
        assert answer.status_code == 200, answer.get_data(as_text=True)

    def decide(self, part: str, proposal_id: str, action: str, **stated: Any) -> None:
        """Let somebody make a move that asks for a reason."""
        actor = self.actor(part)
        self.services.database.write(lambda work: move_proposal(
            work, self.services.catalog, actor=actor, proposal_id=proposal_id, action=action, expected_version=None,
            move=MoveFacts(**{"reason": REASON, **stated}),
        ))  # fmt: skip

    def row(self, proposal_id: str) -> dict[str, Any]:
        """The row of a proposal."""
        table = Base.metadata.tables["proposal"]
        found = self.services.database.read(
            lambda work: work.execute(select(table).where(table.c.id == proposal_id)).one()
        )
        return dict(found._mapping)

    def drafted_by(self, proposal_id: str, actor: Actor) -> None:
        """Let a dossier be one that this person drafted."""
        table = Base.metadata.tables["proposal"]
        change = table.update().where(table.c.id == proposal_id).values(drafted_by=actor.account_id)
        self.services.database.write(lambda work: work.execute(change))

    def write_to(self, part: str, *, email: str = "can-bo@coquan.example", mail: str = "daily") -> Actor:
        """Let somebody say where and how often he is written to."""
        actor = self.actor(part)
        values = {"email": email, "mail": mail}
        self.services.database.write(
            lambda work: set_contact(work, actor=actor, account_id=actor.account_id, values=values)
        )
        return actor

    def configure(self, **values: Any) -> None:
        """Change the settings of the installation."""
        self.services = replace(self.services, settings=replace(self.services.settings, **values))

    def mails(self) -> list[MailRow]:
        """The outbox, newest first."""
        while make_digests(self.services):
            pass
        return self.services.database.read(list_mails)

    def tell(self) -> None:
        """Tell people of everything that happened."""
        while fan_out(self.services):
            pass

    def read(self, part: str) -> list[tuple[str, str | None]]:
        """What somebody reads in his notices, newest first: kind and proposal."""
        actor = self.actor(part)
        page = self.services.database.read(lambda work: list_notices(work, actor=actor))
        return [(row["kind"], row["proposal_id"]) for row in page.items]

    def unread(self, part: str) -> int:
        """How many notices somebody has not read."""
        actor = self.actor(part)
        return self.services.database.glance(lambda work: count_unread(work, actor=actor))


def telling(services: Services, seed: Seed, ground: Ground, clock: Clock) -> Telling:
    """Return an installation that begins to tell people of things now."""
    made = Telling(services, app_of(services), seed, ground, clock)
    if ground.engine == "postgresql":  # the rows were copied in, and one number was left out after them
        change_schema(ground, "SELECT setval(pg_get_serial_sequence('audit_event', 'id'), max(id)) FROM audit_event")
    services.database.write(lambda work: cursors.begin_cursor(work, CURSOR, audit.last_event_id(work)))
    return made
