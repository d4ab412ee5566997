"""Style sheets, scripts and fonts: named by their content, kept by browsers for a year, sent compressed."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request, url_for
from werkzeug.exceptions import NotFound

from service.web.kit import public

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".toml": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
COMPRESSED = frozenset({".css", ".js", ".svg", ".toml", ".txt"})
KEPT = "public, max-age=31536000, immutable"


@public
def send_asset(filename: str) -> Response:
    """Send a file of ours; one asked for by its content may be kept for a year. Raises NotFound for any other name."""
    mark = mark_of(filename)
    is_small = Path(filename).suffix in COMPRESSED and request.accept_encodings.quality("gzip") > 0
    content = _compressed(filename) if is_small else (STATIC / filename).read_bytes()
    response = Response(content, content_type=TYPES.get(Path(filename).suffix, "application/octet-stream"))
    if is_small:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = KEPT if request.args.get("v") == mark else "no-cache"
    response.set_etag(f"{mark}-{'gzip' if is_small else 'plain'}")
    response.make_conditional(request)
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
