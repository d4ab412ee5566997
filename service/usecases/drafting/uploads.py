"""Taking a file in: who may, then what it is, then the virus scanner, and only then the transaction that keeps it."""

from collections.abc import Callable, Mapping
from typing import Any

from service.db.work import Work
from service.documents.inspection import UploadProblem, inspect_upload
from service.usecases.attempts import look, perform
from service.usecases.drafting.dossiers import Upload, attach_document, replace_document, statement_problems
from service.usecases.errors import Invalid, UploadRefused
from service.usecases.moves.amendments import open_for_editing
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from workflows.policy import Actor


def receive_document(
    services: Services,
    *,
    actor: Actor,
    proposal_id: str,
    expected_version: int | None,
    upload: Upload,
    replaces: str = "",
) -> dict[str, Any]:
    """Attach an uploaded document, or put it in the place of another; the scanner runs outside any transaction.

    Raises NotFound, PermissionDenied, MoveClosed, Stale, Invalid with every problem, UploadRefused.
    """
    action, stream = "replace" if replaces else "attach", proposal_stream(proposal_id)

    def may_edit(work: Work) -> None:
        data, _ = open_for_editing(
            work, services.catalog, actor=actor, proposal_id=proposal_id, expected_version=expected_version
        )
        if problems := statement_problems(data, upload.values):
            raise Invalid("invalid-input", {"problems": problems})

    look(services, may_edit, actor=actor, stream=stream, action=action)
    scan_upload(services, upload.values.file_name, upload.content)
    return perform(
        services,
        _keep(services, actor, proposal_id, expected_version, upload, replaces),
        actor=actor,
        stream=stream,
        action=action,
    )


def scan_upload(services: Services, file_name: str, content: bytes) -> None:
    """Look at a file and ask the scanner about it; raises UploadRefused with the reason."""
    try:
        inspect_upload(file_name, content, limit_bytes=services.settings.upload_limit_bytes)
        services.documents.scanner.check(content)
    except UploadProblem as problem:
        raise UploadRefused("upload-refused", {"reason": problem.code, **problem.params}) from None


def _keep(
    services: Services, actor: Actor, proposal_id: str, expected_version: int | None, upload: Upload, replaces: str
) -> Callable[[Work], dict[str, Any]]:
    named: Mapping[str, Any] = {
        "actor": actor,
        "proposal_id": proposal_id,
        "expected_version": expected_version,
        "upload": upload,
    }
    if replaces:
        return lambda work: replace_document(work, services.catalog, services.documents, document_id=replaces, **named)
    return lambda work: attach_document(work, services.catalog, services.documents, **named)
