"""Dossiers: documents, achievement texts, judgements and steps of a proposal, and all of them in one statement."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, func, select, update

from service.db.base import table_of
from service.db.dossier_rows import ActRow as ActRow
from service.db.dossier_rows import DocumentRow as DocumentRow
from service.db.dossier_rows import DocumentValues as DocumentValues
from service.db.dossier_rows import DossierRows as DossierRows
from service.db.dossier_rows import GuidanceHead as GuidanceHead
from service.db.dossier_rows import JudgementRow as JudgementRow
from service.db.dossier_rows import JudgementValues as JudgementValues
from service.db.dossier_rows import PlaceRow as PlaceRow
from service.db.dossier_rows import RegisteredRow as RegisteredRow
from service.db.dossier_rows import StepRow as StepRow
from service.db.dossier_rows import TextRow as TextRow
from service.db.errors import NotFound
from service.db.expressions import AnyOf, columns_of, nested
from service.db.models import (
    Document,
    GuidancePlace,
    Judgement,
    NomineeRecord,
    ProposalAct,
    ProposalStep,
    ProposalText,
    PublishedDocument,
    RegistrationEntry,
)
from service.db.records import RecordRow
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work
from workflows.names import nfc

DOCUMENT, JUDGEMENT, STEP, TEXT, RECORD, ACT = (
    table_of(model) for model in (Document, Judgement, ProposalStep, ProposalText, NomineeRecord, ProposalAct)
)
GUIDANCE, PLACE, ENTRY = (table_of(model) for model in (PublishedDocument, GuidancePlace, RegistrationEntry))

_OF_PROPOSAL: BindParameter[str] = bindparam("proposal_id", type_=DOCUMENT.c.proposal_id.type)
_NEWEST = select(func.max(TEXT.c.version)).where(TEXT.c.proposal_id == _OF_PROPOSAL).scalar_subquery()
_PARTS = (
    nested(DOCUMENT, DocumentRow, (DOCUMENT.c.proposal_id == _OF_PROPOSAL) & (DOCUMENT.c.status == "current"), "id"),
    nested(
        JUDGEMENT, JudgementRow, (JUDGEMENT.c.proposal_id == _OF_PROPOSAL) & JUDGEMENT.c.voided_seq.is_(None), "seq"
    ),
    nested(STEP, StepRow, STEP.c.proposal_id == _OF_PROPOSAL, "seq"),
    nested(TEXT, TextRow, (TEXT.c.proposal_id == _OF_PROPOSAL) & (TEXT.c.version == _NEWEST), "version"),
    nested(RECORD, RecordRow, RECORD.c.nominee_id == bindparam("nominee_id"), "id"),
    nested(ACT, ActRow, ACT.c.proposal_id == _OF_PROPOSAL, "begun_seq"),
    nested(GUIDANCE, GuidanceHead, GUIDANCE.c.kind == "guidance", "version"),
    nested(PLACE, PlaceRow, (PLACE.c.proposal_id == _OF_PROPOSAL) & PLACE.c.freed_seq.is_(None), "id"),
    nested(
        ENTRY, RegisteredRow, (ENTRY.c.nominee_id == bindparam("nominee_id")) & ENTRY.c.submitted_on.is_not(None), "id"
    ),
)


def _read_dossier(row: Sequence[Any]) -> DossierRows:
    found = (part.read(rows) for part, rows in zip(_PARTS, row, strict=True))
    documents, judgements, steps, texts, *others = found
    return DossierRows(documents, judgements, steps, texts[0] if texts else None, *others)


def _listed(table: Table, row: Any, order: str) -> Query[Any]:
    chosen = select(*columns_of(table, row)).where(table.c.proposal_id == bindparam("proposal_id"))
    return Query(chosen.order_by(table.c[order]), row._make)


_DOSSIER = Query(select(*(part.column for part in _PARTS)), _read_dossier)
_DOCUMENTS: Query[DocumentRow] = _listed(DOCUMENT, DocumentRow, "id")
_JUDGEMENTS: Query[JudgementRow] = _listed(JUDGEMENT, JudgementRow, "seq")
_STEPS: Query[StepRow] = _listed(STEP, StepRow, "seq")
_TEXTS: Query[TextRow] = _listed(TEXT, TextRow, "version")
_DOCUMENT_BY_ID: Query[DocumentRow] = Query(
    select(*columns_of(DOCUMENT, DocumentRow)).where(
        DOCUMENT.c.proposal_id == bindparam("proposal_id"), DOCUMENT.c.id == bindparam("id")
    ),
    DocumentRow._make,
)
_CURRENT_TEXT: Query[TextRow] = Query(
    select(*columns_of(TEXT, TextRow)).where(TEXT.c.proposal_id == bindparam("proposal_id"), TEXT.c.version == _NEWEST),
    TextRow._make,
)
_ADD_DOCUMENT, _ADD_JUDGEMENT, _ADD_STEP, _ADD_TEXT = (Insertion(table) for table in (DOCUMENT, JUDGEMENT, STEP, TEXT))
_SET_STATUS = Prepared(
    update(DOCUMENT)
    .where(
        DOCUMENT.c.proposal_id == bindparam("of_proposal"),
        DOCUMENT.c.id == bindparam("of_id"),
        DOCUMENT.c.status == "current",
    )
    .values(status=bindparam("new_status"))
)
_VOID = Prepared(
    update(JUDGEMENT)
    .where(
        JUDGEMENT.c.proposal_id == bindparam("of_proposal"),
        JUDGEMENT.c.voided_seq.is_(None),
        AnyOf(JUDGEMENT.c.id, "ids"),
    )
    .values(voided_seq=bindparam("seq"), void_reason=bindparam("reason"))
)


def load_dossier(work: Work, proposal_id: str, nominee_id: str) -> DossierRows:
    """Return current documents, judgements that hold, steps, text, the nominee's records, and acts in one select.

    With them come the names of published guidances, the places held under them, and the nominee's registrations.
    """
    found = _DOSSIER.first(work, {"proposal_id": proposal_id, "nominee_id": nominee_id})
    return found or DossierRows([], [], [], None, [], [], [], [], [])


def add_document(work: Work, proposal_id: str, values: DocumentValues) -> DocumentRow:
    """Add a document and return it; raises `BrokenReference` for an unknown proposal."""
    return _add_document(work, proposal_id, values, version=1, replaces_id=None)


def get_document(work: Work, proposal_id: str, document_id: str) -> DocumentRow:
    """Return a document of a proposal, whatever its status; raises `NotFound`."""
    found = _DOCUMENT_BY_ID.first(work, {"proposal_id": proposal_id, "id": document_id})
    if found is None:
        raise NotFound("document", document_id)
    return found


def list_documents(work: Work, proposal_id: str, *, current_only: bool = True) -> list[DocumentRow]:
    """Return the documents of a proposal as they were attached, with replaced and removed ones when asked for."""
    rows = _DOCUMENTS.all(work, {"proposal_id": proposal_id})
    return [row for row in rows if row.status == "current"] if current_only else rows


def replace_document(work: Work, proposal_id: str, document_id: str, values: DocumentValues) -> DocumentRow:
    """Put a new version in the place of a current document and return it; raises `NotFound`."""
    old = get_document(work, proposal_id, document_id)
    _set_status(work, proposal_id, document_id, "replaced")
    kept: DocumentValues = {"type": old.type, "criterion": old.criterion}
    return _add_document(work, proposal_id, {**kept, **values}, version=old.version + 1, replaces_id=old.id)


def remove_document(work: Work, proposal_id: str, document_id: str) -> None:
    """Take a current document out of the dossier, keeping its row; raises `NotFound`."""
    _set_status(work, proposal_id, document_id, "removed")


def add_text(work: Work, proposal_id: str, text: str, *, by_account: str | None, stream_seq: int) -> TextRow:
    """Add the next version of the achievement report and return it."""
    last = current_text(work, proposal_id)
    version = last.version + 1 if last else 1
    row = TextRow(proposal_id, version, nfc(text), by_account, work.now, stream_seq)
    _ADD_TEXT.run(work, row._asdict())
    return row


def current_text(work: Work, proposal_id: str) -> TextRow | None:
    """Return the newest version of the achievement report, or None."""
    return _CURRENT_TEXT.first(work, {"proposal_id": proposal_id})


def list_texts(work: Work, proposal_id: str) -> list[TextRow]:
    """Return all versions of the achievement report, oldest first."""
    return _TEXTS.all(work, {"proposal_id": proposal_id})


def add_judgement(work: Work, proposal_id: str, values: JudgementValues) -> JudgementRow:
    """Add a verdict and return it; the earlier verdicts are voided by `void_judgements`."""
    defaults = JudgementRow(
        work.new_id(),
        proposal_id,
        "",
        False,
        "",
        None,
        None,
        "",
        None,
        0,
        work.now,
        None,
        "",
    )
    row = defaults._replace(**values)
    _ADD_JUDGEMENT.run(work, row._asdict())
    return row


def list_judgements(work: Work, proposal_id: str, *, holding_only: bool = True) -> list[JudgementRow]:
    """Return the judgements of a proposal in order, with the voided ones when asked for."""
    rows = _JUDGEMENTS.all(work, {"proposal_id": proposal_id})
    return [row for row in rows if row.voided_seq is None] if holding_only else rows


def void_judgements(work: Work, proposal_id: str, ids: Iterable[str], seq: int, reason: str) -> int:
    """Void judgements that still hold, naming the event and the reason; return how many."""
    return _VOID.execute(work, {"of_proposal": proposal_id, "ids": list(ids), "seq": seq, "reason": reason})


def add_step(work: Work, row: StepRow) -> None:
    """Record a move that was made; raises `DuplicateKey` when the event already has a step."""
    _ADD_STEP.run(work, row._asdict())


def list_steps(work: Work, proposal_id: str) -> list[StepRow]:
    """Return the moves of a proposal in order."""
    return _STEPS.all(work, {"proposal_id": proposal_id})


def _add_document(
    work: Work, proposal_id: str, values: DocumentValues, *, version: int, replaces_id: str | None
) -> DocumentRow:
    key = values.get("id") or work.new_id()
    place = {"id": key, "proposal_id": proposal_id, "attached_at": work.now}
    _ADD_DOCUMENT.run(work, {**values, **place, "version": version, "replaces_id": replaces_id})
    return get_document(work, proposal_id, key)


def _set_status(work: Work, proposal_id: str, document_id: str, status: str) -> None:
    if not _SET_STATUS.execute(work, {"of_proposal": proposal_id, "of_id": document_id, "new_status": status}):
        raise NotFound("document", document_id)
