"""Stored events stream by stream, as verification reads them: apart from the code that writes them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, bindparam, cast, exists, func, literal, select, tuple_

from service.db.base import table_of
from service.db.expressions import AnyOf
from service.db.models import AuditEvent, Proposal
from service.db.statements import Query
from service.db.work import Work
from workflows.audit.chains import Head

EVENT, PROPOSAL = table_of(AuditEvent), table_of(Proposal)
PREFIX = "proposal/"


class ChainRow(NamedTuple):
    """One stored event with its columns and the bytes that were hashed."""

    stream: str
    seq: int
    body: bytes
    prev: str
    hash: str
    event: str
    at: datetime
    actor_id: str | None


_ROWS = select(
    *(EVENT.c[name] for name in ("stream", "stream_seq", "body", "prev_hash", "hash", "event", "at", "actor_id"))
)
_AFTER = tuple_(EVENT.c.stream, EVENT.c.stream_seq) > tuple_(bindparam("stream"), bindparam("seq"))
_BY_STREAM = (EVENT.c.stream, EVENT.c.stream_seq)
_ALL = Query(_ROWS.where(_AFTER).order_by(*_BY_STREAM).limit(bindparam("count")), ChainRow._make)
_ONE = Query(
    _ROWS.where(EVENT.c.stream == bindparam("stream"), EVENT.c.stream_seq > bindparam("seq"))
    .order_by(EVENT.c.stream_seq)
    .limit(bindparam("count")),
    ChainRow._make,
)
_HEADS = Query(
    select(PROPOSAL.c.id, PROPOSAL.c.version, PROPOSAL.c.head_hash).where(AnyOf(PROPOSAL.c.id, "ids")),
    lambda row: (f"{PREFIX}{row[0]}", Head(row[1], row[2])),
)
_STREAM_OF = literal(PREFIX) + cast(PROPOSAL.c.id, String)
_WITHOUT_EVENTS = Query(
    select(PROPOSAL.c.id, PROPOSAL.c.version, PROPOSAL.c.head_hash)
    .where(PROPOSAL.c.id > bindparam("after"), ~exists().where(EVENT.c.stream == _STREAM_OF))
    .order_by(PROPOSAL.c.id)
    .limit(bindparam("count")),
    lambda row: (f"{PREFIX}{row[0]}", Head(row[1], row[2])),
)
_COUNT = Query(select(func.count()).select_from(EVENT), lambda row: int(row[0]))


def iter_batches(work: Work, *, stream: str = "", batch: int = 2000) -> Iterator[list[ChainRow]]:
    """Yield all events, or those of one stream, stream by stream in rising number, a batch in memory at a time."""
    query, place = (_ONE if stream else _ALL), (stream, 0)
    while rows := query.all(work, {"stream": place[0], "seq": place[1], "count": batch}):
        yield rows
        place = (rows[-1].stream, rows[-1].seq)


def load_heads(work: Work, streams: Iterable[str]) -> dict[str, Head]:
    """Return the heads that proposals' rows hold for some of these streams, in one statement."""
    own = (name.removeprefix(PREFIX) for name in streams if name.startswith(PREFIX))
    wanted = sorted(key for key in own if "/" not in key)
    return dict(_HEADS.all(work, {"ids": wanted})) if wanted else {}


def iter_missing(work: Work, *, batch: int = 2000) -> Iterator[tuple[str, Head]]:
    """Yield the stream and head of every proposal that has no event at all."""
    after = ""
    while rows := _WITHOUT_EVENTS.all(work, {"after": after, "count": batch}):
        yield from rows
        after = rows[-1][0].removeprefix(PREFIX)


def count_events(work: Work) -> int:
    """Return how many events there are."""
    return _COUNT.first(work, {}) or 0
