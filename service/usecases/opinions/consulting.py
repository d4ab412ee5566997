"""Asking a body for its opinion on a proposal: by its own account, by a private link, or on paper."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from service.db import acts, consultations, organisations, recipients
from service.db.consultations import ConsultationRow
from service.db.dossier_rows import ActRow
from service.db.errors import NotFound as RowMissing
from service.db.work import Work
from service.usecases.accounts.tokens import SECRET_BYTES, digest_of_token
from service.usecases.cases import demand_version, open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.acts import Beginning, Ending, act_holder, authorize_act, begin_act, due_of, finish_act
from service.usecases.noting import note_event
from workflows.calendars import Calendar
from workflows.consultations import ASKED, CHANNELS, suggestions
from workflows.definition import ActSpec
from workflows.names import nfc
from workflows.policy import Actor, Holding

MOST_LINK_DAYS = 90
OFFICER = "consulted_officer"  # the role that answers for its body
Problems = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom to ask, how, and what to show: a summary and chosen documents, never the dossier."""

    kind: str
    channel: str
    name: str = ""
    organisation_id: str = ""
    summary: str = ""
    documents: tuple[str, ...] = ()
    number: str = ""
    sent_on: date | None = None
    due_on: date | None = None
    suggestion: str = ""
    link_days: int = 30


def ask_opinion(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, expected_version: int | None, asking: Asking
) -> dict[str, Any]:
    """Ask a body; returns the request's id, the proposal's version, and once the secret of a link.

    Raises NotFound, MoveClosed, PermissionDenied, Stale, Invalid with every problem.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    if asking.kind not in ASKED:
        raise Invalid("invalid-input", {"problems": [{"path": "kind", "code": "unknown-code"}]})
    spec, holding = authorize_act(data, actor, asking.kind)
    refuse_own(data, actor, holding)
    demand_version(data, expected_version)
    name, problems = _name(work, asking)
    problems += _problems(work, data, asking, spec, name)
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    moved, act = begin_act(
        work, data, actor=actor, holding=holding, beginning=_beginning(work, data.calendar, asking, spec, name)
    )
    secret = new_secret(work) if asking.channel == "link" else ""
    row = ConsultationRow(
        id=act.id,
        proposal_id=data.case.id,
        organisation_id=asking.organisation_id if asking.channel == "account" else None,
        name=name,
        asked_by=actor.account_id,
        asked_at=work.now,
        due_on=act.due_on,
        is_open=True,
        secret_digest=digest_of_token(secret) if secret else None,
        secret_until=work.now + timedelta(days=asking.link_days) if secret else None,
        told="",
    )
    consultations.add_consultation(work, row)
    return {"id": act.id, "version": moved.case.version, "state": data.case.state, "secret": secret}


def withdraw_request(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    act_id: str,
    expected_version: int | None,
    reason: str,
) -> dict[str, Any]:
    """Ask a body no longer, with a reason; its link ends too. Raises NotFound, PermissionDenied, Stale, Conflict."""
    data, act, holding = open_request(work, catalog, actor=actor, proposal_id=proposal_id, act_id=act_id)
    demand_version(data, expected_version)
    if not reason.strip():
        raise Invalid("invalid-input", {"problems": [{"path": "reason", "code": "reason-needed"}]})
    ending = Ending(
        event="consultation.withdrawn", is_dropped=True, facts={"name": act.subject}, private={"reason": reason}
    )
    moved = finish_act(work, data, act, actor=actor, holding=holding, ending=ending)
    consultations.close_consultation(work, act.id)
    consultations.set_link(work, act.id, None, None)
    return {"id": act.id, "version": moved.case.version, "state": data.case.state}


def change_link(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    act_id: str,
    expected_version: int | None,
    link_days: int,
) -> dict[str, Any]:
    """Give an open request a new link, shown this once, or take its link away (`link_days` 0); the old one ends.

    Raises NotFound, PermissionDenied, Stale, Conflict (answered or withdrawn), Invalid.
    """
    data, act, holding = open_request(work, catalog, actor=actor, proposal_id=proposal_id, act_id=act_id)
    demand_version(data, expected_version)
    if act.state != "open":
        raise Conflict("act-ended", {"act": act.id, "kind": act.kind})
    problems = _link_problems(link_days) if link_days else []
    if act.data.get("channel") != "link":
        problems.append({"path": "link_days", "code": "not-by-link"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    secret = new_secret(work) if link_days else ""
    event = "consultation.link-made" if link_days else "consultation.link-revoked"
    facts = {"act": act.id, "name": act.subject}
    moved = note_event(work, data, event=event, who=(actor, holding), facts=facts)
    until = work.now + timedelta(days=link_days) if link_days else None
    consultations.set_link(work, act.id, digest_of_token(secret) if secret else None, until)
    return {"id": act.id, "version": moved.case.version, "state": data.case.state, "secret": secret}


def open_request(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, act_id: str
) -> tuple[CaseData, ActRow, Holding]:
    """Return a case, one of its requests and the role by which the actor asks there; raises NotFound, PermissionDenied.

    The body that asked goes on with its requests wherever the proposal stands by now: answers come late.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    try:
        act = acts.get_act(work, proposal_id, act_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "act", "id": act_id}) from None
    if act.kind not in ASKED:
        raise NotFound("not-found", {"kind": "act", "id": act_id})
    holding = act_holder(data, actor, act)
    if holding is None:
        raise PermissionDenied("permission-denied", {"action": act.kind, "state": data.case.state})
    refuse_own(data, actor, holding)
    return data, act, holding


