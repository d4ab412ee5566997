"""One event as it is stored, with each of its findings in the words of that day and the evidence as it was then."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from service.db import audit, dossiers, publications
from service.db.audit import EventRow
from service.db.dossiers import DocumentRow
from service.db.names import account_names
from service.db.publications import PublicationHead
from service.db.work import Work
from service.usecases.case_views import document_as_data
from service.usecases.cases import hidden_streams, require
from service.usecases.catalog import Catalog
from service.usecases.errors import NotFound
from service.usecases.trail.evidence_names import names_of_evidence
from service.usecases.trail.trail_search import describe_events
from service.usecases.views import in_words
from workflows.audit.digests import DOMAIN, GENESIS, NotCanonical, digest_of
from workflows.audit.marks import proposal_of
from workflows.audit.sentences import Language
from workflows.policy import Actor

READ = "audit:read"


class _About(NamedTuple):
    """What findings are shown with: their proposal, the titles of their rulebooks, the language."""

    proposal_id: str
    books: Mapping[str, str]
    language: Language


def show_event(
    work: Work, catalog: Catalog, *, actor: Actor, stream: str, seq: int, language: Language = "vi"
) -> dict[str, Any]:
    """Return one event: its sentence, the raw entry and how its hash comes about, findings and documents as then.

    Raises PermissionDenied, NotFound for a place in the trail that holds nothing.
    """
    require(actor, READ)
    if hidden_streams(work, actor)(stream):
        raise NotFound("not-found", {"kind": "event", "id": f"{stream}/{seq}"})
    rows = audit.read_stream(work, stream, after=seq - 1, limit=2)
    if not rows or rows[0].stream_seq != seq:
        raise NotFound("not-found", {"kind": "event", "id": f"{stream}/{seq}"})
    row = rows[0]
    (event,) = describe_events(work, rows[:1], language)
    key = proposal_of(stream)
    documents = {item.id: item for item in dossiers.list_documents(work, key, current_only=False)} if key else {}
    pinned = _pinned(work, event["payload"])
    books = {f"{item['code']}@{item['version']}": item["title"] for item in pinned if item["kind"] == "rulebook"}
    about = _About(key, books, language)
    findings = _findings(work, catalog, event["payload"], documents, about)
    return event | {
        "has_next": len(rows) > 1,
        "recomputed": _recomputed(row),
        "findings": findings,
        "documents": _documents_then(work, event["payload"], documents),
        "pinned": pinned,
    }


def _recomputed(row: EventRow) -> dict[str, Any]:
    """Return what is hashed, the hash that comes of it, and whether it is the one that is stored."""
    body = bytes(row.body)
    try:
        computed = digest_of(row.prev_hash, body)
    except NotCanonical:
        computed = ""
    return {
        "domain": DOMAIN.decode().rstrip("\n"),
        "body": body.decode("utf-8", "replace"),
        "computed": computed,
        "holds": computed == row.hash,
        "is_first": row.prev_hash == GENESIS,
    }


def _pinned(work: Work, payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the versions that an act ran under, by name: plan, flow, and rulebooks, each with its digest."""
    named = [(kind, payload.get(kind)) for kind in ("plan", "flow", "guidance")]
    named += [("rulebook", name) for name in str(payload.get("rules") or "").split()]
    wanted = [(kind, str(name)) for kind, name in named if name]
    heads = {kind: publications.list_versions(work, kind) for kind in {kind for kind, _ in wanted}}
    known = {(kind, f"{head.code}@{head.version}"): head for kind, rows in heads.items() for head in rows}
    return [_version(kind, name, known.get((kind, name))) for kind, name in wanted]


def _version(kind: str, name: str, head: PublicationHead | None) -> dict[str, Any]:
    code, _, version = name.rpartition("@")
    title, digest = (head.title, head.digest) if head else ("", "")
    return {"kind": kind, "code": code, "version": version, "title": title or code, "digest": digest}


def _findings(
    work: Work, catalog: Catalog, payload: Mapping[str, Any], documents: Mapping[str, DocumentRow], about: _About
) -> list[dict[str, Any]]:
    """Return findings with their sentences under the rulebook version of that day, and what each had looked at."""
    kept = payload.get("findings")
    recorded = [row for row in kept if isinstance(row, Mapping)] if isinstance(kept, list) else []
    spoken = in_words(work, catalog, recorded, about.language)
    names = names_of_evidence(work, spoken, about.proposal_id, about.language)
    for finding in spoken:
        seen = dict.fromkeys(tuple(item) for item in finding.get("evidence", ()))
        finding["evidence"] = [_seen(item, documents, names) for item in seen]
        finding["book"] = about.books.get(str(finding["rulebook"]), "")
    return spoken


def _seen(item: tuple[str, ...], documents: Mapping[str, DocumentRow], names: Mapping[str, str]) -> dict[str, Any]:
    """Return one thing that a rule looked at: its kind, name, digest; a document with what became of it since."""
    kind, ref, digest = (*item, "", "", "")[:3]
    row = documents.get(ref) if kind == "document" else None
    return {
        "kind": kind,
        "ref": ref,
        "digest": digest,
        "name": row.title or row.file_name if row else names.get(ref, ""),
        "document": document_as_data(row._asdict()) if row else None,
        "is_same": row is None or not digest or row.digest == digest,
    }


def _documents_then(
    work: Work, payload: Mapping[str, Any], documents: Mapping[str, DocumentRow]
) -> list[dict[str, Any]]:
    """Return the documents that the dossier held at this act: by digest, who attached each and when."""
    listed = payload.get("documents")
    rows = [tuple(item) for item in listed] if isinstance(listed, list) else []
    if payload.get("document"):
        rows = [(payload.get("type"), payload["document"], payload.get("digest"))]
    people = account_names(work, {row.attached_by or "" for row in documents.values()})
    return [_document_then(kind, key, digest, documents.get(key), people) for kind, key, digest in rows]


def _document_then(
    kind: str, key: str, digest: str, row: DocumentRow | None, people: Mapping[str, str]
) -> dict[str, Any]:
    shown = {"type": kind, "id": key, "digest": digest, "is_known": row is not None}
    if row is None:
        return shown
    return shown | {
        "title": row.title or row.file_name,
        "version": row.version,
        "status": row.status,
        "attached_at": row.attached_at.isoformat(),
        "attached_by": people.get(row.attached_by or "", ""),
        "attached_seq": row.attached_seq,
        "is_same": row.digest == digest,
    }
