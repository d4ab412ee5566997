"""Keeping a file that came in: judged by its content, asked of the scanner, stored under its SHA-256."""

from typing import NamedTuple

from service.documents.inspection import UploadProblem, inspect_upload
from service.documents.store import DocumentStore
from service.usecases.errors import UploadRefused


class KeptFile(NamedTuple):
    """A file as its row names it: the hash of its bytes, how many, what they are, and a name safe to give back."""

    digest: str
    size: int
    media_type: str
    file_name: str


def keep_file(store: DocumentStore, file_name: str, content: bytes, *, limit_bytes: int) -> KeptFile:
    """Look at an upload and keep its bytes; raises UploadRefused with the reason."""
    try:
        seen = inspect_upload(file_name, content, limit_bytes=limit_bytes)
        store.scanner.check(content)
    except UploadProblem as problem:
        raise UploadRefused("upload-refused", {"reason": problem.code, **problem.params}) from None
    digest = store.put(content)
    store.scanner.forget(content)
    return KeptFile(digest, len(content), seen.media_type, seen.safe_name)
