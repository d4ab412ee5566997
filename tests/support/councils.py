"""A council with its people on a database of dossiers that wait for it, for tests of sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.db import accounts, organisations
from service.db.work import Work
from service.usecases.councils import council_agendas, council_opinions, council_sessions, council_votes, councils
from service.usecases.councils.ballot_voting import cast_paper, prepare_paper
from service.usecases.councils.council_opinions import Letter
from service.usecases.councils.council_secrets import open_secret_vote
from service.usecases.councils.secret_ballots import close_ballot
from service.usecases.services import Services
from tests.builders.publishing import publish_by_two
from workflows.policy import Actor, Holding

OWNER = "gl-so-gddt"  # the agency of the dossiers: its council meets before they are appraised
RULE = """
code = "{code}"
version = 1
title_vi = "Quy chế Hội đồng giả định"
title_en = "An invented council rule"
issuer = "{issuer}"

[[rules]]
{body}
citation = {{ text = "Quy chế giả định, Điều 1", source = "house", confidence = "V" }}
"""
ALL_MEMBERS = """quorum = "2/3"
approval = "80/100"
base = "all_members"
written = true
ballot = "either"
recused = "leave"
tie = "fails"
"""


def rule_text(body: str, *, issuer: str = OWNER, code: str = "gia-dinh") -> str:
    """Return an invented council rule of a body."""
    return RULE.format(code=code, issuer=issuer, body=body)


def letter(words: str = "") -> Letter:
    """Return the letter of an absent member: a small PDF that differs by its words."""
    return Letter("y-kien.pdf", f"%PDF-1.7\n% ý kiến (giả định) {words}\ntrailer <<>>\n%%EOF\n".encode(), 1_000_000)


@dataclass(frozen=True)
class Council:
    """A council and who may do what in it; `members` sit there in order, the first one chairs."""

    services: Services
    id: str
    owner_id: str
    head: Actor
    secretary: Actor
    members: tuple[Actor, ...]
    member_ids: tuple[str, ...]

    def run(self, act: Any) -> Any:
        """Do something in one transaction."""
        return self.services.database.write(act)

    def plan(self, number: str = "01") -> dict[str, Any]:
        """Plan a session for today."""
        catalog, today = self.services.catalog, self.services.database.read(lambda work: work.today)
        values = {"number": number, "held_on": today, "place": "Phòng họp (giả định)", "starts_at": "08:00"}
        planned: dict[str, Any] = self.run(
            lambda work: council_sessions.plan_session(
                work, catalog, actor=self.secretary, council_id=self.id, values=values
            )
        )
        return planned

    def convene(self, proposal_ids: Sequence[str], number: str = "01") -> tuple[str, list[str]]:
        """Plan and convene a session on some proposals; return its id and those of its items."""
        session_id, catalog = self.plan(number)["id"], self.services.catalog
        added = self.run(
            lambda work: council_agendas.add_items(
                work, catalog, actor=self.secretary, session_id=session_id, proposal_ids=proposal_ids
            )
        )
        self.run(lambda work: council_sessions.convene_session(work, actor=self.secretary, session_id=session_id))
        return session_id, [item["id"] for item in added]

    def mark(self, session_id: str, present: int) -> None:
        """Say that the first so many members came."""
        came = {key: "present" if place < present else "absent" for place, key in enumerate(self.member_ids)}
        self.run(
            lambda work: council_votes.mark_attendance(work, actor=self.secretary, session_id=session_id, came=came)
        )

    def vote(self, session_id: str, item_id: str, choices: Sequence[str]) -> None:
        """Let the first members vote, one after the other."""
        catalog = self.services.catalog
        for member, choice in zip(self.members, choices, strict=False):
            self.run(
                lambda work, member=member, choice=choice: council_votes.cast_vote(
                    work, catalog, actor=member, session_id=session_id, item_id=item_id, choice=choice
                )
            )

    def write(self, session_id: str, item_id: str, place: int, choice: str = "yes", words: str = "") -> str:
        """Record what an absent member wrote, with his letter; return its hash."""
        values = {"member_id": self.member_ids[place], "choice": choice, "paper": "05/YK, 12/5/2026"}
        made = council_opinions.receive_opinion(
            self.services,
            actor=self.secretary,
            session_id=session_id,
            item_id=item_id,
            values=values,
            letter=letter(words),
        )
        return str(made["digest"])

    def open_secret(self, session_id: str, item_id: str) -> str:
        """Let an item be voted on in secret by those present; return the ballot's id."""
        services = self.services
        at: dict[str, Any] = {"actor": self.secretary, "session_id": session_id, "item_id": item_id}
        self.run(lambda work: council_votes.choose_mode(work, services.catalog, mode="secret", **at))
        opened = self.run(lambda work: open_secret_vote(work, services.catalog, services.ballot_seals, **at))
        return str(opened["id"])

    def cast_secret(self, ballot_id: str, place: int, choice: str = "yes") -> str:
        """Let one member vote in secret; return the receipt."""
        services = self.services
        who: dict[str, Any] = {"actor": self.members[place], "ballot_id": ballot_id}
        paper = services.database.read(lambda work: prepare_paper(work, services.ballot_seals, choice=choice, **who))
        cast = self.run(lambda work: cast_paper(work, services.ballot_seals, sealed=paper["sealed"], **who))
        return str(cast["receipt"])

    def count_secret(self, ballot_id: str) -> dict[str, Any]:
        """Close a secret ballot and count it."""
        services = self.services
        who: dict[str, Any] = {"actor": self.secretary, "ballot_id": ballot_id}
        counted: dict[str, Any] = self.run(
            lambda work: close_ballot(work, services.catalog, services.ballot_seals, **who)
        )
        return counted


