"""Letters of absent members on both engines: kept by hash, opened by few, proved again, never lost when replaced."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from service.db import audit, council_items, proposals, records
from service.db.council_items import VOTE, VoteRow
from service.db.work import Work
from service.usecases.councils import council_agendas, council_closings, council_opinions, council_votes
from service.usecases.councils.council_letters import letters_about, open_letter
from service.usecases.councils.council_minutes import draft_minutes, minutes_as_paper
from service.usecases.councils.council_opinions import Letter
from service.usecases.councils.council_views import show_item
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied, UploadRefused
from service.usecases.moves.recusals import declare_recusal
from service.usecases.proofs.packages import collect_package
from service.usecases.proofs.proofs import prove_proposal
from service.usecases.streams import attempts_stream, proposal_stream, reads_stream, session_stream
from service.usecases.trail.audits import verify_audit
from service.usecases.worker.clearing import clear_unsaved
from tests.bench.grounds import Ground
from tests.integration.services import add_actor
from tests.support.councils import Council, letter, set_up_council
from tests.support.dossiers import open_services
from workflows.policy import Actor

ABSENT = 8  # the last of nine


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


@pytest.fixture
def key(ground: Ground) -> str:
    """A proposal that waits for the council."""
    return str(ground.ready(1)[0])


@pytest.fixture
def at(council: Council, key: str) -> dict[str, Any]:
    """A session on it to which all but the last member came."""
    session_id, (item_id,) = council.convene([key])
    council.mark(session_id, ABSENT)
    return {"session_id": session_id, "item_id": item_id}


def given(council: Council, at: dict[str, Any]) -> VoteRow:
    """Return what is kept of the absent member's vote."""
    rows = council.run(lambda work: council_items.list_votes(work, at["session_id"]))
    found: VoteRow = next(row for row in rows if row.member_id == council.member_ids[ABSENT])
    return found


def told(council: Council, stream: str, *events: str) -> list[dict[str, Any]]:
    rows = council.services.database.read(lambda work: audit.read_stream(work, stream, limit=500))
    return [dict(row.entry().payload) for row in rows if row.event in events]


def receive(council: Council, at: dict[str, Any], sent: Letter, place: int = ABSENT, **changes: Any) -> dict[str, Any]:
    values = {"member_id": council.member_ids[place], "choice": "yes", "paper": "05/YK"}
    who = changes.pop("actor", council.secretary)
    return council_opinions.receive_opinion(council.services, actor=who, values=values | changes, letter=sent, **at)


def opened(council: Council, at: dict[str, Any], who: Actor) -> bytes | None:
    """Return the letter as somebody opens it, None where it is not there for him."""
    with suppress(NotFound):
        return open_letter(council.services, actor=who, member_id=council.member_ids[ABSENT], **at)[1]
    return None


def proof(council: Council, key: str, auditor: Actor) -> tuple[bool | None, dict[str, Any]] | None:
    found = prove_proposal(council.services, actor=auditor, proposal_id=key)["proofs"]
    return next(((one.holds, dict(one.params)) for one in found if one.code == "letters-match"), None)


def close(council: Council, at: dict[str, Any], voters: int = ABSENT) -> None:
    council.vote(at["session_id"], at["item_id"], ["yes"] * voters)
    council.run(
        lambda work: council_closings.close_item(
            work, council.services.catalog, actor=council.secretary, is_final=True, reason="Đủ (giả định)", **at
        )
    )


@pytest.fixture
def auditor(council: Council) -> Actor:
    actor: Actor = council.run(lambda work: add_actor(work, "kiem-toan-hd", "auditor", council.owner_id))
    return actor


def test_a_letter_is_kept_by_its_hash_and_the_trail_says_so(council: Council, at: dict[str, Any]) -> None:
    digest, content = council.write(**at, place=ABSENT, choice="no"), letter().content
    assert digest == sha256(content).hexdigest()
    row = given(council, at)
    assert (row.manner, row.paper, row.file_name) == ("written", "05/YK, 12/5/2026", "y-kien.pdf")
    assert (row.digest, row.size, row.media_type) == (digest, len(content), "application/pdf")
    (event,) = told(council, session_stream(at["session_id"]), "council.opinion-recorded")
    assert (event["digest"], event["size"], event["number"]) == (digest, len(content), "05/YK, 12/5/2026")
    assert "file_name" in event["private"]
    assert "y-kien" not in str(event)
    assert council.services.documents.get(digest) == content
    while clear_unsaved(council.services):
        pass
    assert council.services.documents.has(digest)
    assert verify_audit(council.services.database)["breaks"] == []


