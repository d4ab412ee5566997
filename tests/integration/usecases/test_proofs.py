"""What is proved of the demonstration's proposals, and that each proof fails when what it proves is not so."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service.db import audit, dossiers
from service.db.database import Database
from service.db.inboxes import ListedProposal, Reader, list_readable
from service.db.work import Work
from service.usecases.errors import NotFound, PermissionDenied
from service.usecases.proofs.proofs import prove_proposal
from service.usecases.services import Services
from service.usecases.trail.evidence import show_event
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.support.databases import Statements
from workflows.audit.entries import Entry
from workflows.audit.replay import Replay, replay
from workflows.policy import Actor, Holding

AUDITOR = Actor("aud", "aud", "Kiểm toán viên", (Holding("auditor", "", "/"),))
MOVES = {"proposal.reviewed", "proposal.verified", "proposal.appraised", "proposal.approved", "proposal.returned"}


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services with the demonstration in them, once per engine."""
    with demonstration(request, tmp_path_factory.mktemp("proofs")) as (services, _):
        yield services


def all_proposals(database: Database) -> list[ListedProposal]:
    return database.read(lambda work: list_readable(work, Reader("aud", None), limit=200))


def entries_of(services: Services, key: str) -> list[Entry]:
    rows = services.database.read(lambda work: audit.read_stream(work, f"proposal/{key}", limit=500))
    return [row.entry() for row in rows]


def the_one_in(services: Services, state: str) -> ListedProposal:
    return next(row for row in all_proposals(services.database) if row.state == state)


def replayed(services: Services, entries: list[Entry], state: str) -> Replay:
    return services.database.read(
        lambda work: replay(entries, partial(services.catalog.flow, work), recorded_state=state)
    )


def test_every_proposal_of_the_demonstration_is_proved(told: Services) -> None:
    rows = all_proposals(told.database)
    assert len(rows) == 45
    moves = 0
    for row in rows:
        found = prove_proposal(told, actor=AUDITOR, proposal_id=row.id)
        assert {proof.code: proof.holds for proof in found["proofs"]} == {
            "chain-whole": True,
            "replay-agrees": True,
            "no-override": True,
            "documents-match": True,
        }, (row.number, found)
        assert found["counts"]["events"] == row.version
        moves += next(proof for proof in found["proofs"] if proof.code == "replay-agrees").params["count"]
    assert moves > 100


def test_each_move_of_the_trail_is_one_of_its_flow(told: Services) -> None:
    entries = entries_of(told, the_one_in(told, "approved").id)
    assert not replayed(told, entries, "approved").discrepancies
    moved = [place for place, entry in enumerate(entries) if entry.event in MOVES]
    assert len(moved) >= 3
    for place in moved:
        for change in ({"to": "rejected"}, {"from": "drafted", "to": "drafted"}, {"flow": "f9@1"}):
            altered = [*entries]
            altered[place] = replace(entries[place], payload={**entries[place].payload, **change})
            try:
                found = replayed(told, altered, "approved").discrepancies
            except NotFound:  # a flow that was never published
                continue
            assert found, (entries[place].event, change)


def test_an_end_that_no_move_leads_to_is_found(told: Services) -> None:
    entries = entries_of(told, the_one_in(told, "approved").id)
    assert [item.code for item in replayed(told, entries[:-1], "approved").discrepancies] == ["other-end"]
    assert [item.code for item in replayed(told, entries, "rejected").discrepancies] == ["other-end"]


@pytest.mark.parametrize("state", ["approved", "returned", "on_hold", "revoked"])
def test_replay_follows_returns_holds_and_revocations(told: Services, state: str) -> None:
    row = the_one_in(told, state)
    found = replayed(told, entries_of(told, row.id), state)
    assert (found.state, found.discrepancies) == (state, ())
    assert found.flows == (f"{row.flow_code}@{row.flow_version}",)


