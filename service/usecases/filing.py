"""What happens beside a proposal's moves: an event in its stream, and a paper that comes in with it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from service.db import dossiers, proposals
from service.db.dossiers import DocumentValues
from service.db.work import Work
from service.documents.store import DocumentStore
from service.usecases.drafting.dossiers import Upload, event_facts, prepare_upload
from service.usecases.facts import CaseData
from service.usecases.recording import proposal_stream, record
from workflows.policy import Actor, Holding

Who = tuple[Actor | None, Holding | None]


def note_event(
    work: Work,
    data: CaseData,
    *,
    event: str,
    who: Who,
    facts: Mapping[str, Any],
    private: Mapping[str, str] | None = None,
) -> CaseData:
    """Record an event in the proposal's own stream and return the case at its new version."""
    case = data.case
    seq, digest = record(
        work,
        stream=proposal_stream(case.id),
        event=event,
        actor=who[0],
        holding=who[1],
        facts=facts,
        private=private,
        head=(case.version, case.head_hash),
    )
    values = {"version": seq, "head_hash": digest}
    proposals.advance_proposal(work, case.id, expected_version=case.version, values=values)
    return replace(data, case=case._replace(version=seq, head_hash=digest))


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
    dossiers.add_document(work, data.case.id, cast("DocumentValues", stored))
    return moved, {"document": key, "digest": str(row["digest"])}
