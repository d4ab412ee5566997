"""Verification of audit chains: every place where what is stored does not follow from what came before.

It shares nothing with the code that writes to the database. Each stream is a chain of its own; entries of many streams
may come mixed, each stream in rising seq. Memory grows with the number of streams, not of entries.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import orjson

from workflows.audit.digests import DOMAIN, GENESIS, NotCanonical, body_of, digest_of
from workflows.audit.entries import Entry, StoredRow

BreakKind = Literal[
    "gap",  # entries before this one are missing; seq is the first missing number
    "repeated",  # a second entry with the number just seen
    "out-of-order",  # an entry with a number that the chain has passed
    "prev-differs",  # prev is not the hash of the entry before
    "content-altered",  # the body does not give the hash, and nothing vouches for the body
    "hash-altered",  # the body does not give the hash, but the next entry or the head vouches for the body
    "columns-differ",  # the columns beside the body do not say what the body says
    "tail-missing",  # the chain ends before its head
    "beyond-head",  # the chain goes on after its head
    "head-differs",  # the last entry has another hash than the head
]


class Head(NamedTuple):
    """The last entry that a stream must have, kept apart from the chain: its seq and its hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """One place where a chain does not hold, with what was expected and what was found."""

    stream: str
    seq: int
    kind: BreakKind
    expected: str = ""
    found: str = ""

    @property
    def code(self) -> str:
        """The message code of this break, such as `audit-gap`."""
        return f"audit-{self.kind}"


def find_breaks(entries: Iterable[Entry], heads: Mapping[str, Head] | None = None) -> Iterator[Break]:
    """Yield every break, comparing each stored body with its columns; lazily, in reading order.

    `heads` gives the expected last entry of the streams for which one is known (a proposal's row, a checkpoint):
    without it a cut tail cannot be seen. A break is yielded once, at the entry to blame, not at its followers.
    """
    walk = _Walk()
    for entry in entries:
        body, differing = _body_and_differences(entry)
        if differing:
            yield Break(entry.stream, entry.seq, "columns-differ", "", ", ".join(differing))
        row = StoredRow(entry.stream, entry.seq, body, entry.prev, entry.hash)
        yield from walk.take(row, is_number_trusted=not differing)
    yield from walk.finish(heads or {})


def verify_stored(
    rows: Iterable[tuple[str, int, bytes, str, str]], heads: Mapping[str, Head] | None = None
) -> Iterator[Break]:
    """Yield every break of rows (stream, seq, body, prev, hash), hashing the stored bytes as they are.

    The fast check for millions of rows: of the columns it compares stream, seq, prev and hash; `find_breaks` also
    compares event, instant and payload.
    """
    walk = _Walk()
    tips, suspects, start, sha256 = walk.tips, walk.suspects, Head(0, GENESIS), hashlib.sha256
    for stream, seq, body, prev, stored in rows:
        last_seq, last_hash = tips.get(stream, start)
        is_named = body.endswith(b',"seq":%d,"stream":"%b"}' % (seq, stream.encode()))
        if (
            is_named
            and last_hash == prev
            and last_seq + 1 == seq
            and not (suspects and stream in suspects)
            and sha256(b"%b%b\n%b" % (DOMAIN, prev.encode(), body)).hexdigest() == stored
        ):
            tips[stream] = (seq, stored)
            continue
        if not is_named:
            yield Break(stream, seq, "columns-differ", "", "stream, seq")
        yield from walk.take(StoredRow(stream, seq, body, prev, stored), is_number_trusted=is_named)
    yield from walk.finish(heads or {})


class _Suspect(NamedTuple):
    """An entry whose body and hash disagree, until a witness tells which of them was altered."""

    seq: int
    stored: str
    computed: str

    def judged_by(self, stream: str, witness: str) -> Break:
        kind: BreakKind = "hash-altered" if witness == self.computed else "content-altered"
        return Break(stream, self.seq, kind, self.computed, self.stored)


class _Walk:
    """Where each stream stands: its last entry (seq, stored hash), and a suspect that waits for its follower."""

    def __init__(self) -> None:
        self.tips: dict[str, tuple[int, str]] = {}
        self.suspects: dict[str, _Suspect] = {}

    def take(self, row: StoredRow, *, is_number_trusted: bool) -> Iterator[Break]:
        """Yield what is wrong with the next row of its stream, and move on to it."""
        stream, seq, body, prev, stored = row
        last_seq, last_hash = self.tips.get(stream, (0, GENESIS))
        computed = _digest_or_nothing(prev, body)
        if seq <= last_seq:
            yield Break(stream, seq, "repeated" if seq == last_seq else "out-of-order", str(last_seq + 1), str(seq))
            if computed != stored:
                yield Break(stream, seq, "content-altered", computed, stored)
            return
        is_next = seq == last_seq + 1
        suspect = self.suspects.pop(stream, None)
        if suspect:
            yield suspect.judged_by(stream, prev if is_next else "")
        true_hashes = {last_hash, suspect.computed} if suspect else {last_hash}
        if not is_next:
            yield Break(stream, last_seq + 1, "gap", str(last_seq + 1), str(seq))
        elif prev not in true_hashes:
            yield Break(stream, seq, "prev-differs", last_hash, prev)
        is_whole = computed == stored
        if not (is_whole or (is_next and any(_digest_or_nothing(true, body) == stored for true in true_hashes))):
            self.suspects[stream] = _Suspect(seq, stored, computed)
        # A number that the body does not vouch for must not make its followers look late.
        self.tips[stream] = (seq if is_whole and is_number_trusted else last_seq + 1, stored)

    def finish(self, heads: Mapping[str, Head]) -> Iterator[Break]:
        """Yield what the ends of the chains show: suspects without a follower, and heads that are not reached."""
        for stream, suspect in self.suspects.items():
            yield suspect.judged_by(stream, heads[stream].hash if stream in heads else "")
        for stream, head in heads.items():
            last_seq, last_hash = self.tips.get(stream, (0, GENESIS))
            suspect_or_none = self.suspects.get(stream)
            if last_seq < head.seq:
                yield Break(stream, last_seq + 1, "tail-missing", str(head.seq), str(last_seq))
            elif last_seq > head.seq:
                yield Break(stream, head.seq + 1, "beyond-head", str(head.seq), str(last_seq))
            elif last_hash != head.hash and not (suspect_or_none and suspect_or_none.computed == head.hash):
                yield Break(stream, last_seq, "head-differs", head.hash, last_hash)


def _digest_or_nothing(prev: str, body: bytes) -> str:
    try:
        return digest_of(prev, body) if body else ""
    except NotCanonical:
        return ""


def _body_and_differences(entry: Entry) -> tuple[bytes, list[str]]:
    """Return the bytes to hash (none if the entry has no canonical form) and the columns that contradict them."""
    try:
        canonical = body_of(
            stream=entry.stream, seq=entry.seq, event=entry.event, at=entry.at, payload=dict(entry.payload)
        )
    except NotCanonical:
        canonical = b""
    if entry.body is None or entry.body == canonical:
        return canonical, []
    try:
        said = orjson.loads(entry.body)
    except orjson.JSONDecodeError:
        said = None
    if not isinstance(said, dict):
        return entry.body, ["body"]
    columns = {name: getattr(entry, name) for name in ("stream", "seq", "event", "at", "payload")}
    return entry.body, [name for name, value in columns.items() if said.get(name) != value] or ["body"]
