"""How far the proposals have come that a person may read: figures for pages, never of what is hidden from him."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from service.db import tallies
from service.db.tallies import MOST, Tally
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from workflows.policy import Actor, may

T = TypeVar("T")
APPROVED = "approved"
CLOSED = frozenset({APPROVED, "rejected", "withdrawn", "expired", "revoked"})


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over what one person may read; `is_capped` when only the newest `most` were counted.

    `paths` are the steps that each flow really has, by its code.
    """

    rows: tuple[Tally, ...]
    is_capped: bool
    paths: Mapping[str, tuple[str, ...]]
    most: int = MOST

    def of_plans(self, codes: Collection[str]) -> "Figures":
        """Return the figures of some plans only."""
        return replace(self, rows=tuple(row for row in self.rows if row.plan_code in codes))

    @property
    def total(self) -> int:
        """Return how many proposals there are."""
        return sum(row.number for row in self.rows)

    @property
    def open(self) -> int:
        """Return how many are still on their way."""
        return sum(row.number for row in self.rows if row.state not in CLOSED)

    @property
    def awarded(self) -> int:
        """Return how many have led to an award that stands."""
        return sum(row.number for row in self.rows if row.state == APPROVED)

    @property
    def overdue(self) -> int:
        """Return how many wait for a step whose day has passed."""
        return sum(row.overdue for row in self.rows)

    def by_state(self) -> Counter[str]:
        """Return counts by state."""
        return _summed((row.state, row.number) for row in self.rows)

    def reached(self) -> Counter[str]:
        """Return by step how many have come at least so far, each by the path of its own flow."""
        total: Counter[str] = Counter()
        for row in self.rows:
            path = self.paths.get(row.flow_code, ())
            if row.state in path:
                total.update(dict.fromkeys(path[: path.index(row.state) + 1], row.number))
        return total

    def by_form_and_state(self) -> Counter[tuple[str, str]]:
        """Return counts by form and state."""
        return _summed(((row.form, row.state), row.number) for row in self.rows)

    def by_plan(self) -> Counter[str]:
        """Return counts by plan."""
        return _summed((row.plan_code, row.number) for row in self.rows)

    def by_unit(self) -> Counter[str]:
        """Return counts by proposing unit."""
        return _summed((row.unit_id, row.number) for row in self.rows)

    def overdue_by_state(self) -> Counter[str]:
        """Return by state how many wait for a step whose day has passed."""
        return _summed((row.state, row.overdue) for row in self.rows if row.overdue)

    def awards_by_unit_and_form(self) -> Counter[tuple[str, str]]:
        """Return the awards that stand, by unit and form."""
        return _summed(((row.unit_id, row.form), row.number) for row in self.rows if row.state == APPROVED)


def count_readable(work: Work, catalog: Catalog, *, actor: Actor) -> Figures | None:
    """Return figures over what this person may read, two statements; None for somebody who opens no dossier at all."""
    if not may(actor, "proposal:read"):
        return None
    found = tallies.count_proposals(work, reader_of(actor), today=work.today)
    paths = {
        flow.code: tuple(step.state for step in flow.path if step.applies)
        for flow in catalog.flows_in_force(work, work.today)
    }
    return Figures(tuple(found.rows), found.is_capped, paths)


def _summed(pairs: Iterable[tuple[T, int]]) -> Counter[T]:
    total: Counter[T] = Counter()
    for key, count in pairs:
        total[key] += count
    return total
