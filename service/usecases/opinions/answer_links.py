"""The private link of one request: whoever holds its secret reads what was asked and answers once, without an account.

The secret is kept as a digest, ends by itself, and is gone when nobody asks any more. After the answer it shows no more
than that answer, as a receipt. Guesses are slowed down by network; each look is recorded.
"""

from functools import partial
from typing import Any

from service.db import acts, consultations
from service.db.dossiers import DocumentRow
from service.db.work import Work
from service.usecases.accounts.throttling import LONGEST_NAME, open_try
from service.usecases.accounts.tokens import digest_of_token
from service.usecases.errors import NotFound
from service.usecases.opinions.answering import Answered, Door, chosen_document, give, persist, scan_answer
from service.usecases.opinions.asked_views import describe, note_document, note_read
from service.usecases.services import Services

GUESSES = "answer-link"
RECEIPT: dict[str, Any] = {"nominee": "", "nominee_kind": "", "unit": "", "form": "", "summary": "", "documents": []}


def open_link(services: Services, *, secret: str, network: str) -> dict[str, Any]:
    """Return what is asked by this link, and record that it was read; raises NotFound, TooManyAttempts.

    Once it was answered: nothing of the proposal, only the answer.
    """

    def act(work: Work) -> tuple[dict[str, Any], Door] | None:
        door = _find(work, secret)
        return None if door is None else (describe(work, door), door)

    found = services.database.read(act)
    if found is None:
        raise _refuse(services, network)
    view, door = found
    note_read(services, door, event="consultation.opened-by-link", subject=f"asked:{door.row.id}", facts={})
    return view if view["state"] == "open" else view | RECEIPT


def open_link_document(services: Services, *, secret: str, document_id: str, network: str) -> tuple[DocumentRow, bytes]:
    """Return a document that was given to read by this link, once that is recorded; raises as `open_link` does."""

    def act(work: Work) -> tuple[DocumentRow, bytes, Door] | None:
        door = _find(work, secret)
        if door is None:
            return None
        if door.act.state != "open":
            raise NotFound("not-found", {"kind": "document", "id": document_id})
        row = chosen_document(work, door, document_id)
        return row, services.documents.get(row.digest), door

    found = services.database.read(act)
    if found is None:
        raise _refuse(services, network)
    row, content, door = found
    note_document(services, door, row)
    return row, content


def answer_by_link(services: Services, *, secret: str, network: str, answered: Answered) -> dict[str, Any]:
    """Give the opinion that is asked by this link; raises as `open_link` does, Conflict, Invalid, UploadRefused."""
    if services.database.read(partial(_find, secret=secret)) is None:
        raise _refuse(services, network)
    scan_answer(services, answered)

    def act(work: Work) -> dict[str, Any]:
        door = _find(work, secret)
        if door is None:
            raise NotFound("not-found", {"kind": "consultation", "id": ""})
        event = "consultation.answered-by-link"
        return give(work, services.catalog, services.documents, door, answered, event=event)

    return persist(lambda: services.database.write(act))


def _find(work: Work, secret: str) -> Door | None:
    """Return the request of a link that is in force: its days are not over, and it was not taken away."""
    row = consultations.find_by_secret(work, digest_of_token(secret))
    if row is None or row.secret_until is None or row.secret_until <= work.now:
        return None
    return Door(row, acts.get_act(work, row.proposal_id, row.id), None, None)


def _refuse(services: Services, network: str) -> NotFound:
    """Count a guess from this network; returns the refusal, raises TooManyAttempts when there were too many."""
    name = f"{GUESSES} {network}"[:LONGEST_NAME]
    services.database.write(lambda work: open_try(work, services.settings, name=name, network=name))
    return NotFound("not-found", {"kind": "consultation", "id": ""})
