"""What is taken out of the trail as long work: the same events as on the page, harmless in a spreadsheet, recorded."""

import csv
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest

from service.db import audit
from service.documents.sheets import write_csv, write_xlsx
from service.usecases.errors import Invalid, PermissionDenied
from service.usecases.jobs.jobs import JobFile, open_file, show_job
from service.usecases.proofs.trail_exports import start_package, start_search_export, start_verification
from service.usecases.services import Services
from service.usecases.trail.trail_search import TrailFilters, search_events
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.support.trails import ACTORS, Population, fill
from workflows.audit.entries import read_line
from workflows.policy import Actor

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


@pytest.fixture
def people(services: Services) -> Population:
    """A trail of invented events."""
    return fill(services.database, size=6, events=80)


def done(services: Services, actor: Actor, key: str) -> Mapping[str, Any]:
    assert JobRunner(services, KINDS).run_one()
    return services.database.read(lambda work: show_job(work, actor=actor, job_id=key))


def exported(services: Services, actor: Actor, filters: TrailFilters, form: str) -> tuple[Mapping[str, Any], JobFile]:
    key = services.database.write(lambda work: start_search_export(work, actor=actor, filters=filters, form=form))
    job = done(services, actor, key)
    assert job["state"] == "done", job
    return job, open_file(services, actor=actor, job_id=key)


def searched(services: Services, actor: Actor, filters: TrailFilters) -> list[Mapping[str, Any]]:
    return list(search_events(services.database, actor=actor, filters=filters, limit=500).items)


@pytest.mark.parametrize("filters", [TrailFilters(actor_id=ACTORS[0]), TrailFilters(is_refused=True)])
def test_files_hold_what_the_search_finds(
    services: Services, people: Population, auditor: Actor, filters: TrailFilters
) -> None:
    expected = searched(services, auditor, filters)
    assert expected
    job, lines = exported(services, auditor, filters, "jsonl")
    entries = [read_line(line) for line in lines.content.splitlines()]
    assert [(entry.stream, entry.seq, entry.hash) for entry in entries] == [
        (item["stream"], item["seq"], item["hash"]) for item in expected
    ]
    assert job["result"] == {"count": len(expected), "is_cut": False}
    _, table = exported(services, auditor, filters, "csv")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [(row[7], int(row[8]), row[1]) for row in rows[1:]] == [
        (item["stream"], item["seq"], item["sentence"]) for item in expected
    ]
    _, book = exported(services, auditor, filters, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert [row[9] for row in sheet.iter_rows(min_row=2, values_only=True)] == [item["hash"] for item in expected]


def test_an_export_is_an_event(services: Services, people: Population, auditor: Actor) -> None:
    exported(services, auditor, TrailFilters(is_refused=True), "csv")
    made = [row for row in services.database.read(audit.list_events) if row.event == "export.made"]
    (said,) = [row.entry().payload for row in made]
    assert made[0].actor_id == auditor.account_id
    assert said["filters"] == {"is_refused": True}
    assert said["count"]


def test_nobody_else_takes_the_trail_out(services: Services, people: Population, administrator: Actor) -> None:
    for act in (
        lambda work: start_search_export(work, actor=administrator, filters=TrailFilters(), form="csv"),
        lambda work: start_package(work, actor=administrator, number="1/QĐ"),
    ):
        with pytest.raises(PermissionDenied):
            services.database.write(act)


def test_an_unknown_format_is_refused(services: Services, auditor: Actor) -> None:
    with pytest.raises(Invalid):
        services.database.write(
            lambda work: start_search_export(work, actor=auditor, filters=TrailFilters(), form="exe")
        )


def test_verification_as_long_work_tells_what_it_found(services: Services, people: Population, auditor: Actor) -> None:
    key = services.database.write(lambda work: start_verification(work, actor=auditor))
    job = done(services, auditor, key)
    assert (job["state"], job["percent"]) == ("done", 100)
    # The invented streams run ahead of their proposals' rows: each is named.
    assert job["result"]["broken"] == len(job["result"]["breaks"]) > 0
    assert {item["kind"] for item in job["result"]["breaks"]} == {"beyond-head"}


def test_a_package_of_no_decision_fails_with_a_reason(services: Services, people: Population, auditor: Actor) -> None:
    key = services.database.write(lambda work: start_package(work, actor=auditor, number="404/QĐ"))
    job = done(services, auditor, key)
    assert (job["state"], job["error"]) == ("failed", "not-found")


def test_a_table_is_harmless_in_a_spreadsheet() -> None:
    rows = [[text, 1] for text in FORMULAS]
    read = list(csv.reader(io.StringIO(write_csv(["a", "b"], rows).decode("utf-8-sig"), newline="")))
    assert [row[0] for row in read[1:]] == [f"'{text}" for text in FORMULAS]
    content = write_xlsx("x", ["a", "b"], rows)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows(min_row=2, max_col=1) for cell in row} == {"s"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
