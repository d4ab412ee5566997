"""Bytes that somebody else made, handed out so that no browser ever runs them."""

from urllib.parse import quote

from flask import Response

# A document is never shown inside a page of ours: it may be hostile whatever its type says.
SANDBOX = "default-src 'none'; sandbox"


def file_response(name: str, media_type: str, content: bytes, *, digest: str = "") -> Response:
    """Return a file to be saved under its name, sandboxed, with its SHA-256 where it is known."""
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Security-Policy"] = SANDBOX
    if digest:
        response.headers["X-Document-Digest"] = f"sha256:{digest}"
    return response
