"""What a move is asked to state covers exactly what the checks read of a statement."""

import ast
import re

from service.schemas.moves import StatementInput
from service.usecases.moves.statements import FIELDS
from service.web.proposals.statements import OPTIONAL
from tests.support.tree import ROOT, tree_of
from workflows.checks.registry import kinds


def kinds_that_read_a_statement() -> set[str]:
    """Return the kinds of checks whose function, or one of its module that it calls, reads the move's statement."""
    found = set()
    for path in sorted((ROOT / "workflows" / "checks").glob("*.py")):
        functions = {node.name: node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}
        texts = {name: ast.unparse(node) for name, node in functions.items()}
        for name, node in functions.items():
            kind = next((_kind(decorator) for decorator in node.decorator_list if _kind(decorator)), "")
            called = {word for word in re.findall(r"\b\w+\b", texts[name]) if word in texts}
            if kind and any("facts.move" in texts[part] for part in {name, *called}):
                found.add(kind)
    return found


def _kind(decorator: ast.expr) -> str:
    if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "check_kind":
        return str(ast.literal_eval(decorator.args[0]))
    return ""


def paths_of(schema: object, before: str = "") -> set[str]:
    fields = schema.fields  # type: ignore[attr-defined]  # a marshmallow schema
    found = set()
    for name, field in fields.items():
        nested = getattr(field, "schema", None)
        found |= paths_of(nested, f"{name}.") if nested is not None else {f"{before}{name}"}
    return found


def test_every_kind_that_reads_a_statement_says_which_fields_it_needs() -> None:
    reading = kinds_that_read_a_statement()
    assert len(reading) > 12
    assert set(FIELDS) <= set(kinds())
    assert reading == set(FIELDS)


def test_every_field_exists_has_a_label_and_can_be_sent() -> None:
    asked = {name for names in FIELDS.values() for name in names}
    sendable = paths_of(StatementInput())
    assert asked <= sendable
    assert sendable >= OPTIONAL


def test_every_field_that_may_be_asked_for_has_words() -> None:
    source = (ROOT / "service" / "web" / "proposals" / "statements.py").read_text(encoding="utf-8")
    asked = {name for names in FIELDS.values() for name in names} - {"decision.decider_post"}
    assert not [name for name in asked if f'"{name}": (_(' not in source]
