"""A proposal's history as sentences: its own events, the attempts that were refused, and for auditors the reads."""

from collections.abc import Mapping
from typing import Any

from service.db import audit
from service.db.audit import EventRow
from service.db.trails import load_secrets
from service.db.work import Work
from service.usecases.cases import find_case
from service.usecases.streams import attempts_stream, proposal_stream, reads_stream
from service.usecases.trail.narration import Names, load_names, narrate
from workflows.audit.entries import Entry
from workflows.audit.sentences import Language
from workflows.policy import Actor, may

PAGE = 500


def read_history(
    work: Work, *, actor: Actor, proposal_id: str, language: Language = "vi", with_reads: bool = False
) -> list[dict[str, Any]]:
    """Return every event of a proposal, oldest first: `sentence`, its `kind`, and the raw entry that it is made of.

    `kind` is act, refused or read; who has read is told to those only who may read the whole trail. Raises NotFound
    for a proposal that is absent or hidden from this actor.
    """
    case, nominee = find_case(work, actor, proposal_id)
    stream = proposal_stream(proposal_id)
    streams = {"act": stream, "refused": attempts_stream(stream)}
    if with_reads and may(actor, "audit:read"):
        streams["read"] = reads_stream(stream)
    entries = [(row.entry(), kind) for kind, name in streams.items() for row in _events(work, name)]
    entries.sort(key=lambda pair: (pair[0].at, pair[1], pair[0].seq))
    opened = load_secrets(work, streams.values())
    about = {"nominee": nominee.name, "form": case.form, "number": (case.decision or {}).get("number", "")}
    names = load_names(work, (entry for entry, _ in entries))
    return [
        _line(entry, names, language, about | opened.get((entry.stream, entry.seq), {}), kind)
        for entry, kind in entries
    ]


def entry_as_data(entry: Entry) -> dict[str, Any]:
    """Return an entry as it is stored: nothing left out, nothing resolved."""
    return {
        "stream": entry.stream,
        "seq": entry.seq,
        "event": entry.event,
        "at": entry.at,
        "payload": dict(entry.payload),
        "prev": entry.prev,
        "hash": entry.hash,
    }


def _line(entry: Entry, names: Names, language: Language, values: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {
        "at": entry.at,
        "event": entry.event,
        "sentence": narrate(entry, names, language, values),
        "kind": kind,
        "is_refused": kind == "refused",
        "entry": entry_as_data(entry),
    }


def _events(work: Work, stream: str) -> list[EventRow]:
    found: list[EventRow] = []
    while rows := audit.read_stream(work, stream, after=found[-1].stream_seq if found else 0, limit=PAGE):
        found.extend(rows)
    return found
