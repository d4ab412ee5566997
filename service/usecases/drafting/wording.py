"""What changed between two texts, word by word: pieces that both have, that only the old has, or only the new."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["same", "old", "new"]
# White space belongs to what follows it: a sentence that ends a text is the same where another one follows.
_WORDS = re.compile(r"\s*\w+|\s*[^\s\w]|\s+")
_SENTENCES = re.compile(r"\s*[^\s.!?;][^.!?;\n]*[.!?;]*|\s*[.!?;]+|\s+")
# Beyond so many pairs of equal words a changed passage is shown as a whole: nobody reads such a patchwork anyway.
MOST_PAIRS = 60_000


class Piece(NamedTuple):
    """A stretch of text and where it stands: in both, only in the old, or only in the new."""

    kind: Kind
    text: str


def compare_texts(old: str, new: str) -> list[Piece]:
    """Return the pieces that make `old` (same and old ones) and `new` (same and new ones), in order, none empty."""
    pieces: list[Piece] = []
    for is_same, before, after in _aligned(_SENTENCES.findall(old), _SENTENCES.findall(new)):
        pieces += [Piece("same", before)] if is_same else _words(before, after)
    return list(_joined(pieces))


def old_text(pieces: Iterable[Piece]) -> str:
    """Return the text that was compared first."""
    return "".join(piece.text for piece in pieces if piece.kind != "new")


def new_text(pieces: Iterable[Piece]) -> str:
    """Return the text that was compared second."""
    return "".join(piece.text for piece in pieces if piece.kind != "old")


def _words(old: str, new: str) -> Iterator[Piece]:
    for is_same, before, after in _aligned(_WORDS.findall(old), _WORDS.findall(new)):
        yield from [Piece("same", before)] if is_same else [Piece("old", before), Piece("new", after)]


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield runs of tokens side by side, each as text, and whether they are the same."""
    start, end = _ends(old, new)
    yield True, "".join(old[:start]), "".join(new[:start])
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    held = Counter(after)
    if sum(held[token] for token in before) > MOST_PAIRS:
        yield False, "".join(before), "".join(after)
    else:
        for tag, first, last, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            yield tag == "equal", "".join(before[first:last]), "".join(after[begin:stop])
    yield True, "".join(old[len(old) - end :]), "".join(new[len(new) - end :])


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens both begin with, and how many of the rest both end with."""
    most = min(len(old), len(new))
    start = next((place for place in range(most) if old[place] != new[place]), most)
    most -= start
    end = next((place for place in range(most) if old[-1 - place] != new[-1 - place]), most)
    return start, end


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces with neighbours of one kind made one; between two same ones, old stands before new."""
    old, new, same = "", "", ""
    for piece in pieces:
        if piece.kind == "same":
            if old or new:
                yield from (item for item in (Piece("same", same), Piece("old", old), Piece("new", new)) if item.text)
                old, new, same = "", "", ""
            same += piece.text
        elif piece.kind == "old":
            old += piece.text
        else:
            new += piece.text
    yield from (item for item in (Piece("same", same), Piece("old", old), Piece("new", new)) if item.text)
