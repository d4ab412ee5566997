"""An import as long work: the workbook is kept, tried in the background, and taken in when its owner says so."""

import hashlib
from collections.abc import Mapping
from typing import Any

from service.db.work import Work
from service.documents.problems import UploadProblem
from service.documents.store import Damaged, DocumentStore, Missing
from service.documents.workbooks import inspect_workbook, read_workbook
from service.usecases.cases import require
from service.usecases.errors import Conflict, NotFound, UploadRefused
from service.usecases.jobs.job_running import Job
from service.usecases.jobs.jobs import show_job, start_job
from service.usecases.registry.import_sheets import Row, read_rows
from service.usecases.registry.imports import ACCOUNTS, BODIES, ImportRefused, apply_import, check_import
from service.usecases.services import Services
from workflows.policy import Actor

CHECK, APPLY = "people-check", "people-import"
NAME = "bảng tính đơn vị, người dùng"
SHOWN_DIGITS = 12  # of the digest by which the trail names the workbook


def start_check(services: Services, *, actor: Actor, file_name: str, content: bytes) -> str:
    """Keep a workbook and ask for its trial; returns the id of the job. Raises PermissionDenied, UploadRefused."""
    _demand(actor)
    try:
        inspect_workbook(file_name, content)
    except UploadProblem as problem:
        raise UploadRefused("upload-refused", {"reason": problem.code, **problem.params}) from None
    digest = hashlib.sha256(content).hexdigest()
    _store(services, digest).put(content)
    return services.database.write(lambda work: start_job(work, actor=actor, kind=CHECK, params={"file": digest}))


def start_import(work: Work, *, actor: Actor, check_id: str) -> str:
    """Ask for the taking in of what a trial of the actor's own found clean; returns the id of the new job.

    Raises PermissionDenied, NotFound, Conflict for a trial that is not over or found problems.
    """
    _demand(actor)
    trial = show_import(work, actor=actor, job_id=check_id)
    found = trial["result"] or {}
    if trial["kind"] != CHECK or trial["state"] != "done" or found["report"]["problems"]:
        raise Conflict("import-not-clean", {})
    return start_job(work, actor=actor, kind=APPLY, params={"file": found["file"]})


def show_import(work: Work, *, actor: Actor, job_id: str) -> dict[str, Any]:
    """Return a trial or an import of the actor's own, with its report; raises NotFound for other jobs."""
    job = show_job(work, actor=actor, job_id=job_id)
    if job["kind"] not in {CHECK, APPLY}:
        raise NotFound("not-found", {"kind": "job", "id": job_id})
    return job


def try_workbook(services: Services, job: Job) -> Mapping[str, Any]:
    """Try a workbook and return the report; one with problems is not kept: another will come."""
    digest = job.params["file"]
    report = check_import(services.database, actor=job.actor(), rows=_rows(services, job))
    if report["problems"]:
        _store(services, digest).discard()
    return {"report": report, "file": digest, "is_taken_in": False, "page": _page(job)}


def take_in_workbook(services: Services, job: Job) -> Mapping[str, Any]:
    """Take in a workbook as a whole, once; what has become wrong since the trial is told, and nothing is kept."""
    digest, rows, actor = job.params["file"], _rows(services, job), job.actor()

    def act(work: Work) -> Mapping[str, Any]:
        report = apply_import(work, actor=actor, rows=rows, name=f"{NAME} {digest[:SHOWN_DIGITS]}")
        return {"report": report, "file": digest, "is_taken_in": True, "page": _page(job)}

    try:
        done = job.finish(act)
    except ImportRefused as refused:
        return {"report": refused.report, "file": digest, "is_taken_in": False, "page": _page(job)}
    _store(services, digest).discard()
    return done


def _page(job: Job) -> str:
    """Return the address at which the report of a job is read."""
    return f"/imports/{job.id}"


def _rows(services: Services, job: Job) -> list[Row]:
    try:
        book = read_workbook("import.xlsx", _store(services, job.params["file"]).get(job.params["file"]))
    except (Missing, Damaged):
        raise NotFound("not-found", {"kind": "file", "id": job.id}) from None
    except UploadProblem as problem:
        raise UploadRefused("upload-refused", {"reason": problem.code, **problem.params}) from None
    rows = list(read_rows(book))
    job.progress(0, len(rows))
    return rows


def imports_store(services: Services) -> DocumentStore:
    """Return where workbooks are kept until they are taken in, each in a part of its own."""
    return services.documents.part("imports")


def _store(services: Services, digest: str) -> DocumentStore:
    return imports_store(services).part(digest)


def _demand(actor: Actor) -> None:
    require(actor, ACCOUNTS)
    require(actor, BODIES)
