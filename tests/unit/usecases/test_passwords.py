"""Passwords: the recommended costs, one spelling for every keyboard, and no account that gives itself away."""

import unicodedata
from typing import Literal

import pytest

from service.usecases.passwords import LONGEST, Passwords

PASSWORD = "Học, học nữa, học mãi"


def passwords() -> Passwords:
    return Passwords(lambda size: bytes(range(size)))


def test_hash_is_argon2id_with_the_recommended_costs() -> None:
    assert passwords().hash(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_password_opens_its_hash_and_no_other_does() -> None:
    made = passwords()
    stored = made.hash(PASSWORD)
    assert made.verify(PASSWORD, stored)
    assert not made.verify(PASSWORD + ".", stored)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_password_is_one_however_it_is_composed(form: Literal["NFC", "NFD", "NFKC", "NFKD"]) -> None:
    made = passwords()
    assert made.verify(unicodedata.normalize(form, PASSWORD), made.hash(PASSWORD))


def test_no_password_opens_an_absent_account() -> None:
    assert not passwords().verify("", "")
    assert not passwords().verify(PASSWORD, "")


@pytest.mark.parametrize("stored", ["x", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
def test_broken_hash_opens_to_nothing(stored: str) -> None:
    assert not passwords().verify(PASSWORD, stored)


def test_password_beyond_reason_is_not_hashed() -> None:
    made = passwords()
    assert not made.verify("a" * (LONGEST + 1), made.hash("a" * (LONGEST + 1)))


def test_hash_of_lower_costs_is_renewed() -> None:
    made = passwords()
    assert not made.is_outdated(made.hash(PASSWORD))
    assert made.is_outdated("$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$" + "A" * 43)
