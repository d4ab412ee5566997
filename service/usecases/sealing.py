"""Secrets at rest: sealed with keys that are derived from the installation's own secret, one key per purpose."""

import base64
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.db.work import Work

KEY_BYTES, NONCE_BYTES = 32, 12
VERSION = "1."  # names the method (HKDF-SHA-256, AES-256-GCM), so that another can follow


class SealBroken(ValueError):
    """What was sealed cannot be opened: altered, moved to another owner, or sealed under another secret."""


class Sealer:
    """Seals texts for one purpose and makes keyed digests; `about` binds each to its owner."""

    def __init__(self, secret_key: bytes, purpose: str) -> None:
        self._seals, self._digests = (
            HKDF(SHA256(), KEY_BYTES, salt=None, info=f"vinhdanh/{purpose}/{use}".encode()).derive(secret_key)
            for use in ("seal", "digest")
        )

    def seal(self, work: Work, text: str, *, about: str) -> str:
        """Return the text as it may be kept: ASCII, different each time."""
        nonce = work.random_bytes(NONCE_BYTES)
        sealed = AESGCM(self._seals).encrypt(nonce, text.encode(), about.encode())
        return VERSION + base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, sealed: str, *, about: str) -> str:
        """Return what was sealed; raises SealBroken."""
        try:
            kept = base64.urlsafe_b64decode(sealed.removeprefix(VERSION))
            opened = AESGCM(self._seals).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError):
            raise SealBroken("the seal does not open under this secret") from None
        return opened.decode()

    def digest(self, text: str, *, about: str) -> str:
        """Return a keyed digest (hex, 64 digits) that is worth nothing without the installation's secret."""
        return hmac.digest(self._digests, f"{about}\n{text}".encode(), "sha256").hex()
