"""One submission on its page and on paper."""

from typing import Any

from flask import Response, request

from service.db.work import Work
from service.http.context import actor, language, services
from service.usecases.submissions.submission_papers import compose_paper
from service.usecases.submissions.submission_views import show_submission
from service.usecases.views import in_words
from service.web.kit import read
from service.web.lists import selected
from service.web.rendering import render_page
from service.web.submissions.area import pages
from workflows.policy import may


@pages.get("/submissions/<string:submission_id>")
def show(submission_id: str) -> Response:
    """Show a submission with its entries and what became of each."""
    who, catalog, spoken = actor(), services().catalog, language()

    def look(work: Work) -> dict[str, Any]:
        shown = show_submission(work, catalog, actor=who, submission_id=submission_id)
        for entry in shown["entries"]:
            answer = entry["answer"] or {}
            stops = [finding for finding in answer.get("findings", ()) if finding.get("blocks")]
            entry["reasons"] = in_words(work, catalog, stops, spoken)
        return shown

    shown = read(look)
    response = render_page(
        "submissions/show.html",
        fragment="progress",
        submission=shown,
        may_batch=may(who, "batch:run"),
        is_selected=selected(),
    )
    if request.headers.get("HX-Request") and (shown["progress"] is None or shown["progress"]["is_over"]):
        response.headers["HX-Refresh"] = "true"
    return response


@pages.get("/submissions/<string:submission_id>/paper")
def paper(submission_id: str) -> Response:
    """Show the submission and its list as they are printed; the paper is in Vietnamese in every language."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: compose_paper(work, catalog, actor=who, submission_id=submission_id))
    return render_page("submissions/paper.html", paper=found, submission_id=submission_id)
