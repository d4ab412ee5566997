"""The reference page of the rules: every check of every rulebook that ships, with its force and its citation."""

from collections.abc import Iterable

from service.cli.reference import NOTE
from workflows.rules.catalog import packaged_rulebooks
from workflows.rules.model import CheckSpec, Rulebook

HEAD = "| code | asks | at | force | forms | cited |\n| --- | --- | --- | --- | --- | --- |\n"


def rules_page() -> str:
    """Return docs/rules.md."""
    intro = (
        "What is asked of a proposal, when, how strongly, and where it stands. Confidence: V read in the text itself,"
    )
    head = f"# Rules\n\n{NOTE}\n{intro}\nV2 second hand, R from memory, U unconfirmed; R and U never block.\n"
    return head + "".join(_book(book) for book in packaged_rulebooks())


def _book(book: Rulebook) -> str:
    until = f" to {book.ends_on}" if book.ends_on else ""
    window = f"Receipts from {book.starts_on}{until}. " if book.starts_on else ""
    title = f"\n## `{book.name}` {book.title_vi}\n\n{window}{book.title_en}.\n\n"
    kept = f"\nDescribed, not asked yet: {', '.join(dict.fromkeys(f'`{spec.code}`' for spec in book.reserved))}.\n"
    return title + HEAD + _rows(book.checks) + (kept if book.reserved else "")


def _rows(checks: Iterable[CheckSpec]) -> str:
    return "".join(f"| {' | '.join(_cells(spec))} |\n" for spec in checks)


def _cells(spec: CheckSpec) -> tuple[str, ...]:
    cited = f"{spec.citation.text} ({spec.citation.confidence})"
    asks = f"{spec.title_vi} · `{spec.kind}`"
    plain = (f"`{spec.code}`", asks, ", ".join(spec.at), str(spec.force), ", ".join(spec.forms) or "all", cited)
    return tuple(cell.replace("|", "\\|").replace("\n", " ") for cell in plain)
