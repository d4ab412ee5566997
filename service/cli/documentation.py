"""`vinhdanh docs`: write the generated pages of docs/ anew."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from service.cli.failures import Found
from service.cli.reference import settings_page, verbs_page
from service.cli.screen import Screen, pass_screen, shared

ROOT = Path(__file__).resolve().parents[2]
# Generated file -> the function that returns its text, in a part that may not be installed.
ELSEWHERE = {"steps.md": ("tests.bdd.vocabulary", "steps_page"), "rules.md": ("workflows.rules.describe", "rules_page")}


@click.group()
def docs() -> None:
    """Documentation: build."""


@docs.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; 1 when a page is not up to date.")
@shared
@pass_screen
def build(screen: Screen, only_check: bool) -> None:  # noqa: FBT001 - click's call
    """Write docs/settings.md, docs/commands.md, docs/steps.md and docs/rules.md from what they describe."""
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
    """Return what writes each generated page; pages of parts that are not installed are left out."""
    found: dict[str, Callable[[], str]] = {"settings.md": settings_page, "commands.md": verbs_page}
    for name, (module, function) in ELSEWHERE.items():
        if _is_there(module):
            found[name] = getattr(import_module(module), function)
    return found


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
