"""Looking at a document: a page around it, its bytes in a frame that can do nothing, and the file to keep."""

from typing import Any
from urllib.parse import quote

from flask import Response

from service.db.dossiers import DocumentRow
from service.db.work import Work
from service.http.context import actor, services
from service.usecases.case_views import show_proposal
from service.usecases.drafting.papers import VIEWABLE, show_evidence
from service.usecases.drafting.reads import open_document
from service.usecases.streams import proposal_stream
from service.web.drafting.area import pages
from service.web.drafting.spoken import say_particular
from service.web.kit import allow_frames, look_at
from service.web.rendering import render_page

# What a document itself may do: nothing. A browser's own PDF viewer cannot start inside a sandbox; a PDF is therefore
# only forbidden to load or run anything, and scripts in PDFs were refused when it came in.
BARE = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
SANDBOXED = f"{BARE}; sandbox"
PDF = "application/pdf"


@pages.get("/proposals/<proposal_id>/documents/<document_id>")
def document(proposal_id: str, document_id: str) -> Response:
    """Show one document of any version: what it is, who put it in, its digest, and the document itself in a frame."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        found = show_evidence(work, catalog, actor=who, proposal_id=proposal_id, document_id=document_id)
        return {"document": found, "proposal": show_proposal(work, catalog, actor=who, proposal_id=proposal_id)}

    view = look_at(act, stream=proposal_stream(proposal_id), action="open document")
    return allow_frames(render_page("drafting/document.html", say_particular=say_particular, **view))


@pages.get("/proposals/<proposal_id>/documents/<document_id>/file")
def file(proposal_id: str, document_id: str) -> Response:
    """Send the bytes to be shown in a frame of ours, or to be kept where a browser cannot show them."""
    row, content = _read(proposal_id, document_id)
    if row.media_type not in VIEWABLE:
        return _send(row, content, "attachment")
    response = _send(row, content, "inline")
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@pages.get("/proposals/<proposal_id>/documents/<document_id>/download")
def download(proposal_id: str, document_id: str) -> Response:
    """Send the bytes to be kept as a file."""
    return _send(*_read(proposal_id, document_id), "attachment")


def _read(proposal_id: str, document_id: str) -> tuple[DocumentRow, bytes]:
    return open_document(services(), actor=actor(), proposal_id=proposal_id, document_id=document_id)


def _send(row: DocumentRow, content: bytes, disposition: str) -> Response:
    is_text = row.media_type.startswith("text/")
    response = Response(content, content_type=f"{row.media_type}; charset=utf-8" if is_text else row.media_type)
    response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(row.file_name, safe='')}"
    is_framed_pdf = row.media_type == PDF and disposition == "inline"
    response.headers["Content-Security-Policy"] = BARE if is_framed_pdf else SANDBOXED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Document-Digest"] = f"sha256:{row.digest}"
    return response
