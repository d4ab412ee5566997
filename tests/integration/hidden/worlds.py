"""Two installations that differ in one proposal: what somebody may not see must not tell them apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from service.app import build_services
from service.config import Settings
from service.db import (
    accounts,
    ballots,
    browser_sessions,
    nominees,
    organisations,
    records,
    submission_entries,
    submissions,
)
from service.db.work import Work
from service.demo import load_demo
from service.http.context import SESSION_COOKIE
from service.usecases.accounts.browser_sessions import digest_of_secret
from service.usecases.accounts.tokens import issue_token
from service.usecases.drafting.kept_files import KeptFile, keep_file
from service.usecases.services import Services
from tests.integration.api.lifecycle import Case
from tests.integration.hidden import acts
from tests.support.applications import app_of
from tests.support.databases import Clock, identifiers
from workflows.policy import Actor, Holding, roles

# Words that stand in the hidden proposal and nowhere else.
NAME = "Khuất Thị Ẩn Danh (giả định)"
TEXT = "Thành tích kín đáo zq7 không ai ngoài đơn vị được đọc (giả định)."
THEME = "học tập suốt đời zq8"
TITLE = "Báo cáo kín zq10"
SUBJECT = "Về việc kín zq11"
CLERK, HEAD, AUDITOR = "chuyenvien.hatinh", "truongphong.hatinh", "kiemtoan"
SECRETARY = "thuky.hatinh"
NEIGHBOUR, RECUSED = "gan.phong-khac", "gan.tranh-xung-dot"
OWNERS = (CLERK, HEAD, AUDITOR, SECRETARY)
UNIT, AGENCY, FOREIGN = "ht-p-hctp", "ht-so-tu-phap", "kt-so-nnptnt"
SEES_ALL = "auditor"
APART = 1 << 20
COMMON, SECRET = 1 << 64, 1 << 96  # where the identifiers of each part of a world's life begin


class Source:
    """Identifiers and random bytes that can be foreseen; a secret act draws its own, so that others stay the same."""

    def __init__(self) -> None:
        self._common, self._secret = count(COMMON), count(SECRET)
        self.is_secret = False

    def new_id(self) -> str:
        """Return the next identifier."""
        return f"{next(self._secret if self.is_secret else self._common):032x}"

    def restart(self, place: int) -> None:
        """Go on from a place that is far from all others, so that two worlds stay in step whatever happened before."""
        self._common = count(COMMON + place * APART)

    def random_bytes(self, size: int) -> bytes:
        """Return the next bytes, well mixed: tokens and salts are made of them."""
        return (sha256(self.new_id().encode()).digest() * (size // 32 + 1))[:size]


@dataclass
class World:
    """One installation, its people by name with the headers of their calls, and its source of identifiers."""

    app: Flask
    services: Services
    source: Source
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    rival: str = ""  # a proposal for the same person and deed, which the next division made without knowing

    def admit(self, username: str) -> None:
        """Let somebody in at the interface, with a token of their own."""
        token = self.services.database.write(lambda work: _issue(work, username))
        self.people[username] = {"Authorization": f"Bearer {token}"}

    def browse(self, username: str) -> FlaskClient:
        """Let somebody in at the pages, with the cookie of a new sign-in."""
        secret = self.services.database.write(lambda work: _open_session(work, username))
        client = self.app.test_client()
        client.set_cookie(SESSION_COOKIE, secret)
        return client


@dataclass(frozen=True)
class Hidden:
    """The proposal that only its own bodies may open: what addresses name it by, what it says, and its papers."""

    ids: dict[str, str]
    words: tuple[str, ...]
    papers: tuple[str, ...]


def fill(url: str, folder: Path) -> None:
    """Fill a migrated database with the demonstration and with one person for each role, far from the hidden one."""
    ids = identifiers()
    services = build_services(
        Settings(database_url=url, documents_dir=folder / "documents"),
        clock=Clock(),
        new_id=ids,
        random_bytes=lambda size: (sha256(ids().encode()).digest() * (size // 32 + 1))[:size],
    )
    try:
        load_demo(services)
        services.database.write(_add_people)
    finally:
        services.database.close()


@contextmanager
def open_world(url: str, folder: Path) -> Iterator[World]:
    """Open a filled database as the service does, with a clock that stands still."""
    source = Source()
    services = build_services(
        Settings(database_url=url, documents_dir=folder / "documents", secret_key="giả định"),
        clock=Clock(),
        new_id=source.new_id,
        random_bytes=source.random_bytes,
    )
    try:
        app = app_of(services)
        app.config["WTF_CSRF_METHODS"] = set()  # forged forms are another test's; here every form shall get in
        world = World(app, services, source)
        for username in (*viewers(), *OWNERS):
            world.admit(username)
        world.rival = _draft(world, world.people[NEIGHBOUR], "ht-p-xdkt")["id"]
        yield world
    finally:
        services.database.close()


def viewers() -> tuple[str, ...]:
    """Return those from whom the proposal is hidden: each role in a foreign body, and a few who stand nearer."""
    return (*(_holder(role) for role in roles() if role != SEES_ALL), *_NEAR)


def neighbours() -> tuple[str, ...]:
    """Return those of them who stand near, and whom only a wall inside the queries keeps out."""
    return tuple(_NEAR)


def add_hidden(world: World) -> Hidden:
    """Propose the nominee in secret: a text, documents, a judgement, a move and a refused one."""
    world.source.is_secret = True
    try:
        return _propose(world)
    finally:
        world.source.is_secret = False


# Near, and yet outside: the next division, an officer of the same agency who has declared a conflict of interest, an
# administrator of the agency itself, the province above, no role at all.
_NEAR: dict[str, tuple[tuple[str, str], ...]] = {
    NEIGHBOUR: (("unit_clerk", "ht-p-xdkt"), ("unit_head", "ht-p-xdkt")),
    RECUSED: (("hr_officer", AGENCY),),
    "gan.quan-tri": (("administrator", AGENCY),),
    "gan.tinh": (("provincial_chair", "ht-ubnd-tinh"), ("home_affairs_appraiser", "ht-so-noi-vu")),
    "gan.khong-vai": (),
}


def _holder(role: str) -> str:
    return f"xa.{role.replace('_', '-')}"


def _add_people(work: Work) -> None:
    held: dict[str, tuple[tuple[str, str], ...]] = {_holder(role): ((role, FOREIGN),) for role in roles()}
    for username, holdings in (held | _NEAR).items():
        account = accounts.add_account(work, username=username, name=f"Người {username}", password_hash="")
        for role, code in holdings:
            accounts.grant_role(work, account.id, role, _body(work, code), document="QĐ giả định")
    acts.seat(work, _account(work, RECUSED))
    person = nominees.add_nominee(work, {"kind": "person", "name": NAME, "organisation_id": _body(work, UNIT)})
    values: records.RecordValues = {"kind": "initiative", "code": "initiative", "number": "90/QĐ-STP", "data": {}}
    records.add_record(work, person.id, values)


def _issue(work: Work, username: str) -> str:
    row = _account(work, username)
    held = tuple(Holding(item.role, item.organisation_id, "") for item in accounts.list_holdings(work, row.id))
    actor = Actor(row.id, row.nominee_id or row.id, row.name, held)
    return issue_token(work, actor=actor, name=username, scopes=("*",), lifetime_hours=24).token


def _open_session(work: Work, username: str) -> str:
    secret = work.random_bytes(16).hex()
    browser_sessions.add_session(
        work,
        _account(work, username).id,
        digest_of_secret(secret),
        method="password",
        network="test",
        agent="test",
        has_second_factor=True,
        confirmed_at=work.now,
        expires_at=work.now + timedelta(hours=8),
    )
    return secret


def _open_ballot(world: World, work: Work, proposal_id: str) -> str:
    """Put a secret ballot on the hidden proposal, with the recused on its roll from before he was."""
    key, voters = work.new_id(), [_account(work, name) for name in (HEAD, RECUSED)]
    box = world.services.ballot_seals.begin(work, key)
    row = ballots.BallotRow(
        key, work.new_id(), proposal_id, "open", len(voters), box, None, None, None, "", "", work.today, None
    )
    ballots.add_ballot(work, row, {row.nominee_id or row.id: row.id for row in voters})
    return key


def _account(work: Work, username: str) -> accounts.AccountRow:
    found = accounts.find_account(work, username)
    assert found is not None, username
    return found


def _body(work: Work, code: str) -> str:
    found = organisations.find_organisation(work, code)
    assert found is not None, code
    return found.id


def _draft(world: World, headers: dict[str, str], code: str) -> dict[str, Any]:
    read = world.services.database.read
    body = {
        "plan_code": "ha-tinh-stp", "form": "giay_khen", "occasion": "tong_ket", "category": "CN",
        "nominee_id": read(lambda work: nominees.list_nominees(work, query=NAME, limit=1))[0].id,
        "unit_id": read(lambda work: _body(work, code)),
        "starts_on": "2023-01-01", "ends_on": "2026-06-30", "text": TEXT, "theme": THEME,
    }  # fmt: skip
    answer = world.app.test_client().post("/api/v1/proposals", headers=headers, json=body)
    assert answer.status_code == 201, answer.json
    made: dict[str, Any] = answer.get_json()
    return made


def _submit(work: Work, proposal_id: str) -> str:
    """Put the proposal into a submission of its agency, by hand: its flow has none, and here only the walls matter."""
    key, account = work.new_id(), _account(work, CLERK)
    row = dict.fromkeys(submissions.SubmissionRow._fields, "")
    row |= {"id": key, "from_id": _body(work, AGENCY), "to_id": _body(work, "ht-so-noi-vu"), "part": "agency"}
    row |= {"level": "hr_verified", "state": "sent", "subject": SUBJECT, "number": "zq12/TTr", "signer_name": "zq13"}
    days = dict.fromkeys(("signed_on", "sent_on"), work.today)
    days |= dict.fromkeys(("mandate_from", "mandate_to", "received_on", "settled_on", "registered_as", "job_id"))
    stamp = {"drawn_up_by": account.id, "version": 1, "head_hash": "", "created_at": work.now}
    submissions.add_submission(work, submissions.SubmissionRow(**{**row, **days, **stamp}))
    entry = submission_entries.EntryRow(key, proposal_id, 0, "hr_verified", 1, "sent", None, 1)
    submission_entries.add_entry(work, entry)
    return key


def _propose(world: World) -> Hidden:
    read = world.services.database.read
    nominee = read(lambda work: nominees.list_nominees(work, query=NAME, limit=1))[0].id
    unit, account = read(lambda work: _body(work, UNIT)), read(lambda work: _account(work, CLERK))
    case = Case(world.app.test_client(), {"clerk": world.people[CLERK], "head": world.people[HEAD]})
    made = _draft(world, case.people["clerk"], UNIT)
    case.id, case.version = made["id"], made["version"]
    for paper in ("D03", "D04"):
        case.attach("clerk", paper, date(2026, 11, 5).isoformat(), title=f"{TITLE} {paper}")
    case.judge("head", "HT-CN-0")
    assert case.move("head", "verify").status_code >= 400
    case.people["recused"] = world.people[RECUSED]
    assert case.call("recused", "GET", "").status_code == 200
    recusal = case.call("recused", "POST", "/recusals", json={"reason": "Là người thân của tập thể (giả định)."}).json
    ids = {
        "proposal_id": case.id, "document_id": case.documents["D03"], "number": made["number"],
        "nominee_id": nominee, "organisation_id": unit, "account_id": account.id,
        "assignment_id": read(lambda work: accounts.list_holdings(work, account.id))[0].id,
        "recusal_id": recusal["id"],
        "record_id": read(lambda work: records.list_records(work, nominee))[0].id,
        "ballot_id": world.services.database.write(lambda work: _open_ballot(world, work, case.id)),
        "submission_id": world.services.database.write(lambda work: _submit(work, case.id)),
    }  # fmt: skip
    letter = _keep_letter(world.services)
    ids |= world.services.database.write(lambda work: _act(work, case.id, letter))
    papers = (*case.documents.values(), TITLE)
    words = (case.id, made["number"], TEXT, THEME, *papers)
    return Hidden(ids, words, (*papers, letter.file_name, letter.digest))


def _keep_letter(services: Services) -> KeptFile:
    """Keep the letter of a member of the council about the hidden proposal."""
    content = b"%PDF-1.7\n% thu kin zq26 (gia dinh)\ntrailer <<>>\n%%EOF\n"
    return keep_file(services.documents, "thu-kin-zq26.pdf", content, limit_bytes=len(content))


def _act(work: Work, proposal_id: str, letter: KeptFile) -> dict[str, str]:
    """Do between the states what leaves a trace elsewhere: an agenda, a petition, an opinion that is asked for."""
    agency, head = _body(work, AGENCY), _account(work, HEAD)
    made = acts.schedule(work, proposal_id, head, letter)
    made["petition_id"] = acts.petition(work, proposal_id, agency, head)
    return made | {"act_id": acts.ask(work, proposal_id, _body(work, UNIT), head)}
