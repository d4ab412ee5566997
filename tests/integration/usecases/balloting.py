"""A council that votes in secret on a proposal of the demonstration, for tests on either engine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Select, select, text

from service.db import accounts, proposals
from service.db.database import Database
from service.db.work import Work
from service.usecases.councils.ballot_voting import cast_paper, prepare_paper
from service.usecases.councils.secret_ballots import Opening, close_ballot, forget_keys, open_ballot
from service.usecases.moves.recusals import declare_recusal
from service.usecases.services import Services
from workflows.policy import Actor, Holding

SECRETARY = "thuky.hatinh"
MEMBERS = (SECRETARY, "giamdoc.hatinh", "truongphong.hatinh", "tochuc.hatinh", "vanphong.hatinh")
ITEMS: Iterator[int] = count(1)


@dataclass(repr=False)
class Council:
    """A council of the demonstration before one proposal."""

    services: Services
    proposal_id: str
    people: dict[str, Actor]

    def __repr__(self) -> str:
        """Return little: a property that fails prints what it was given."""
        return f"Council(proposal_id={self.proposal_id!r})"

    @property
    def secretary(self) -> Actor:
        return self.people[SECRETARY]

    def opening(self, usernames: Sequence[str] = MEMBERS, present: int | None = None) -> Opening:
        voters = {self.people[name].person_id: self.people[name].account_id for name in usernames}
        return Opening(f"{next(ITEMS):032x}", voters, len(voters) if present is None else present)

    def open(self, usernames: Sequence[str] = MEMBERS) -> str:
        """Open a ballot and return its id."""
        wanted = self.opening(usernames)
        done = self.write(
            lambda work: open_ballot(
                work,
                self.services.catalog,
                self.services.ballot_seals,
                actor=self.secretary,
                proposal_id=self.proposal_id,
                opening=wanted,
            )
        )
        return str(done["id"])

    def prepare(self, ballot_id: str, who: str, choice: str) -> dict[str, Any]:
        return self.read(
            lambda work: prepare_paper(
                work, self.services.ballot_seals, actor=self.people[who], ballot_id=ballot_id, choice=choice
            )
        )

    def cast(self, ballot_id: str, who: str, sealed: str) -> dict[str, Any]:
        return self.write(
            lambda work: cast_paper(
                work, self.services.ballot_seals, actor=self.people[who], ballot_id=ballot_id, sealed=sealed
            )
        )

    def vote(self, ballot_id: str, who: str, choice: str) -> str:
        """Vote and return the receipt."""
        return str(self.cast(ballot_id, who, self.prepare(ballot_id, who, choice)["sealed"])["receipt"])

    def close(self, ballot_id: str) -> dict[str, Any]:
        """Close a ballot, and forget what could still open it."""
        done = self.write(
            lambda work: close_ballot(
                work,
                self.services.catalog,
                self.services.ballot_seals,
                actor=self.secretary,
                ballot_id=ballot_id,
            )
        )
        forget_keys(self.services)
        return done

    def recuse(self, who: str) -> None:
        """Let a member declare a conflict of interest."""
        actor = self.people[who]
        self.write(
            lambda work: declare_recusal(
                work, actor=actor, proposal_id=self.proposal_id, reason="Người thân (giả định)"
            )
        )

    def lift_all(self) -> None:
        """Let everybody take part again."""
        lifted = text("UPDATE recusal SET lifted_at = recorded_at, lifted_by = recorded_by")
        self.write(lambda work: work.execute(lifted))

    def write(self, act: Any) -> Any:
        return self.services.database.write(act)

    def read(self, act: Any) -> Any:
        return self.services.database.read(act)


def gather(services: Services) -> Council:
    """Return the council of the demonstration and the proposal that stands before it."""

    def find(work: Work) -> Council:
        people = {name: as_actor(work, name) for name in (*MEMBERS, "chuyenvien.hatinh", "tochuc.bo", "kiemtoan")}
        query = "SELECT id FROM proposal WHERE plan_code = 'ha-tinh-stp' AND state = 'hr_verified'"
        key = str(work.execute(text(query)).scalar_one())
        assert proposals.load_case(work, key).proposal.flow_version > 1
        return Council(services, key, people)

    return services.database.read(find)


def as_actor(work: Work, username: str) -> Actor:
    """Return an account as it acts."""
    row = accounts.find_account(work, username)
    assert row is not None, username
    held = accounts.list_holdings(work, row.id, work.today)
    holdings = tuple(Holding(one.role, one.organisation_id, one.path) for one in held)
    return Actor(row.id, row.nominee_id or row.id, row.name, holdings)


def all_of(table: str) -> Select[Any]:
    """Return the select of all rows of a table, as they lie."""
    return select(text("*")).select_from(text(table))


def every_row(database: Database) -> dict[str, list[str]]:
    """Return all rows of all tables as text."""

    def read(work: Work) -> dict[str, list[str]]:
        if work.engine_name == "sqlite":
            named = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        else:
            named = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        tables = [str(row[0]) for row in work.execute(text(named))]
        return {name: [repr(tuple(row)) for row in work.execute(all_of(name))] for name in tables}

    return database.read(read)