def test_an_opinion_without_a_whole_letter_is_refused_and_leaves_nothing(council: Council, at: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        receive(council, at, Letter("", b"", 1_000_000), place=0, paper="")
    problems = {(one["path"], one["code"]) for one in refused.value.params["problems"]}
    assert problems == {("file", "required"), ("paper", "required"), ("member_id", "not-absent")}
    for sent, reason in (
        (Letter("y-kien.pdf", b"MZ program", 1_000_000), "type-mismatch"),
        (Letter("y-kien.pdf", b"", 1_000_000), "empty-file"),
        (Letter("y-kien.exe", letter().content, 1_000_000), "type-not-allowed"),
    ):
        with pytest.raises(UploadRefused) as turned_away:
            receive(council, at, sent)
        assert turned_away.value.params["reason"] == reason
    with pytest.raises(PermissionDenied):
        receive(council, at, letter(), actor=council.members[0])
    with pytest.raises(NotFound):
        receive(council, at | {"item_id": "0" * 32}, letter())
    assert council.run(lambda work: council_items.list_votes(work, at["session_id"])) == []
    assert told(council, session_stream(at["session_id"]), "council.opinion-recorded") == []
    close(council, at)
    with pytest.raises(Conflict):
        receive(council, at, letter())


def test_whoever_may_read_the_votes_by_name_opens_the_letter_and_nobody_else(
    council: Council, at: dict[str, Any], key: str, auditor: Actor
) -> None:
    council.write(**at, place=ABSENT)
    near, member = council.members[ABSENT - 1], council.members[2]
    assert opened(council, at, council.secretary) == letter().content
    assert [opened(council, at, who) for who in (member, auditor, council.members[ABSENT])] == [None] * 3
    council.run(
        lambda work: declare_recusal(
            work, actor=council.secretary, proposal_id=key, reason="Thân", account_id=near.account_id
        )
    )
    close(council, at, ABSENT - 1)
    assert [opened(council, at, who) for who in (member, auditor)] == [letter().content] * 2
    stranger = council.run(lambda work: add_actor(work, "nguoi-la", "unit_clerk", council.owner_id))
    assert [opened(council, at, who) for who in (near, stranger)] == [None, None]
    other = at | {"item_id": "0" * 32}
    assert opened(council, other, member) is None
    with pytest.raises(NotFound):  # somebody who wrote nothing
        open_letter(council.services, actor=member, member_id=council.member_ids[0], **at)
    reads = told(council, reads_stream(proposal_stream(key)), "council.letter-opened")
    assert [one["actor"]["account"] for one in reads] == [
        who.account_id for who in (council.secretary, member, auditor)
    ]
    assert {one["digest"] for one in reads} == {given(council, at).digest}
    opened(council, at, member)  # within the hour
    assert len(told(council, reads_stream(proposal_stream(key)), "council.letter-opened")) == 3
    denied = told(council, attempts_stream(session_stream(at["session_id"])), "proposal.access-denied")
    assert {one["action"] for one in denied} == {"open-letter"}


def test_what_comes_in_the_place_of_a_letter_names_its_hash(
    council: Council, at: dict[str, Any], key: str, auditor: Actor
) -> None:
    first, second = (council.write(**at, place=ABSENT, words=words) for words in ("một", "hai"))
    stream = session_stream(at["session_id"])
    assert told(council, stream, "council.opinion-recorded")[-1]["replaced_digest"] == first
    assert given(council, at).digest == second
    council.mark(at["session_id"], ABSENT + 1)  # he came after all
    council.run(
        lambda work: council_votes.cast_vote(
            work, council.services.catalog, actor=council.members[ABSENT], choice="no", **at
        )
    )
    row = given(council, at)
    assert (row.manner, row.digest, row.file_name) == ("meeting", None, None)
    assert told(council, stream, "council.vote-cast")[-1]["replaced_digest"] == second
    assert all(council.services.documents.has(digest) for digest in (first, second))
    kept = council.services.database.read(lambda work: letters_about(work, key))
    assert [(one.digest, one.is_current) for one in kept] == [(first, False), (second, False)]
    assert opened(council, at, council.secretary) is None
    assert proof(council, key, auditor) == (True, {"count": 2, "wrong": 0, "unread": 0})


def test_a_lost_letter_and_a_vote_that_names_another_one_are_found(
    council: Council, at: dict[str, Any], key: str, auditor: Actor
) -> None:
    assert proof(council, key, auditor) is None
    digest = council.write(**at, place=ABSENT)
    assert proof(council, key, auditor) == (True, {"count": 1, "wrong": 0, "unread": 0})
    path = council.services.documents._path(digest)
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content + b" ")
    assert proof(council, key, auditor) == (False, {"count": 1, "wrong": 1, "unread": 0})
    path.write_bytes(content)
    other = council.services.documents.put(b"another letter")
    council.run(lambda work: work.execute(update(VOTE).values(digest=other)))
    assert proof(council, key, auditor) == (False, {"count": 1, "wrong": 1, "unread": 0})
    forgotten = dict.fromkeys(("digest", "file_name", "size", "media_type"))
    council.run(lambda work: work.execute(update(VOTE).values(forgotten)))
    assert proof(council, key, auditor) == (False, {"count": 1, "wrong": 1, "unread": 0})


