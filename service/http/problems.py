"""Errors as problem details (RFC 9457): status, code, a sentence in the reader's language, and every reason."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response
from werkzeug.exceptions import HTTPException

from service.db.errors import DuplicateKey, StaleWrite, UnusableValue
from service.db.errors import NotFound as RowMissing
from service.http.context import language, services
from service.i18n import sentence
from service.i18n.faults import fault_line
from service.usecases.errors import (
    Conflict,
    DomainError,
    Invalid,
    MoveClosed,
    NotFound,
    PayloadTooLarge,
    PermissionDenied,
    PreconditionMissing,
    Stale,
    TooManyAttempts,
    TransitionRefused,
    Unauthenticated,
    UploadRefused,
)
from service.usecases.recording import plain
from service.usecases.views import findings_as_data

MEDIA_TYPE = "application/problem+json"
STATUS: Mapping[type[DomainError], HTTPStatus] = {
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    PermissionDenied: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    MoveClosed: HTTPStatus.CONFLICT,
    TransitionRefused: HTTPStatus.CONFLICT,
    Conflict: HTTPStatus.CONFLICT,
    Stale: HTTPStatus.PRECONDITION_FAILED,
    PreconditionMissing: HTTPStatus.PRECONDITION_REQUIRED,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    UploadRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    PayloadTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}
# Errors of the web itself that have a code of their own; the others are a request that cannot be read.
HTTP_CODES = {404: "not-found", 405: "method-not-allowed", 406: "not-acceptable", 415: "unsupported-media-type"}
KEPT_HEADERS = frozenset({"allow", "retry-after"})


def domain_status(error: DomainError) -> HTTPStatus:
    """Return the status of a refusal."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def as_domain_error(error: Exception) -> DomainError | None:
    """Return what an error of the database means to a caller, or None when it means nothing to him."""
    if isinstance(error, StaleWrite):
        return Stale("stale")
    if isinstance(error, DuplicateKey):
        return Conflict("already-exists", {"constraint": error.constraint})
    if isinstance(error, UnusableValue | OverflowError):
        return Invalid("invalid-input", {"problems": [{"path": "", "code": "wrong-type"}]})
    return NotFound("not-found", {"kind": error.kind}) if isinstance(error, RowMissing) else None


def answer_domain_error(error: DomainError) -> Response:
    """Return a refusal as problem+json, with every finding of a refused move and every problem of a bad input."""
    spoken = language()
    status = domain_status(error)
    body: dict[str, Any] = _body(error.code, status, spoken, error.params)
    if isinstance(error, TransitionRefused):
        findings = services().database.read(
            lambda work: findings_as_data(work, services().catalog, error.findings, spoken)
        )
        body["refusals"] = [finding for finding in findings if finding.get("blocks")]
        body["findings"] = findings
    elif "problems" in error.params:
        body["problems"] = [_problem(problem, spoken) for problem in error.params["problems"]]
    elif isinstance(error, UploadRefused):
        body["reason"] = error.params["reason"]
        body["detail"] = sentence("uploads", error.params["reason"], error.params, spoken)
    response = _respond(body, status)
    if isinstance(error, TooManyAttempts):
        response.headers["Retry-After"] = str(error.params["retry_after_seconds"])
    if isinstance(error, Unauthenticated):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def answer_http_error(error: HTTPException) -> Response:
    """Return an error of the web (404, 405, 413, 415, unreadable JSON) as problem+json, keeping its headers."""
    status = HTTPStatus(error.code or 500)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        limit = services().settings.upload_limit_bytes
        return _respond(_body("payload-too-large", status, language(), {"limit_bytes": limit}), status)
    return keep_headers(_respond(_body(http_code(status), status, language(), {}), status), error)


def keep_headers(response: Response, error: HTTPException) -> Response:
    """Carry over what an error of the web says in its headers, such as the methods that are allowed."""
    for name, value in error.get_headers():
        if name.lower() in KEPT_HEADERS:
            response.headers[name] = value
    return response


def http_code(status: HTTPStatus) -> str:
    """Return the code of an error of the web."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "internal-error"
    return HTTP_CODES.get(status, "bad-request")


def answer_failure() -> Response:
    """Return the answer to a failure of our own: no detail, and the word that nothing was changed."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _respond(_body("internal-error", status, language(), {}), status)


def _body(code: str, status: HTTPStatus, spoken: str, params: Mapping[str, Any]) -> dict[str, Any]:
    said = sentence("errors", code, params, spoken)
    shown = {key: plain(value) for key, value in params.items() if key != "problems"}
    return {"type": f"/problems/{code}", "title": said, "status": int(status), "code": code, "params": shown}


def _problem(problem: Mapping[str, Any], spoken: str) -> dict[str, Any]:
    params = problem.get("params", {})
    if "problem" in params:  # what is wrong with a file of rules, flows or plans, as its reader says it
        params = {**params, "problem": fault_line(params["problem"], spoken)}
    said = sentence("problems", problem["code"], params, spoken)
    return {"path": problem["path"], "code": problem["code"], "message": said}


def _respond(body: Mapping[str, Any], status: HTTPStatus) -> Response:
    return Response(orjson.dumps(body), status=status, content_type=MEDIA_TYPE)
