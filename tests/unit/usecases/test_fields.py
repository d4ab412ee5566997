"""Reading loose input: values in their types, all problems at once, text composed and on one line."""

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest

from service.usecases.errors import Invalid
from service.usecases.fields import FieldReader


def problems_of(reader: FieldReader) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        reader.finish()
    return [(problem["path"], problem["code"]) for problem in refused.value.params["problems"]]


def test_text_is_composed_and_single_spaced() -> None:
    reader = FieldReader({"name": unicodedata.normalize("NFD", "  Đặng \n Ánh ")})
    assert reader.text("name") == "Đặng Ánh"
    reader.finish()


@pytest.mark.parametrize(
    ("value", "code"),
    [(7, "not-text"), ("a\x00b", "not-text"), ("\ud800", "not-text"), ("a" * 6, "too-long"), (" ", "required")],
    ids=["number", "control", "surrogate", "long", "empty"],
)
def test_text_out_of_form_is_a_problem(value: object, code: str) -> None:
    reader = FieldReader({"name": value})
    reader.text("name", required=True, longest=5)
    assert problems_of(reader) == [("name", code)]


@pytest.mark.parametrize(
    ("method", "value", "code"),
    [
        ("whole", True, "not-a-number"),
        ("whole", "7", "not-a-number"),
        ("whole", -1, "out-of-range"),
        ("flag", 1, "not-a-flag"),
        ("day", "01/02/2025", "not-a-date"),
        ("day", datetime(2025, 1, 1), "not-a-date"),  # noqa: DTZ001  # the type is what is refused
        ("texts", "one", "not-a-list"),
        ("texts", [1], "not-a-list"),
    ],
)
def test_value_of_another_type_is_a_problem(method: str, value: object, code: str) -> None:
    reader = FieldReader({"it": value})
    getattr(reader, method)("it")
    assert problems_of(reader) == [("it", code)]


@pytest.mark.parametrize(
    ("method", "value", "read"),
    [
        ("whole", 7, 7),
        ("whole", None, None),
        ("flag", False, False),
        ("day", "2025-02-01", date(2025, 2, 1)),
        ("day", date(2025, 2, 1), date(2025, 2, 1)),
        ("day", "", None),
        ("texts", [" a ", "", "b"], ["a", "b"]),
    ],
)
def test_value_is_read_in_its_type(method: str, value: object, read: object) -> None:
    reader = FieldReader({"it": value})
    assert getattr(reader, method)("it") == read
    reader.finish()


def test_every_problem_is_told_at_once_and_unread_names_too() -> None:
    values: dict[str, Any] = {"colour": "red", "from": "2025-02-02", "to": "2025-02-01"}
    reader = FieldReader(values)
    reader.word("kind", ("a", "b"), required=True)
    reader.period("from", "to")
    assert problems_of(reader) == [("kind", "required"), ("to", "before-start"), ("colour", "unknown-field")]
