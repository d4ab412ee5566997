"""Petitions: difficulties, petitions and complaints on their way to whoever answers them."""

from typing import Any

from flask import Response

from service.api.kit import BYTES, ON_VERSION, Resource, answer, answer_page, created, read
from service.http.context import actor, services
from service.http.files import file_response
from service.http.preconditions import seen_version
from service.schemas.base import QueryInput
from service.schemas.petitions import (
    AnswerInput,
    ForwardInput,
    PetitionDetail,
    PetitionInput,
    PetitionQuery,
    PetitionsPage,
    PetitionState,
    PetitionWithdrawalInput,
)
from service.usecases.attempts import look, perform
from service.usecases.petitions import petition_views, petitions
from service.usecases.streams import petition_stream

blp = Resource("petitions", __name__, description="Vướng mắc, kiến nghị, khiếu nại: gửi, tổng hợp, trả lời")


@blp.get("/petitions")
@blp.arguments(PetitionQuery, location="query")
@blp.response(200, PetitionsPage)
def list_petitions(query: dict[str, Any]) -> Response:
    """Return the petitions that concern the caller, newest first."""
    who = actor()
    page = {"only_open": query["open"], "after": query["after"], "limit": query["limit"]}
    return answer_page(read(lambda work: petition_views.list_petitions(work, actor=who, **page)))


@blp.post("/petitions")
@blp.arguments(PetitionInput)
@blp.response(201, PetitionState)
def file_petition(values: dict[str, Any]) -> Response:
    """File one about a plan, or about a proposal that the caller may open; it goes by the plan's own way."""
    who, catalog = actor(), services().catalog
    made = perform(
        services(),
        lambda work: petitions.file_petition(work, catalog, actor=who, values=values),
        actor=who,
        stream="system",
        action="file-petition",
    )
    return created(made, f"/petitions/{made['id']}", version=made["version"])


@blp.get("/petitions/<string:petition_id>")
@blp.arguments(QueryInput, location="query")
@blp.response(200, PetitionDetail)
def show(_query: dict[str, Any], petition_id: str) -> Response:
    """Return one petition that concerns the caller."""
    who, catalog = actor(), services().catalog
    found = look(
        services(),
        lambda work: petition_views.show_petition(work, catalog, actor=who, petition_id=petition_id),
        actor=who,
        stream="system",
        action="open-petition",
    )
    return answer(found, version=found["version"])


@blp.get("/proposals/<string:proposal_id>/petitions")
@blp.arguments(QueryInput, location="query")
@blp.response(200, PetitionsPage)
def about_proposal(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return the petitions about a proposal, oldest first."""
    who = actor()
    found = read(lambda work: petition_views.petitions_about(work, actor=who, proposal_id=proposal_id))
    return answer({"items": found, "next": None})


@blp.post("/petitions/<string:petition_id>/forwarding")
@blp.arguments(ForwardInput)
@blp.doc(**ON_VERSION)
@blp.response(200, PetitionState)
def forward(values: dict[str, Any], petition_id: str) -> Response:
    """Collect a petition and send it up with an opinion."""
    who, version = actor(), seen_version()
    return _done(
        lambda work: petitions.forward_petition(
            work, actor=who, petition_id=petition_id, expected_version=version, **values
        ),
        petition_id,
        "forward-petition",
    )


@blp.post("/petitions/<string:petition_id>/answer")
@blp.arguments(AnswerInput)
@blp.doc(**ON_VERSION)
@blp.response(200, PetitionState)
def give_answer(values: dict[str, Any], petition_id: str) -> Response:
    """Answer a petition in words; a document is added on the page."""
    who, version, store = actor(), seen_version(), services().documents
    return _done(
        lambda work: petitions.answer_petition(
            work, store, actor=who, petition_id=petition_id, expected_version=version, **values
        ),
        petition_id,
        "answer-petition",
    )


@blp.post("/petitions/<string:petition_id>/withdrawal")
@blp.arguments(PetitionWithdrawalInput)
@blp.doc(**ON_VERSION)
@blp.response(200, PetitionState)
def withdraw(values: dict[str, Any], petition_id: str) -> Response:
    """Take back a petition of one's own that is not answered yet."""
    who, version = actor(), seen_version()
    return _done(
        lambda work: petitions.withdraw_petition(
            work, actor=who, petition_id=petition_id, expected_version=version, **values
        ),
        petition_id,
        "withdraw-petition",
    )


@blp.get("/petitions/<string:petition_id>/paper")
@blp.arguments(QueryInput, location="query")
@blp.response(200, BYTES, content_type="application/octet-stream")
def paper(_query: dict[str, Any], petition_id: str) -> Response:
    """Return the document of an answer, checked against its digest."""
    who, store = actor(), services().documents
    name, digest, content = read(
        lambda work: petition_views.read_paper(work, store, actor=who, petition_id=petition_id)
    )
    return file_response(name, "application/octet-stream", content, digest=digest)


def _done(act: Any, petition_id: str, action: str) -> Response:
    done = perform(services(), act, actor=actor(), stream=petition_stream(petition_id), action=action)
    return answer(done, version=done["version"])
