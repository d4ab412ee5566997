"""What a change of the dossier would bring, told before it is made: whose judgement is void, who must look again."""

from typing import Any

from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.errors import MoveClosed, NotFound
from service.usecases.moves.amendments import Amendment, foresee, open_for_editing
from service.usecases.moves.preflights import body_name
from workflows.policy import Actor


def foresee_change(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, document_id: str = ""
) -> dict[str, Any]:
    """Return what follows when this actor replaces or removes a document, or (without one) changes the statements.

    `back` is the state that the proposal would return to ("" = it stays), `voids` the criteria to be judged again,
    `is_open` whether the change may be made at all. Raises NotFound, PermissionDenied.
    """
    data, _ = open_for_editing(work, catalog, actor=actor, proposal_id=proposal_id, expected_version=None)
    change = Amendment(event="proposal.edited", facts={}, seen_since=0)
    if document_id:
        document = next((row for row in data.dossier.documents if row.id == document_id), None)
        if document is None:
            raise NotFound("not-found", {"kind": "document", "id": document_id})
        change = Amendment(
            event="document.removed", facts={}, seen_since=document.attached_seq, criterion=document.criterion
        )
    told = {"id": proposal_id, "version": data.case.version, "state": data.case.state}
    try:
        back, void = foresee(data, change)
    except MoveClosed:
        return {**told, "is_open": False, "back": "", "voids": [], "awaited": ""}
    moves = data.definition.find_transitions(back) if back else ()
    judged = [row.criterion for row in data.dossier.judgements if row.id in void]
    awaited = body_name(data, moves[0].body) if moves else ""
    return {**told, "is_open": True, "back": back or "", "voids": list(dict.fromkeys(judged)), "awaited": awaited}
