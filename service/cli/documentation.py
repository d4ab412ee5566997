"""`vinhdanh docs`: write the generated pages of docs/ anew."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from service.cli.coverage_page import coverage_page
from service.cli.failures import Found
from service.cli.reference import settings_page, verbs_page
from service.cli.rules_page import rules_page
from service.cli.screen import Screen, pass_screen, shared

ROOT = Path(__file__).resolve().parents[2]
STEPS = "tests.bdd.vocabulary"  # offers steps_page(); not part of an installation without its tests


@click.group()
def docs() -> None:
    """Documentation: build."""


@docs.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; 1 when a page is not up to date.")
@shared
@pass_screen
def build(screen: Screen, only_check: bool) -> None:  # noqa: FBT001 - click's call
    """Write the pages of docs/ that describe settings, commands, rules, steps and coverage."""
    rows = []
    for name, page in pages().items():
        path, text = ROOT / "docs" / name, page()
        is_new = not path.exists() or path.read_text(encoding="utf-8") != text
        if is_new and not only_check:
            path.write_text(text, encoding="utf-8")
        rows.append({"page": f"docs/{name}", "changed": is_new})
    screen.show(rows, lambda: screen.table(rows, {"page": ("Trang", "Page"), "changed": ("Đổi", "Changed")}))
    if only_check and any(row["changed"] for row in rows):
        raise Found


def pages() -> dict[str, Callable[[], str]]:
    """Return what writes each generated page; the steps only where the tests are."""
    found: dict[str, Callable[[], str]] = {
        "settings.md": settings_page,
        "commands.md": verbs_page,
        "rules.md": rules_page,
        "coverage.md": coverage_page,
    }
    steps_page = find_steps_page()
    return found | ({"steps.md": steps_page} if steps_page else {})


def find_steps_page() -> Callable[[], str] | None:
    """Return the function that describes the vocabulary of the features, or None where there is none."""
    if find_spec("tests") is None or find_spec("pytest_bdd") is None:
        return None
    page: Callable[[], str] | None = getattr(import_module(STEPS), "steps_page", None)
    return page
