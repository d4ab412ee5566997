"""Invented trails for tests of their search: many streams, actors, bodies and rules, repeatable from a number."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from service.db import audit, organisations, proposals
from service.db import nominees as persons
from service.db.database import Database
from service.db.organisations import OrganisationValues
from service.db.work import Work
from workflows.audit.digests import GENESIS

FIRST_DAY = datetime(2026, 1, 5, 2, tzinfo=UTC)
ACTORS = tuple(f"{number:032x}" for number in range(0xA0, 0xA6))
RULES = tuple(f"R{number:02}" for number in range(1, 13))
EVENTS = ("proposal.reviewed", "proposal.verified", "proposal.appraised", "proposal.returned")
REFUSED = ("proposal.move-refused", "proposal.move-forbidden")


class Population:
    """Bodies in a small tree, nominees and proposals that events are about."""

    def __init__(self, work: Work, *, size: int) -> None:
        agency = {"code": "agency", "name": "Sở (giả định)", "level": "department"}
        self.top = organisations.add_organisation(work, cast("OrganisationValues", agency))
        below = [{"code": f"u{n}", "name": f"Phòng {n}", "level": "unit", "parent_id": self.top.id} for n in range(4)]
        self.units = [organisations.add_organisation(work, cast("OrganisationValues", row)).id for row in below]
        self.nominees = [
            persons.add_nominee(work, {"kind": "person", "name": f"Người {n}", "organisation_id": self.units[n % 4]}).id
            for n in range(size)
        ]
        self.proposals = [self._draft(work, number) for number in range(size)]

    def _draft(self, work: Work, number: int) -> str:
        key, unit = work.new_id(), self.units[number % 4]
        bodies = {"unit": unit, "agency": self.top.id}
        facts = {"actor": _actor(ACTORS[0], unit), "nominee": self.nominees[number], "bodies": bodies}
        seq, head = audit.append(
            work, stream=f"proposal/{key}", event="proposal.drafted", payload=facts, actor_id=ACTORS[0],
            head=(0, GENESIS),
        )  # fmt: skip
        row = {
            "id": key, "number": f"DN-{number}", "plan_code": "x", "plan_version": 1, "flow_code": "f4",
            "flow_version": 1, "form": "giay_khen", "nominee_id": self.nominees[number], "unit_id": unit,
            "agency_id": self.top.id, "state": "drafted", "version": seq, "head_hash": head,
            "decision": {"number": f"{number}/QĐ"} if number % 3 == 0 else None,
        }  # fmt: skip
        return proposals.insert_proposal(work, row)


def _actor(account: str, unit: str, deputed: str | None = None) -> dict[str, Any]:
    behalf = {"document": "7/GUQ", "chain": [{"account": deputed}]} if deputed else None
    return {"account": account, "person": account, "role": "unit_head", "unit": unit, "on_behalf_of": behalf}


def add_events(work: Work, people: Population, numbers: Iterable[int], *, seed: int = 7) -> None:
    """Append one event for each number, at an instant of its own, in a stream chosen by chance."""
    for number in numbers:
        chance = random.Random(f"{seed}-{number}")  # noqa: S311  # repeatable on purpose
        work.stand_at(FIRST_DAY + timedelta(minutes=chance.randrange(200_000)))
        place = chance.randrange(len(people.proposals))
        is_refused = chance.random() < 0.2
        event = chance.choice(REFUSED if is_refused else EVENTS)
        stream = f"proposal/{people.proposals[place]}" + ("/attempts" if is_refused else "")
        actor, unit = chance.choice(ACTORS), chance.choice(people.units)
        deputed = chance.choice(ACTORS) if chance.random() < 0.1 else None
        asked = chance.sample(RULES, k=6)
        facts: dict[str, Any] = {
            "actor": _actor(actor, unit, deputed),
            "action": "review",
            "findings": [{"code": code, "verdict": _verdict(chance), "rulebook": "house@1"} for code in asked],
        }
        if place % 3 == 0 and not is_refused and chance.random() < 0.3:
            event, facts = "proposal.approved", facts | {"decision": {"number": f"{place}/QĐ"}}
        audit.append(work, stream=stream, event=event, payload=facts, actor_id=actor)


def _verdict(chance: random.Random) -> str:
    return chance.choices(("pass", "fail", "unknown"), weights=(20, 1, 1))[0]


def fill(database: Database, *, size: int, events: int, seed: int = 7) -> Population:
    """Make a population and so many events."""
    people = database.write(lambda work: Population(work, size=size))
    for first in range(0, events, 1000):
        last = min(first + 1000, events)
        database.write(lambda work, numbers=range(first, last): add_events(work, people, numbers, seed=seed))
    return people
