"""Consultations: asking bodies for their opinion, what is owed, and the answers of the asked bodies."""

from typing import Any

from flask import Response
from werkzeug.datastructures import FileStorage

from service.api.kit import BYTES, ON_VERSION, Resource, answer, answer_page, created, read
from service.api.parsing import MULTIPART
from service.http.context import actor, services
from service.http.files import file_response
from service.http.preconditions import seen_version
from service.schemas.base import PageQuery, QueryInput
from service.schemas.opinions import (
    ActState,
    AnswerForm,
    AnswerUpload,
    AskedPage,
    AskedRequestOutput,
    AskingInput,
    LinkInput,
    RequestsOutput,
    WithdrawalInput,
)
from service.schemas.proposals import FileInput
from service.usecases.attempts import perform
from service.usecases.opinions import answering, asked_views, consultation_views, consulting
from service.usecases.opinions.answering import Answered
from service.usecases.opinions.consulting import Asking
from service.usecases.streams import proposal_stream

blp = Resource("consultations", __name__, description="Lấy ý kiến (hiệp y, cấp ủy): gửi, theo dõi, trả lời")
OF_PROPOSAL = "/proposals/<string:proposal_id>/consultations"
ONE = f"{OF_PROPOSAL}/<string:act_id>"
ASKED = "/consultations"
UPLOAD = {"requestBody": {"content": {MULTIPART: {"schema": AnswerUpload}}}}


@blp.get(OF_PROPOSAL)
@blp.arguments(QueryInput, location="query")
@blp.response(200, RequestsOutput)
def list_requests(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return who was asked and has answered or owes an answer, and whom the law has asked on such a nominee."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: consultation_views.list_requests(work, catalog, actor=who, proposal_id=proposal_id))
    return answer(found, version=found["version"])


@blp.post(OF_PROPOSAL)
@blp.arguments(AskingInput)
@blp.doc(**ON_VERSION)
@blp.response(201, ActState)
def ask(values: dict[str, Any], proposal_id: str) -> Response:
    """Ask a body for its opinion; the secret of a private link is answered this once."""
    who, catalog, version = actor(), services().catalog, seen_version()
    asking = Asking(**values | {"documents": tuple(values["documents"])})
    done = perform(
        services(),
        lambda work: consulting.ask_opinion(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, asking=asking
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="consult",
    )
    return created(done, f"/proposals/{proposal_id}/consultations", version=done["version"])


@blp.post(f"{ONE}/answer")
@blp.arguments(AnswerForm, location="form")
@blp.arguments(FileInput, location="files")
@blp.doc(**ON_VERSION, **UPLOAD)
@blp.response(201, ActState)
def record_answer(values: dict[str, Any], files: dict[str, Any], proposal_id: str, act_id: str) -> Response:
    """Record an answer that came on paper (multipart form with `file`)."""
    done = answering.record_answer(
        services(),
        actor=actor(),
        proposal_id=proposal_id,
        act_id=act_id,
        expected_version=seen_version(),
        answered=_answered(values, files["file"]),
    )
    return answer(done, 201, version=done["version"])


@blp.post(f"{ONE}/withdrawal")
@blp.arguments(WithdrawalInput)
@blp.doc(**ON_VERSION)
@blp.response(200, ActState)
def withdraw(values: dict[str, Any], proposal_id: str, act_id: str) -> Response:
    """Ask a body no longer; its link ends."""
    return _change(proposal_id, act_id, consulting.withdraw_request, values)


@blp.post(f"{ONE}/link")
@blp.arguments(LinkInput)
@blp.doc(**ON_VERSION)
@blp.response(200, ActState)
def change_link(values: dict[str, Any], proposal_id: str, act_id: str) -> Response:
    """Make a new private link, answered this once, or take it away with `link_days` 0."""
    return _change(proposal_id, act_id, consulting.change_link, values)


@blp.get(ASKED)
@blp.arguments(PageQuery, location="query")
@blp.response(200, AskedPage)
def list_asked(query: dict[str, Any]) -> Response:
    """Return what the caller's bodies are or were asked, newest first."""
    who = actor()
    page = read(lambda work: asked_views.list_asked(work, actor=who, after=query["after"], limit=query["limit"]))
    return answer_page(page)


@blp.get(f"{ASKED}/<string:act_id>")
@blp.arguments(QueryInput, location="query")
@blp.response(200, AskedRequestOutput)
def show_asked(_query: dict[str, Any], act_id: str) -> Response:
    """Return what a body of the caller's is asked: the summary and the documents that were chosen for it."""
    return answer(asked_views.open_asked(services(), actor=actor(), act_id=act_id))


@blp.get(f"{ASKED}/<string:act_id>/documents/<string:document_id>")
@blp.arguments(QueryInput, location="query")
@blp.response(200, BYTES, content_type="application/octet-stream")
def show_asked_document(_query: dict[str, Any], act_id: str, document_id: str) -> Response:
    """Return the bytes of a document that the asked body was given to read."""
    row, content = asked_views.open_asked_document(services(), actor=actor(), act_id=act_id, document_id=document_id)
    return file_response(row.file_name, row.media_type, content, digest=row.digest)


@blp.post(f"{ASKED}/<string:act_id>/answer")
@blp.arguments(AnswerForm, location="form")
@blp.arguments(FileInput, location="files")
@blp.doc(**UPLOAD)
@blp.response(201, ActState)
def give_answer(values: dict[str, Any], files: dict[str, Any], act_id: str) -> Response:
    """Give the opinion of one's body (multipart form with `file`)."""
    answered = _answered(values, files["file"])
    return answer(answering.answer_as_officer(services(), actor=actor(), act_id=act_id, answered=answered), 201)


def _change(proposal_id: str, act_id: str, change: Any, values: dict[str, Any]) -> Response:
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: change(
            work, catalog, actor=who, proposal_id=proposal_id, act_id=act_id, expected_version=version, **values
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="consult",
    )
    return answer(done, version=done["version"])


def _answered(values: dict[str, Any], file: FileStorage) -> Answered:
    limit = services().settings.upload_limit_bytes
    return Answered(file_name=file.filename or "", content=file.read(), limit_bytes=limit, **values)
