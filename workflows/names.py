"""Vietnamese text: normal form, search without diacritics, and a sort key that is equal on every database."""

import unicodedata
from functools import lru_cache

# Letters typed in place of đ by old fonts and foreign keyboards (eth, African d) fold like đ itself.
_BARRED_D = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT_BELOW = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"

_PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_ALPHABET = (
    *("a", "a" + _BREVE, "a" + _CIRCUMFLEX, "b", "c", "d", "đ", "e", "e" + _CIRCUMFLEX, "f", "g", "h", "i", "j", "k"),
    *("l", "m", "n", "o", "o" + _CIRCUMFLEX, "o" + _HORN, "p", "q", "r", "s", "t", "u", "u" + _HORN, "v", "w", "x"),
    *("y", "z"),
)
_LETTER_MARKS = frozenset((_BREVE, _CIRCUMFLEX, _HORN))

# First level: space, punctuation, other signs, digits, Vietnamese letters, other letters. 0x00 ends a level.
_SPACE, _FIRST_PUNCTUATION, _OTHER_SIGN, _FIRST_DIGIT, _FIRST_LETTER, _OTHER_LETTER = 0x02, 0x03, 0x2F, 0x30, 0x40, 0x80
_PRIMARY = {
    " ": _SPACE,
    **{sign: _FIRST_PUNCTUATION + place for place, sign in enumerate(_PUNCTUATION)},
    **{str(digit): _FIRST_DIGIT + digit for digit in range(10)},
    **{letter: _FIRST_LETTER + place for place, letter in enumerate(_ALPHABET)},
}
# Second level: the order of the tones, ngang first. Third level: small letters before capitals.
_PLAIN = b"\x02"
_TONES = {_GRAVE: b"\x03", _HOOK: b"\x04", _TILDE: b"\x05", _ACUTE: b"\x06", _DOT_BELOW: b"\x07"}
_OTHER_MARK = b"\x08"
_CAPITAL = b"\x03"


def nfc(text: str) -> str:
    """Return the composed form (Unicode NFC) in which all text is kept."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return the text as it is searched: small letters, no diacritics, đ as d, single spaces.

    Folding twice changes nothing more, and every canonical spelling of a text folds to the same result.
    """
    folded = _fold_once(text)
    while folded != text:  # rare scripts need a second round: a letter freed of its mark may itself fold
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold()).translate(_BARRED_D)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return nfc(" ".join(bare.split()))


def sort_key(text: str) -> bytes:
    """Return bytes whose plain comparison is Vietnamese dictionary order.

    Letters count first (a ă â b c d đ e ê … y), then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then case. Any
    Unicode text has a key; two texts have the same key only when they are the same text in normal form.
    """
    first, second, third, is_whole = bytearray(), bytearray(), bytearray(), True
    for cluster in _clusters(unicodedata.normalize("NFD", text)):
        letter, tone, case, is_exact = _weights(cluster)
        first += letter
        second += tone
        third += case
        is_whole = is_whole and is_exact
    levels = b"\x00".join((bytes(first), bytes(second).rstrip(_PLAIN), bytes(third).rstrip(_PLAIN)))
    return levels if is_whole else levels + b"\x00" + nfc(text).encode("utf-8", "surrogatepass")


def sort_key_hex(text: str) -> str:
    """Return `sort_key` in lower-case hexadecimal, which sorts the same way in a text column in C order."""
    return sort_key(text).hex()


def _clusters(decomposed: str) -> list[str]:
    """Split decomposed text into base characters, each with the combining marks that follow it."""
    clusters: list[str] = []
    for character in decomposed:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@lru_cache(maxsize=4096)
def _weights(cluster: str) -> tuple[bytes, bytes, bytes, bool]:
    """Return the three weights of one cluster, and whether they alone tell it from every other cluster."""
    base, marks = cluster[0], list(cluster[1:])
    small = base.casefold()
    letter_mark = next((mark for mark in marks if small + mark in _PRIMARY and mark in _LETTER_MARKS), "")
    if letter_mark:
        marks.remove(letter_mark)
        small += letter_mark
    tones = b"".join(_mark_weight(mark) for mark in marks) or _PLAIN
    if small in _PRIMARY:
        is_exact = len(marks) == sum(mark in _TONES for mark in marks) <= 1 and base in {small[0], small[0].upper()}
        return bytes((_PRIMARY[small],)), tones, _PLAIN if base == small[0] else _CAPITAL, is_exact
    primary = b"".join(_other_primary(character) for character in small)
    return primary, tones, _PLAIN if base == small else _CAPITAL, False


def _mark_weight(mark: str) -> bytes:
    return _TONES.get(mark) or _OTHER_MARK + ord(mark).to_bytes(3, "big")


def _other_primary(character: str) -> bytes:
    if character in _PRIMARY:
        return bytes((_PRIMARY[character],))
    if character.isspace():
        return bytes((_SPACE,))
    lead = _OTHER_LETTER if unicodedata.category(character).startswith("L") else _OTHER_SIGN
    return bytes((lead,)) + ord(character).to_bytes(3, "big")
