"""The dossier's documents: attached, replaced, removed and read; every version is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from service.db import dossiers as rows
from service.db.dossiers import DocumentRow
from service.db.dossiers import DocumentValues as StoredDocument
from service.db.errors import NotFound as RowMissing
from service.db.work import Work
from service.documents.store import DocumentStore
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.drafting.kept_files import keep_file
from service.usecases.errors import Invalid, NotFound
from service.usecases.facts import CaseData
from service.usecases.moves.amendments import Amendment, amend, open_for_editing
from service.usecases.noting import Who, note_event
from service.usecases.recording import plain
from workflows.documents import document_types, find_meta_problems
from workflows.policy import Actor


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """What the uploader states of a document; `meta` holds the particulars its type allows."""

    type: str
    file_name: str
    title: str = ""
    criterion: str = ""
    number: str = ""
    dated_on: date | None = None
    issuer: str = ""
    copy: str = "original"
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upload:
    """A document's statement with its bytes and the greatest size allowed."""

    values: DocumentValues
    content: bytes
    limit_bytes: int


def attach_document(
    work: Work,
    catalog: Catalog,
    store: DocumentStore,
    *,
    actor: Actor,
    proposal_id: str,
    expected_version: int | None,
    upload: Upload,
) -> dict[str, Any]:
    """Add a document: inspected by content, stored by its SHA-256, recorded. Raises UploadRefused, Invalid, Stale."""
    data, holding = open_for_editing(
        work, catalog, actor=actor, proposal_id=proposal_id, expected_version=expected_version
    )
    row = prepare_upload(data, store, upload)
    document_id = work.new_id()
    change = Amendment(
        event="document.attached",
        facts=event_facts(document_id, row),
        private={"title": row["title"], "file_name": row["file_name"]},
    )
    done = amend(work, data, change, actor=actor, holding=holding)
    rows.add_document(work, proposal_id, _row(actor, document_id, row, done.seq))
    return {"id": document_id, "digest": row["digest"], "version": done.version, "state": done.state}


def replace_document(
    work: Work,
    catalog: Catalog,
    store: DocumentStore,
    *,
    actor: Actor,
    proposal_id: str,
    document_id: str,
    expected_version: int | None,
    upload: Upload,
) -> dict[str, Any]:
    """Put a new version in the place of a document; whoever had judged the old one must look again."""
    data, holding = open_for_editing(
        work, catalog, actor=actor, proposal_id=proposal_id, expected_version=expected_version
    )
    old = _current(data, document_id)
    row = prepare_upload(data, store, upload)
    new_id = work.new_id()
    change = Amendment(
        event="document.replaced",
        facts={
            **event_facts(new_id, row),
            "replaces": old.id,
            "replaced_digest": old.digest,
            "version": old.version + 1,
        },
        private={"title": row["title"], "file_name": row["file_name"]},
        seen_since=old.attached_seq,
        criterion=old.criterion,
    )
    done = amend(work, data, change, actor=actor, holding=holding)
    rows.replace_document(work, proposal_id, old.id, _row(actor, new_id, row, done.seq))
    return {"id": new_id, "digest": row["digest"], "version": done.version, "state": done.state}


def remove_document(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    document_id: str,
    expected_version: int | None,
) -> dict[str, Any]:
    """Take a document out of the dossier; its bytes and its row stay for the record."""
    data, holding = open_for_editing(
        work, catalog, actor=actor, proposal_id=proposal_id, expected_version=expected_version
    )
    old = _current(data, document_id)
    change = Amendment(
        event="document.removed",
        facts={"document": old.id, "type": old.type, "digest": old.digest},
        seen_since=old.attached_seq,
        criterion=old.criterion,
    )
    done = amend(work, data, change, actor=actor, holding=holding)
    rows.remove_document(work, proposal_id, old.id)
    return {"id": old.id, "version": done.version, "state": done.state}


def read_document(
    work: Work, catalog: Catalog, store: DocumentStore, *, actor: Actor, proposal_id: str, document_id: str
) -> tuple[DocumentRow, bytes]:
    """Return a document of any version with its bytes, checked against its digest; raises NotFound."""
    open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    try:
        row = rows.get_document(work, proposal_id, document_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "document", "id": document_id}) from None
    return row, store.get(row.digest)


def list_documents(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, every_version: bool
) -> list[DocumentRow]:
    """Return the documents of a dossier, the current ones or every version, in the order they came in."""
    open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    return list(rows.list_documents(work, proposal_id, current_only=not every_version))


def file_paper(
    work: Work, data: CaseData, store: DocumentStore, *, upload: Upload, who: Who
) -> tuple[CaseData, dict[str, str]]:
    """Put a paper into the dossier whatever its state; returns the case and the document's id and digest.

    The caller has authorised. Raises Invalid with every problem of what is stated, UploadRefused.
    """
    row, key = prepare_upload(data, store, upload), work.new_id()
    private = {"title": row["title"], "file_name": row["file_name"]}
    moved = note_event(work, data, event="document.attached", who=who, facts=event_facts(key, row), private=private)
    by = who[0].account_id if who[0] else None
    stored = {**row, "id": key, "attached_seq": moved.case.version, "attached_by": by}
    rows.add_document(work, data.case.id, cast("StoredDocument", stored))
    return moved, {"document": key, "digest": str(row["digest"])}


def prepare_upload(data: CaseData, store: DocumentStore, upload: Upload) -> dict[str, Any]:
    """Look at an upload and keep its bytes; returns its row. Raises Invalid with every problem, UploadRefused."""
    values = upload.values
    problems = statement_problems(data, values)
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    kept = keep_file(store, values.file_name, upload.content, limit_bytes=upload.limit_bytes)
    return {
        "type": values.type,
        "criterion": values.criterion,
        "title": values.title or document_types()[values.type].label_vi,
        "number": values.number,
        "dated_on": values.dated_on,
        "issuer": values.issuer,
        "copy": values.copy,
        **kept._asdict(),
        "meta": plain(values.meta),
    }


def statement_problems(data: CaseData, values: DocumentValues) -> list[dict[str, str]]:
    """Return every problem of what is stated of a document, each with its path and code."""
    problems = []
    if values.type not in document_types():
        problems.append({"path": "type", "code": "unknown-document-type"})
    else:
        wrong = find_meta_problems(values.type, values.meta)
        problems += [{"path": f"meta.{name}", "code": "unknown-particular"} for name in wrong]
    if values.criterion and values.criterion not in {criterion.code for criterion in data.plan.criteria}:
        problems.append({"path": "criterion", "code": "not-in-plan"})
    if values.copy not in {"original", "certified", "plain", "digital"}:
        problems.append({"path": "copy", "code": "unknown-copy-kind"})
    return problems


def _row(actor: Actor, document_id: str, row: dict[str, Any], seq: int) -> StoredDocument:
    stored = {**row, "id": document_id, "attached_seq": seq, "attached_by": actor.account_id}
    return cast("StoredDocument", stored)


def event_facts(document_id: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return what the trail keeps of a document that came in."""
    kept = ("type", "criterion", "digest", "size", "media_type", "copy", "number")
    dated = row["dated_on"].isoformat() if row["dated_on"] else None
    return {"document": document_id, "dated_on": dated, **{name: row[name] for name in kept}}


def _current(data: CaseData, document_id: str) -> DocumentRow:
    for row in data.dossier.documents:
        if row.id == document_id:
            return row
    raise NotFound("not-found", {"kind": "document", "id": document_id})