def test_a_letter_of_which_the_trail_says_nothing_is_found(
    council: Council, at: dict[str, Any], key: str, auditor: Actor
) -> None:
    digest = council.services.documents.put(letter().content)
    row = VoteRow(
        at["item_id"], council.member_ids[ABSENT], "yes", "written", "05/YK", council.secretary.account_id,
        council.run(lambda work: work.now), "y-kien.pdf", "application/pdf", 9, digest,
    )  # fmt: skip
    council.run(lambda work: council_items.put_vote(work, row))
    assert proof(council, key, auditor) == (False, {"count": 1, "wrong": 1, "unread": 0})


def test_the_minutes_and_the_package_of_a_decision_hold_the_letters(
    council: Council, at: dict[str, Any], key: str, auditor: Actor
) -> None:
    first, digest = (council.write(**at, place=ABSENT, words=words) for words in ("một", "hai"))
    close(council, at)
    services = council.services
    minutes = services.database.read(
        lambda work: draft_minutes(work, services.catalog, actor=council.members[0], session_id=at["session_id"])
    )
    (matter,) = minutes_as_paper(minutes).matters
    said = f"Ý kiến bằng văn bản của Ủy viên 9 (giả định): 05/YK, 12/5/2026; tệp y-kien.pdf, mã băm SHA-256 {digest}."
    assert said in matter.lines

    def award(work: Work) -> None:
        nominee_id = proposals.load_case(work, key).proposal.nominee_id
        values: records.RecordValues = {"kind": "award", "number": "90/QĐ (giả định)", "data": {"proposal_id": key}}
        records.add_record(work, nominee_id, values)

    council.run(award)
    files = services.database.read(
        lambda work: collect_package(
            work, services.catalog, services.documents, actor=auditor, number="90/QĐ (giả định)"
        )
    )
    letters = {name.rpartition("/")[2]: content for name, content in files.items() if "/opinions/" in name}
    assert letters == {f"{first}.pdf": letter("một").content, f"{digest}.pdf": letter("hai").content}


def test_an_opinion_recorded_before_by_its_number_alone_is_still_told(council: Council, at: dict[str, Any]) -> None:
    row = VoteRow(
        at["item_id"], council.member_ids[ABSENT], "yes", "written", "05/YK", council.secretary.account_id,
        council.run(lambda work: work.now),
    )  # fmt: skip
    council.run(lambda work: council_items.put_vote(work, row))
    services = council.services
    shown = services.database.read(lambda work: show_item(work, services.catalog, actor=council.secretary, **at))
    assert [(vote["paper"], vote["digest"], vote["file_name"]) for vote in shown["votes"]] == [("05/YK", "", "")]
    assert opened(council, at, council.secretary) is None
    minutes = services.database.read(
        lambda work: draft_minutes(work, services.catalog, actor=council.secretary, session_id=at["session_id"])
    )
    assert "Ý kiến bằng văn bản của Ủy viên 9 (giả định): 05/YK." in minutes_as_paper(minutes).matters[0].lines


@pytest.mark.parametrize(
    "changes",
    [
        {"manner": "meeting"},
        {"manner": "late"},
        {"file_name": None},
        {"size": None},
        {"media_type": None},
        {"digest": None},
        {"size": 0},
    ],
)
def test_the_database_takes_no_half_a_file_and_none_of_who_voted_himself(
    council: Council, at: dict[str, Any], changes: dict[str, Any]
) -> None:
    council.write(**at, place=ABSENT)
    row = given(council, at)._replace(**changes)
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        council.run(lambda work: council_items.put_vote(work, row))


def test_a_proposal_taken_off_the_agenda_keeps_its_letters(council: Council, at: dict[str, Any], key: str) -> None:
    digest = council.write(**at, place=ABSENT)
    council.run(
        lambda work: council_agendas.remove_item(
            work, council.services.catalog, actor=council.secretary, reason="Nhầm (giả định)", **at
        )
    )
    assert opened(council, at, council.secretary) is not None
    kept = council.services.database.read(lambda work: letters_about(work, key))
    assert [one.digest for one in kept] == [digest]
