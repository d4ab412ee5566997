"""Every setting of the service is explained to the people who run it."""

import ast
import re

from tests.support.tree import ROOT, tree_of

CONFIG = ROOT / "service" / "config.py"
OPERATIONS = ROOT / "docs" / "operations.md"
ENVIRONMENT_KEY = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")


def environment_keys(tree: ast.Module) -> set[str]:
    """Return the words of a module that are written as keys of the environment."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if len(text) > 3 and ENVIRONMENT_KEY.fullmatch(text)}


def test_every_setting_is_documented() -> None:
    keys = environment_keys(tree_of(CONFIG))
    assert "DATABASE_URL" in keys
    written = set(re.findall(r"`([A-Z][A-Z0-9_]*)`", OPERATIONS.read_text(encoding="utf-8")))
    assert not keys - written
