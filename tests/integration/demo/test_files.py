"""The files of the demonstration are real, harmless and always the same."""

import unicodedata

import pytest

from service.demo.files import MARK, make_file
from service.demo.reading import nominees, stories
from service.demo.summary import demo_accounts
from service.documents.inspection import inspect_upload

LINES = ("Báo cáo thành tích", "Số: 01/BC (giả định)")


@pytest.mark.parametrize("ending", ["txt", "pdf", "docx"])
def test_a_made_file_is_accepted_as_what_it_says(ending: str) -> None:
    content = make_file(ending, LINES)
    assert inspect_upload(f"tep.{ending}", content, limit_bytes=20_000).safe_name == f"tep.{ending}"
    assert make_file(ending, LINES) == content


def test_every_text_file_says_that_it_is_invented() -> None:
    assert MARK in make_file("txt", LINES).decode()


def test_names_are_in_one_spelling_and_usernames_are_typed_anywhere() -> None:
    names = [account.name for account in demo_accounts()] + [row["name"] for row in nominees()]
    assert all(unicodedata.is_normalized("NFC", name) for name in names)
    assert all(account.username.isascii() for account in demo_accounts())


def test_keys_are_used_once_and_every_nominee_is_honoured() -> None:
    keys = [story["key"] for story in stories()]
    assert len(keys) == len(set(keys))
    assert {row["key"] for row in nominees()} == {story["nominee"] for story in stories()}
