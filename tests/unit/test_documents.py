"""Document types: all named in both languages, and strict about the particulars they carry."""

from datetime import date
from typing import Any

import pytest

from workflows.documents import document_types, find_meta_problems
from workflows.plans.vocabulary import DOCUMENT_TYPES


def test_every_type_of_the_vocabulary_is_named() -> None:
    assert tuple(document_types()) == DOCUMENT_TYPES
    for kind in document_types().values():
        assert kind.label("vi") != kind.label("en")
        assert set(kind.meta.values()) <= {"text", "number", "flag", "date", "texts"}


@pytest.mark.parametrize(
    ("type_code", "meta", "problems"),
    [
        ("D05", {"members": 9, "met_on": "2025-02-20", "chair": "Lê Văn C (giả định)"}, ()),
        ("D05", {"met_on": date(2025, 2, 20)}, ()),
        ("D05", {"members": "9"}, ("members",)),
        ("D05", {"members": True}, ("members",)),
        ("D05", {"met_on": "20/02/2025"}, ("met_on",)),
        ("D05", {"met_on": 20}, ("met_on",)),
        ("D12", {"subject_right": 1}, ("subject_right",)),
        ("D20", {"formats": ["pdf", 1]}, ("formats",)),
        ("D20", {"formats": "pdf"}, ("formats",)),
        ("D03", {"colour": "red"}, ("colour",)),
    ],
)
def test_particulars_are_known_and_typed(type_code: str, meta: dict[str, Any], problems: tuple[str, ...]) -> None:
    assert find_meta_problems(type_code, meta) == problems


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        find_meta_problems("D99", {})
