"""What charts show: figures put in the order of the path, with names in the reader's language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from service.http.context import language
from service.i18n import name_of
from service.usecases.publishing.tallies import Figures
from workflows.flows.vocabulary import whole_path
from workflows.labels import labels

TONES = {"approved": "jade", "rejected": "rust", "revoked": "rust", "returned": "amber", "on_hold": "amber"}


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step of a path: how many stand there, and how many have come at least so far."""

    label: str
    here: int
    reached: int


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form: how many proposals of it stand in each state, and in all."""

    form: str
    states: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its figure, and the meaning of its colour."""

    label: str
    value: int
    tone: str


def funnel_of(figures: Figures) -> list[FunnelStep]:
    """Return the steps that anything has come to, in the order of the whole path; each flow counts its own steps."""
    here, reached = figures.by_state(), figures.reached()
    return [FunnelStep(named("states", state), here[state], reached[state]) for state in whole_path() if reached[state]]


def beside_of(figures: Figures) -> list[Bar]:
    """Return what left the path or waits beside it: returned, on hold, closed without an award."""
    counts = figures.by_state()
    beside = sorted(counts.keys() - set(whole_path()), key=lambda state: -counts[state])
    return [Bar(named("states", state), counts[state], TONES.get(state, "plain")) for state in beside]


def overdue_of(figures: Figures) -> list[Bar]:
    """Return by the step where they stand how many wait for somebody past their day."""
    late = figures.overdue_by_state()
    return [Bar(named("states", state), count, "rust") for state, count in late.most_common()]


def forms_of(figures: Figures) -> list[FormRow]:
    """Return each form with its states in the order of the path, and then those beside it."""
    table, path = figures.by_form_and_state(), whole_path()
    states = [*path, *sorted({state for _, state in table} - set(path))]
    rows = [
        (form, tuple((state, table[form, state]) for state in states if table[form, state]))
        for form in labels()["forms"]
    ]
    return [FormRow(form, counts, sum(count for _, count in counts)) for form, counts in rows if counts]


def awards_by_form(awards: Iterable[tuple[str, str, int]]) -> list[Bar]:
    """Return the awards that stand, by form."""
    return _bars((named("forms", form), count) for _, form, count in awards)


def awards_by_unit(awards: Iterable[tuple[str, str, int]]) -> list[Bar]:
    """Return the awards that stand, by unit, those with most first."""
    return _bars((unit, count) for unit, _, count in awards)


def _bars(pairs: Iterable[tuple[str, int]]) -> list[Bar]:
    total: Counter[str] = Counter()
    for label, count in pairs:
        total[label] += count
    return [Bar(label, count, "gold") for label, count in total.most_common()]


def named(family: str, code: str) -> str:
    """Return the name of a code in the reader's language."""
    return name_of(family, code, language())
