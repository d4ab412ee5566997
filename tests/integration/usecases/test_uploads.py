"""Files that come in: scanned before anything is kept, held when what is stated is not complete, consequences told."""

from pathlib import Path
from typing import Any

import pytest

from service.db.database import Database
from service.documents.scanning import Scanner
from service.documents.store import DocumentStore
from service.usecases.drafting.dossiers import DocumentValues, Upload
from service.usecases.drafting.foresight import foresee_change
from service.usecases.drafting.held_files import drop_held, find_held, hold_file
from service.usecases.drafting.papers import list_evidence, show_evidence
from service.usecases.drafting.uploads import receive_document
from service.usecases.errors import Invalid, MoveClosed, NotFound, PermissionDenied, Stale, UploadRefused
from service.usecases.moves.judgements import record_judgement
from service.usecases.services import Services
from tests.integration.services import build_test_services
from tests.integration.usecases.dossier import Dossier, draft_dossier
from workflows.policy import Actor

LIMIT = 10_000
VIRUS = b"X5O!P%@AP EICAR-STANDARD- fake signature"


@pytest.fixture
def scanned(database: Database, tmp_path: Path) -> Services:
    """Services with a scanner that knows one signature and counts its runs."""
    path = tmp_path / "scan.sh"
    path.write_text(f'#!/bin/sh\necho x >> {tmp_path}/runs\ngrep -q EICAR "$1" && exit 1\nexit 0\n', encoding="utf-8")
    path.chmod(0o755)
    plain = build_test_services(database, tmp_path)
    store = DocumentStore(tmp_path / "documents", Scanner(str(path)))
    return Services(plain.settings, database, plain.catalog, store, plain.passwords, plain.secret_key)


@pytest.fixture
def dossier(scanned: Services, root: str) -> Dossier:
    return draft_dossier(scanned, root)


def receive(services: Services, dossier: Dossier, content: bytes, actor: Actor | None = None, **named: Any) -> Any:
    values = DocumentValues(named.pop("type", "D03"), named.pop("name", "bao-cao.txt"), **named.pop("stated", {}))
    known = {"actor": actor or dossier.clerk, "proposal_id": dossier.proposal_id, "expected_version": None}
    return receive_document(services, upload=Upload(values, content, LIMIT), **{**known, **named})


def evidence(services: Services, dossier: Dossier) -> list[dict[str, Any]]:
    return services.database.read(
        lambda work: list_evidence(work, services.catalog, actor=dossier.clerk, proposal_id=dossier.proposal_id)
    )


def test_a_clean_file_is_scanned_once_and_kept(scanned: Services, dossier: Dossier, tmp_path: Path) -> None:
    done = receive(scanned, dossier, b"Bao cao")
    assert (tmp_path / "runs").read_text().count("x") == 1
    (row,) = evidence(scanned, dossier)
    assert (row["id"], row["attached_by"], row["is_viewable"]) == (done["id"], "Người unit_clerk", True)
    assert scanned.documents.get(row["digest"]) == b"Bao cao"


def test_an_infected_file_leaves_nothing_behind(scanned: Services, dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(UploadRefused) as refused:
        receive(scanned, dossier, VIRUS)
    assert refused.value.params["reason"] == "infected"
    assert evidence(scanned, dossier) == []
    assert not (tmp_path / "documents").exists()


def test_a_virus_cannot_come_in_by_replacing(scanned: Services, dossier: Dossier) -> None:
    done = receive(scanned, dossier, b"Bao cao")
    with pytest.raises(UploadRefused):
        receive(scanned, dossier, VIRUS, replaces=done["id"])
    assert [row["status"] for row in evidence(scanned, dossier)] == ["current"]


def test_who_may_not_edit_does_not_even_reach_the_scanner(
    scanned: Services, dossier: Dossier, auditor: Actor, tmp_path: Path
) -> None:
    with pytest.raises(PermissionDenied):
        receive(scanned, dossier, b"Bao cao", auditor)
    with pytest.raises(NotFound):
        receive(scanned, dossier, b"Bao cao", Actor("0" * 32, "0" * 32, "Người lạ"))
    with pytest.raises(Stale):
        receive(scanned, dossier, b"Bao cao", expected_version=9)
    with pytest.raises(Invalid):
        receive(scanned, dossier, b"Bao cao", type="X99")
    assert not (tmp_path / "runs").exists()


def test_a_file_is_held_for_its_sender_and_slot_only(scanned: Services, dossier: Dossier) -> None:
    named = {"proposal_id": dossier.proposal_id, "slot": "D03"}
    held = hold_file(scanned, actor=dossier.clerk, file_name="bao cao.txt", content=b"Bao cao", **named)

    def find(actor: Actor, slot: str = "D03") -> Any:
        return scanned.database.read(
            lambda work: find_held(work, actor=actor, proposal_id=dossier.proposal_id, slot=slot)
        )

    assert find(dossier.clerk) == held
    assert find(dossier.head) is None
    assert find(dossier.clerk, "D04") is None
    assert evidence(scanned, dossier) == []
    hold_file(scanned, actor=dossier.clerk, file_name="ban khac.txt", content=b"Ban khac", **named)
    assert find(dossier.clerk)["file_name"] == "ban khac.txt"
    scanned.database.write(lambda work: drop_held(work, actor=dossier.clerk, **named))
    assert find(dossier.clerk) is None
    with pytest.raises(UploadRefused):
        hold_file(scanned, actor=dossier.clerk, file_name="virus.txt", content=VIRUS, **named)


def foresee(services: Services, dossier: Dossier, document_id: str = "", actor: Actor | None = None) -> dict[str, Any]:
    return services.database.read(
        lambda work: foresee_change(
            work,
            services.catalog,
            actor=actor or dossier.clerk,
            proposal_id=dossier.proposal_id,
            document_id=document_id,
        )
    )


def test_what_a_change_brings_is_told_before_it_is_made(scanned: Services, dossier: Dossier) -> None:
    paper = receive(scanned, dossier, b"Minh chung", type="E06", stated={"criterion": "KT-CN-2"})
    assert foresee(scanned, dossier, paper["id"])["voids"] == []
    scanned.database.write(
        lambda work: record_judgement(
            work,
            scanned.catalog,
            actor=dossier.head,
            proposal_id=dossier.proposal_id,
            expected_version=None,
            criterion="KT-CN-2",
            met=True,
            reason="Đã xem (giả định).",
        )
    )
    told = foresee(scanned, dossier, paper["id"])
    assert (told["voids"], told["back"], told["is_open"]) == (["KT-CN-2"], "", True)
    assert foresee(scanned, dossier)["voids"] == ["KT-CN-2"]
    with pytest.raises(NotFound):
        foresee(scanned, dossier, "0" * 32)
    with pytest.raises((PermissionDenied, MoveClosed)):
        foresee(scanned, dossier, paper["id"], dossier.officer)


def test_evidence_of_a_hidden_dossier_is_hidden(scanned: Services, dossier: Dossier) -> None:
    paper = receive(scanned, dossier, b"Bao cao")
    stranger = Actor("0" * 32, "0" * 32, "Người lạ")
    with pytest.raises(NotFound):
        scanned.database.read(
            lambda work: show_evidence(
                work, scanned.catalog, actor=stranger, proposal_id=dossier.proposal_id, document_id=paper["id"]
            )
        )
