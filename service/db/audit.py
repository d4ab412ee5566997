"""The audit trail in the database: append the next event of a stream, read streams, heads and commitments."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import AuditEvent, AuditSecret, Proposal
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work
from workflows.audit.chains import Head
from workflows.audit.digests import GENESIS
from workflows.audit.entries import Entry, StoredRow, entry_from_row, instant_text, seal

TABLE, SECRET, PROPOSAL = table_of(AuditEvent), table_of(AuditSecret), table_of(Proposal)
PROPOSAL_STREAM = "proposal/"


class EventRow(NamedTuple):
    """One stored event; `body` holds the canonical bytes as they were hashed."""

    id: int
    stream: str
    stream_seq: int
    event: str
    at: datetime
    actor_id: str | None
    body: bytes
    prev_hash: str
    hash: str

    def entry(self) -> Entry:
        """Return the event as the verification reads it."""
        stored = StoredRow(self.stream, self.stream_seq, self.body, self.prev_hash, self.hash)
        return entry_from_row(stored, event=self.event, at=instant_text(self.at))


_COLUMNS = columns_of(TABLE, EventRow)
_INSERT, _INSERT_SECRET = Insertion(TABLE), Insertion(SECRET)
_HEAD = Query(
    select(TABLE.c.stream_seq, TABLE.c.hash)
    .where(TABLE.c.stream == bindparam("stream"))
    .order_by(TABLE.c.stream_seq.desc())
    .limit(1),
    Head._make,
)
_STREAM = Query(
    select(*_COLUMNS)
    .where(TABLE.c.stream == bindparam("stream"), TABLE.c.stream_seq > bindparam("after"))
    .order_by(TABLE.c.stream_seq)
    .limit(bindparam("count")),
    EventRow._make,
)
_LAST = Query(
    select(*_COLUMNS)
    .where(TABLE.c.stream == bindparam("stream"), TABLE.c.event == bindparam("event"))
    .order_by(TABLE.c.stream_seq.desc())
    .limit(1),
    EventRow._make,
)
_EVENTS = Query(
    select(*_COLUMNS).where(TABLE.c.id > bindparam("after")).order_by(TABLE.c.id).limit(bindparam("count")),
    EventRow._make,
)
_STORED = Query(
    select(TABLE.c.id, TABLE.c.stream, TABLE.c.stream_seq, TABLE.c.body, TABLE.c.prev_hash, TABLE.c.hash)
    .where(TABLE.c.id > bindparam("after"))
    .order_by(TABLE.c.id)
    .limit(bindparam("count")),
    tuple,
)
_PROPOSAL_HEADS = Query(
    select(PROPOSAL.c.id, PROPOSAL.c.version, PROPOSAL.c.head_hash)
    .where(PROPOSAL.c.id > bindparam("after"))
    .order_by(PROPOSAL.c.id)
    .limit(bindparam("count")),
    tuple,
)
_SECRETS = Query(
    select(SECRET.c.stream_seq, SECRET.c.name, SECRET.c.salt, SECRET.c.value)
    .where(SECRET.c.stream == bindparam("stream"))
    .order_by(SECRET.c.stream_seq, SECRET.c.name),
    tuple,
)
_ERASE = Prepared(delete(SECRET).where(SECRET.c.stream == bindparam("of_stream")))
_LAST_ID = Query(select(func.coalesce(func.max(TABLE.c.id), 0)), lambda row: int(row[0]))


def append(
    work: Work,
    *,
    stream: str,
    event: str,
    payload: Mapping[str, object],
    actor_id: str | None,
    head: tuple[int, str] | None = None,
) -> tuple[int, str]:
    """Append the next event of a stream and return its number and hash, to be kept as the head.

    `head` is the number and hash of the last event when the caller knows them (a proposal's row), (0, GENESIS) for a
    stream known to be new, None to read them here. Raises `StaleWrite` when another event was first, `NotCanonical`
    for a payload that has no canonical form.
    """
    seq, prev = head if head is not None else read_head(work, stream)
    entry = seal(
        stream=stream, seq=seq + 1, event=event, payload=payload, at=instant_text(work.now), prev=prev or GENESIS
    )
    row = {
        "stream": stream,
        "stream_seq": entry.seq,
        "event": event,
        "at": work.now,
        "actor_id": actor_id,
        "body": entry.body,
        "prev_hash": entry.prev,
        "hash": entry.hash,
    }
    _INSERT.run(work, row)
    return entry.seq, entry.hash


def read_head(work: Work, stream: str) -> Head:
    """Return the number and hash of the last event of a stream; (0, GENESIS) when there is none."""
    return _HEAD.first(work, {"stream": stream}) or Head(0, GENESIS)


def read_stream(work: Work, stream: str, *, after: int = 0, limit: int = 200) -> list[EventRow]:
    """Return the events of a stream after a number, in order."""
    return _STREAM.all(work, {"stream": stream, "after": after, "count": limit})


def find_last(work: Work, stream: str, event: str) -> EventRow | None:
    """Return the last event of a kind in a stream, or None."""
    return _LAST.first(work, {"stream": stream, "event": event})


def iter_events(work: Work, *, after_id: int = 0, batch: int = 5000) -> Iterator[EventRow]:
    """Yield all events after a row id in the order of rows, a batch in memory at a time."""
    while rows := _EVENTS.all(work, {"after": after_id, "count": batch}):
        yield from rows
        after_id = rows[-1].id


def list_events(work: Work, *, after_id: int = 0, limit: int = 200) -> list[EventRow]:
    """Return one page of all events in the order of rows."""
    return _EVENTS.all(work, {"after": after_id, "count": limit})


def iter_stored(work: Work, *, after_id: int = 0, batch: int = 5000) -> Iterator[tuple[str, int, bytes, str, str]]:
    """Yield (stream, seq, body, prev, hash) of all events, as `workflows.audit.chains.verify_stored` takes them."""
    while rows := _STORED.all(work, {"after": after_id, "count": batch}):
        for _, *stored in rows:
            yield tuple(stored)
        after_id = rows[-1][0]


def read_heads(work: Work, *, batch: int = 5000) -> Iterator[tuple[str, Head]]:
    """Yield the stream of every proposal with the head that its row holds."""
    after = ""
    while rows := _PROPOSAL_HEADS.all(work, {"after": after, "count": batch}):
        for proposal_id, version, head_hash in rows:
            yield f"{PROPOSAL_STREAM}{proposal_id}", Head(version, head_hash)
        after = rows[-1][0]


def last_event_id(work: Work) -> int:
    """Return the highest row id of all events, 0 when there are none."""
    return _LAST_ID.first(work, {}) or 0


def add_secrets(work: Work, stream: str, seq: int, secrets: Mapping[str, tuple[bytes, str]]) -> None:
    """Keep salt and value of the personal commitments of an event, by name."""
    for name, (salt, value) in secrets.items():
        _INSERT_SECRET.run(work, {"stream": stream, "stream_seq": seq, "name": name, "salt": salt, "value": value})


def list_secrets(work: Work, stream: str) -> list[tuple[int, str, bytes, str]]:
    """Return (seq, name, salt, value) of the commitments of a stream that were not erased."""
    return _SECRETS.all(work, {"stream": stream})


def erase_secrets(work: Work, stream: str) -> int:
    """Erase salts and values of a stream, so that its commitments open to nothing; return how many there were."""
    return _ERASE.execute(work, {"of_stream": stream})
