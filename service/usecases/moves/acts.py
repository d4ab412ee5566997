"""Acts between two states, as the flow names them: who may do them where, begun and ended with their audit event."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.db import acts, proposals
from service.db.dossier_rows import ActRow
from service.db.work import Work
from service.usecases.cases import usable
from service.usecases.errors import Conflict, MoveClosed, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.awaiting import Standing, awaited_values
from service.usecases.moves.endings import Ended, owed_values
from service.usecases.recording import record
from service.usecases.streams import proposal_stream
from workflows.calendars import Calendar, CalendarUnknown, add_working_days, packaged_calendar
from workflows.consultations import CONSULTATION
from workflows.definition import ActSpec
from workflows.open_acts import begun_at
from workflows.owed import came_from
from workflows.policy import Actor, Holding, find_holding

MOVE = "proposal:move"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an act begins with; `is_done` ends it at once. `private` holds personal values, kept out of the trail."""

    kind: str
    event: str
    subject: str = ""
    outcome: str = ""
    data: Mapping[str, Any] | None = None
    facts: Mapping[str, Any] | None = None
    private: Mapping[str, str] | None = None
    due_on: date | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """How an act ends: `done` with an outcome, or `dropped`; `data` is laid over what it has kept."""

    event: str
    outcome: str = ""
    is_dropped: bool = False
    data: Mapping[str, Any] | None = None
    facts: Mapping[str, Any] | None = None
    private: Mapping[str, str] | None = None


def authorize_act(data: CaseData, actor: Actor, kind: str) -> tuple[ActSpec, Holding]:
    """Return the act as the flow names it in this state, and the role by which this actor may do it.

    Raises MoveClosed (`act-not-open`) when the flow has no such act here, PermissionDenied when no role allows it.
    """
    case = data.case
    before = came_from(data.dossier.steps, case.state)
    specs = data.definition.find_acts(case.state, kind, has_collector="collector" in case.bodies, came_from=before)
    if not specs:
        raise MoveClosed("act-not-open", {"act": kind, "state": case.state, "flow": data.definition.name})
    for spec in specs:
        holding = act_role(data, actor, spec)
        if holding is not None and ("*" in actor.scopes or MOVE in actor.scopes):
            return spec, holding
    raise PermissionDenied("permission-denied", {"action": kind, "roles": list(specs[0].roles), "body": specs[0].body})


def act_role(data: CaseData, actor: Actor, spec: ActSpec) -> Holding | None:
    """Return the holding by which the actor may do an act, or None."""
    body = data.body(spec.body)
    return None if body is None else find_holding(usable(data, actor), spec.roles, body.id, body.path, act=spec.kind)


def act_holder(data: CaseData, actor: Actor, act: ActRow) -> Holding | None:
    """Return the role by which the actor goes on with an act, wherever the proposal stands by now, or None.

    Only who might have begun it there and then may: in another part of the flow another body begins acts of this kind.
    """
    if not {"*", MOVE} & actor.scopes:
        return None
    state, has_collector = begun_at(data.dossier.steps, act.begun_seq), "collector" in data.case.bodies
    specs = data.definition.find_acts(state, act.kind, has_collector=has_collector)
    found = (act_role(data, actor, spec) for spec in specs)
    return next((holding for holding in found if holding is not None), None)


def due_of(spec: ActSpec, begun_on: date, calendar: Calendar | None = None) -> date | None:
    """Return the day by which an act begun today is due: the earliest of its limits in force, None where none is."""
    found = []
    for clock in spec.clocks:
        if (clock.valid_from is None or clock.valid_from <= begun_on) and (
            clock.valid_to is None or begun_on <= clock.valid_to
        ):
            try:
                found.append(add_working_days(calendar or packaged_calendar(), begun_on, clock.working_days))
            except CalendarUnknown:
                continue
    return min(found, default=None)


def begin_act(
    work: Work, data: CaseData, *, actor: Actor, holding: Holding, beginning: Beginning
) -> tuple[CaseData, ActRow]:
    """Record the event, keep the act, and return the case at its new version with the act.

    The caller has authorised and compared the version that was seen; whoever was slower is refused by the store.
    """
    said, key = beginning, work.new_id()
    seq = data.case.version + 1
    ended = (seq, work.today) if said.is_done else (None, None)
    row = ActRow(
        id=key,
        proposal_id=data.case.id,
        kind=said.kind,
        state="done" if said.is_done else "open",
        outcome=said.outcome,
        subject=said.subject,
        data=dict(said.data or {}),
        begun_seq=seq,
        begun_on=work.today,
        due_on=said.due_on,
        ended_seq=ended[0],
        ended_on=ended[1],
    )
    told = _told(key, said.kind, said.subject)
    moved = _record(work, data, (actor, holding), said, told, _columns(work, data, row))
    acts.add_act(work, row)
    return moved, row


def finish_act(
    work: Work, data: CaseData, act: ActRow, *, actor: Actor | None, holding: Holding | None, ending: Ending
) -> CaseData:
    """Record the event and end an open act; returns the case at its new version.

    Raises Conflict (`act-ended`) when it was ended before.
    """
    state, kept = "dropped" if ending.is_dropped else "done", {**act.data, **(ending.data or {})}
    after = act._replace(state=state, outcome=ending.outcome, data=kept, ended_on=work.today)
    told = _told(act.id, act.kind, act.subject)
    moved = _record(work, data, (actor, holding), ending, told, _columns(work, data, after))
    is_ended = acts.end_act(
        work,
        act.id,
        state=state,
        outcome=ending.outcome,
        data=kept,
        seq=moved.case.version,
        on=work.today,
    )
    if not is_ended:
        raise Conflict("act-ended", {"act": act.id, "kind": act.kind})
    return moved


def _told(key: str, kind: str, subject: str) -> dict[str, Any]:
    return {"act": key, "kind": kind, **({"subject": subject} if subject else {})}


def _columns(work: Work, data: CaseData, act: ActRow) -> dict[str, Any]:
    """Return the columns of the proposal that an act changes: what it owes at its end, or the day its step is due."""
    case = data.case
    acts = (*(row for row in data.dossier.acts if row.id != act.id), act)
    if case.owes:
        has_collector = "collector" in case.bodies
        ended = Ended(data.definition, case.state, has_collector, case.decision, data.dossier.steps, acts)
        return owed_values(work, data.calendar, ended)
    if act.kind != CONSULTATION:
        return {}
    standing = Standing(
        state=case.state,
        resume_state=case.resume_state,
        bodies=case.bodies,
        received_on=case.received_on,
        steps=tuple(data.dossier.steps),
        nominee_persons=(),
        today=work.today,
        basis=case.basis,
        nominee_kind=data.nominee.kind,
        acts=acts,
    )
    return {"due_on": awaited_values(data.definition, data.calendar, standing)["due_on"]}


def _record(
    work: Work,
    data: CaseData,
    who: tuple[Actor | None, Holding | None],
    said: Beginning | Ending,
    told: Mapping[str, Any],
    columns: Mapping[str, Any],
) -> CaseData:
    case = data.case
    seq, digest = record(
        work,
        stream=proposal_stream(case.id),
        event=said.event,
        actor=who[0],
        holding=who[1],
        facts={**told, **(said.facts or {})},
        private=said.private,
        head=(case.version, case.head_hash),
    )
    values = {**columns, "version": seq, "head_hash": digest}
    proposals.advance_proposal(work, case.id, expected_version=case.version, values=values)
    return replace(data, case=case._replace(**values))
