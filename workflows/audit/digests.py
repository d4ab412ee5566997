"""Canonical bytes and chained digests of audit entries, simple enough to be recomputed by anyone.

An entry's hash is SHA-256 over `vinhdanh-audit/v1`, a line feed, the previous hash in lower-case hexadecimal, a line
feed, and the entry's body; the body is the RFC 8785 JSON of stream, seq, event, at and payload. The first entry of a
stream follows GENESIS. That hash is also the input of a leaf in a later Merkle tree (RFC 6962): the 0x00 of a leaf is
put before it only when a tree is made, so committing all entries to one tree rewrites nothing.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping

import orjson

DOMAIN = b"vinhdanh-audit/v1\n"
GENESIS = "0" * 64
LARGEST_INTEGER = 2**53 - 1
DEEPEST_LEVEL = 32

_LEAF = b"\x00"
_HEX_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_STREAM = re.compile(r"[A-Za-z0-9._:/-]{1,120}", re.ASCII)
_EVENT = re.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


class NotCanonical(ValueError):
    """A value has no place in an audit body: a float, a large integer, a key or text out of form, another type."""

    def __init__(self, path: str, problem: str) -> None:
        """Keep where the value stands and what is wrong with it."""
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


def canonical_json(value: object) -> bytes:
    """Return the RFC 8785 form of a value made of dicts, lists, text, whole numbers, booleans and None.

    Raises `NotCanonical` for floats, integers beyond 2^53 - 1 (write money as text when it may be larger), text that
    is not in NFC, and keys that are not ASCII: within these bounds sorted compact JSON is the RFC 8785 form.
    """
    _check(value, "$", 0)
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError as error:  # text that is no Unicode (lone surrogates)
        raise NotCanonical("$", str(error)) from error


def body_of(*, stream: str, seq: int, event: str, at: str, payload: Mapping[str, object]) -> bytes:
    """Return the canonical bytes of one entry, to be stored exactly as they were hashed.

    `at` is a UTC instant such as 2026-11-22T01:02:03.000004Z. Raises `NotCanonical` when a part is out of form.
    """
    if not _STREAM.fullmatch(stream):
        raise NotCanonical("$.stream", "ASCII letters, digits and . _ : / - are allowed, up to 120")
    if type(seq) is not int or seq < 1:
        raise NotCanonical("$.seq", "a whole number from 1 is needed")
    if not _EVENT.fullmatch(event):
        raise NotCanonical("$.event", "noun.past-participle is needed")
    if not _INSTANT.fullmatch(at):
        raise NotCanonical("$.at", "a UTC instant with microseconds and Z is needed")
    return canonical_json({"at": at, "event": event, "payload": dict(payload), "seq": seq, "stream": stream})


def digest_of(prev: str, body: bytes) -> str:
    """Return the hash of an entry from the previous hash of its stream and its stored body.

    Raises `NotCanonical` when `prev` is not 64 lower-case hexadecimal digits.
    """
    if not _HEX_DIGEST.fullmatch(prev):
        raise NotCanonical("$.prev", "64 lower-case hexadecimal digits are needed")
    return hashlib.sha256(DOMAIN + prev.encode() + b"\n" + body).hexdigest()


def leaf_hash(digest: str) -> bytes:
    """Return the RFC 6962 leaf hash of an entry: SHA-256 of 0x00 and the 32 bytes of the entry's hash."""
    return hashlib.sha256(_LEAF + bytes.fromhex(digest)).digest()


def _check(value: object, path: str, depth: int) -> None:
    """Raise `NotCanonical` unless the value lies in the domain on which sorted JSON equals RFC 8785."""
    if isinstance(value, str):
        if not (value.isascii() or unicodedata.is_normalized("NFC", value)):
            raise NotCanonical(path, "text is not in Unicode NFC")
    elif isinstance(value, int):
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            raise NotCanonical(path, "the whole number is beyond 2^53 - 1")
    elif value is None:
        return
    elif isinstance(value, dict | list | tuple):
        if depth == DEEPEST_LEVEL:
            raise NotCanonical(path, f"more than {DEEPEST_LEVEL} levels deep")
        _check_items(value, path, depth + 1)
    else:
        raise NotCanonical(path, f"{type(value).__name__} has no canonical form here")


def _check_items(value: dict[object, object] | list[object] | tuple[object, ...], path: str, depth: int) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise NotCanonical(path, f"the key {key!r} is not ASCII text")
            _check(item, f"{path}.{key}", depth)
    else:
        for place, item in enumerate(value):
            _check(item, f"{path}[{place}]", depth)