def refuse_own(data: CaseData, actor: Actor, holding: Holding) -> None:
    """Raise PermissionDenied for the nominee himself, whoever acts in his place included."""
    if data.case.nominee_id in {actor.person_id, *holding.in_place_of}:
        raise PermissionDenied("permission-denied", {"permission": "own-proposal", "state": data.case.state})


def new_secret(work: Work) -> str:
    """Return 256 random bits as text for an address."""
    return base64.urlsafe_b64encode(work.random_bytes(SECRET_BYTES)).rstrip(b"=").decode()


def _beginning(work: Work, calendar: Calendar, asking: Asking, spec: ActSpec, name: str) -> Beginning:
    due = due_of(spec, work.today, calendar) if spec.clocks else asking.due_on
    kept: Mapping[str, Any] = {
        "channel": asking.channel,
        "organisation_id": asking.organisation_id if asking.channel == "account" else "",
        "summary": nfc(asking.summary),
        "documents": list(asking.documents),
        "number": nfc(asking.number),
        "sent_on": (asking.sent_on or work.today).isoformat(),
        "suggestion": asking.suggestion,
        "silence": spec.silence,
        "ground": spec.citation.text,
    }
    told = {name_: kept[name_] for name_ in ("channel", "documents", "number", "suggestion", "silence")}
    return Beginning(
        kind=asking.kind,
        event="consultation.asked",
        subject=name,
        data=kept,
        facts={**told, "name": name, "due_on": due.isoformat() if due else None},
        private={"summary": asking.summary},
        due_on=due,
    )


def _name(work: Work, asking: Asking) -> tuple[str, Problems]:
    """Return what the asked body is called, with what is wrong with whom to ask."""
    if asking.channel != "account":
        named = {item.code: item.vi for item in suggestions()}
        name = nfc(asking.name).strip() or named.get(asking.suggestion, "")
        return name, [] if name else [{"path": "name", "code": "required"}]
    body = organisations.load_organisations(work, [asking.organisation_id]).get(asking.organisation_id)
    if body is None:
        return "", [{"path": "organisation_id", "code": "required" if not asking.organisation_id else "not-found"}]
    if not recipients.list_holders(work, OFFICER, body.id, work.today):
        return body.name, [{"path": "organisation_id", "code": "nobody-answers"}]
    return body.name, []


def _problems(work: Work, data: CaseData, asking: Asking, spec: ActSpec, name: str) -> Iterable[dict[str, Any]]:
    """Yield what else is wrong with a request."""
    if asking.channel not in CHANNELS:
        yield {"path": "channel", "code": "unknown-code", "params": {"known": ", ".join(CHANNELS)}}
    if asking.channel != "paper" and not asking.summary.strip():
        yield {"path": "summary", "code": "required"}
    held = {row.id for row in data.dossier.documents}
    if not held.issuperset(asking.documents):
        yield {"path": "documents", "code": "not-in-dossier"}
    if asking.suggestion and asking.suggestion not in {item.code for item in suggestions()}:
        yield {"path": "suggestion", "code": "not-found"}
    if asking.sent_on is not None and asking.sent_on > work.today:
        yield {"path": "sent_on", "code": "in-the-future"}
    if asking.due_on and (spec.clocks or asking.due_on <= work.today):
        yield {"path": "due_on", "code": "due-by-flow" if spec.clocks else "not-in-future"}
    if asking.channel == "link":
        yield from _link_problems(asking.link_days)
    waiting = {act.subject for act in data.dossier.acts if act.kind == asking.kind and act.state == "open"}
    if name and name in waiting:
        yield {"path": "organisation_id" if asking.channel == "account" else "name", "code": "asked-already"}


def _link_problems(days: int) -> Problems:
    if 1 <= days <= MOST_LINK_DAYS:
        return []
    return [{"path": "link_days", "code": "out-of-range", "params": {"least": 1, "most": MOST_LINK_DAYS}}]
