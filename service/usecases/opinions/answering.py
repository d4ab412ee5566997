"""Answering what one's body is asked: seen by the asked body only, or by whoever holds the link; nothing else opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from service.db import acts, consultations, dossiers, organisations, proposals, recusals
from service.db.consultations import ConsultationRow
from service.db.dossier_rows import ActRow
from service.db.dossiers import DocumentRow
from service.db.errors import NotFound as RowMissing
from service.db.errors import StaleWrite
from service.db.work import Work
from service.documents.store import DocumentStore
from service.usecases.attempts import look, perform
from service.usecases.cases import demand_version, gather_case
from service.usecases.catalog import Catalog
from service.usecases.drafting.dossiers import DocumentValues, Upload, file_paper
from service.usecases.drafting.uploads import scan_upload
from service.usecases.errors import Conflict, Invalid, NotFound
from service.usecases.facts import CaseData
from service.usecases.moves.acts import Ending, finish_act
from service.usecases.noting import Who
from service.usecases.opinions.consulting import OFFICER, open_request
from service.usecases.services import Services
from service.usecases.streams import asked_stream, proposal_stream
from workflows.consultations import ANSWER_TYPES, CONSULTATION, OPINIONS
from workflows.names import nfc
from workflows.policy import Actor, Holding, find_holding, may

T = TypeVar("T")
ANSWER = "consultation:answer"
NOBODY = Actor("", "", "")
TRIES = 20  # others act on the proposal meanwhile; an answer names no version, so it is written again


@dataclass(frozen=True, slots=True)
class Answered:
    """What a body answers, beside its document."""

    opinion: str
    file_name: str
    content: bytes
    limit_bytes: int
    number: str = ""
    dated_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A request as the one who was asked came to it: its rows, and his role (none by a link)."""

    row: ConsultationRow
    act: ActRow
    actor: Actor | None
    holding: Holding | None


def bodies_answered_for(actor: Actor) -> tuple[str, ...]:
    """Return the bodies for which the actor answers."""
    if not may(actor, ANSWER):
        return ()
    return tuple(dict.fromkeys(held.organisation_id for held in actor.holdings if held.carries(ANSWER)))


def enter_as_officer(work: Work, actor: Actor, act_id: str) -> Door:
    """Return a request of the actor's body; raises NotFound: asked of another, hidden from him, or about himself."""
    row = consultations.find_consultation(work, act_id)
    if row is not None and row.organisation_id in bodies_answered_for(actor):
        body = organisations.load_organisations(work, [row.organisation_id])[row.organisation_id]
        holding = find_holding(actor, [OFFICER], body.id, body.path, act=CONSULTATION)
        case = proposals.load_case(work, row.proposal_id)
        is_near = actor.person_id == case.proposal.nominee_id
        if holding is not None and not is_near and not recusals.is_hidden(work, row.proposal_id, actor.person_id):
            return Door(row, acts.get_act(work, row.proposal_id, row.id), actor, holding)
    raise NotFound("not-found", {"kind": "consultation", "id": act_id})


def answer_as_officer(services: Services, *, actor: Actor, act_id: str, answered: Answered) -> dict[str, Any]:
    """Give the opinion of one's body; raises NotFound, Conflict (answered or withdrawn), Invalid, UploadRefused."""
    stream = asked_stream(act_id)
    look(services, lambda work: enter_as_officer(work, actor, act_id), actor=actor, stream=stream, action="answer")
    scan_answer(services, answered)

    def act(work: Work) -> dict[str, Any]:
        door = enter_as_officer(work, actor, act_id)
        return give(work, services.catalog, services.documents, door, answered, event="consultation.answered")

    return persist(partial(perform, services, act, actor=actor, stream=stream, action="answer"))


def record_answer(
    services: Services,
    *,
    actor: Actor,
    proposal_id: str,
    act_id: str,
    expected_version: int | None,
    answered: Answered,
) -> dict[str, Any]:
    """Record an answer that came on paper, by whoever asks; raises as the others do, and Stale, PermissionDenied."""
    stream, catalog, store = proposal_stream(proposal_id), services.catalog, services.documents

    def enter(work: Work) -> tuple[CaseData, ActRow, Holding]:
        data, act, holding = open_request(work, catalog, actor=actor, proposal_id=proposal_id, act_id=act_id)
        demand_version(data, expected_version)
        return data, act, holding

    def act(work: Work) -> dict[str, Any]:
        data, act, holding = enter(work)
        return _finish(work, store, data, act, answered, who=(actor, holding), event="consultation.recorded")

    look(services, enter, actor=actor, stream=stream, action="answer")
    scan_answer(services, answered)
    return perform(services, act, actor=actor, stream=stream, action="answer")


