"""What the trail of one proposal proves, and what it does not: chain, replay, overrides, documents, letters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.db import dossiers
from service.db.chains import ChainRow, iter_batches, load_heads
from service.db.dossiers import DocumentRow
from service.db.proposals import ProposalRow
from service.db.work import Work
from service.documents.store import Damaged, DocumentStore, Missing
from service.usecases.cases import find_case, require
from service.usecases.catalog import Catalog
from service.usecases.councils.council_letters import check_letters
from service.usecases.errors import NotFound
from service.usecases.services import Services
from service.usecases.streams import attempts_stream, proposal_stream, reads_stream
from service.usecases.trail.audits import break_as_data, find_chain_breaks
from workflows.audit.entries import Entry, StoredRow, entry_from_row, instant_text
from workflows.audit.overriding import OVERRIDDEN
from workflows.audit.replay import Replay, replay
from workflows.definition import FlowDefinition
from workflows.policy import Actor

READ = "audit:read"
MOST_BYTES = 256 * 1024 * 1024  # of documents that are hashed while somebody waits
AGAINST_RULES = frozenset({"blocked-move", "unproved-override"})
# What no recomputation can show, said beside what it shows; the codes have their sentences in the catalogue.
UNPROVED = ("scan-equals-paper", "who-sat-there", "facts-of-the-registry", "end-cut-with-its-row")


@dataclass(frozen=True, slots=True)
class DocumentProof:
    """One version of a document: whether its bytes are those it was attached with (None when they were not read)."""

    id: str
    digest: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that was recomputed: `holds` is None when it was not done; `params` fill its sentence."""

    code: str
    holds: bool | None
    params: Mapping[str, Any] = field(default_factory=dict)
    details: Sequence[Mapping[str, Any]] = ()


def prove_proposal(services: Services, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return what can be proved of a proposal now: `proofs`, `unproved`, counts, and a verdict on every document.

    Everything is computed again from stored bytes on one snapshot. Raises PermissionDenied, NotFound.
    """
    require(actor, READ)
    catalog, store = services.catalog, services.documents
    return services.database.read(
        lambda work: _prove(work, catalog, store, find_case(work, actor, proposal_id).proposal)
    )


def _prove(work: Work, catalog: Catalog, store: DocumentStore, case: ProposalRow) -> dict[str, Any]:
    proposal_id = case.id
    own = proposal_stream(proposal_id)
    chains = {name: _rows(work, name) for name in (own, attempts_stream(own), reads_stream(own))}
    entries = [_entry(row) for row in chains[own]]
    rows = dossiers.list_documents(work, proposal_id, current_only=False)
    documents = _check_documents(store, rows, _attached(entries))
    walked = replay(entries, lambda code, version: _flow(work, catalog, code, version), recorded_state=case.state)
    counts = {
        "events": len(chains[own]),
        "refused": len(chains[attempts_stream(own)]),
        "reads": len(chains[reads_stream(own)]),
        "overrides": sum(entry.event == OVERRIDDEN for entry in entries),
        "settled": sum(_settled(entry) for entry in entries),
    }
    proofs = [
        _chain_proof(work, chains),
        _replay_proof(walked),
        _documents_proof(documents),
    ]
    proofs.insert(0 if counts["overrides"] else 2, _override_proof(entries, walked))
    proofs += _letters_proof(work, store, proposal_id)
    return {"counts": counts, "proofs": proofs, "unproved": UNPROVED, "documents": {row.id: row for row in documents}}


def _rows(work: Work, stream: str) -> list[ChainRow]:
    return [row for batch in iter_batches(work, stream=stream) for row in batch]


def _entry(row: ChainRow) -> Entry:
    stored = StoredRow(row.stream, row.seq, bytes(row.body), row.prev, row.hash)
    return entry_from_row(stored, event=row.event, at=instant_text(row.at))


def _chain_proof(work: Work, chains: Mapping[str, list[ChainRow]]) -> Proof:
    heads = load_heads(work, chains)
    breaks = [found for name, rows in chains.items() for found in find_chain_breaks(name, rows, heads.get(name))]
    count = sum(len(rows) for rows in chains.values())
    return Proof("chain-whole", not breaks, {"count": count}, [break_as_data(found) for found in breaks])


def _flow(work: Work, catalog: Catalog, code: str, version: int) -> FlowDefinition | None:
    try:
        return catalog.flow(work, code, version)
    except NotFound:
        return None


def _replay_proof(walked: Replay) -> Proof:
    params = {"flows": list(walked.flows), "count": walked.moves, "state": walked.state}
    details = [{"seq": found.seq, "code": found.code} for found in walked.discrepancies]
    return Proof("replay-agrees", not walked.discrepancies, params, details)


def _findings(entry: Entry) -> list[Mapping[str, Any]]:
    findings = entry.payload.get("findings")
    return [row for row in findings if isinstance(row, Mapping)] if isinstance(findings, list) else []


def _override_proof(entries: Sequence[Entry], walked: Replay) -> Proof:
    """Return whether every move that passed in spite of a finding had two persons' override, and which there were."""
    made = [entry for entry in entries if entry.event == OVERRIDDEN]
    wrong = [{"seq": found.seq, "code": found.code} for found in walked.discrepancies if found.code in AGAINST_RULES]
    told = ("code", "number", "action")
    shown = [{"seq": entry.seq, **{name: entry.payload.get(name) for name in told}} for entry in made]
    if not made and not wrong:
        return Proof("no-override", True, {"count": 0})
    return Proof("overrides-by-two", not wrong, {"count": len(made), "wrong": len(wrong)}, [*wrong, *shown])


def _settled(entry: Entry) -> int:
    return sum(bool(row.get("settled")) for row in _findings(entry))


def _attached(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the digest that the trail itself gives for each document."""
    coming = ("document.attached", "document.replaced")
    named = (entry.payload for entry in entries if entry.event in coming)
    return {str(payload.get("document")): str(payload.get("digest")) for payload in named}


def _check_documents(
    store: DocumentStore, rows: Iterable[DocumentRow], recorded: Mapping[str, str]
) -> list[DocumentProof]:
    """Hash every version again, up to a size that people can wait for, and compare with row and trail."""
    checked, left = [], MOST_BYTES
    for row in rows:
        left -= row.size
        checked.append(DocumentProof(row.id, row.digest, _holds(store, row, recorded) if left >= 0 else None))
    return checked


def _holds(store: DocumentStore, row: DocumentRow, recorded: Mapping[str, str]) -> bool:
    try:
        store.get(row.digest)
    except (Missing, Damaged):
        return False
    return recorded.get(row.id) == row.digest


def _letters_proof(work: Work, store: DocumentStore, proposal_id: str) -> list[Proof]:
    """Return whether the letters of absent council members are those that were recorded, where there are any."""
    checked = check_letters(work, store, proposal_id, most_bytes=MOST_BYTES)
    if not checked:
        return []
    wrong = [{"digest": digest} for digest, holds in checked.items() if holds is False]
    unread = sum(holds is None for holds in checked.values())
    params = {"count": len(checked), "wrong": len(wrong), "unread": unread}
    return [Proof("letters-match", False if wrong else None if unread else True, params, wrong)]


def _documents_proof(documents: Sequence[DocumentProof]) -> Proof:
    wrong = [{"id": row.id} for row in documents if row.holds is False]
    unread = sum(row.holds is None for row in documents)
    params = {"count": len(documents), "wrong": len(wrong), "unread": unread}
    return Proof("documents-match", False if wrong else None if unread else True, params, wrong)
