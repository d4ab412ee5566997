"""Sealed ballot papers: a paper shows that it bears one of the choices and, to nobody, which one.

The seal is a commitment `C = g^v · h^r` over the choice's value `v` under a random key `r` (Pedersen 1991): for every
other choice there is another key that fits, so that no computing power reads the choice out of it. Beside it stands a
proof that `v` is one of the values (Cramer, Damgård, Schoenmakers 1994), bound to the ballot by its challenge.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.audit.digests import canonical_json
from workflows.votes.group import ORDER, base, commit, is_element, modulus

CHOICES = ("yes", "no", "blank")
VALUES = {choice: 1 << (16 * place) for place, choice in enumerate(CHOICES)}  # sums of them tell how often each stands
MOST_PAPERS = (1 << 16) - 1
RECEIPT_DIGITS = 32
_DRAWN_BYTES = 48  # half as long again as the order: what is drawn is even to 2^-128
_NUMBER_DIGITS, _SEAL_DIGITS = 64, 768

Draw = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Paper:
    """A sealed paper: the seal, and for each choice in turn a challenge and a response of the proof."""

    seal: int
    challenges: tuple[int, ...]
    responses: tuple[int, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the paper as it is written down: lower-case hexadecimal digits of fixed width."""
        return {
            "seal": f"{self.seal:0{_SEAL_DIGITS}x}",
            "challenges": [_written(number) for number in self.challenges],
            "responses": [_written(number) for number in self.responses],
        }


def make_paper(ballot: str, choice: str, draw: Draw) -> tuple[Paper, int]:
    """Return a sealed paper with a choice, and the key of its seal, which nobody may keep once it is counted."""
    prime, key, nonce = modulus(), draw_number(draw), draw_number(draw)
    seal = commit(VALUES[choice], key)
    own = CHOICES.index(choice)
    challenges = [draw_number(draw) for _ in CHOICES]
    responses = [draw_number(draw) for _ in CHOICES]
    shown = [_witness(seal, place, challenges[place], responses[place]) for place in range(len(CHOICES))]
    shown[own] = pow(base(b"key"), nonce, prime)
    others = sum(challenges) - challenges[own]
    challenges[own] = (_challenge(ballot, seal, shown) - others) % ORDER
    responses[own] = (nonce + challenges[own] * key) % ORDER
    return Paper(seal, tuple(challenges), tuple(responses)), key


def is_sound(ballot: str, paper: Paper) -> bool:
    """Tell whether a paper was sealed for this ballot and bears exactly one of the choices."""
    numbers = (*paper.challenges, *paper.responses)
    is_whole = len(paper.challenges) == len(paper.responses) == len(CHOICES)
    if not is_whole or not all(0 <= number < ORDER for number in numbers) or not is_element(paper.seal):
        return False
    pairs = zip(paper.challenges, paper.responses, strict=True)
    shown = [_witness(paper.seal, place, *pair) for place, pair in enumerate(pairs)]
    return sum(paper.challenges) % ORDER == _challenge(ballot, paper.seal, shown)


def opens(paper: Paper, choice: str, key: int) -> bool:
    """Tell whether a seal was made over this choice under this key."""
    return choice in VALUES and 0 <= key < ORDER and commit(VALUES[choice], key) == paper.seal


def receipt_of(ballot: str, paper: Paper) -> str:
    """Return the code by which a paper is found in the published list; it says nothing about the choice."""
    told = canonical_json({"ballot": ballot, "paper": paper.as_data()})
    return hashlib.sha256(b"vinhdanh-receipt/v1\n" + told).hexdigest()[:RECEIPT_DIGITS]


def read_paper(data: Any) -> Paper:
    """Return a paper as it was written down; raises ValueError for anything that no paper is written like."""
    if not isinstance(data, Mapping) or data.keys() != {"seal", "challenges", "responses"}:
        raise ValueError("not a paper")
    lists = [data[name] for name in ("challenges", "responses")]
    if not all(isinstance(numbers, list) and len(numbers) == len(CHOICES) for numbers in lists):
        raise ValueError("not a proof")
    challenges, responses = (tuple(read_number(number) for number in numbers) for numbers in lists)
    return Paper(read_number(data["seal"], _SEAL_DIGITS), challenges, responses)


def read_number(text: Any, digits: int = _NUMBER_DIGITS) -> int:
    """Return a number of so many lower-case hexadecimal digits; raises ValueError for any other writing."""
    if not isinstance(text, str) or len(text) != digits or set(text) - set("0123456789abcdef"):
        raise ValueError("not a number in fixed width")
    return int(text, 16)


def draw_number(draw: Draw) -> int:
    """Return a random number below the order of the group."""
    return int.from_bytes(draw(_DRAWN_BYTES)) % ORDER


def _witness(seal: int, place: int, challenge: int, response: int) -> int:
    """Return what the proof must have begun with for one choice: h^response · (seal / g^value)^-challenge."""
    prime = modulus()
    value = VALUES[CHOICES[place]]
    left_over = seal * pow(base(b"number"), -value, prime) % prime
    return pow(base(b"key"), response, prime) * pow(left_over, ORDER - challenge, prime) % prime


def _challenge(ballot: str, seal: int, shown: list[int]) -> int:
    told = canonical_json({"ballot": ballot, "seal": f"{seal:x}", "shown": [f"{number:x}" for number in shown]})
    return int.from_bytes(hashlib.sha256(b"vinhdanh-paper/v1\n" + told).digest()) % ORDER


def _written(number: int) -> str:
    return f"{number:0{_NUMBER_DIGITS}x}"
