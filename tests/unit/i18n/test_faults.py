"""Every fault that a reader of files can name is said in Vietnamese; the readers' own code is asked which there are."""

import ast
from collections.abc import Iterator

import pytest

from service.i18n.faults import in_vietnamese, spoken_fault
from tests.support.tree import ROOT

READERS = [
    *("plans/table_reader.py", "plans/consistency.py", "plans/loading.py", "plans/read_awards.py"),
    *("plans/read_papers.py", "plans/read_subjects.py", "flows/validation.py", "flows/reading.py"),
    *("flows/loading.py", "rules/loading.py", "rules/read_checks.py", "guidance/loading.py"),
]
# The parts of a path that a validation puts before a sentence of another one.
PATHS = {"{problem}"}


def sentences() -> Iterator[str]:
    """Yield every sentence in the readers' code, what differs from case to case as `x`."""
    for name in READERS:
        for node in ast.walk(ast.parse((ROOT / "workflows" / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "problem" and len(node.args) == 2:
                yield from _texts(node.args[1], has_path=False)
            elif isinstance(node, ast.Yield) and node.value is not None:
                yield from _texts(node.value, has_path=True)
            elif isinstance(node, ast.GeneratorExp):
                yield from _texts(node.elt, has_path=True)


def _texts(node: ast.expr, *, has_path: bool) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        if text not in {"x: x", "path x: x", "acts x: x"}:
            yield text


def test_every_sentence_of_the_readers_is_known() -> None:
    found = set(sentences())
    assert len(found) > 60
    # A sentence may carry its path before it, and the words after it are the sentence then.
    silent = {said for said in found if not in_vietnamese(said) and not in_vietnamese(said.partition(": ")[2])}
    assert not silent


@pytest.mark.parametrize(
    ("problem", "path", "said"),
    [
        ("identity.title: missing", "identity.title", "thiếu"),
        ("criteria[2].kind: 'Z' is not one of A, B", "criteria[2].kind",
         "'Z' không phải một trong các giá trị: A, B"),
        ("file: not TOML: Invalid value (at line 1, column 1)", "file",
         "không đọc được như tệp TOML: Invalid value (at line 1, column 1)"),
        ("checks: G01 form-allowed is asked 2 times at T1", "checks", "G01 form-allowed được hỏi 2 lần ở T1"),
        ("transitions review from drafted: target: a move leads somewhere else", "transitions review from drafted",
         "target: thao tác phải dẫn tới nơi khác"),
        ("x: something that nobody has said yet", "x", "something that nobody has said yet"),
        ("no path at all", "", "no path at all"),
    ],
)  # fmt: skip
def test_a_fault_has_its_place_and_its_sentence(problem: str, path: str, said: str) -> None:
    assert spoken_fault(problem, "vi") == (path, said)
    assert spoken_fault(problem, "en")[1] in problem
