"""The project's own files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Made by the tools and by the running service, never written by hand.
MADE = ("__pycache__", "var", "build", "dist")


def files(*folders: str, endings: tuple[str, ...]) -> list[Path]:
    """Return the files below some folders of the project that end in one of the endings, in order."""
    found = (path for folder in folders for ending in endings for path in (ROOT / folder).rglob(f"*{ending}"))
    return sorted(path for path in found if not is_made(path))


def is_made(path: Path) -> bool:
    """Say whether a path lies in a hidden folder or in one that tools make."""
    return any(part.startswith(".") or part in MADE for part in path.relative_to(ROOT).parts[:-1])


def modules(*folders: str) -> list[Path]:
    """Return the Python modules below some folders of the project, in order."""
    return files(*folders, endings=(".py",))


def name_of(path: Path) -> str:
    """Return a path as it is written in messages: from the top level, with slashes."""
    return path.relative_to(ROOT).as_posix()


def line_count(path: Path) -> int:
    """Count the lines of a text file."""
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a module as `path:line name` with its count of lines, docstring included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_of(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1
