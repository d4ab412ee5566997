"""Watching over the trail: a whole one verifies, every break is named, and the export can be checked by anyone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from service.db.database import Database
from service.db.engines import driver
from service.usecases.errors import PermissionDenied
from service.usecases.services import Services
from service.usecases.trail.audits import export_audit, show_stream, verify_audit
from tests.integration.usecases.dossier import Dossier, draft_dossier
from workflows.audit.chains import find_breaks
from workflows.audit.entries import read_line
from workflows.policy import Actor

Tamper = Callable[[str], None]


@pytest.fixture
def dossier(services: Services, root: str) -> Dossier:
    """A drafted proposal with the trail of everything around it."""
    return draft_dossier(services, root)


@pytest.fixture
def tamper(database_url: str) -> Tamper:
    """Run a statement as the owner of the database would, past every trigger."""

    def on_sqlite(statement: str) -> None:
        path = Path(database_url.removeprefix("sqlite:///"))
        with driver.connect(str(path)) as connection:
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
            for name in names:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(statement)
        connection.close()

    def on_postgresql(statement: str) -> None:
        address = database_url.replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(address) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(statement.encode())

    return on_sqlite if database_url.startswith("sqlite") else on_postgresql


def found(database: Database, stream: str | None = None) -> set[tuple[str, int, str]]:
    breaks = verify_audit(database, stream=stream)["breaks"]
    return {(item["stream"].split("/")[0], item["seq"], item["kind"]) for item in breaks}


def test_whole_trail_has_no_break(database: Database, dossier: Dossier) -> None:
    seen: list[tuple[int, int]] = []
    result = verify_audit(database, on_progress=lambda done, total: seen.append((done, total)))
    assert result["breaks"] == []
    assert result["events"] >= result["streams"] > 20
    assert seen[-1] == (result["events"], result["events"])


def test_one_stream_is_verified_alone(database: Database, dossier: Dossier) -> None:
    result = verify_audit(database, stream=f"proposal/{dossier.proposal_id}")
    assert (result["events"], result["streams"], result["breaks"]) == (1, 1, [])


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE audit_event SET event = 'proposal.approved' WHERE stream = '{stream}'", "columns-differ"),
        ("UPDATE audit_event SET at = '2020-01-01 00:00:00+00:00' WHERE stream = '{stream}'", "columns-differ"),
        ("UPDATE audit_event SET actor_id = 'somebody' WHERE stream = '{stream}'", "columns-differ"),
        ("UPDATE audit_event SET hash = '{zeros}' WHERE stream = '{stream}'", "hash-altered"),
        ("UPDATE proposal SET head_hash = '{zeros}' WHERE id = '{key}'", "head-differs"),
        ("UPDATE proposal SET version = 9 WHERE id = '{key}'", "tail-missing"),
        ("DELETE FROM audit_event WHERE stream = '{stream}'", "tail-missing"),
    ],
)
def test_every_tampering_is_named(
    database: Database, dossier: Dossier, tamper: Tamper, statement: str, kind: str
) -> None:
    key = dossier.proposal_id
    tamper(statement.format(stream=f"proposal/{key}", key=key, zeros="0" * 64))
    assert {(stream, what) for stream, _, what in found(database)} == {("proposal", kind)}
    assert {what for _, _, what in found(database, f"proposal/{key}")} == {kind}


def test_altered_body_is_told_from_an_altered_hash(database: Database, dossier: Dossier, tamper: Tamper) -> None:
    blob = "CAST(replace(CAST(body AS TEXT), 'giay_khen', 'bang_khen') AS BLOB)"
    if database.dialect == "postgresql":
        blob = "convert_to(replace(convert_from(body, 'UTF8'), 'giay_khen', 'bang_khen'), 'UTF8')"
    tamper(f"UPDATE audit_event SET body = {blob} WHERE stream = 'proposal/{dossier.proposal_id}'")
    assert found(database) == {("proposal", 1, "content-altered")}


def test_missing_entry_is_a_gap(database: Database, services: Services, dossier: Dossier, tamper: Tamper) -> None:
    nobody = Actor("a", "a", "a")
    for _ in range(3):
        with pytest.raises(PermissionDenied):
            export_audit(database, actor=nobody)
        list(export_audit(database, actor=None))
    tamper("DELETE FROM audit_event WHERE stream = 'system' AND stream_seq = 2")
    assert found(database) == {("system", 2, "gap")}


def test_breaks_speak_both_languages(database: Database, dossier: Dossier, tamper: Tamper) -> None:
    tamper(f"DELETE FROM audit_event WHERE stream = 'proposal/{dossier.proposal_id}'")
    (item,) = verify_audit(database)["breaks"]
    assert "bị cắt đuôi" in item["message_vi"]
    assert "cut from entry" in item["message_en"]


def test_export_is_checked_without_the_database(database: Database, dossier: Dossier) -> None:
    events = verify_audit(database)["events"]
    entries = [read_line(line.rstrip(b"\n")) for line in export_audit(database, actor=None)]
    assert len(entries) == events
    assert not list(find_breaks(entries))
    assert verify_audit(database)["events"] == events + 1


def test_export_of_one_stream_holds_only_that(database: Database, dossier: Dossier) -> None:
    stream = f"proposal/{dossier.proposal_id}"
    entries = [read_line(line.rstrip(b"\n")) for line in export_audit(database, actor=None, stream=stream)]
    assert {entry.stream for entry in entries} == {stream}


def test_stream_is_shown_page_by_page_with_sentences(database: Database, auditor: Actor, dossier: Dossier) -> None:
    page = database.read(lambda work: show_stream(work, actor=auditor, stream="plan/kon-tum-snn", limit=1))
    (line,) = [item["sentence"] for item in page.items]
    assert line.startswith("Hệ thống công bố kế hoạch PHÁT ĐỘNG PHONG TRÀO THI ĐUA")
    assert line.endswith(", bản 1.")
    assert page.next is None


@pytest.mark.parametrize("act", ["show", "verify", "export"])
def test_trail_is_for_those_who_watch_over_it(database: Database, dossier: Dossier, act: str) -> None:
    clerk = dossier.clerk
    acts: dict[str, Callable[[], Any]] = {
        "show": lambda: database.read(lambda work: show_stream(work, actor=clerk, stream="system")),
        "verify": lambda: verify_audit(database, actor=clerk),
        "export": lambda: export_audit(database, actor=clerk),
    }
    with pytest.raises(PermissionDenied):
        acts[act]()
