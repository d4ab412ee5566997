"""Passwords: hashed with argon2id, compared in a time that does not tell whether the account exists."""

import base64
import threading
import unicodedata
from collections.abc import Callable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The least that OWASP's password storage cheat sheet recommends for argon2id: 19 MiB, two passes, one lane.
MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
SALT_BYTES = 16
HASH_BYTES = 32
AT_ONCE = 2  # each verification takes 19 MiB and a processor; more at once would only starve the other requests

LONGEST = 200  # the standard asks for 64 at least; beyond this, hashing would only be a burden


def _absent_hash() -> str:
    """Return a well-formed hash that no password opens; checking against it costs as much as against a real one."""
    salt, digest = (base64.b64encode(bytes(size)).rstrip(b"=").decode() for size in (SALT_BYTES, HASH_BYTES))
    return f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${salt}${digest}"


class Passwords:
    """Hashes and checks passwords, two at once; salts come from the random bytes that the caller hands in."""

    def __init__(self, random_bytes: Callable[[int], bytes]) -> None:
        self._random_bytes = random_bytes
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, hash_len=HASH_BYTES)
        self._gate = threading.BoundedSemaphore(AT_ONCE)
        self._absent = _absent_hash()

    def hash(self, password: str) -> str:
        """Return the argon2id hash of a password."""
        with self._gate:
            return self._hasher.hash(normal_password(password), salt=self._random_bytes(SALT_BYTES))

    def verify(self, password: str, stored: str) -> bool:
        """Tell whether the password is the stored one; an empty `stored` (no account) takes the same time."""
        if len(password) > LONGEST:
            stored, password = "", ""
        with self._gate:
            try:
                self._hasher.verify(stored or self._absent, normal_password(password))
            except (VerificationError, InvalidHashError):
                return False
        return bool(stored)

    def is_outdated(self, stored: str) -> bool:
        """Tell whether a hash was made with other costs than today's, so that it is renewed at the next sign-in."""
        return self._hasher.check_needs_rehash(stored)


def normal_password(password: str) -> str:
    """Return the compatibility form, in which one Vietnamese password has one spelling on every keyboard."""
    return unicodedata.normalize("NFKC", password)
