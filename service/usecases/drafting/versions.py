"""Every version of a dossier as it was: what it said, which documents lay in it, what had been judged."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.db import audit, dossiers
from service.db.audit import EventRow
from service.db.names import account_names
from service.db.work import Work
from service.usecases.case_views import document_as_data
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.drafting.editing import EDITABLE
from service.usecases.errors import NotFound
from service.usecases.facts import CaseData
from service.usecases.recording import plain
from service.usecases.streams import proposal_stream
from service.usecases.trail.history import entry_as_data
from service.usecases.trail.narration import load_names, narrate
from workflows.audit.entries import Entry
from workflows.audit.sentences import Language
from workflows.labels import labels
from workflows.policy import Actor

PAGE = 500
NOT_RECORDED = "…"  # a value that events of an earlier release did not keep
EDITED, REMOVED = "proposal.edited", "document.removed"
CONTENT = ("proposal.drafted", EDITED, "document.attached", "document.replaced", REMOVED)


def statements_of(data: CaseData) -> dict[str, str]:
    """Return what a proposal says now, as text by field; days in ISO, empty for what is not stated."""
    return {name: _text(getattr(data.case, name)) for name in sorted(EDITABLE - {"text"})} | {"text": data.text}


def statements_at(work: Work, data: CaseData, version: int) -> dict[str, str]:
    """Return what a proposal said at one of its versions, found by going back over the edits since."""
    entries = [row.entry() for row in _events(work, data.case.id, after=version)]
    texts = dossiers.list_texts(work, data.case.id) if any(item.event == EDITED for item in entries) else []
    now = statements_of(data)
    for entry in reversed(entries):
        if entry.event == EDITED:
            before = _mapping(entry.payload, "before")
            now |= {name: _text(before.get(name, NOT_RECORDED)) for name in _fields(entry) if name != "text"}
    if texts:
        now["text"] = next((row.text for row in reversed(texts) if row.stream_seq <= version), "")
    return now


def last_editor(work: Work, data: CaseData, *, after: int) -> str:
    """Return the name of whoever edited the statements last after a version, empty when nobody did."""
    edits = [row for row in _events(work, data.case.id, after=after) if row.event == EDITED and row.actor_id]
    if not edits:
        return ""
    key = str(edits[-1].actor_id)
    return account_names(work, [key]).get(key, "")


def list_versions(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, language: Language = "vi"
) -> list[dict[str, Any]]:
    """Return the versions at which the dossier's content changed, newest first: version, instant, sentence, kind."""
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    entries = [row.entry() for row in _events(work, proposal_id)]
    names = load_names(work, entries)
    about = {"nominee": data.nominee.name, "form": data.case.form}
    return [
        {"version": entry.seq, "at": entry.at, "event": entry.event, "sentence": narrate(entry, names, language, about)}
        for entry in reversed(entries)
        if entry.event in CONTENT
    ]


def show_version(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, version: int, language: Language = "vi"
) -> dict[str, Any]:
    """Return a dossier as it was at one version: its state, statements, documents, judgements, and the event itself.

    Raises NotFound for a proposal that is hidden from this actor, or a version that it never had.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    entries = [row.entry() for row in _events(work, proposal_id)]
    if not 1 <= version <= len(entries):
        raise NotFound("not-found", {"kind": "proposal", "id": proposal_id, "version": version})
    return snapshot(work, data, entries, version, language)


def snapshot(work: Work, data: CaseData, entries: list[Entry], version: int, language: Language) -> dict[str, Any]:
    """Return what `show_version` returns, of events that were read already."""
    upto = entries[:version]
    last = upto[-1]
    names = load_names(work, [last])
    judged = dossiers.list_judgements(work, data.case.id, holding_only=False)
    return {
        "id": data.case.id,
        "number": data.case.number,
        "nominee": data.nominee.name,
        "form": data.case.form,
        "version": version,
        "newest": len(entries),
        "at": last.at,
        "sentence": narrate(last, names, language, {"nominee": data.nominee.name, "form": data.case.form}),
        "state": _state(upto),
        "statements": statements_at(work, data, version),
        "documents": documents_at(work, data.case.id, upto),
        "judgements": [
            {"criterion": row.criterion, "met": row.met, "reason": row.reason, "role": row.role}
            for row in judged
            if row.seq <= version and (row.voided_seq is None or row.voided_seq > version)
        ],
        "entry": entry_as_data(last),
    }


def documents_at(work: Work, proposal_id: str, upto: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return the documents that lay in the dossier after these events, in the order in which they came in.

    `origin` is the id of the first version of a document, which its replacements share.
    """
    entries = list(upto)
    version = entries[-1].seq
    removed = {str(entry.payload.get("document")) for entry in entries if entry.event == REMOVED}
    known = dossiers.list_documents(work, proposal_id, current_only=False)
    origins: dict[str, str] = {}
    for row in sorted(known, key=lambda row: row.attached_seq):
        origins[row.id] = origins.get(row.replaces_id or "", row.id)
    rows = [row for row in known if row.attached_seq <= version]
    replaced = {row.replaces_id for row in rows}
    return [
        document_as_data(row._asdict()) | {"origin": origins[row.id]}
        for row in rows
        if row.id not in removed and row.id not in replaced
    ]


def read_entries(work: Work, proposal_id: str) -> list[Entry]:
    """Return every event of a proposal's own stream, oldest first; the caller has opened the case."""
    return [row.entry() for row in _events(work, proposal_id)]


def _state(entries: Iterable[Entry]) -> str:
    state = ""
    for entry in entries:
        target = entry.payload.get("to")
        state = target if isinstance(target, str) and target in labels()["states"] else state  # elsewhere it is a day
    return state


def _fields(entry: Entry) -> list[str]:
    fields = entry.payload.get("fields")
    return [str(name) for name in fields] if isinstance(fields, list) else []


def _mapping(payload: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = payload.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return "" if value is None else str(plain(value))


def _events(work: Work, proposal_id: str, after: int = 0) -> list[EventRow]:
    found: list[EventRow] = []
    stream = proposal_stream(proposal_id)
    while rows := audit.read_stream(work, stream, after=found[-1].stream_seq if found else after, limit=PAGE):
        found.extend(rows)
        if len(rows) < PAGE:
            break
    return found
