"""What becomes of the requests and the notice that are open when a proposal moves: ended, stopped, or moved on with it.

The one place that says so; every act that changes the state asks it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.db import acts, consultations, public_notices
from service.db.dossier_rows import ActRow
from service.db.work import Work
from service.usecases.facts import CaseData
from service.usecases.recording import record
from service.usecases.streams import proposal_stream
from workflows.consultations import ASKED, PUBLIC_NOTICE
from workflows.open_acts import begun_at, due_after, is_still, still_since
from workflows.owed import FINAL
from workflows.policy import Actor, Holding

Head = tuple[int, str]
ON_HOLD = "on_hold"
EVENTS = {True: "public-notice", False: "consultation"}  # by whether it is a notice


@dataclass(frozen=True, slots=True)
class Leaving:
    """A proposal that is about to go to another state, and who moves it."""

    data: CaseData
    actor: Actor
    holding: Holding
    target: str


def settle_open_acts(work: Work, leaving: Leaving, head: Head) -> Head:
    """Take the open acts of a proposal along as it moves, and return the head of its stream after their events.

    What asks others ends where the proposal ends, and a notice wherever the proposal leaves its state but to be held.
    While the proposal is held, returned or handed back, their time stands still; it goes on with what was left.
    """
    for act in _open_acts(leaving.data):
        head = _settle(work, leaving, act, head)
    return head


def stands_still(data: CaseData, act: ActRow) -> bool:
    """Tell whether the time of an act stands still where its proposal is now."""
    return is_still(data.definition, data.case.state, begun_at(data.dossier.steps, act.begun_seq))


def _open_acts(data: CaseData) -> Iterator[ActRow]:
    return (act for act in data.dossier.acts if act.state == "open" and act.kind in {*ASKED, PUBLIC_NOTICE})


def _settle(work: Work, leaving: Leaving, act: ActRow, head: Head) -> Head:
    data, target = leaving.data, leaving.target
    origin = begun_at(data.dossier.steps, act.begun_seq)
    is_over = data.definition.state(target).kind == FINAL
    if is_over or (act.kind == PUBLIC_NOTICE and target not in {origin, ON_HOLD}):
        return _end(work, leaving, act, head)
    if is_still(data.definition, target, origin):
        _stop(work, act)
        return head
    since = still_since(data.definition, data.dossier.steps, origin)
    if since is None or act.due_on is None or act.due_on < since:  # what was late before stays late, and was told
        return head
    return _go_on(work, leaving, act, due_after(data.calendar, act.due_on, since, work.today), head)


def _end(work: Work, leaving: Leaving, act: ActRow, head: Head) -> Head:
    """Drop an act that nothing waits for any more: nobody answers, reads or is reminded, no contact is kept."""
    head = _record(work, leaving, act, "ended", {}, head)
    acts.end_act(work, act.id, state="dropped", outcome="", data=act.data, seq=head[0], on=work.today)
    if act.kind == PUBLIC_NOTICE:
        public_notices.close_notice(work, act.id)
        public_notices.forget_contacts(work, act.id)
    else:
        consultations.close_consultation(work, act.id)
        consultations.set_link(work, act.id, None, None)
    return head


def _stop(work: Work, act: ActRow) -> None:
    """Let nobody be reminded of a day that does not come while the time stands still."""
    if act.kind != PUBLIC_NOTICE and act.due_on is not None and act.due_on >= work.today:
        consultations.set_due(work, act.id, None)


def _go_on(work: Work, leaving: Leaving, act: ActRow, due_on: date | None, head: Head) -> Head:
    if due_on != act.due_on:
        moved = {"before": _said(act.due_on), "after": _said(due_on)}
        head = _record(work, leaving, act, "moved-on", moved, head)
        acts.set_due(work, act.id, due_on)
    if act.kind != PUBLIC_NOTICE:
        consultations.set_due(work, act.id, due_on)
    elif due_on is not None:
        public_notices.set_closing(work, act.id, due_on)
    return head


def _record(work: Work, leaving: Leaving, act: ActRow, what: str, facts: dict[str, str], head: Head) -> Head:
    told = {"act": act.id, "kind": act.kind, **({"name": act.subject} if act.subject else {}), **facts}
    return record(
        work,
        stream=proposal_stream(leaving.data.case.id),
        event=f"{EVENTS[act.kind == PUBLIC_NOTICE]}.{what}",
        actor=leaving.actor,
        holding=leaving.holding,
        facts=told,
        head=head,
    )


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""