def test_an_altered_or_lost_file_is_named(told: Services, tmp_path: Path) -> None:
    row = the_one_in(told, "approved")
    document = told.database.read(lambda work: dossiers.list_documents(work, row.id))[0]
    path = told.documents._path(document.digest)
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content + b" ")
    try:
        found = prove_proposal(told, actor=AUDITOR, proposal_id=row.id)
    finally:
        path.write_bytes(content)
    proof = next(item for item in found["proofs"] if item.code == "documents-match")
    assert (proof.holds, proof.details) == (False, [{"id": document.id}])
    assert found["documents"][document.id].holds is False


def test_only_auditors_are_shown_proofs(told: Services) -> None:
    row = the_one_in(told, "approved")
    head = Actor("h", "h", "h", (Holding("agency_head", "", "/"),))
    with pytest.raises(PermissionDenied):
        prove_proposal(told, actor=head, proposal_id=row.id)
    with pytest.raises(NotFound):
        prove_proposal(told, actor=AUDITOR, proposal_id="0" * 32)


def shown(services: Services, key: str, event: str, language: Any = "vi") -> Mapping[str, Any]:
    seq = next(entry.seq for entry in entries_of(services, key) if entry.event == event)
    return services.database.read(
        lambda work: show_event(
            work, services.catalog, actor=AUDITOR, stream=f"proposal/{key}", seq=seq, language=language
        )
    )


def test_a_decision_shows_every_finding_in_words_with_its_evidence_as_then(told: Services) -> None:
    event = shown(told, the_one_in(told, "approved").id, "proposal.approved")
    assert event["recomputed"]["holds"]
    assert {item["kind"] for item in event["pinned"]} == {"plan", "flow", "rulebook"}
    assert all(item["title"] and item["digest"] for item in event["pinned"])
    assert len(event["findings"]) == len(event["payload"]["findings"]) > 10
    assert all(finding["message"] and finding["citation"]["text"] for finding in event["findings"])
    seen = [item for finding in event["findings"] for item in finding["evidence"]]
    assert {"document", "organisation", "person"} <= {item["kind"] for item in seen}
    assert all(item["name"] for item in seen if item["kind"] in {"document", "organisation", "person"})
    assert all(item["is_same"] for item in seen)
    assert [(item["id"], item["digest"]) for item in event["documents"]] == [
        (key, digest) for _, key, digest in event["payload"]["documents"]
    ]
    assert all(item["attached_by"] and item["is_same"] for item in event["documents"])


def test_a_document_that_was_replaced_later_is_shown_as_it_was_attached(told: Services) -> None:
    replaced = told.database.read(replaced_documents)
    assert replaced
    for key, document in replaced:
        event = next(
            shown(told, key, name)
            for name in ("proposal.reviewed", "document.attached")
            if any(entry.event == name for entry in entries_of(told, key))
        )
        listed = {item["id"]: item for item in event["documents"]}
        if document in listed:
            assert listed[document]["status"] == "replaced"
            return
    pytest.fail("no act before the replacement names the old document")


def replaced_documents(work: Work) -> list[tuple[str, str]]:
    rows = work.connection.exec_driver_sql("SELECT proposal_id, id FROM document WHERE status = 'replaced'")
    return [(row[0], row[1]) for row in rows]


def test_statements_of_a_proof_and_of_an_event_do_not_grow(told: Services) -> None:
    counts: dict[str, set[int]] = {"proof": set(), "event": set()}
    watcher = Statements()
    stop = told.database.watch(watcher)
    for row in all_proposals(told.database)[:10]:
        for name, act in (
            ("proof", lambda key=row.id: prove_proposal(told, actor=AUDITOR, proposal_id=key)),
            ("event", lambda key=row.id: shown(told, key, "proposal.drafted")),
        ):
            act()  # every published version is parsed by now
            before = len(watcher.texts)
            act()
            counts[name].add(len(watcher.texts) - before)
    stop()
    assert max(counts["proof"]) <= 10, counts
    assert max(counts["event"]) <= 13, counts


def test_an_event_that_is_not_there_is_not_found(told: Services) -> None:
    with pytest.raises(NotFound):
        told.database.read(lambda work: show_event(work, told.catalog, actor=AUDITOR, stream="system", seq=10_000))
