"""The area of opinions, and what its pages share: files of answers, documents handed out."""

from typing import Any

from flask import Response, request

from service.db.dossiers import DocumentRow
from service.http.context import services
from service.http.files import file_response
from service.usecases.opinions.answering import Answered
from service.web.kit import area

pages = area("opinions", __name__)
STATED = ("opinion", "number", "dated_on", "note")


def answered_of(values: dict[str, Any]) -> Answered:
    """Return what a form answers, with the file that came with it."""
    file = request.files.get("file")
    content = file.read() if file else b""
    limit = services().settings.upload_limit_bytes
    stated = {name: values[name] for name in STATED}
    return Answered(file_name=(file.filename if file else "") or "", content=content, limit_bytes=limit, **stated)


def hand_out(row: DocumentRow, content: bytes) -> Response:
    """Return a document to be kept as a file; no address of ours is told to whoever it leads to."""
    response = file_response(row.file_name, row.media_type, content, digest=row.digest)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
