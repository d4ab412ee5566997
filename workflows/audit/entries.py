"""One audit entry: how it is sealed, read back from its row, and written as one line of an export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import orjson

from workflows.audit.digests import NotCanonical, body_of, canonical_json, digest_of

_LINE_KEYS = frozenset(("stream", "seq", "event", "payload", "at", "prev", "hash"))


class EntryUnreadable(ValueError):
    """A line of an export is not an audit entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded fact in its stream: what is said, when (UTC text with Z), and the two hashes that bind it.

    `body` holds the stored bytes where there are any; without them they are recomputed from the other fields.
    """

    stream: str
    seq: int
    event: str
    payload: Mapping[str, object]
    at: str
    prev: str
    hash: str
    body: bytes | None = None


class StoredRow(NamedTuple):
    """One stored entry as the fast verification reads it; a plain tuple in this order serves as well."""

    stream: str
    seq: int
    body: bytes
    prev: str
    hash: str


def instant_text(instant: datetime) -> str:
    """Write an aware UTC instant as 2026-11-22T01:02:03.000004Z; raises `NotCanonical` for any other zone."""
    if instant.utcoffset() != timedelta(0):
        raise NotCanonical("$.at", "an aware instant in UTC is needed")
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def seal(*, stream: str, seq: int, event: str, payload: Mapping[str, object], at: str, prev: str) -> Entry:
    """Return the entry with its canonical body and its hash; raises `NotCanonical` when a part is out of form."""
    body = body_of(stream=stream, seq=seq, event=event, at=at, payload=payload)
    return Entry(stream, seq, event, payload, at, prev, digest_of(prev, body), body)


def entry_from_row(row: StoredRow, *, event: str, at: str) -> Entry:
    """Return the entry of a stored row with its event and instant columns.

    A body that cannot be read gives an empty payload, which verification names.
    """
    try:
        said = orjson.loads(row.body)
    except orjson.JSONDecodeError:
        said = None
    payload = said.get("payload") if isinstance(said, dict) else None
    known = payload if isinstance(payload, dict) else {}
    return Entry(row.stream, row.seq, event, known, at, row.prev, row.hash, row.body)


def export_line(entry: Entry) -> bytes:
    """Return the entry as one line of JSON (without the line feed) from which anyone can recompute its hash.

    Raises `NotCanonical` when the entry was altered so that it has no canonical form any more.
    """
    return canonical_json(
        {
            "at": entry.at,
            "event": entry.event,
            "hash": entry.hash,
            "payload": dict(entry.payload),
            "prev": entry.prev,
            "seq": entry.seq,
            "stream": entry.stream,
        }
    )


def read_line(line: bytes) -> Entry:
    """Read one exported line; raises `EntryUnreadable` when a field is missing, unknown or of another type."""
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise EntryUnreadable(str(error)) from error
    if not isinstance(data, dict) or data.keys() != _LINE_KEYS:
        raise EntryUnreadable(f"an entry has exactly the fields {', '.join(sorted(_LINE_KEYS))}")
    texts = ("stream", "event", "at", "prev", "hash")
    if type(data["seq"]) is not int or not isinstance(data["payload"], dict):
        raise EntryUnreadable("seq is a whole number and payload an object")
    if not all(isinstance(data[name], str) for name in texts):
        raise EntryUnreadable(f"{', '.join(texts)} are text")
    return Entry(**data)
