"""Bodies, people and roles from Excel: the template, a trial with every wrong cell, and the taking in."""

from typing import Any

from flask import Response, make_response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, language, services
from service.i18n import catalogue, sentence
from service.usecases.accounts.accounts import MANAGE
from service.usecases.cases import require
from service.usecases.errors import Conflict, UploadRefused
from service.usecases.registry import import_jobs
from service.usecases.registry.import_templates import NAME, make_template
from service.web.kit import flash_note, go, read, write
from service.web.people.area import pages, show
from service.web.reauthentication import reauthenticated

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/imports")
@reauthenticated
def imports() -> Response:
    """Show how an import goes, the template, and the form to send a workbook."""
    require(actor(), MANAGE)
    return show("imports.html", problem="")


@pages.get("/imports/template.xlsx")
def import_template() -> Response:
    """Send the workbook to fill in."""
    answer = make_response(make_template(actor=actor()))
    answer.headers["Content-Type"] = XLSX
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer


@pages.post("/imports")
@reauthenticated
def start_import_check() -> Response:
    """Take a workbook and begin its trial."""
    who, sent = actor(), request.files.get("workbook")
    require(who, MANAGE)
    if sent is None or not sent.filename:
        return show("imports.html", problem=_("Hãy chọn tệp Excel đã điền theo mẫu."), status=422)
    content = sent.read()
    try:
        key = import_jobs.start_check(services(), actor=who, file_name=sent.filename, content=content)
    except UploadRefused as refused:
        return show("imports.html", problem=_why(refused.params), status=422)
    return go(url_for("pages.people.show_import", job_id=key))


@pages.get("/imports/<job_id>")
def show_import(job_id: str) -> Response:
    """Show how far a trial or an import has come, and what came of it."""
    who = actor()
    job = read(lambda work: import_jobs.show_import(work, actor=who, job_id=job_id))
    report = (job["result"] or {}).get("report", {})
    problems = [row | {"said": _said(row)} for row in report.get("problems", ())]
    failure = _why(job["error_params"]) if job["error"] == "upload-refused" else _failure(job)
    return show("import.html", job=job, report=report, problems=problems, failure=failure, fragment="progress")


@pages.post("/imports/<job_id>/apply")
@reauthenticated
def apply_import(job_id: str) -> Response:
    """Begin to take in what a trial found clean."""
    who = actor()
    try:
        key = write(lambda work: import_jobs.start_import(work, actor=who, check_id=job_id))
    except Conflict as refused:
        flash_note("bad", sentence("errors", refused.code, refused.params, language()))
        return go(url_for("pages.people.show_import", job_id=job_id))
    return go(url_for("pages.people.show_import", job_id=key))


def _why(params: Any) -> str:
    return sentence("uploads", str(params["reason"]), params, language())


def _failure(job: dict[str, Any]) -> str:
    return sentence("errors", job["error"], job["error_params"], language()) if job["error"] else ""


def _said(row: dict[str, Any]) -> str:
    """Return what is wrong with a cell, or with a row as a whole."""
    family = "problems" if row["code"] in catalogue()["problems"] else "errors"
    return sentence(family, row["code"], row["params"], language())
