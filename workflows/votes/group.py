"""The numbers that sealed papers are made of: a group of prime order, and two bases whose relation nobody knows.

Everything is derived from one sentence, so that whoever recomputes it sees that no number was chosen for a purpose.
Modulus and bases are large enough for 128 bits of security; `pow` of the language is all the arithmetic there is.
"""

import hashlib
from functools import cache

SEED = b"vinhdanh-secret-ballot/v1"
ORDER = 2**256 - 189  # the largest prime of 256 bits
MODULUS_BITS = 3072
STEPS = 837  # how many candidates after the first one the first prime stands
_BLOCK_BITS = 256


def stretch(label: bytes, bits: int) -> int:
    """Return so many bits drawn from the seed and a label by SHA-256 over a counter."""
    blocks = (hashlib.sha256(SEED + b"\n" + label + place.to_bytes(4)).digest() for place in range(bits // _BLOCK_BITS))
    return int.from_bytes(b"".join(blocks))


@cache
def modulus() -> int:
    """Return the prime P = k · 2 · ORDER + 1 of exactly so many bits that comes first after the number drawn."""
    drawn = stretch(b"modulus", MODULUS_BITS) | 1 << (MODULUS_BITS - 1)
    first = drawn - drawn % (2 * ORDER) + 1
    return first + STEPS * 2 * ORDER


@cache
def base(label: bytes) -> int:
    """Return a generator of the group drawn from a label; how two of them relate is known to nobody."""
    prime = modulus()
    return pow(stretch(label, MODULUS_BITS) % prime, (prime - 1) // ORDER, prime)


def commit(number: int, key: int) -> int:
    """Return the seal over a number under a key: it hides the number perfectly and can be opened in one way only."""
    prime = modulus()
    return pow(base(b"number"), number, prime) * pow(base(b"key"), key, prime) % prime


def is_element(value: int) -> bool:
    """Tell whether a number is an element of the group."""
    return 1 < value < modulus() and pow(value, ORDER, modulus()) == 1
