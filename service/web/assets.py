"""Style sheets, scripts and fonts: named by their content, kept by browsers for a year, sent compressed."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request, send_from_directory, url_for
from werkzeug.exceptions import NotFound

from service.web.kit import public

STATIC = Path(__file__).parent / "static"
COMPRESSED = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".toml": "text/plain"}
KEPT = "public, max-age=31536000, immutable"


@public
def send_asset(filename: str) -> Response:
    """Send a file of ours; one asked for by its content may be kept for a year."""
    media_type = COMPRESSED.get(Path(filename).suffix)
    if media_type and "gzip" in request.headers.get("Accept-Encoding", "") and filename in names():
        response = Response(_compressed(filename), content_type=f"{media_type}; charset=utf-8")
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = send_from_directory(STATIC, filename)
    response.vary.add("Accept-Encoding")
    if filename in names() and request.args.get("v") == mark_of(filename):
        response.headers["Cache-Control"] = KEPT
    return response


def asset(filename: str) -> str:
    """Return the address of a file of ours, with the mark of its content; raises NotFound for one that is missing."""
    return url_for("pages.static", filename=filename, v=mark_of(filename))


@cache
def names() -> frozenset[str]:
    """Return every file that may be asked for."""
    return frozenset(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file())


@cache
def mark_of(filename: str) -> str:
    """Return the first digits of a file's SHA-256."""
    if filename not in names():
        raise NotFound
    return hashlib.sha256((STATIC / filename).read_bytes()).hexdigest()[:12]


@cache
def _compressed(filename: str) -> bytes:
    return gzip.compress((STATIC / filename).read_bytes(), mtime=0)
