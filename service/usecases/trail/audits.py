"""The audit trail for those who watch over it: read, verified against its own arithmetic, exported line by line."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

import orjson

from service.db import audit
from service.db.audit import EventRow
from service.db.chains import ChainRow, count_events, iter_batches, iter_missing, load_heads
from service.db.database import Database
from service.db.work import Work
from service.usecases.cases import hidden_streams, require
from service.usecases.pages import Page
from service.usecases.recording import record
from service.usecases.trail.history import entry_as_data
from service.usecases.trail.narration import load_names, narrate
from workflows.audit.chains import Break, Head, verify_stored
from workflows.audit.digests import NotCanonical
from workflows.audit.entries import Entry, export_line, instant_text
from workflows.audit.sentences import Language, break_sentence
from workflows.policy import Actor

READ, VERIFY, EXPORT = "audit:read", "audit:verify", "audit:export"
BATCH = 2000
Progress = Callable[[int, int], None]


def show_stream(
    work: Work, *, actor: Actor, stream: str, after: int = 0, limit: int = 100, language: Language = "vi"
) -> Page:
    """Return the entries of a stream after a number, each with its sentence; `next` is the number to go on from."""
    require(actor, READ)
    if hidden_streams(work, actor)(stream):
        return Page([], None)
    rows = [row.entry() for row in audit.read_stream(work, stream, after=after, limit=limit + 1)]
    names = load_names(work, rows)
    items = [entry_as_data(row) | {"sentence": narrate(row, names, language)} for row in rows[:limit]]
    return Page(items, str(rows[limit - 1].seq) if len(rows) > limit else None)


def verify_audit(
    database: Database,
    *,
    actor: Actor | None = None,
    stream: str | None = None,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """Check every chain, or one, and name every break: `{"events", "streams", "breaks": […]}`.

    Each stored body must give its hash, follow from the one before, say what its columns say, and end where its
    proposal's row says. One snapshot is read stream by stream, so memory does not grow with the trail. `actor` is None
    for whoever holds the machine itself. `on_progress` is called with the events read and their number.
    """
    if actor is not None:
        require(actor, VERIFY)
    return database.read(lambda work: _verify(work, stream or "", on_progress or (lambda _done, _total: None)))


def export_audit(database: Database, *, actor: Actor | None, stream: str | None = None) -> Iterator[bytes]:
    """Yield every entry, or those of one stream, as a line of JSON; the export itself is recorded first.

    An entry that was altered beyond its canonical form is still written out, for those who investigate.
    """
    if actor is not None:
        require(actor, EXPORT)
    last = database.write(lambda work: _record_export(work, actor, stream))
    is_hidden = database.read(lambda work: hidden_streams(work, actor))
    return _lines(database, stream or "", last, is_hidden)


def break_as_data(found: Break) -> dict[str, Any]:
    """Return a break with its sentence in both languages."""
    return {
        "stream": found.stream,
        "seq": found.seq,
        "kind": found.kind,
        "code": found.code,
        "expected": found.expected,
        "found": found.found,
        "message_vi": break_sentence(found, "vi"),
        "message_en": break_sentence(found, "en"),
    }


def _verify(work: Work, stream: str, on_progress: Progress) -> dict[str, Any]:
    total, done, streams = count_events(work), 0, 0
    heads: dict[str, Head] = {}
    breaks: list[dict[str, Any]] = []

    def rows() -> Iterator[ChainRow]:
        nonlocal done
        for batch in iter_batches(work, stream=stream, batch=BATCH):
            heads.update(load_heads(work, {row.stream for row in batch}))
            yield from batch
            done += len(batch)
            on_progress(done, total)

    for name, chain in groupby(rows(), key=lambda row: row.stream):
        streams += 1
        breaks.extend(break_as_data(found) for found in find_chain_breaks(name, chain, heads.get(name)))
        heads.pop(name, None)
    without = iter_missing(work) if not stream else iter(load_heads(work, [stream] if not done else []).items())
    for name, head in without:
        breaks.extend(break_as_data(found) for found in verify_stored([], {name: head}))
    return {"events": done, "streams": streams, "breaks": breaks}


def find_chain_breaks(name: str, chain: Iterable[ChainRow], head: Head | None) -> list[Break]:
    """Return the breaks of one stream by number, its columns and its expected end included."""
    differing: list[Break] = []

    def stored() -> Iterator[tuple[str, int, bytes, str, str]]:
        for row in chain:
            columns = columns_that_differ(row)
            if columns:
                differing.append(Break(row.stream, row.seq, "columns-differ", "", ", ".join(columns)))
            yield row.stream, row.seq, bytes(row.body), row.prev, row.hash

    found = list(verify_stored(stored(), {name: head} if head else None))
    return sorted(found + differing, key=lambda item: item.seq)


def columns_that_differ(row: ChainRow) -> list[str]:
    """Return the columns beside a body that do not say what the body says: event, instant, account.

    The body is canonical, so its beginning is known; a body altered in itself is found by its hash.
    """
    body = bytes(row.body)
    account = b'"actor":{"account":' + (b'"%b"' % row.actor_id.encode() if row.actor_id else b"null")
    names_account = b'"actor":{"account":' in body
    wrong = []
    if not body.startswith(b'{"at":"%b",' % instant_text(row.at).encode()):
        wrong.append("at")
    if b',"event":"%b","payload":{' % row.event.encode() not in body[:200]:
        wrong.append("event")
    if (names_account or row.actor_id) and account not in body:
        wrong.append("actor_id")
    return wrong


def _record_export(work: Work, actor: Actor | None, stream: str | None) -> int:
    facts = {"name": stream or "audit", "count": count_events(work)}
    if stream:
        facts["count"] = audit.read_head(work, stream).seq
    last = audit.last_event_id(work)
    record(work, stream="system", event="export.made", actor=actor, facts=facts)
    return last


def _lines(database: Database, stream: str, last_id: int, is_hidden: Callable[[str], bool]) -> Iterator[bytes]:
    """Yield the lines of what stood when the export was asked for, one short read at a time."""
    after = 0
    while True:
        rows = database.read(partial(_page, stream=stream, after=after))
        kept = [row for row in rows if row.id <= last_id]
        for row in kept:
            if is_hidden(row.stream):
                continue
            yield line_of(row.entry()) + b"\n"
        if len(kept) < BATCH:
            return
        after = rows[-1].stream_seq if stream else rows[-1].id


def _page(work: Work, *, stream: str, after: int) -> list[EventRow]:
    if stream:
        return audit.read_stream(work, stream, after=after, limit=BATCH)
    return audit.list_events(work, after_id=after, limit=BATCH)


def line_of(entry: Entry) -> bytes:
    """Return an entry as a line of an export, also one that was altered beyond its canonical form."""
    try:
        return export_line(entry)
    except NotCanonical:
        return orjson.dumps(entry_as_data(entry), option=orjson.OPT_SORT_KEYS)