def scan_answer(services: Services, answered: Answered) -> None:
    """Look at the document of an answer before the transaction that keeps it; raises UploadRefused."""
    if answered.content:
        scan_upload(services, answered.file_name, answered.content)


def give(
    work: Work, catalog: Catalog, store: DocumentStore, door: Door, answered: Answered, *, event: str
) -> dict[str, Any]:
    """Give an opinion through a door that was opened."""
    found = proposals.load_case(work, door.row.proposal_id)
    data = gather_case(work, catalog, actor=door.actor or NOBODY, found=found)
    done = _finish(work, store, data, door.act, answered, who=(door.actor, door.holding), event=event)
    return {"id": done["id"], "opinion": done["opinion"], "digest": done["digest"]}


def _finish(
    work: Work, store: DocumentStore, data: CaseData, act: ActRow, answered: Answered, *, who: Who, event: str
) -> dict[str, Any]:
    if act.state != "open":
        raise Conflict("act-ended", {"act": act.id, "kind": act.kind})
    _check(work, act, answered)
    moved, filed = file_paper(work, data, store, upload=_paper(act, answered), who=who)
    said = {
        **filed,
        "answer_number": nfc(answered.number),  # the letter that asked keeps its own under `number`
        "dated_on": (answered.dated_on or work.today).isoformat(),
        "note": answered.note,
        "answered_by": event.rpartition(".")[2],
    }
    ending = Ending(
        event=event,
        outcome=answered.opinion,
        data=said,
        facts={**filed, "name": act.subject, "opinion": answered.opinion},
        private={"note": answered.note},
    )
    ended = finish_act(work, moved, act, actor=who[0], holding=who[1], ending=ending)
    consultations.close_consultation(work, act.id)
    version = {"version": ended.case.version, "state": ended.case.state}
    return {"id": act.id, "opinion": answered.opinion, "digest": filed["digest"], **version}


def _check(work: Work, act: ActRow, answered: Answered) -> None:
    problems: list[dict[str, Any]] = []
    if answered.opinion not in OPINIONS:
        problems.append({"path": "opinion", "code": "unknown-code", "params": {"known": ", ".join(OPINIONS)}})
    if answered.opinion != "agrees" and not answered.note.strip():
        problems.append({"path": "note", "code": "reason-needed"})
    if answered.dated_on is not None and answered.dated_on > work.today:
        problems.append({"path": "dated_on", "code": "in-the-future"})
    if act.kind != CONSULTATION and answered.dated_on is None:
        problems.append({"path": "dated_on", "code": "required"})
    if not answered.content:
        problems.append({"path": "file", "code": "required"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})


def _paper(act: ActRow, answered: Answered) -> Upload:
    kind = ANSWER_TYPES[act.kind]
    agrees = {"opinion": answered.opinion} if kind == "D21" else {"agrees": answered.opinion == "agrees"}
    values = DocumentValues(
        type=kind,
        file_name=answered.file_name,
        number=answered.number,
        dated_on=answered.dated_on,
        issuer=act.subject,
        meta={"body": act.subject, **agrees},
    )
    return Upload(values, answered.content, answered.limit_bytes)


def persist(act: Callable[[], T]) -> T:
    """Run an act again while another event comes first at the same place of the proposal's stream."""
    for _ in range(TRIES):
        try:
            return act()
        except StaleWrite:
            continue
    return act()


def chosen_document(work: Work, door: Door, document_id: str) -> DocumentRow:
    """Return a document that the asked body was given to read; raises NotFound for every other."""
    if document_id in door.act.data.get("documents", ()):
        try:
            return dossiers.get_document(work, door.row.proposal_id, document_id)
        except RowMissing:
            pass
    raise NotFound("not-found", {"kind": "document", "id": document_id})
