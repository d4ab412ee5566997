"""Yearly reports of a plan: who has reported, who is late, and receiving one."""

from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, services
from service.http.files import file_response
from service.schemas.reports import ReportForm, ReportsQuery
from service.usecases.errors import Invalid, UploadRefused
from service.usecases.reports import reports
from service.usecases.reports.report_receipts import Receipt, receive_report
from service.usecases.streams import publication_stream
from service.web.forms import Form
from service.web.kit import area, go, look_at, read
from service.web.queries import query_of
from service.web.rendering import render_page

pages = area("reports", __name__)


@pages.get("/plans/<code>/reports")
def index(code: str) -> Response:
    """Show who owes which report for a year, who has sent it and who is late."""
    who, catalog, year = actor(), services().catalog, query_of(ReportsQuery)["year"]
    found, today = read(
        lambda work: (reports.show_reports(work, catalog, actor=who, plan_code=code, year=year), work.today)
    )
    first, last = found.plan.period.value or (today.year - 1, today.year)
    years = list(range(first, min(last, today.year) + 1)) or [today.year]
    return render_page("campaigns/reports.html", found=found, plan=found.plan, years=years, is_late=reports.LATE)


@pages.route("/plans/<code>/reports/new", methods=["GET", "POST"])
def new(code: str) -> Response:
    """Receive a report of one body, with its document."""
    who, catalog = actor(), services().catalog
    start = {name: request.args.get(name, "") for name in ("chain", "year", "organisation_id")}
    form = Form(ReportForm, start)
    values = form.load() if request.method == "POST" else None
    upload = request.files.get("file")
    if request.method == "POST" and (upload is None or not upload.filename):
        form.note([{"path": "file", "code": "required"}])
    if values is not None and upload is not None and not form.has_problems:
        receipt = Receipt(**values, file_name=upload.filename or "", content=upload.read())
        try:
            done = receive_report(services(), actor=who, plan_code=code, receipt=receipt)
        except (Invalid, UploadRefused) as refusal:
            form.refuse(refusal)
        else:
            flash(_("Đã nhận báo cáo sau hạn.") if done["is_late"] else _("Đã nhận báo cáo."))
            return go(url_for("pages.reports.index", code=code, year=values["year"]))

    def look(work: Work) -> Any:
        named = {name: str(form.value(name) or "") for name in ("chain", "year", "organisation_id")}
        year = int(named["year"]) if named["year"].isdecimal() and len(named["year"]) == len("2026") else 0
        where: dict[str, Any] = {
            "chain_code": named["chain"],
            "organisation_id": named["organisation_id"],
            "year": year or 1,
        }
        return reports.find_owed(work, catalog, actor=who, plan_code=code, **where)

    chain, item = look_at(look, stream=publication_stream("plan", code), action="report")
    status = 422 if form.has_problems else 200
    return render_page("campaigns/report_new.html", form=form, chain=chain, item=item, code=code, status=status)


@pages.get("/plans/<code>/reports/<report_id>/file")
def file(code: str, report_id: str) -> Response:
    """Send the document of a report, to be kept as a file."""
    who, catalog = actor(), services().catalog
    row = look_at(
        lambda work: reports.find_report(work, catalog, actor=who, plan_code=code, report_id=report_id),
        stream=publication_stream("plan", code),
        action="report",
    )
    return file_response(row.file_name, row.media_type, services().documents.get(row.digest), digest=row.digest)
