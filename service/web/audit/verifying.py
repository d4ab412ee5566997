"""Verification of the whole trail: asked for, followed while it runs, and what it found."""

from typing import Any

from flask import Response, url_for

from service.db.work import Work
from service.http.context import actor, services
from service.usecases.cases import require
from service.usecases.jobs.jobs import list_jobs, show_job
from service.usecases.proofs.trail_exports import READ, start_verification
from service.usecases.trail.trail_index import count_events_without_marks
from service.web.audit.area import pages
from service.web.kit import attempt_as, go, look_at, missing
from service.web.rendering import render_page

KIND = "audit-verification"


@pages.get("/audit/verify")
def verify() -> Response:
    """Offer a verification and show the last ones of this auditor."""
    who = actor()

    def look(work: Work) -> dict[str, Any]:
        require(who, READ)
        runs = [job for job in list_jobs(work, actor=who, limit=100).items if job["kind"] == KIND]
        return {"runs": runs[:10], "unmarked": count_events_without_marks(work)}

    return render_page("audit/verify.html", **look_at(look, stream="system", action="verify"))


@pages.post("/audit/verify")
def start() -> Response:
    """Begin a verification and lead to its progress."""
    who = actor()
    job = attempt_as(lambda work: start_verification(work, actor=who), stream="system", action="verify")
    return go(url_for("pages.audit.verification", job_id=job))


@pages.get("/audit/verify/<job_id>")
def verification(job_id: str) -> Response:
    """Show how far a verification has come, or every break that it found."""
    who = actor()
    job = services().database.read(lambda work: show_job(work, actor=who, job_id=job_id))
    if job["kind"] != KIND:
        raise missing()
    return render_page("audit/verification.html", fragment="progress", job=job)