def set_up_council(services: Services, *, size: int = 9, rule: str = ALL_MEMBERS) -> Council:
    """Add a secretary, a head and members to the agency of the dossiers, and its council under an invented rule."""

    def build(work: Work) -> Council:
        owner = organisations.find_organisation(work, OWNER)
        assert owner is not None
        root = organisations.load_organisations(work, [owner.path.strip("/").split("/")[0]])
        administrator = _actor(work, "quan-tri-hd", [("administrator", next(iter(root)))])
        publish_by_two(work, actor=administrator, kind="council_rule", text=rule_text(rule))
        head = _actor(work, "thu-truong-hd", [("agency_head", owner.id)])
        secretary = _actor(work, "thu-ky-hd", [("council_secretary", owner.id)])
        values = {"owner_id": owner.id, "name": "Hội đồng giả định", "decision_number": "12/QĐ-GĐ"}
        made = councils.found_council(work, actor=secretary, values=values)
        sat = [_seat(work, secretary, made, place) for place in range(size)]
        members = tuple(actor for actor, _ in sat)
        return Council(services, made["id"], owner.id, head, secretary, members, tuple(key for _, key in sat))

    return services.database.write(build)


def _actor(work: Work, username: str, held: Sequence[tuple[str, str]]) -> Actor:
    row = accounts.add_account(work, username=username, name=f"Người {username} (giả định)", password_hash="")
    given = [accounts.grant_role(work, row.id, role, body, document="test") for role, body in held]
    holdings = tuple(Holding(one.role, one.organisation_id, one.path) for one in given)
    return Actor(row.id, row.id, row.name, holdings)


def _seat(work: Work, secretary: Actor, council: dict[str, Any], place: int) -> tuple[Actor, str]:
    username = f"uy-vien-{place + 1}"
    row = accounts.add_account(work, username=username, name=f"Ủy viên {place + 1} (giả định)", password_hash="")
    values = {
        "username": username,
        "post": "chair" if place == 0 else "member",
        "votes": True,
        "document": "12/QĐ-GĐ",
    }
    member = councils.add_member(work, actor=secretary, council_id=council["id"], values=values)
    held = accounts.list_holdings(work, row.id, work.today)
    holdings = tuple(Holding(one.role, one.organisation_id, one.path) for one in held)
    return Actor(row.id, row.id, row.name, holdings), member["id"]
