"""What a proposal waits for: whose step is next, until when, and who must leave it to others.

The one place that says so; every act that changes the state writes these columns along with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from service.usecases.cases import forward_move
from workflows import traces
from workflows.calendars import Calendar
from workflows.definition import FlowDefinition
from workflows.limits import Course, due_day


class Step(traces.Step, traces.Numbered, Protocol):
    """A step taken, and by whom."""

    @property
    def person_id(self) -> str | None: ...  # noqa: D102  # as the rows and the facts have it
    @property
    def in_place_of(self) -> Sequence[str]: ...  # noqa: D102  # the same


class OwnStep(NamedTuple):
    """The step that is being taken now; it has no number yet."""

    action: str
    source: str
    target: str
    on: date
    person_id: str | None
    in_place_of: Sequence[str] = ()
    seq: int = 0
    undoes: int | None = None


class Standing(NamedTuple):
    """Where a proposal stands after an act, and what its next step depends on; `steps` are all, the undone too."""

    state: str
    resume_state: str
    bodies: Mapping[str, str]
    received_on: date | None
    steps: tuple[Step, ...]
    nominee_persons: tuple[str, ...]
    today: date
    basis: str = ""
    nominee_kind: str = ""
    acts: Sequence[traces.Act] = ()


def awaited_values(definition: FlowDefinition, calendar: Calendar, standing: Standing) -> dict[str, Any]:
    """Return the columns of a proposal that stands so: `awaits_role`, `_body_id`, `_action`, `due_on`, `kept_apart`.

    `due_on` is None where no limit is stated, none runs (a held dossier), or the calendar does not reach.
    """
    awaited = forward_move(
        definition,
        standing.state,
        has_collector="collector" in standing.bodies,
        resume_state=standing.resume_state,
    )
    if awaited is None:
        return {"awaits_role": "", "awaits_body_id": None, "awaits_action": "", "due_on": None, "kept_apart": ""}
    # As the check steps-by-different-people: a step once taken from this very state is this step.
    others = (step for step in traces.standing_steps(standing.steps) if step.source != standing.state)
    taken = (step for step in others if step.action in awaited.distinct_from)
    apart = [*standing.nominee_persons, *(person for step in taken for person in (step.person_id, *step.in_place_of))]
    return {
        "awaits_role": awaited.roles[0],
        "awaits_body_id": standing.bodies.get(awaited.body),
        "awaits_action": awaited.action,
        "due_on": due_day(definition, calendar, awaited, _course(standing)),
        "kept_apart": barred(apart),
    }


def _course(standing: Standing) -> Course:
    return Course(
        state=standing.state,
        steps=standing.steps,
        today=standing.today,
        has_collector="collector" in standing.bodies,
        resume_state=standing.resume_state,
        received_on=standing.received_on,
        basis=standing.basis,
        subject=standing.nominee_kind,
        acts=standing.acts,
    )


def barred(keys: Iterable[str | None]) -> str:
    """Return ids or codes each once, each between bars, so that one can be looked for; empty for none."""
    known = sorted({key for key in keys if key})
    return f"|{'|'.join(known)}|" if known else ""
