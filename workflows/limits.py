"""Which time limits of a flow bear on a dossier where it stands, and how far each has run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflows.calendars import Calendar
from workflows.clocks import Running, Span, run, spans_of
from workflows.consultations import CONSULTATION, standing
from workflows.custody import custody
from workflows.definition import FORWARD_PHASES, ClockSpec, FlowDefinition, TransitionSpec, admitted
from workflows.findings import Confidence
from workflows.traces import Act, Step

SURE = frozenset({Confidence.VERIFIED, Confidence.SECONDARY})  # anything less is told, and nobody is late by it
REVOCATION = "revocation"
AGREED, AGREES = "consultations_agreed", "agrees"


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened to a dossier, as far as its time limits ask.

    `steps` are all steps in their order. `received_on` stands in where they do not tell the receipt.
    """

    state: str
    steps: Sequence[Step]
    today: date
    has_collector: bool = False
    resume_state: str = ""
    received_on: date | None = None
    basis: str = ""
    subject: str = ""
    acts: Sequence[Act] = ()

    @property
    def standing(self) -> str:
        """Return the state whose limits count: of a held or returned dossier the one in which it was stopped."""
        if self.resume_state:
            return self.resume_state
        back = [step for step in self.steps if step.action == "return" and step.target == self.state]
        return back[-1].source if back and self.state == "returned" else self.state


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of one move; `running` is None while it waits for a complete dossier to begin anew."""

    move: TransitionSpec
    clock: ClockSpec
    running: Running | None

    @property
    def is_sure(self) -> bool:
        """Tell whether the ground was read well enough that being late by it means anything."""
        return self.clock.citation.confidence in SURE


def limits_at(definition: FlowDefinition, calendar: Calendar, course: Course) -> tuple[Limit, ...]:
    """Return the limits that bear on a dossier now: of the step it waits for, then of returning, then of revoking."""
    wanted = admitted(has_collector=course.has_collector)
    moves = [move for move in definition.find_transitions(course.standing) if move.collector in wanted]
    forward = [move for move in moves if move.phase in FORWARD_PHASES][:1]
    others = [move for move in moves if move.action in {"return", "revoke"}]
    return tuple(limit for move in (*forward, *others) for limit in limits_of(definition, calendar, move, course))


def limits_of(definition: FlowDefinition, calendar: Calendar, move: TransitionSpec, course: Course) -> Iterator[Limit]:
    """Yield the limits of one move from where a dossier stands; none for a move from elsewhere."""
    if course.standing not in move.sources:
        return
    for clock in move.clocks:
        spans = _spans(definition, move, clock, course)
        if spans is None or not _bears(clock, course, spans[0].after if spans else course.today):
            continue
        running = run(calendar, clock.working_days, spans, course.today) if spans else None
        yield Limit(move, clock, running)


def due_day(definition: FlowDefinition, calendar: Calendar, move: TransitionSpec, course: Course) -> date | None:
    """Return the day by which a move is due: the earliest of its limits that are sure; None where none runs."""
    if course.state != course.standing:
        return None
    runs = (limit.running for limit in limits_of(definition, calendar, move, course) if limit.is_sure)
    return min((found.due_on for found in runs if found is not None and found.due_on is not None), default=None)


def _spans(
    definition: FlowDefinition, move: TransitionSpec, clock: ClockSpec, course: Course
) -> tuple[Span, ...] | None:
    """Return when a clock ran; empty while it waits to begin anew, None when nothing has started it."""
    if move.action == "revoke" or clock.starts in {"act_begun", "violation_reported"}:
        begun = [act.begun_on for act in course.acts if act.kind == REVOCATION and act.state != "dropped"]
        return (Span(begun[-1]),) if begun and begun[-1] is not None else None
    states = custody(definition, course.standing, has_collector=course.has_collector)
    spans = spans_of(course.steps, states, restarts=clock.starts == "dossier_complete")
    if clock.starts == AGREED:
        return _since_agreement(spans, course.acts) if spans else None
    if spans or any(step.target in states for step in course.steps):
        return spans
    return (Span(course.received_on),) if course.received_on is not None and course.state in states else None


def _since_agreement(spans: Sequence[Span], acts: Sequence[Act]) -> tuple[Span, ...] | None:
    """Return when a dossier lay here since the last of the bodies that were asked here agreed; None until all have."""
    arrived = spans[0].after
    asked = standing(act for act in acts if act.kind == CONSULTATION and act.state != "dropped")
    here = [act for act in asked if act.begun_on is not None and act.begun_on >= arrived]
    days = [act.ended_on for act in here if act.outcome == AGREES and act.ended_on is not None]
    if not here or len(days) < len(here):
        return None
    agreed = max(days)
    left = (span for span in spans if span.until is None or span.until > agreed)
    return tuple(Span(max(span.after, agreed), span.until) for span in left)


def _bears(clock: ClockSpec, course: Course, begun_on: date) -> bool:
    """Tell whether a clock is in force on the day it starts, and meant for this basis and this kind of nominee."""
    is_in_force = (clock.valid_from is None or clock.valid_from <= begun_on) and (
        clock.valid_to is None or begun_on <= clock.valid_to
    )
    is_meant = (not clock.bases or course.basis in clock.bases) and (
        not clock.subjects or course.subject in clock.subjects
    )
    return is_in_force and is_meant
