"""Yearly reports of a plan: who owes them, what came in, who is late; receiving one."""

from typing import Any

from flask import Response

from service.api.kit import BYTES, Resource, answer, created, read
from service.api.parsing import MULTIPART
from service.http.context import actor, services
from service.http.files import file_response
from service.schemas.base import QueryInput
from service.schemas.reports import ReportFile, ReportForm, ReportOutput, ReportsPage, ReportsQuery, ReportUpload
from service.usecases.reports import reports
from service.usecases.reports.report_receipts import Receipt, receive_report
from service.usecases.reports.reports import report_as_data

blp = Resource("reports", __name__, description="Báo cáo hằng năm theo kế hoạch: nơi phải nộp, nơi đã nộp, nộp muộn")
REPORTS = "/plans/<string:plan_code>/reports"


@blp.get(REPORTS)
@blp.arguments(ReportsQuery, location="query")
@blp.response(200, ReportsPage)
def list_reports(query: dict[str, Any], plan_code: str) -> Response:
    """Return who owes a report for a year and what came in, as far as the caller may know it."""
    who, catalog, year = actor(), services().catalog, query["year"]
    found = read(lambda work: reports.show_reports(work, catalog, actor=who, plan_code=plan_code, year=year))
    items = [
        {
            "chain": view.chain.code,
            "organisation_id": item.body.id,
            "organisation_name": item.body.name,
            "last_day": view.last_day.isoformat() if view.last_day else None,
            "standing": item.standing,
            "received": [report_as_data(row, found.names) for row in item.received],
        }
        for view in found.chains
        for item in view.owed
    ]
    return answer({"items": items, "next": None, "year": found.year, "is_whole": found.is_whole})


@blp.post(REPORTS)
@blp.arguments(ReportForm, location="form")
@blp.arguments(ReportFile, location="files")
@blp.doc(requestBody={"content": {MULTIPART: {"schema": ReportUpload}}})
@blp.response(201, ReportOutput)
def receive(values: dict[str, Any], files: dict[str, Any], plan_code: str) -> Response:
    """Receive a report (multipart form with `file`); it is judged by its content and kept by its SHA-256."""
    upload = files["file"]
    receipt = Receipt(**values, file_name=upload.filename or "", content=upload.read())
    done = receive_report(services(), actor=actor(), plan_code=plan_code, receipt=receipt)
    return created(done, f"/plans/{plan_code}/reports/{done['id']}/file")


@blp.get(f"{REPORTS}/<string:report_id>/file")
@blp.arguments(QueryInput, location="query")
@blp.response(200, BYTES, content_type="application/octet-stream")
def download(_query: dict[str, Any], plan_code: str, report_id: str) -> Response:
    """Return the document of a report as it came in."""
    who, catalog = actor(), services().catalog
    row = read(lambda w: reports.find_report(w, catalog, actor=who, plan_code=plan_code, report_id=report_id))
    return file_response(row.file_name, row.media_type, services().documents.get(row.digest), digest=row.digest)
