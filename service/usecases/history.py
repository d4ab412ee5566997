"""A proposal's history as sentences: its own events and the attempts that were refused, in the order of time."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.db import audit
from service.db.audit import EventRow
from service.db.work import Work
from service.usecases.cases import find_case
from service.usecases.narration import Names, load_names, narrate
from service.usecases.recording import attempts_stream, proposal_stream
from workflows.audit.entries import Entry
from workflows.audit.sentences import Language
from workflows.policy import Actor

PAGE = 500


def read_history(work: Work, *, actor: Actor, proposal_id: str, language: Language = "vi") -> list[dict[str, Any]]:
    """Return every event of a proposal, oldest first: `sentence`, `is_refused`, and the raw entry that it is made of.

    Raises NotFound for a proposal that is absent or hidden from this actor.
    """
    case, nominee = find_case(work, actor, proposal_id)
    stream = proposal_stream(proposal_id)
    own, refused = _events(work, stream), _events(work, attempts_stream(stream))
    opened = _opened(work, (stream, attempts_stream(stream)))
    entries = [(row.entry(), False) for row in own] + [(row.entry(), True) for row in refused]
    entries.sort(key=lambda pair: (pair[0].at, pair[1], pair[0].seq))
    about = {"nominee": nominee.name, "form": case.form, "number": (case.decision or {}).get("number", "")}
    names = load_names(work, (entry for entry, _ in entries))
    return [
        _line(entry, names, language, about | opened.get((entry.stream, entry.seq), {}), is_refused=is_refused)
        for entry, is_refused in entries
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


def _line(
    entry: Entry, names: Names, language: Language, values: Mapping[str, Any], *, is_refused: bool
) -> dict[str, Any]:
    return {
        "at": entry.at,
        "event": entry.event,
        "sentence": narrate(entry, names, language, values),
        "is_refused": is_refused,
        "entry": entry_as_data(entry),
    }


def _events(work: Work, stream: str) -> list[EventRow]:
    found: list[EventRow] = []
    while rows := audit.read_stream(work, stream, after=found[-1].stream_seq if found else 0, limit=PAGE):
        found.extend(rows)
    return found


def _opened(work: Work, streams: Iterable[str]) -> dict[tuple[str, int], dict[str, str]]:
    """Return the private values that were not erased, by stream and number: reasons, names of files."""
    known: dict[tuple[str, int], dict[str, str]] = {}
    for stream in streams:
        for seq, name, _, value in audit.list_secrets(work, stream):
            known.setdefault((stream, seq), {})[name] = value
    return known
