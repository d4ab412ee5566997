"""Recusals: who takes no part in a proposal because of a conflict of interest, and no longer sees it."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, read
from service.http.context import actor, services
from service.schemas.base import QueryInput
from service.schemas.recusals import (
    ConflictInput,
    ConflictQuery,
    ConflictsPage,
    KinshipInput,
    KinshipState,
    LiftingInput,
    RecusalInput,
    RecusalsPage,
    RecusalState,
)
from service.usecases.attempts import perform
from service.usecases.moves import conflicts, recusals
from service.usecases.streams import proposal_stream

blp = Resource("recusals", __name__, description="Không tham gia giải quyết do xung đột lợi ích: ghi nhận, bãi bỏ")


@blp.get("/proposals/<string:proposal_id>/recusals")
@blp.arguments(QueryInput, location="query")
@blp.response(200, RecusalsPage)
def list_recusals(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return everybody who takes or took no part in a proposal, with the reasons."""
    who = actor()
    found = read(lambda work: recusals.list_recusals(work, actor=who, proposal_id=proposal_id))
    return answer({"items": found, "next": None})


@blp.post("/proposals/<string:proposal_id>/recusals")
@blp.arguments(RecusalInput)
@blp.response(201, RecusalState)
def declare(values: dict[str, Any], proposal_id: str) -> Response:
    """Declare a conflict of interest of one's own, or record one of somebody in one's body."""
    who = actor()
    done = perform(
        services(),
        lambda work: recusals.declare_recusal(work, actor=who, proposal_id=proposal_id, **values),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="recuse",
    )
    return answer(done, 201)


@blp.post("/proposals/<string:proposal_id>/recusals/<string:recusal_id>/lifting")
@blp.arguments(LiftingInput)
@blp.response(200, RecusalState)
def lift(values: dict[str, Any], proposal_id: str, recusal_id: str) -> Response:
    """Let somebody take part again; never oneself."""
    who = actor()
    done = perform(
        services(),
        lambda work: recusals.lift_recusal(
            work, actor=who, proposal_id=proposal_id, recusal_id=recusal_id, reason=values["reason"]
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="lift-recusal",
    )
    return answer(done)


@blp.get("/proposals/<string:proposal_id>/conflicts")
@blp.arguments(ConflictQuery, location="query")
@blp.response(200, ConflictsPage)
def list_conflicts(query: dict[str, Any], proposal_id: str) -> Response:
    """Return the grounds by which data show a conflict of interest of the caller, or of somebody he may speak of."""
    who, catalog = actor(), services().catalog
    found = read(
        lambda work: conflicts.list_conflicts(
            work, catalog, actor=who, proposal_id=proposal_id, account_id=query["account_id"]
        )
    )
    return answer({"items": found, "next": None})


@blp.post("/proposals/<string:proposal_id>/conflicts")
@blp.arguments(ConflictInput)
@blp.response(201, RecusalState)
def confirm(values: dict[str, Any], proposal_id: str) -> Response:
    """Confirm a ground that data show: the person takes no part and no longer sees the proposal."""
    who, catalog = actor(), services().catalog
    done = perform(
        services(),
        lambda work: conflicts.confirm_conflict(work, catalog, actor=who, proposal_id=proposal_id, **values),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="recuse",
    )
    return answer(done, 201)


@blp.post("/proposals/<string:proposal_id>/kinships")
@blp.arguments(KinshipInput)
@blp.response(201, KinshipState)
def declare_kinship(values: dict[str, Any], proposal_id: str) -> Response:
    """Declare once to be a relative of the nominee; every later proposal for that person names it."""
    who, catalog = actor(), services().catalog
    done = perform(
        services(),
        lambda work: conflicts.declare_kinship(work, catalog, actor=who, proposal_id=proposal_id, **values),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="declare-kinship",
    )
    return answer(done, 201)
