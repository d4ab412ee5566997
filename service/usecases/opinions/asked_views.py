"""What an asked body sees: the list of its requests, and of each no more than it was given to read."""

from typing import Any

from service.db import consultations, dossiers, organisations, proposals, reads
from service.db.dossiers import DocumentRow
from service.db.work import Work
from service.usecases.attempts import insist, look
from service.usecases.opinions.answering import Door, bodies_answered_for, chosen_document, enter_as_officer
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.services import Services
from service.usecases.streams import asked_stream, proposal_stream, reads_stream
from workflows.policy import Actor

BY_LINK = "link"  # stands for the account among looks of the same hour


def list_asked(work: Work, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return what the actor's bodies are or were asked, newest first; nothing hidden from him, nothing about him."""
    bodies = bodies_answered_for(actor)
    if not bodies:
        return Page([], None)
    rows = consultations.list_asked(work, bodies, person_id=actor.person_id, after=after, limit=limit + 1)
    items = [plain(row._asdict()) | {"is_late": _is_late(work, row)} for row in rows]
    return page_of(items, limit)


def open_asked(services: Services, *, actor: Actor, act_id: str) -> dict[str, Any]:
    """Return what a body of the actor's is asked, and record that it was read; raises NotFound."""

    def act(work: Work) -> tuple[dict[str, Any], Door]:
        door = enter_as_officer(work, actor, act_id)
        return describe(work, door), door

    view, door = look(services, act, actor=actor, stream=asked_stream(act_id), action="open")
    note_read(services, door, event="consultation.opened", subject=f"asked:{door.row.id}", facts={})
    return view


def open_asked_document(
    services: Services, *, actor: Actor, act_id: str, document_id: str
) -> tuple[DocumentRow, bytes]:
    """Return a document that the actor's body was given to read, once its handing out is recorded; raises NotFound."""

    def act(work: Work) -> tuple[DocumentRow, bytes, Door]:
        door = enter_as_officer(work, actor, act_id)
        row = chosen_document(work, door, document_id)
        return row, services.documents.get(row.digest), door

    row, content, door = look(services, act, actor=actor, stream=asked_stream(act_id), action="open")
    note_document(services, door, row)
    return row, content


def describe(work: Work, door: Door) -> dict[str, Any]:
    """Return what was asked: who asks, on whom, in short, and the chosen documents; then the body's own answer."""
    row, act = door.row, door.act
    case, nominee = proposals.load_case(work, row.proposal_id)
    unit = organisations.load_organisations(work, [case.unit_id]).get(case.unit_id)
    chosen = set(act.data.get("documents", ()))
    documents = [item for item in dossiers.list_documents(work, case.id, current_only=False) if item.id in chosen]
    told: dict[str, Any] = plain(
        {
            "id": row.id,
            "kind": act.kind,
            "name": row.name,
            "nominee": nominee.name,
            "nominee_kind": nominee.kind,
            "unit": unit.name if unit else "",
            "form": case.form,
            "number": act.data.get("number", ""),
            "sent_on": act.data.get("sent_on", ""),
            "summary": act.data.get("summary", ""),
            "ground": act.data.get("ground", ""),
            "documents": [document_in_short(item) for item in documents],
            "due_on": row.due_on,
            "is_late": _is_late(work, row),
            "state": act.state,
            "outcome": act.outcome,
            "note": act.data.get("note", ""),
            "answered_on": act.ended_on if act.state == "done" else None,
            "answer_number": act.data.get("answer_number", ""),
            "digest": act.data.get("digest", ""),
        }
    )
    return told


def document_in_short(row: DocumentRow) -> dict[str, Any]:
    """Return what a document is called, with the digest of its bytes."""
    names = ("id", "type", "title", "number", "dated_on", "digest", "size", "media_type")
    return {name: getattr(row, name) for name in names}


def note_document(services: Services, door: Door, row: DocumentRow) -> None:
    """Record that a document was handed out to the asked body; raises when that fails, so that nothing leaves."""
    facts = {"type": row.type, "document": row.type, "ref": row.id, "digest": row.digest}
    subject = f"a:{row.id}:{door.row.id[-20:]}"
    note_read(services, door, event="consultation.document-opened", subject=subject, facts=facts)


def note_read(services: Services, door: Door, *, event: str, subject: str, facts: dict[str, Any]) -> None:
    """Record beside the proposal that the asked body has looked, once an hour for each thing and reader."""
    account = door.actor.account_id if door.actor else BY_LINK

    def act(work: Work) -> None:
        hour = work.now.replace(minute=0, second=0, microsecond=0)
        if reads.note(work, account, door.row.proposal_id, subject[:64], hour=hour):
            record(
                work,
                stream=reads_stream(proposal_stream(door.row.proposal_id)),
                event=event,
                actor=door.actor,
                holding=door.holding,
                facts={"act": door.row.id, "name": door.row.name, **facts},
            )

    insist(services, act)


def _is_late(work: Work, row: Any) -> bool:
    return bool(row.is_open and row.due_on is not None and row.due_on < work.today)
