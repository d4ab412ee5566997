"""The differences between two texts: whatever they are, both can be put together again from the pieces."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.usecases.drafting.wording import MOST_PAIRS, Piece, compare_texts, new_text, old_text

WORDS = st.lists(
    st.sampled_from(["học", "tập", "suốt", "đời", "xã hội", "ở", "E\u0301", ".", ";", "\n", " "]), max_size=40
)
TEXTS = st.one_of(st.text(max_size=120), WORDS.map(" ".join), WORDS.map("".join))


@given(old=TEXTS, new=TEXTS)
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    assert old_text(pieces) == old
    assert new_text(pieces) == new


@given(old=TEXTS, new=TEXTS)
def test_no_piece_is_empty_and_neighbours_differ(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    assert all(piece.text for piece in pieces)
    assert all(first.kind != second.kind for first, second in pairwise(pieces))


@given(text=TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert [piece.kind for piece in compare_texts(text, text)] == (["same"] if text else [])


def test_only_the_changed_words_are_marked() -> None:
    pieces = compare_texts("Mở hai lớp tin học. Giúp đồng nghiệp.", "Mở ba lớp tin học. Giúp đồng nghiệp.")
    assert pieces == [
        Piece("same", "Mở"),
        Piece("old", " hai"),
        Piece("new", " ba"),
        Piece("same", " lớp tin học. Giúp đồng nghiệp."),
    ]


def test_a_sentence_put_in_leaves_the_others_alone() -> None:
    pieces = compare_texts("Một. Ba.", "Một. Hai. Ba.")
    assert [piece for piece in pieces if piece.kind != "same"] == [Piece("new", " Hai.")]


def test_a_patchwork_beyond_reading_is_told_as_a_whole() -> None:
    many = MOST_PAIRS // 100
    old, new = "a. " * many, "b. a. " * many
    pieces = compare_texts(old, new)
    assert (old_text(pieces), new_text(pieces)) == (old, new)
    assert len(pieces) < 5
