"""Secret ballots: what waits for a voter, sealed papers, and the list that anybody counts anew."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Response

from service.api.kit import Resource, answer, answer_page, problems, read
from service.db.work import Work
from service.http.context import actor, services
from service.schemas.ballots import (
    BallotsPage,
    BallotView,
    ChoiceInput,
    ClosedOutput,
    EndedOutput,
    ListOutput,
    OpenedOutput,
    PaperInput,
    PreparedOutput,
    ReceiptOutput,
    VoidingInput,
    WaitingPage,
)
from service.schemas.base import PageQuery, QueryInput
from service.usecases.attempts import perform
from service.usecases.councils import ballot_views, ballot_voting, secret_ballots

blp = Resource("ballots", __name__, description="Bỏ phiếu kín: phiếu niêm phong, biên nhận, danh sách tự kiểm lại được")
ENDED: dict[str, Any] = {"responses": problems(HTTPStatus.CONFLICT)}  # already voted, already ended


@blp.get("/ballots")
@blp.arguments(PageQuery, location="query")
@blp.response(200, WaitingPage)
def list_waiting(query: dict[str, Any]) -> Response:
    """Return the open ballots in which the caller has still to vote."""
    who = actor()
    page = read(lambda work: ballot_views.list_waiting(work, actor=who, after=query["after"], limit=query["limit"]))
    return answer_page(page)


@blp.get("/proposals/<string:proposal_id>/ballots")
@blp.arguments(QueryInput, location="query")
@blp.response(200, BallotsPage)
def list_of_proposal(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return the secret ballots on a proposal, oldest first."""
    who = actor()
    found = read(lambda work: ballot_views.list_of_proposal(work, actor=who, proposal_id=proposal_id))
    return answer({"items": found, "next": None})


@blp.get("/ballots/<string:ballot_id>")
@blp.arguments(QueryInput, location="query")
@blp.response(200, BallotView)
def show(_query: dict[str, Any], ballot_id: str) -> Response:
    """Return a ballot for whoever votes in it or may open the proposal."""
    who, catalog = actor(), services().catalog
    return answer(read(lambda work: ballot_views.show_ballot(work, catalog, actor=who, ballot_id=ballot_id)))


@blp.get("/ballots/<string:ballot_id>/list")
@blp.arguments(QueryInput, location="query")
@blp.doc(**ENDED)
@blp.response(200, ListOutput)
def show_list(_query: dict[str, Any], ballot_id: str) -> Response:
    """Return the published list of a closed ballot, as `vinhdanh ballots check` reads it."""
    who = actor()
    return answer(read(lambda work: ballot_views.show_list(work, actor=who, ballot_id=ballot_id)))


@blp.post("/ballots/<string:ballot_id>/drafts")
@blp.arguments(ChoiceInput)
@blp.doc(**ENDED)
@blp.response(200, PreparedOutput)
def prepare(values: dict[str, Any], ballot_id: str) -> Response:
    """Seal a paper with a choice; nothing is written until it is cast."""
    who, seals = actor(), services().ballot_seals
    return answer(
        read(
            lambda work: ballot_voting.prepare_paper(
                work, seals, actor=who, ballot_id=ballot_id, choice=values["choice"]
            )
        )
    )


@blp.post("/ballots/<string:ballot_id>/papers")
@blp.arguments(PaperInput)
@blp.doc(**ENDED)
@blp.response(201, ReceiptOutput)
def cast(values: dict[str, Any], ballot_id: str) -> Response:
    """Cast a sealed paper; the same paper sent again answers the same receipt and counts once."""
    who, seals, sealed = actor(), services().ballot_seals, values["sealed"]
    done = _attempt(
        ballot_id,
        lambda work: ballot_voting.cast_paper(work, seals, actor=who, ballot_id=ballot_id, sealed=sealed),
        "vote",
    )
    return answer(done, 201)


@blp.post("/ballots/<string:ballot_id>/tests")
@blp.arguments(PaperInput)
@blp.doc(**ENDED)
@blp.response(200, OpenedOutput)
def open_as_test(values: dict[str, Any], ballot_id: str) -> Response:
    """Open a sealed paper instead of casting it, to check that it bears what was chosen."""
    who, seals, sealed = actor(), services().ballot_seals, values["sealed"]
    done = _attempt(
        ballot_id,
        lambda work: ballot_voting.open_as_test(work, seals, actor=who, ballot_id=ballot_id, sealed=sealed),
        "vote",
    )
    return answer(done)


@blp.post("/ballots/<string:ballot_id>/closing")
@blp.doc(**ENDED)
@blp.response(200, ClosedOutput)
def close(ballot_id: str) -> Response:
    """Close a ballot, count it and publish its list; its key is destroyed."""
    who, catalog, seals = actor(), services().catalog, services().ballot_seals
    done = _attempt(
        ballot_id,
        lambda work: secret_ballots.close_ballot(work, catalog, seals, actor=who, ballot_id=ballot_id),
        "end-ballot",
    )
    secret_ballots.forget_keys(services())
    return answer(done)


@blp.post("/ballots/<string:ballot_id>/voiding")
@blp.arguments(VoidingInput)
@blp.doc(**ENDED)
@blp.response(200, EndedOutput)
def void(values: dict[str, Any], ballot_id: str) -> Response:
    """End a ballot without counting it; its key is destroyed."""
    who, catalog, reason = actor(), services().catalog, values["reason"]
    done = _attempt(
        ballot_id,
        lambda work: secret_ballots.void_ballot(work, catalog, actor=who, ballot_id=ballot_id, reason=reason),
        "end-ballot",
    )
    secret_ballots.forget_keys(services())
    return answer(done)


def _attempt(ballot_id: str, act: Callable[[Work], dict[str, Any]], action: str) -> dict[str, Any]:
    stream = read(lambda work: ballot_views.stream_of(work, ballot_id))
    return perform(services(), act, actor=actor(), stream=stream, action=action)
