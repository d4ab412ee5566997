"""The kit of every resource: a quiet smorest, strict parsing, answers made once."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlencode

import orjson
from flask import Response, request
from flask_smorest import Api, Blueprint
from marshmallow import fields

from service.api.parsing import StrictParser
from service.db.work import Work
from service.http.context import services
from service.http.preconditions import set_version
from service.http.problems import MEDIA_TYPE
from service.schemas.findings import FindingOutput
from service.schemas.outputs import OutputSchema, said
from service.usecases.pages import Page

T = TypeVar("T")
PREFIX = "/api/v1"
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "Phiên bản đã xem, như trong ETag",
    "schema": {"type": "string", "examples": ['"v3"']},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Khóa do người gọi chọn: gửi lại cùng khóa thì nhận lại cùng câu trả lời, không làm hai lần",
    "schema": {"type": "string", "maxLength": 100},
}


def problems(*statuses: HTTPStatus) -> dict[str, str]:
    """Return the description of answers with these statuses, each a problem, by the names that QuietApi gives them."""
    return {str(int(status)): status.name for status in statuses}


# What an act on a version seen asks for, and how it may be refused.
ON_VERSION: dict[str, Any] = {
    "parameters": [IF_MATCH],
    "responses": problems(HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED),
}
ON_VERSION_ONCE: dict[str, Any] = ON_VERSION | {"parameters": [IF_MATCH, IDEMPOTENCY_KEY]}
TEXT = {"type": "string"}
BYTES = {"type": "string", "format": "binary"}


class Resource(Blueprint):
    """A blueprint of one resource."""

    ARGUMENTS_PARSER = StrictParser()


class QuietApi(Api):
    """flask-smorest without its app-wide handler: errors are answered in one place, for pages too."""

    def _register_error_handlers(self, *_args: object, **_options: object) -> None:
        """Leave errors to service.app."""

    def _register_responses(self) -> None:
        """Describe every error as problem+json."""
        for name, text in [(status.name, status.phrase) for status in HTTPStatus] + [("DEFAULT_ERROR", "Problem")]:
            described = {"description": text, "content": {MEDIA_TYPE: {"schema": ProblemOutput}}}
            self.spec.components.response(name, described, lazy=True)


class ProblemItemOutput(OutputSchema):
    """One thing wrong with the input: where, which problem, and the sentence."""

    path = said()
    code = said()
    message = said()


class ProblemOutput(OutputSchema):
    """Problem details (RFC 9457): a code, a sentence in the reader's language, and every reason or problem."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    params = fields.Dict()
    detail = fields.String()
    reason = fields.String()
    problems = fields.List(fields.Nested(ProblemItemOutput))
    refusals = fields.List(fields.Nested(FindingOutput))
    findings = fields.List(fields.Nested(FindingOutput))


def read(act: Callable[[Work], T]) -> T:
    """Run an act on one snapshot."""
    return services().database.read(act)


def write(act: Callable[[Work], T]) -> T:
    """Run an act in one transaction."""
    return services().database.write(act)


def answer(body: Mapping[str, Any] | Sequence[Any], status: int = 200, *, version: int | None = None) -> Response:
    """Return an answer as JSON, with its version as entity tag where it has one."""
    response = Response(orjson.dumps(body), status=status, content_type="application/json")
    return response if version is None else set_version(response, version)


def answer_page(page: Page) -> Response:
    """Return a page of a list, with a Link to the next one."""
    response = answer({"items": list(page.items), "next": page.next})
    if page.next is not None:
        values = request.args.to_dict() | {"after": page.next}
        query = urlencode(sorted(values.items()))
        response.headers["Link"] = f'<{request.path}?{query}>; rel="next"'
    return response


def created(body: Mapping[str, Any], location: str, *, version: int | None = None) -> Response:
    """Return what was made and where it is."""
    response = answer(body, 201, version=version)
    response.headers["Location"] = f"{PREFIX}{location}"
    return response
