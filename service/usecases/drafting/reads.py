"""Reads as evidence: who has opened a dossier or a document is an event beside the proposal's own, once an hour.

What leaves the house (a document's bytes, an export) leaves only when its event is written. A dossier on the screen is
shown even when that fails, and the failure is logged: the people who decide must not stand still because a disk is
full, while nothing can be decided then anyway. docs/adr/0011 gives the reasons.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import structlog

from service.db import reads
from service.db.dossiers import DocumentRow
from service.db.work import Work
from service.usecases.attempts import insist, look
from service.usecases.case_views import show_proposal
from service.usecases.drafting.dossiers import read_document
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.streams import proposal_stream, reads_stream
from workflows.policy import Actor

WHOLE = "dossier"


def open_proposal(services: Services, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return one proposal as `show_proposal` does and record that it was opened; a denied look is recorded too."""
    view = look(
        services,
        lambda work: show_proposal(work, services.catalog, actor=actor, proposal_id=proposal_id),
        actor=actor,
        stream=proposal_stream(proposal_id),
        action="open",
    )
    note_opening(services, actor=actor, proposal_id=proposal_id)
    return view


def open_document(services: Services, *, actor: Actor, proposal_id: str, document_id: str) -> tuple[DocumentRow, bytes]:
    """Return a document of any version with its bytes, once it is recorded that they were handed out."""
    row, content = look(
        services,
        lambda work: read_document(
            work, services.catalog, services.documents, actor=actor, proposal_id=proposal_id, document_id=document_id
        ),
        actor=actor,
        stream=proposal_stream(proposal_id),
        action="open",
    )
    facts = {"document": row.id, "type": row.type, "digest": row.digest}
    note_handing_out(
        services, actor=actor, proposal_id=proposal_id, event="document.opened", subject=row.id, facts=facts
    )
    return row, content


def note_handing_out(
    services: Services, *, actor: Actor, proposal_id: str, event: str, subject: str, facts: Mapping[str, Any]
) -> None:
    """Record that bytes about a proposal were handed out; raises when that fails, so that nothing leaves."""
    _note(services, actor, proposal_id, event=event, subject=subject, facts=facts)


def note_opening(services: Services, *, actor: Actor, proposal_id: str) -> None:
    """Record that a dossier was shown; when that fails, say so in the log and let people read."""
    try:
        _note(services, actor, proposal_id, event="proposal.opened", subject=WHOLE, facts={})
    except Exception as error:  # noqa: BLE001  # whatever failed, the dossier is shown
        structlog.get_logger().error("a read could not be recorded", proposal=proposal_id, exc_info=error)


def note_export(services: Services, *, actor: Actor, proposal_id: str, name: str) -> None:
    """Record that everything on a proposal was taken out; raises when that fails, so that nothing leaves."""
    _note(services, actor, proposal_id, event="proposal.exported", subject=f"export:{name}"[:64], facts={"name": name})


def _note(
    services: Services, actor: Actor, proposal_id: str, *, event: str, subject: str, facts: Mapping[str, Any]
) -> None:
    key = (actor.account_id, proposal_id, subject)
    if services.database.glance(partial(_is_noted, key=key)):
        return

    def act(work: Work) -> None:
        if reads.note(work, *key, hour=work.now.replace(minute=0, second=0, microsecond=0)):
            holding = next(iter(actor.holdings), None)
            stream = reads_stream(proposal_stream(proposal_id))
            record(work, stream=stream, event=event, actor=actor, holding=holding, facts=facts)

    insist(services, act)


def _is_noted(work: Work, key: tuple[str, str, str]) -> bool:
    return reads.is_noted(work, *key, hour=work.now.replace(minute=0, second=0, microsecond=0))
