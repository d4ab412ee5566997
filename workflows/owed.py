"""What is owed once a proposal has come to its end, and by when: the acts that its flow always asks for there.

An act that is only offered (the publication) is never owed. Limits are told and never enforced.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from workflows.calendars import Calendar, CalendarUnknown, add_working_days
from workflows.definition import ActSpec, ClockSpec, FlowDefinition
from workflows.limits import SURE
from workflows.traces import Step

ALWAYS, FINAL = "always", "final"
DECIDED = "decided"
STARTED_BY: Mapping[str, str] = MappingProxyType({"copy_sent": "send_copy"})  # a clock that another act starts
Standing = Literal["running", "waiting", "cases", "none"]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a proposal came to its end, and what has been done since.

    `decided_on` is the day of the signed decision, `done` the day of each kind of act that was done. `cases` is how
    many the decision is about, None where nobody recorded it.
    """

    state: str
    came_from: str
    entered_on: date
    decided_on: date | None = None
    done: Mapping[str, date] = field(default_factory=dict)
    cases: int | None = None


class Limit(NamedTuple):
    """The limit of an owed act.

    `standing`: it is running, waits for another act, depends on a number of cases that nobody recorded, or is not set.
    """

    standing: Standing
    clock: ClockSpec | None = None
    due_on: date | None = None

    @property
    def is_sure(self) -> bool:
        """Tell whether the ground was read well enough that being late by it means anything."""
        return self.clock is not None and self.clock.citation.confidence in SURE

    def is_late(self, today: date) -> bool:
        """Tell whether a limit that is sure has run out."""
        return self.is_sure and self.due_on is not None and self.due_on < today


def came_from(steps: Sequence[Step], state: str) -> str:
    """Return the state from which the last step led to this one, empty where none did."""
    return next((step.source for step in reversed(steps) if step.target == state), "")


def owed_acts(definition: FlowDefinition, ending: Ending, *, has_collector: bool) -> tuple[ActSpec, ...]:
    """Return the acts still owed, in the order of the flow; none while a proposal is on its way."""
    if definition.state(ending.state).kind != FINAL:
        return ()
    acts = definition.find_acts(ending.state, has_collector=has_collector, came_from=ending.came_from)
    return tuple(act for act in acts if act.need == ALWAYS and act.kind not in ending.done)


def limit_of(act: ActSpec, ending: Ending, calendar: Calendar) -> Limit:
    """Return the limit of an act: of those in force the earliest that is sure, else the earliest of the others."""
    running = [Limit("running", clock, due) for clock, due in _running(act, ending, calendar)]
    if running:
        return min(running, key=lambda limit: (not limit.is_sure, limit.due_on or date.max))
    waiting = any(_start(clock, ending) is None for clock in act.clocks)
    unknown = ending.cases is None and any(_is_in_force(clock, ending) for clock in act.clocks if _counts_cases(clock))
    return Limit("waiting" if waiting else "cases" if unknown else "none")


def counts_cases(acts: Sequence[ActSpec]) -> bool:
    """Tell whether the limit of some act depends on how many cases a decision is about."""
    return any(_counts_cases(clock) for act in acts for clock in act.clocks)


def _running(act: ActSpec, ending: Ending, calendar: Calendar) -> Iterator[tuple[ClockSpec, date | None]]:
    for clock in act.clocks:
        start = _start(clock, ending)
        if start is None or not _is_in_force(clock, ending) or not _fits(clock, ending.cases):
            continue
        try:
            yield clock, add_working_days(calendar, start, clock.working_days)
        except CalendarUnknown:
            yield clock, None


def _start(clock: ClockSpec, ending: Ending) -> date | None:
    """Return the day that a clock is counted from, None while the act that starts it has not been done."""
    if clock.starts in STARTED_BY:
        return ending.done.get(STARTED_BY[clock.starts])
    return (ending.decided_on or ending.entered_on) if clock.starts == DECIDED else ending.entered_on


def _is_in_force(clock: ClockSpec, ending: Ending) -> bool:
    start = _start(clock, ending)
    return start is not None and (clock.valid_from or start) <= start <= (clock.valid_to or start)


def _counts_cases(clock: ClockSpec) -> bool:
    return bool(clock.least_cases or clock.most_cases)


def _fits(clock: ClockSpec, cases: int | None) -> bool:
    if not _counts_cases(clock):
        return True
    return cases is not None and clock.least_cases <= cases <= (clock.most_cases or cases)
