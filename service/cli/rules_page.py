"""The reference page of the rules: every check of every rulebook that ships, and every question that can be asked."""

from collections.abc import Iterable
from inspect import getdoc

from service.cli.reference import NOTE
from workflows.checks.registry import kinds
from workflows.rules.catalog import packaged_rulebooks
from workflows.rules.model import CheckSpec, Rulebook

INTRO = """What is asked of a proposal, when, how strongly, and where it stands.

- **Force**: `block` stops a move; `local` stops it only where a local pack turns the check on; `warn` lets it pass
  with a recorded reason; `info` tells.
- **At**: the phases of a move. The house's guards are asked only where the flow names their kind as well.
- **Dates** bind a check beyond its book's own window of receipts.
- **Read**: how well the text was read: V the text itself, V2 second hand, R from memory, U unconfirmed; R and U never
  block. The keys of the sources are explained in [sources.md](sources.md).
"""
COLUMNS = ("code", "title", "kind", "force", "at", "forms", "dates", "cited", "source", "read")


def rules_page() -> str:
    """Return docs/rules.md."""
    books = packaged_rulebooks()
    return f"# Rules\n\n{NOTE}\n{INTRO}{''.join(_book(book) for book in books)}{_kinds(books)}"


def _book(book: Rulebook) -> str:
    until = f" to {book.ends_on}" if book.ends_on else ""
    window = f"Receipts from {book.starts_on}{until}. " if book.starts_on else ""
    title = f"\n## `{book.name}` {book.title_vi}\n\n{window}{book.title_en}.\n\n"
    kept = "".join(f"- `{spec.code}` {spec.title_vi} / {spec.title_en}\n" for spec in book.reserved)
    return (
        title + _table(COLUMNS, map(_cells, book.checks)) + (f"\nDescribed, not asked yet:\n\n{kept}" if kept else "")
    )


def _cells(spec: CheckSpec) -> tuple[str, ...]:
    window = [f"{word} {day}" for word, day in (("from", spec.valid_from), ("to", spec.valid_to)) if day]
    return (
        f"`{spec.code}`",
        f"{spec.title_vi} / {spec.title_en}",
        f"`{spec.kind}`",
        str(spec.force),
        ", ".join(spec.at) or "flow",
        ", ".join(spec.forms) or "all",
        f"{' '.join(window)} by {spec.date_by}" if window else "",
        spec.citation.text,
        spec.citation.source,
        str(spec.citation.confidence),
    )


def _kinds(books: Iterable[Rulebook]) -> str:
    asked: dict[str, list[str]] = {}
    for spec in (spec for book in books for spec in book.checks):
        asked.setdefault(spec.kind, []).append(f"`{spec.code}`")
    rows = [
        (f"`{name}`", (getdoc(check) or "").replace("\n\n", " "), ", ".join(sorted(set(asked.get(name, ())))))
        for name, check in kinds().items()
    ]
    head = "\n## Kinds of checks\n\nThe questions that a rulebook may ask, by the name that its `kind` takes.\n\n"
    return head + _table(("kind", "asks", "codes"), rows)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(_plain(cell) for cell in line)} |\n" for line in lines)


def _plain(cell: str) -> str:
    return " ".join(cell.replace("|", "\\|").split())
