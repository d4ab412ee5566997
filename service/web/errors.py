"""Errors as pages: what happened, in words, what to do now, and every reason; never a trace, never a code alone."""

from http import HTTPStatus

from flask import Response
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from service.http.context import language, services
from service.http.problems import domain_status, http_code, keep_headers
from service.i18n import sentence
from service.usecases.errors import DomainError
from service.usecases.views import findings_as_data
from service.web.rendering import render_page


def answer_page(known: DomainError | None, error: Exception) -> Response:
    """Return the page for an error: a refusal with all its reasons, or what the web or a failure of ours means."""
    if known is not None:
        return refuse_page(known)
    if isinstance(error, CSRFError):
        return render_error(HTTPStatus.BAD_REQUEST, sentence("errors", "form-expired", {}, language()))
    status = HTTPStatus(error.code or 500) if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    page = render_error(status, sentence("errors", http_code(status), {}, language()))
    return keep_headers(page, error) if isinstance(error, HTTPException) else page


def refuse_page(refusal: DomainError) -> Response:
    """Return the page of a refusal, with every finding and every problem of the input in words."""
    spoken, running = language(), services()
    findings = running.database.read(
        lambda work: findings_as_data(work, running.catalog, refusal.findings, spoken) if refusal.findings else []
    )
    problems = [
        sentence("problems", problem["code"], problem.get("params", {}), spoken)
        for problem in refusal.params.get("problems", ())
    ]
    said = sentence("errors", refusal.code, refusal.params, spoken)
    refusing = [finding for finding in findings if finding.get("blocks")]
    page = render_page(
        "errors.html",
        status=domain_status(refusal),
        code=int(domain_status(refusal)),
        title=said,
        detail="",
        findings=refusing,
        problems=problems,
    )
    page.headers["X-Problem"] = refusal.code
    return page


def render_error(status: int, title: str, detail: str = "") -> Response:
    """Return the page for an error without reasons; title and detail are sentences in the reader's language."""
    return render_page(
        "errors.html", status=status, code=int(status), title=title, detail=detail, findings=[], problems=[]
    )
