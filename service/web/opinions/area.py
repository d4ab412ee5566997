"""The area of opinions, and what its pages share: files of answers, documents handed out, refusals beside fields."""

from typing import Any

from flask import Response, request

from service.db.dossiers import DocumentRow
from service.http.context import language, services
from service.http.files import file_response
from service.i18n import sentence
from service.usecases.answering import Answered
from service.usecases.errors import DomainError, UploadRefused
from service.web.forms import Form
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


def refuse(form: Form, error: DomainError) -> None:
    """Say beside the form why it was refused; what is wrong with a file stands beside the file."""
    if isinstance(error, UploadRefused):
        form.problems["file"] = sentence("uploads", str(error.params["reason"]), error.params, language())
    else:
        form.refuse(error)


def hand_out(row: DocumentRow, content: bytes) -> Response:
    """Return a document to be kept as a file; no address of ours is told to whoever it leads to."""
    response = file_response(row.file_name, row.media_type, content, digest=row.digest)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
