"""Long work: what one asked for, how far it is, and what came of it."""

from typing import Any
from urllib.parse import quote

from flask import Response, current_app, request, url_for

from service.http.context import actor, language, services
from service.i18n import sentence
from service.usecases.jobs import jobs
from service.web.kit import area, own_address, read
from service.web.rendering import render_page

pages = area("jobs", __name__)
SANDBOX = "default-src 'none'; sandbox"
LIMIT = 50
# Kinds of work that have a page of their own for what came of them.
PAGES_OF_KINDS = {
    "people-check": "pages.people.show_import",
    "people-import": "pages.people.show_import",
    "audit-verification": "pages.audit.verification",
}


@pages.get("/jobs")
def index() -> Response:
    """Show the long work that one asked for, newest first."""
    who, after = actor(), request.args.get("after") or None
    page = read(lambda work: jobs.list_jobs(work, actor=who, after=after, limit=LIMIT))
    onward = url_for("pages.jobs.index", after=page.next) if page.next else ""
    return render_page("jobs/index.html", jobs=page.items, onward=onward, is_later=after is not None)


@pages.get("/jobs/<job_id>")
def show(job_id: str) -> Response:
    """Show how far a job is; the page asks again by itself until it has ended."""
    who = actor()
    job = read(lambda work: jobs.show_job(work, actor=who, job_id=job_id))
    return render_page(
        "jobs/show.html", fragment="progress", job=job, said=_what_went_wrong(job), onward=_address_of_result(job)
    )


@pages.get("/jobs/<job_id>/file")
def download(job_id: str) -> Response:
    """Give what a job has made to its owner, never to be shown or run in the browser."""
    file = jobs.open_file(services(), actor=actor(), job_id=job_id)
    response = Response(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response


def _what_went_wrong(job: dict[str, Any]) -> str:
    return sentence("errors", job["error"], job["error_params"], language()) if job["error"] else ""


def _address_of_result(job: dict[str, Any]) -> str:
    """Return the page that shows what came of a job: that of its kind, or the one its result names, if it is ours."""
    endpoint = PAGES_OF_KINDS.get(job["kind"], "")
    if job["is_finished"] and endpoint in current_app.view_functions:
        return url_for(endpoint, job_id=job["id"])
    return own_address(str((job["result"] or {}).get("page", "")), "")
