"""Letters of absent members: handed out to whoever may read the votes by name, and held against what the trail says."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from service.db import audit, council_items
from service.db.council_items import ItemRow, VoteRow
from service.db.work import Work
from service.documents.store import Damaged, DocumentStore, Missing
from service.usecases.attempts import look
from service.usecases.councils.council_views import see_item
from service.usecases.drafting.kept_files import KeptFile
from service.usecases.drafting.reads import note_handing_out
from service.usecases.errors import NotFound
from service.usecases.services import Services
from service.usecases.streams import session_stream
from workflows.policy import Actor

RECORDED, VOTED = "council.opinion-recorded", "council.vote-cast"
BATCH = 1000


class Letter(NamedTuple):
    """A letter as the trail names it; `is_current` tells whether nothing has come in its place since."""

    item_id: str
    member_id: str
    number: str
    digest: str
    size: int
    media_type: str
    is_current: bool


def open_letter(
    services: Services, *, actor: Actor, session_id: str, item_id: str, member_id: str
) -> tuple[KeptFile, bytes]:
    """Return the letter of an absent member with its bytes, once it is recorded that they were handed out.

    Who reads it learns how he voted, so it opens to those who may read the votes by name: the secretary at any time,
    members and auditors once the item is closed, nobody from whom the item is hidden. Raises NotFound.
    """

    def act(work: Work) -> tuple[KeptFile, bytes, str]:
        seen = see_item(work, services.catalog, actor, session_id, item_id)
        file = _file_of(seen.votes_by_name().get(member_id))
        if file is None:
            raise NotFound("not-found", {"kind": "council-letter", "id": member_id})
        return file, services.documents.get(file.digest), seen.item.proposal_id

    stream = session_stream(session_id)
    file, content, proposal_id = look(services, act, actor=actor, stream=stream, action="open-letter")
    facts = {"item": item_id, "member": member_id, "digest": file.digest}
    subject = f"letter:{item_id[-24:]}:{member_id[-24:]}"
    note_handing_out(
        services, actor=actor, proposal_id=proposal_id, event="council.letter-opened", subject=subject, facts=facts
    )
    return file, content


def _file_of(vote: VoteRow | None) -> KeptFile | None:
    if vote is None or vote.digest is None:
        return None
    return KeptFile(vote.digest, vote.size or 0, vote.media_type or "", vote.file_name or "")


def letters_about(work: Work, proposal_id: str) -> list[Letter]:
    """Return every letter that the trail names about a proposal, those replaced since included, in their order."""
    return _letters(work, council_items.list_items_about(work, proposal_id))


def _letters(work: Work, agendas: Iterable[ItemRow]) -> list[Letter]:
    items = {item.id: item.session_id for item in agendas}
    found: list[Letter] = []
    latest: dict[tuple[str, str], int] = {}
    for session_id in dict.fromkeys(items.values()):
        for event, payload in _told(work, session_id):
            if payload.get("item") not in items:
                continue
            place = (str(payload["item"]), str(payload.get("member")))
            former = latest.pop(place, None)
            if former is not None:
                found[former] = found[former]._replace(is_current=False)
            if event == RECORDED and payload.get("digest"):
                latest[place] = len(found)
                found.append(_letter(payload))
    return found


def check_letters(work: Work, store: DocumentStore, proposal_id: str, *, most_bytes: int) -> dict[str, bool | None]:
    """Return for each letter about a proposal, by hash, whether its bytes and its vote are as the trail says.

    None stands for one that was not read, since all that came before it are as large as somebody can wait for. A vote
    that names a letter of which the trail says nothing is among them, as one that does not hold.
    """
    items, left = council_items.list_items_about(work, proposal_id), most_bytes
    if not items:
        return {}
    rows = {(row.item_id, row.member_id): row.digest for row in council_items.list_votes_about(work, proposal_id)}
    found: dict[str, bool | None] = {}
    for one in _letters(work, items):
        left -= one.size
        place = (one.item_id, one.member_id)
        is_named = not one.is_current or rows.pop(place, None) == one.digest
        holds = is_named and (_is_whole(store, one) if left >= 0 else None)
        if found.get(one.digest) is not False:
            found[one.digest] = holds
    return found | dict.fromkeys((digest for digest in rows.values() if digest), False)


def _told(work: Work, session_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the trail of a session says of votes by name, in order."""
    stream, after, may_be_more = session_stream(session_id), 0, True
    while may_be_more:
        rows = audit.read_stream(work, stream, after=after, limit=BATCH)
        yield from ((row.event, dict(row.entry().payload)) for row in rows if row.event in (RECORDED, VOTED))
        may_be_more = len(rows) == BATCH
        after = rows[-1].stream_seq if rows else after


def _letter(payload: dict[str, Any]) -> Letter:
    item_id, member_id, number, digest, media_type = (
        str(payload.get(name, "")) for name in ("item", "member", "number", "digest", "media_type")
    )
    return Letter(item_id, member_id, number, digest, int(payload.get("size", 0)), media_type, is_current=True)


def _is_whole(store: DocumentStore, letter: Letter) -> bool:
    try:
        store.get(letter.digest)
    except (Missing, Damaged):
        return False
    return True
