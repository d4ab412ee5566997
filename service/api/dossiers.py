"""The documents of a dossier: put in, replaced, taken out, given back safely."""

from typing import Any

import orjson
from flask import Response
from werkzeug.datastructures import FileStorage

from service.api.kit import BYTES, ON_VERSION, Resource, answer, created, read
from service.api.parsing import MULTIPART
from service.http.context import actor, services
from service.http.files import file_response
from service.http.preconditions import seen_version
from service.schemas.base import QueryInput
from service.schemas.proposal_views import DocumentsPage, TextsPage
from service.schemas.proposals import DocumentForm, FileInput, ProposalState, UploadForm
from service.usecases.attempts import perform
from service.usecases.case_views import document_as_data
from service.usecases.drafting import dossiers, editing
from service.usecases.drafting.reads import open_document
from service.usecases.drafting.uploads import receive_document
from service.usecases.errors import Invalid
from service.usecases.streams import proposal_stream

blp = Resource("dossiers", __name__, description="Tài liệu của hồ sơ")
DOCUMENTS = "/proposals/<string:proposal_id>/documents"
# The library describes only one of the two parts of a multipart form.
UPLOAD = ON_VERSION | {"requestBody": {"content": {MULTIPART: {"schema": UploadForm}}}}


@blp.get(DOCUMENTS)
@blp.arguments(QueryInput, location="query")
@blp.response(200, DocumentsPage)
def list_documents(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return every document of a dossier, replaced and removed ones included."""
    who, catalog = actor(), services().catalog
    rows = read(
        lambda work: dossiers.list_documents(work, catalog, actor=who, proposal_id=proposal_id, every_version=True)
    )
    return answer({"items": [document_as_data(row._asdict()) for row in rows], "next": None})


@blp.get("/proposals/<string:proposal_id>/texts")
@blp.arguments(QueryInput, location="query")
@blp.response(200, TextsPage)
def list_texts(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return every version of the achievement text, oldest first."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: editing.list_texts(work, catalog, actor=who, proposal_id=proposal_id))
    return answer({"items": found, "next": None})


@blp.post(DOCUMENTS)
@blp.arguments(DocumentForm, location="form")
@blp.arguments(FileInput, location="files")
@blp.doc(**UPLOAD)
@blp.response(201, ProposalState)
def attach(values: dict[str, Any], files: dict[str, Any], proposal_id: str) -> Response:
    """Attach a document (multipart form with `file`); it is judged by its content and kept by its SHA-256."""
    who, program, version, upload = actor(), services(), seen_version(), _upload(values, files["file"])
    done = receive_document(program, actor=who, proposal_id=proposal_id, expected_version=version, upload=upload)
    return created(done, f"/proposals/{proposal_id}/documents/{done['id']}", version=done["version"])


@blp.put(f"{DOCUMENTS}/<string:document_id>")
@blp.arguments(DocumentForm, location="form")
@blp.arguments(FileInput, location="files")
@blp.doc(**UPLOAD)
@blp.response(200, ProposalState)
def replace(values: dict[str, Any], files: dict[str, Any], proposal_id: str, document_id: str) -> Response:
    """Put a new version in the place of a document; whoever judged the old one must look again."""
    who, program, version, upload = actor(), services(), seen_version(), _upload(values, files["file"])
    done = receive_document(
        program, actor=who, proposal_id=proposal_id, expected_version=version, upload=upload, replaces=document_id
    )
    return answer(done, version=done["version"])


@blp.delete(f"{DOCUMENTS}/<string:document_id>")
@blp.doc(**ON_VERSION)
@blp.response(200, ProposalState)
def remove(proposal_id: str, document_id: str) -> Response:
    """Take a document out of the dossier; its bytes stay for the record."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: dossiers.remove_document(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            document_id=document_id,
            expected_version=version,
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="remove",
    )
    return answer(done, version=done["version"])


@blp.get(f"{DOCUMENTS}/<string:document_id>")
@blp.arguments(QueryInput, location="query")
@blp.response(200, BYTES, content_type="application/octet-stream")
def download(_query: dict[str, Any], proposal_id: str, document_id: str) -> Response:
    """Return the bytes of a document of any version, checked against its digest."""
    row, content = open_document(services(), actor=actor(), proposal_id=proposal_id, document_id=document_id)
    return file_response(row.file_name, row.media_type, content, digest=row.digest)


def _upload(values: dict[str, Any], file: FileStorage) -> dossiers.Upload:
    """Return the statement and bytes of an upload; raises Invalid for unreadable particulars."""
    try:
        meta = orjson.loads(values["meta"] or "{}")
    except orjson.JSONDecodeError:
        meta = None
    if not isinstance(meta, dict):
        raise Invalid("invalid-input", {"problems": [{"path": "meta", "code": "wrong-type"}]})
    stated = {key: value for key, value in values.items() if key != "meta"}
    statement = dossiers.DocumentValues(**stated, file_name=file.filename or "", meta=meta)
    return dossiers.Upload(statement, file.read(), services().settings.upload_limit_bytes)
