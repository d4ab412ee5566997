"""A file that came in before what must be stated of it: held for its sender, so that no problem costs the file."""

from typing import Any

from service.db import working_copies
from service.db.work import Work
from service.usecases.amendments import open_for_editing
from service.usecases.attempts import look
from service.usecases.recording import proposal_stream
from service.usecases.services import Services
from service.usecases.uploads import scan_upload
from workflows.policy import Actor

LONGEST_PART = 80


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
    held = {"file_name": file_name, "size": len(content), "digest": services.documents.put(content)}
    services.database.write(lambda work: _keep(work, actor, proposal_id, slot, held))
    return held


def find_held(work: Work, *, actor: Actor, proposal_id: str, slot: str) -> dict[str, Any] | None:
    """Return the file that is held for this account and slot, or None."""
    row = working_copies.find_copy(work, actor.account_id, proposal_id, _part(slot))
    return row.values if row else None


def drop_held(work: Work, *, actor: Actor, proposal_id: str, slot: str) -> None:
    """Forget the held file once it lies in the dossier, or is not wanted any more."""
    working_copies.delete_copy(work, actor.account_id, proposal_id, _part(slot))


def _keep(work: Work, actor: Actor, proposal_id: str, slot: str, held: dict[str, Any]) -> None:
    drop_held(work, actor=actor, proposal_id=proposal_id, slot=slot)
    working_copies.insert_copy(work, actor.account_id, proposal_id, _part(slot), values=held, base_version=1, window="")


def _part(slot: str) -> str:
    return f"file:{slot}"[:LONGEST_PART]
