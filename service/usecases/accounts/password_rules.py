"""What makes a new password acceptable, after NIST SP 800-63B-4: length and not being guessed first, nothing else.

No rule asks for capitals, digits or signs, and no password expires by itself. `data/common_passwords.txt` names its
sources.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from service.usecases.fields import FieldReader
from service.usecases.passwords import LONGEST, normal_password
from workflows.names import fold

SHORTEST = 15  # what the standard asks of a password that may be the only factor
SHORTEST_WORD = 4  # shorter ones stand in too many harmless texts
LEAST_WORTH = 10
WORTH_OF_A_WORD = 4  # a word that is guessed first is worth as much as so many letters that are not
OWN_WORDS = ("vinhdanh", "thiduakhenthuong", "thidua", "khenthuong")
_SIGNS = re.compile(r"[\W_]+")
_REPEATED = re.compile(r"(.+?)\1+")


def check_password_wish(reader: FieldReader, path: str, password: str, *, username: str, known: Iterable[str]) -> None:
    """Note in the reader why a new password cannot be accepted, if so; `known` are names around its owner."""
    weakness = find_weakness(password, username, known)
    if weakness:
        reader.problem(path, weakness, shortest=SHORTEST, longest=LONGEST)


def find_weakness(password: str, username: str, known: Iterable[str] = ()) -> str:
    """Return why a new password is refused, or an empty text.

    `too-short`, `too-long` (letters as people see them, any script), `contains-username`, or `too-common`: made of
    nothing but words that are guessed first, of repetitions and sequences, or of names around its owner (`known`).
    """
    normal = normal_password(password)
    if len(normal) < SHORTEST:
        return "too-short"
    if len(normal) > LONGEST:
        return "too-long"
    if username and username.casefold() in normal.casefold():
        return "contains-username"
    names = {bare for name in (*known, *OWN_WORDS, username) if len(bare := _bare(name)) >= SHORTEST_WORD}
    return "too-common" if _worth(fold(normal), names) < LEAST_WORTH else ""


@cache
def common_words() -> frozenset[str]:
    """Return the words and passwords that are guessed first, folded."""
    text = (files("service.usecases.accounts") / "data" / "common_passwords.txt").read_text(encoding="utf-8")
    words = (_bare(line) for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD)


def _worth(folded: str, names: Collection[str]) -> int:
    """Return how many letters a password is worth to one who tries words, repetitions and sequences first."""
    bare = _bare(folded)
    signs = len(folded) - len(bare) - folded.count(" ")
    if bare in common_words():
        return 0
    whole = _REPEATED.fullmatch(bare)
    bare = whole[1] if whole else bare
    words, rest, place = set(), 0, 0
    while place < len(bare):
        size = _known_size(bare, place, names)
        if size:
            words.add(bare[place : place + size])
        rest += 0 if size else 1
        place += size or 1
    return len(words) * WORTH_OF_A_WORD + rest + signs // 2


def _known_size(bare: str, place: int, names: Collection[str]) -> int:
    """Return the length of the longest known word or sequence that begins here, 0 when there is none."""
    longest = max(_longest_common(), *(len(name) for name in names))
    for size in range(min(longest, len(bare) - place), SHORTEST_WORD - 1, -1):
        piece = bare[place : place + size]
        if piece in names or piece in common_words():
            return max(size, _sequence_size(bare, place))
    return _sequence_size(bare, place)


def _sequence_size(bare: str, place: int) -> int:
    """Return how far letters go on by the same small step from here (aaaa, abcd, 9876), 0 when it is not far."""
    codes = [ord(letter) for letter in bare[place:]]
    steps = [after - before for before, after in pairwise(codes)]
    if not steps or abs(steps[0]) > 1:
        return 0
    size = 1 + next((number for number, step in enumerate(steps) if step != steps[0]), len(steps))
    return size if size >= SHORTEST_WORD else 0


@cache
def _longest_common() -> int:
    return max(map(len, common_words()))


def _bare(text: str) -> str:
    return _SIGNS.sub("", fold(text))
