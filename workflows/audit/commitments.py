"""Salted commitments: the trail proves which personal value was meant, and forgets it when the salt is erased."""

import hashlib
import hmac

from workflows.names import nfc

DOMAIN = b"vinhdanh-commitment/v1\n"
SHORTEST_SALT = 16


class SaltTooShort(ValueError):
    """A salt below 16 bytes would let a personal value be guessed from its commitment."""


def commit(name: str, value: str, salt: bytes) -> str:
    """Return the SHA-256 commitment (64 hexadecimal digits) of a named personal value under a secret random salt.

    Salt, name and value are each framed by their length, so no two triples share the hashed bytes. Text is taken in
    NFC. The salt is kept beside the value outside the trail; erasing both leaves a commitment that opens to nothing.
    Raises `SaltTooShort` below 16 bytes.
    """
    if len(salt) < SHORTEST_SALT:
        raise SaltTooShort(f"a salt of at least {SHORTEST_SALT} bytes is needed, not {len(salt)}")
    parts = (salt, nfc(name).encode(), nfc(value).encode())
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hashlib.sha256(DOMAIN + framed).hexdigest()


def opens(commitment: str, name: str, value: str, salt: bytes) -> bool:
    """Say whether this value and salt are what was committed to; raises `SaltTooShort` below 16 bytes."""
    return hmac.compare_digest(commit(name, value, salt).encode(), commitment.encode())
