"""A file that came in before what must be stated of it: held for its sender, so that no problem costs the file."""

import hashlib
from typing import Any

from service.db import working_copies
from service.db.work import Work
from service.documents.store import DocumentStore, Missing
from service.usecases.attempts import look
from service.usecases.drafting.uploads import scan_upload
from service.usecases.moves.amendments import open_for_editing
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from workflows.policy import Actor

LONGEST_PART = 80
HELD = "file:"


def hold_file(
    services: Services, *, actor: Actor, proposal_id: str, slot: str, file_name: str, content: bytes
) -> dict[str, Any]:
    """Look at a file and hold it for this account and this slot of the dossier; the dossier itself does not change.

    Returns its name and size. Raises NotFound, PermissionDenied, MoveClosed, UploadRefused.
    """

    def may_edit(work: Work) -> None:
        open_for_editing(work, services.catalog, actor=actor, proposal_id=proposal_id, expected_version=None)

    look(services, may_edit, actor=actor, stream=proposal_stream(proposal_id), action="attach")
    scan_upload(services, file_name, content)
    store = held_store(services, actor.account_id, proposal_id, _part(slot))
    store.discard()
    held = {"file_name": file_name, "size": len(content), "digest": store.put(content)}
    services.database.write(lambda work: _keep(work, actor, proposal_id, slot, held))
    return held


def find_held(work: Work, *, actor: Actor, proposal_id: str, slot: str) -> dict[str, Any] | None:
    """Return the file that is held for this account and slot, or None."""
    row = working_copies.find_copy(work, actor.account_id, proposal_id, _part(slot))
    return row.values if row else None


def read_held(services: Services, *, actor: Actor, proposal_id: str, slot: str, digest: str) -> bytes:
    """Return the bytes of a held file; raises Missing when it was cleared away meanwhile."""
    try:
        return held_store(services, actor.account_id, proposal_id, _part(slot)).get(digest)
    except Missing:  # held by an older release, beside the documents
        return services.documents.get(digest)


def held_store(services: Services, account_id: str, proposal_id: str, part: str) -> DocumentStore:
    """Return where the one file of an account, a proposal and a slot is held."""
    name = hashlib.sha256(f"{account_id}/{proposal_id}/{part}".encode()).hexdigest()
    return services.documents.part("held").part(name)


def drop_held(work: Work, *, actor: Actor, proposal_id: str, slot: str) -> None:
    """Forget the held file once it lies in the dossier, or is not wanted any more."""
    working_copies.delete_copy(work, actor.account_id, proposal_id, _part(slot))


def _keep(work: Work, actor: Actor, proposal_id: str, slot: str, held: dict[str, Any]) -> None:
    drop_held(work, actor=actor, proposal_id=proposal_id, slot=slot)
    working_copies.insert_copy(work, actor.account_id, proposal_id, _part(slot), values=held, base_version=1, window="")


def _part(slot: str) -> str:
    return f"{HELD}{slot}"[:LONGEST_PART]
