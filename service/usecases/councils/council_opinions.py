"""Written opinions: what an absent member of a council wrote is taken in with its letter and the letter's hash.

The letter's number and its file are both required, as the document of an answer is where a body was consulted: a vote
that nobody saw being given rests on its paper alone. The database still allows none, for opinions recorded before. The
letter lies beside the vote and not in the dossier: it says how somebody voted, which the unit and the nominee, who may
read every document of the dossier, are not to be told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from service.db import council_items
from service.db.council_items import ItemRow, VoteRow
from service.db.models.councils import CHOICES
from service.db.work import Work
from service.documents.store import DocumentStore
from service.usecases.attempts import look, perform
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import see_session, take_session
from service.usecases.councils.council_agendas import open_item
from service.usecases.councils.council_counts import Room, load_room
from service.usecases.councils.council_votes import replaced_letter
from service.usecases.drafting.kept_files import KeptFile, keep_file
from service.usecases.drafting.uploads import scan_upload
from service.usecases.errors import Conflict
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.streams import session_stream
from workflows.policy import Actor

ACTION = "run-session"


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter of an absent member as it was sent in, with the greatest size allowed."""

    file_name: str
    content: bytes
    limit_bytes: int


class _Stated(NamedTuple):
    member_id: str
    choice: str
    paper: str


def receive_opinion(
    services: Services,
    *,
    actor: Actor,
    session_id: str,
    item_id: str,
    values: Mapping[str, Any],
    letter: Letter,
) -> dict[str, Any]:
    """Take in what an absent member wrote; the scanner looks at the letter outside any transaction.

    Returns the session's version and the letter's hash. Raises as `record_opinion` does.
    """
    stream, catalog = session_stream(session_id), services.catalog
    given: dict[str, Any] = {"actor": actor, "session_id": session_id, "item_id": item_id}

    def may_record(work: Work) -> None:
        sight, row = see_session(work, actor, session_id)
        sight.require_secretary()
        if row.state != "convened":
            raise Conflict("session-not-open", {"session": row.number, "state": row.state})
        item = open_item(work, actor, row.id, item_id)
        _read(load_room(work, catalog, row), item, values, letter)

    def act(work: Work) -> dict[str, Any]:
        return record_opinion(work, catalog, services.documents, values=values, letter=letter, **given)

    look(services, may_record, actor=actor, stream=stream, action=ACTION)
    scan_upload(services, letter.file_name, letter.content)
    return perform(services, act, actor=actor, stream=stream, action=ACTION)


def record_opinion(
    work: Work,
    catalog: Catalog,
    store: DocumentStore,
    *,
    actor: Actor,
    session_id: str,
    item_id: str,
    values: Mapping[str, Any],
    letter: Letter,
) -> dict[str, Any]:
    """Keep what an absent member wrote (`member_id`, `choice`, `paper`: number and date of the letter) with the letter.

    A second letter stands in place of the first, whose hash the trail names and whose file stays. Raises NotFound,
    PermissionDenied, Conflict, Invalid for somebody who came, whom the item concerns,
    or where the rule counts no letters, UploadRefused.
    """
    sight, row = take_session(work, actor, session_id, "convened")
    holding = sight.require_secretary()
    item = open_item(work, actor, row.id, item_id)
    room = load_room(work, catalog, row)
    stated = _read(room, item, values, letter)
    kept = keep_file(store, letter.file_name, letter.content, limit_bytes=letter.limit_bytes)
    vote = VoteRow(item.id, stated.member_id, stated.choice, "written", stated.paper, actor.account_id, work.now)
    council_items.put_vote(work, vote._replace(**kept._asdict()))
    facts: dict[str, Any] = {"session": row.id, "item": item.id, "member": stated.member_id, "choice": stated.choice}
    facts |= {"number": stated.paper, **_told_of(kept), **replaced_letter(room, item, stated.member_id)}
    record(
        work,
        stream=session_stream(row.id),
        event="council.opinion-recorded",
        actor=actor,
        holding=holding,
        facts=facts,
        private={"file_name": kept.file_name},
    )
    return {"version": row.version, "digest": kept.digest}


def _told_of(kept: KeptFile) -> dict[str, Any]:
    return {"digest": kept.digest, "size": kept.size, "media_type": kept.media_type}


def _read(room: Room, item: ItemRow, values: Mapping[str, Any], letter: Letter) -> _Stated:
    """Return what is stated of an opinion; raises Invalid with every problem."""
    reader = FieldReader(values)
    member_id = reader.text("member_id", required=True)
    choice = reader.word("choice", CHOICES, required=True)
    paper = reader.text("paper", required=True, longest=300)
    seat = next((one for one in room.acting(item) if one.member_id == member_id), None)
    if member_id and seat is None:
        reader.problem("member_id", "not-found")
    elif seat is not None and room.came(seat, item) != "absent":
        reader.problem("member_id", "not-absent")
    elif seat is not None and room.has_paper(item, seat):
        reader.problem("member_id", "has-paper")
    if seat is not None and not room.takes_letters(item):
        reader.problem("member_id", "letters-not-counted", citation=room.rule_of(item).citation.text)
    if not letter.file_name and not letter.content:
        reader.problem("file", "required")
    reader.finish()
    return _Stated(member_id, choice, paper)
