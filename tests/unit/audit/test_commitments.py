"""A commitment binds a personal value under its salt, and says nothing without it."""

import hashlib
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workflows.audit.commitments import SaltTooShort, commit, opens

REPEATABLE = settings(derandomize=True, deadline=None, database=None)
SALT = bytes(range(16))
TRIPLES = st.tuples(st.text(max_size=4), st.text(max_size=4), st.binary(min_size=16, max_size=20))


def test_a_commitment_has_this_very_value() -> None:
    name, value = b"full_name", "Nguyễn Văn Giả".encode()
    framed = b"\0\0\0\0\0\0\0\x10" + SALT + b"\0\0\0\0\0\0\0\x09" + name + len(value).to_bytes(8, "big") + value
    expected = hashlib.sha256(b"vinhdanh-commitment/v1\n" + framed).hexdigest()
    assert commit("full_name", "Nguyễn Văn Giả", SALT) == expected


@REPEATABLE
@given(TRIPLES, TRIPLES)
def test_two_commitments_are_equal_only_for_equal_parts(a: tuple[str, str, bytes], b: tuple[str, str, bytes]) -> None:
    composed = [
        (unicodedata.normalize("NFC", name), unicodedata.normalize("NFC", value), salt) for name, value, salt in (a, b)
    ]
    assert (commit(*a) == commit(*b)) == (composed[0] == composed[1])


@REPEATABLE
@given(st.text(min_size=1, max_size=6), st.integers(0, 6))
def test_a_commitment_does_not_depend_on_where_name_and_value_meet(text: str, cut: int) -> None:
    assume(0 < cut < len(text))
    assert commit(text[:cut], text[cut:], SALT) != commit(text[: cut - 1], text[cut - 1 :], SALT)


@REPEATABLE
@given(st.text(max_size=8), st.text(max_size=8))
def test_a_commitment_opens_to_its_value_alone(value: str, other: str) -> None:
    sealed = commit("full_name", value, SALT)
    same = unicodedata.normalize("NFC", value) == unicodedata.normalize("NFC", other)
    assert opens(sealed, "full_name", unicodedata.normalize("NFD", value), SALT)
    assert opens(sealed, "full_name", other, SALT) == same
    assert not opens(sealed, "birth_date", value, SALT)
    assert not opens(sealed, "full_name", value, SALT + b"\0")


@pytest.mark.parametrize("sealed", ["", "đ", "0" * 64])
def test_what_is_no_commitment_does_not_open(sealed: str) -> None:
    assert not opens(sealed, "full_name", "Nguyễn Văn Giả", SALT)


@pytest.mark.parametrize("length", [0, 15])
def test_a_short_salt_is_refused(length: int) -> None:
    with pytest.raises(SaltTooShort):
        commit("full_name", "Nguyễn Văn Giả", bytes(length))
    with pytest.raises(SaltTooShort):
        opens("0" * 64, "full_name", "Nguyễn Văn Giả", bytes(length))
