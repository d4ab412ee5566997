"""The patterns by which the other tests read the tree find what they are meant to find."""

import ast

import pytest

from tests.architecture.test_settings import environment_keys
from tests.architecture.test_tree import AVOIDED, UNFINISHED, UNREASONED, begins_with_a_sentence
from tests.conftest import tags_of

HASH = "#"


@pytest.mark.parametrize(
    "comment",
    [
        "type: ignore",
        "type: ignore[arg-type]",
        "type: ignore # narrow stub",
        "pragma: no cover",
        "noqa",
        "noqa: S108",
        "noqa: S108, E501",
    ],
)
def test_an_exception_without_code_or_reason_is_found(comment: str) -> None:
    assert UNREASONED.search(f"x = 1  {HASH} {comment}")


@pytest.mark.parametrize(
    "comment", ["type: ignore[arg-type]  # narrow stub", "noqa: S108  # unguessable name", "no type: int"]
)
def test_an_exception_with_code_and_reason_is_let_through(comment: str) -> None:
    assert not UNREASONED.search(f"x = 1  {HASH} {comment}")


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME: later"])
def test_unfinished_work_is_found(word: str) -> None:
    assert UNFINISHED.search(f"x = 1  {HASH} {word}")


@pytest.mark.parametrize("call", ["sk" + "ip('x')", "mark.xf" + "ail", "importor" + "skip('x')"])
def test_a_test_set_aside_is_found(call: str) -> None:
    assert AVOIDED.search(f"pytest.{call}")


def test_a_sentence_is_known_by_its_end() -> None:
    assert begins_with_a_sentence(ast.parse('"""The law of the house."""'))
    assert begins_with_a_sentence(ast.parse('"""A sentence over\ntwo lines.\n\nMore"""'))
    assert not begins_with_a_sentence(ast.parse('"""The house"""'))
    assert not begins_with_a_sentence(ast.parse("x = 1"))


def test_environment_keys_are_read_from_the_code() -> None:
    assert environment_keys(ast.parse("read('DATABASE_URL'); read('PORT'); read('Port'); read('GET')")) == {
        "DATABASE_URL",
        "PORT",
    }


def test_tags_are_read_from_lines_that_begin_with_one() -> None:
    text = "# language: vi\n@S1 @hồ_sơ # @no\n  @S1-02\nTính năng: gửi về a@b\n"
    assert tags_of(text) == {"S1", "hồ_sơ", "S1-02"}
