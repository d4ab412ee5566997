"""Versions as entity tags, and keys that make a retry harmless."""

import hashlib
import re

from flask import Response, request

from service.usecases.errors import Invalid, PreconditionMissing, Stale
from service.usecases.idempotency import IdempotencyKey

_TAG = re.compile(r'"v(\d{1,9})"')
LONGEST_KEY = 100


def seen_version() -> int:
    """Return the version that the caller saw, from If-Match.

    Raises PreconditionMissing without the header, Stale for a tag that is not one of ours.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionMissing("version-required")
    found = _TAG.fullmatch(header)
    if found is None:
        raise Stale("stale", {"expected": header})
    return int(found[1])


def set_version(response: Response, version: int) -> Response:
    """Name the version of what is answered."""
    response.headers["ETag"] = f'"v{version}"'
    return response


def idempotency_key() -> IdempotencyKey | None:
    """Return the key of a retry-safe request with the digest of what it asks, or None; raises Invalid for a bad key."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return None
    if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Invalid("invalid-input", {"problems": [{"path": "Idempotency-Key", "code": "not-text"}]})
    asked = f"{request.method} {request.path}\n".encode() + request.get_data()
    return IdempotencyKey(key, hashlib.sha256(asked).hexdigest())
