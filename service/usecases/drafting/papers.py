"""The documents of a dossier as people look at them: what each is, who put it in and when, and its digest."""

from typing import Any

from service.db import dossiers
from service.db.dossiers import DocumentRow
from service.db.errors import NotFound as RowMissing
from service.db.names import account_names
from service.db.work import Work
from service.usecases.case_views import document_as_data
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import NotFound
from service.usecases.recording import plain
from workflows.policy import Actor

# What a browser can show by itself without running anything of ours.
VIEWABLE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})


def list_evidence(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> list[dict[str, Any]]:
    """Return every document of a dossier, replaced and removed ones included, the current ones first.

    Raises NotFound for a proposal that is absent or hidden from this actor.
    """
    open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    return with_people(work, dossiers.list_documents(work, proposal_id, current_only=False))


def show_evidence(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, document_id: str) -> dict[str, Any]:
    """Return one document of any version without its bytes; raises NotFound."""
    open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    try:
        row = dossiers.get_document(work, proposal_id, document_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "document", "id": document_id}) from None
    return with_people(work, [row])[0]


def with_people(work: Work, rows: list[DocumentRow]) -> list[dict[str, Any]]:
    """Return documents with the names of those who attached them, current ones first, one statement for all names."""
    names = account_names(work, {row.attached_by for row in rows if row.attached_by})
    found = [
        document_as_data(row._asdict())
        | {
            "attached_by": names.get(row.attached_by or "", ""),
            "attached_at": plain(row.attached_at),
            "replaces_id": row.replaces_id,
            "is_viewable": row.media_type in VIEWABLE,
        }
        for row in rows
    ]
    return sorted(found, key=lambda row: row["status"] != "current")
