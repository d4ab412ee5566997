"""What charts show: figures put in the order of the path, with names in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.http.context import language
from service.i18n import name_of
from service.usecases.tallies import Figures
from workflows.flows.vocabulary import whole_path

TONES = {"approved": "jade", "rejected": "rust", "revoked": "rust", "returned": "amber", "on_hold": "amber"}


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step of a path: how many stand there, and how many have come at least so far."""

    label: str
    here: int
    reached: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its figure, and the meaning of its colour."""

    label: str
    value: int
    tone: str


def funnel_of(figures: Figures) -> list[FunnelStep]:
    """Return the steps of the path that anything has reached, from the first to the decision."""
    counts = figures.by_state()
    steps, reached = [], 0
    for state in reversed(whole_path()):
        reached += counts[state]
        steps.append(FunnelStep(named("states", state), counts[state], reached))
    return [step for step in reversed(steps) if step.reached]


def beside_of(figures: Figures) -> list[Bar]:
    """Return what left the path or waits beside it: returned, on hold, closed without an award."""
    counts = figures.by_state()
    beside = sorted(counts.keys() - set(whole_path()), key=lambda state: -counts[state])
    return [Bar(named("states", state), counts[state], TONES.get(state, "plain")) for state in beside]


def overdue_of(figures: Figures) -> list[Bar]:
    """Return by the step where they stand how many wait for somebody past their day."""
    late = figures.overdue_by_state()
    return [Bar(named("states", state), count, "rust") for state, count in late.most_common()]


def awards_of(awards: Iterable[tuple[str, str, int]]) -> list[Bar]:
    """Return the awards that stand, by unit and form."""
    return [Bar(f"{unit} · {named('forms', form)}", count, "gold") for unit, form, count in awards]


def named(family: str, code: str) -> str:
    """Return the name of a code in the reader's language."""
    return name_of(family, code, language())
