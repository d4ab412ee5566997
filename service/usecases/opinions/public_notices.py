"""The public notice of a proposal: posted with as little as needed, commented by anybody, concluded with a record."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import acts, public_notices
from service.db.dossier_rows import ActRow
from service.db.errors import NotFound as RowMissing
from service.db.public_notices import NoticeRow
from service.db.work import Work
from service.usecases.cases import demand_version, open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid, MoveClosed, NotFound, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.acts import Beginning, Ending, act_holder, authorize_act, begin_act, due_of, finish_act
from service.usecases.opinions.consulting import refuse_own
from service.usecases.streams import is_id
from workflows.consultations import PUBLIC_NOTICE
from workflows.names import nfc
from workflows.open_acts import begun_at
from workflows.policy import Actor, Holding

LONGEST_REASON = 500
# What identifies a person beyond the name has no place on a public page: numbers of cards and telephones, full dates.
REVEALING = re.compile(r"\d[\d .\-]{7,}\d|\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}\b|\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Standing:
    """A notice as the one who may do something about it came to it."""

    data: CaseData
    act: ActRow
    holding: Holding


def post_notice(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, expected_version: int | None, reason: str
) -> dict[str, Any]:
    """Post the name, the unit, the form and a line of the reason, for the working days that the flow gives.

    Raises NotFound, MoveClosed, PermissionDenied, Stale, Invalid, Conflict where one is posted already.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    spec, holding = authorize_act(data, actor, PUBLIC_NOTICE)
    refuse_own(data, actor, holding)
    demand_version(data, expected_version)
    if any(act.kind == PUBLIC_NOTICE and act.state == "open" for act in data.dossier.acts):
        raise Conflict("notice-posted")
    closes_on = due_of(spec, work.today, data.calendar)
    problems = _find_problems(reason)
    if problems or closes_on is None:
        window = [] if closes_on else [{"path": "", "code": "window-unknown"}]
        raise Invalid("invalid-input", {"problems": [*problems, *window]})
    beginning = Beginning(
        kind=PUBLIC_NOTICE,
        event="public-notice.posted",
        data={"reason": nfc(reason), "ground": spec.citation.text},
        facts={"from": work.today.isoformat(), "to": closes_on.isoformat()},
        private={"reason": reason},
        due_on=closes_on,
    )
    moved, act = begin_act(work, data, actor=actor, holding=holding, beginning=beginning)
    public_notices.add_notice(work, _row(work, data, act.id, spec.body, reason, closes_on))
    return {"id": act.id, "version": moved.case.version, "state": data.case.state, "closes_on": closes_on.isoformat()}


def _row(work: Work, data: CaseData, act_id: str, by: str, reason: str, closes_on: date) -> NoticeRow:
    """Return all that the public reads: no birth date, no number, nothing of the dossier."""
    body, unit = data.body(by), data.body("unit")
    return NoticeRow(
        id=act_id,
        proposal_id=data.case.id,
        state=data.case.state,
        name=data.nominee.name,
        unit=unit.name if unit else "",
        form=data.case.form,
        reason=nfc(reason).strip(),
        body=body.name if body else "",
        posted_on=work.today,
        closes_on=closes_on,
        is_open=True,
    )


def withdraw_notice(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    act_id: str,
    expected_version: int | None,
    reason: str,
) -> dict[str, Any]:
    """Take a notice down at once, with a reason; raises as `post_notice` does, Conflict when it had ended."""
    found = open_notice(work, catalog, actor=actor, proposal_id=proposal_id, act_id=act_id)
    demand_version(found.data, expected_version)
    if not reason.strip():
        raise Invalid("invalid-input", {"problems": [{"path": "reason", "code": "reason-needed"}]})
    ending = Ending(event="public-notice.withdrawn", is_dropped=True, private={"reason": reason})
    return _end(work, found, actor, ending)


def conclude_notice(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, act_id: str, expected_version: int | None
) -> dict[str, Any]:
    """Record that the window is over and every comment settled; raises Invalid with all that is still missing.

    Raises MoveClosed while the proposal is held: its window stands still.
    """
    found = open_notice(work, catalog, actor=actor, proposal_id=proposal_id, act_id=act_id)
    demand_version(found.data, expected_version)
    if found.act.state != "open":
        raise Conflict("act-ended", {"act": found.act.id, "kind": found.act.kind})
    case, flow = found.data.case, found.data.definition.name
    if begun_at(found.data.dossier.steps, found.act.begun_seq) != case.state:  # nobody can read it there, nor comment
        raise MoveClosed("act-not-open", {"act": PUBLIC_NOTICE, "state": case.state, "flow": flow})
    counted = public_notices.count_outcomes(work, act_id)
    problems: list[dict[str, Any]] = []
    if found.act.due_on is None or found.act.due_on >= work.today:
        problems.append({"path": "posted", "code": "window-open"})
    if counted.get(""):
        problems.append({"path": "comments", "code": "comments-unsettled", "params": {"count": counted[""]}})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    total = sum(counted.values())
    outcome = "upheld" if counted.get("upheld") else "settled" if total else "none"
    ending = Ending(
        event="public-notice.concluded",
        outcome=outcome,
        data={"comments": total, "upheld": counted.get("upheld", 0)},
        facts={"count": total, "outcome": outcome},
    )
    return _end(work, found, actor, ending)


def open_notice(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, act_id: str) -> Standing:
    """Return a notice and the role by which the actor deals with it; raises NotFound, PermissionDenied."""
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    act = find_act(work, proposal_id, act_id)
    holding = act_holder(data, actor, act)
    if holding is None:
        raise PermissionDenied("permission-denied", {"action": PUBLIC_NOTICE, "state": data.case.state})
    refuse_own(data, actor, holding)
    return Standing(data, act, holding)


def find_act(work: Work, proposal_id: str, act_id: str) -> ActRow:
    """Return the act of a notice; raises NotFound."""
    try:
        act = acts.get_act(work, proposal_id, act_id if is_id(act_id) else "")
    except RowMissing:
        raise NotFound("not-found", {"kind": "act", "id": act_id}) from None
    if act.kind != PUBLIC_NOTICE:
        raise NotFound("not-found", {"kind": "act", "id": act_id})
    return act


def _end(work: Work, found: Standing, actor: Actor, ending: Ending) -> dict[str, Any]:
    moved = finish_act(work, found.data, found.act, actor=actor, holding=found.holding, ending=ending)
    public_notices.close_notice(work, found.act.id)
    public_notices.forget_contacts(work, found.act.id)
    return {"id": found.act.id, "version": moved.case.version, "state": found.data.case.state}


def _find_problems(reason: str) -> list[dict[str, Any]]:
    if not reason.strip():
        return [{"path": "reason", "code": "required"}]
    if len(reason) > LONGEST_REASON:
        return [{"path": "reason", "code": "too-long", "params": {"longest": LONGEST_REASON}}]
    return [{"path": "reason", "code": "reveals-person"}] if REVEALING.search(reason) else []
