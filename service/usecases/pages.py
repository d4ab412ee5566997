"""Lists in pages: their lines in JSON types, and where the next page starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.db.lines import ListedProposal
from service.usecases.recording import plain


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list and where the next one starts (None at the end)."""

    items: Sequence[Mapping[str, Any]]
    next: str | None


def page_of(items: list[dict[str, Any]], limit: int) -> Page:
    """Return the first items as a page, and where the next one starts when there are more."""
    shown = items[:limit]
    return Page(shown, shown[-1]["id"] if len(items) > limit else None)


def line_as_data(row: ListedProposal) -> dict[str, Any]:
    """Return a line of a list in JSON types."""
    hidden = {"bodies", "left_out"}
    shown: dict[str, Any] = plain({name: value for name, value in row._asdict().items() if name not in hidden})
    return shown | {"has_collector": "collector" in row.bodies, "is_left_out": bool(row.left_out)}
