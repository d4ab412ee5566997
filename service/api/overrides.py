"""Overrides: a move passes in spite of named findings when two officers say so under a document."""

from typing import Any

from flask import Response

from service.api.kit import ON_VERSION, Resource, answer, read
from service.http.context import actor, language, services
from service.http.preconditions import seen_version
from service.schemas.base import QueryInput
from service.schemas.overrides import DropInput, OverrideInput, OverrideOffers, OverridesPage, OverrideState
from service.usecases.attempts import perform
from service.usecases.moves import override_views, overrides
from service.usecases.streams import proposal_stream

blp = Resource("overrides", __name__, description="Vượt quy tắc: hai người, một văn bản, một thao tác, một lần")


@blp.get("/proposals/<string:proposal_id>/overrides")
@blp.arguments(QueryInput, location="query")
@blp.response(200, OverridesPage)
def list_overrides(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return every override of a proposal, newest first, whatever became of it."""
    who, catalog, spoken = actor(), services().catalog, language()
    found = read(
        lambda work: override_views.list_overrides(work, catalog, actor=who, proposal_id=proposal_id, language=spoken)
    )
    return answer({"items": found, "next": None})


@blp.get("/proposals/<string:proposal_id>/overrides/offers")
@blp.arguments(QueryInput, location="query")
@blp.response(200, OverrideOffers)
def list_offers(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return the moves and findings for which the caller may ask for an override now."""
    who, catalog, spoken = actor(), services().catalog, language()
    page = read(
        lambda work: override_views.offer_overrides(work, catalog, actor=who, proposal_id=proposal_id, language=spoken)
    )
    return answer({"items": page["offers"]})


@blp.post("/proposals/<string:proposal_id>/overrides")
@blp.arguments(OverrideInput)
@blp.doc(**ON_VERSION)
@blp.response(201, OverrideState)
def propose(values: dict[str, Any], proposal_id: str) -> Response:
    """Ask that a move pass in spite of findings; nothing passes before somebody else confirms."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: overrides.propose_override(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            expected_version=version,
            request=overrides.Request(**values),
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="propose-override",
    )
    return answer(done, 201, version=done["version"])


@blp.post("/proposals/<string:proposal_id>/overrides/<string:act_id>/confirmation")
@blp.doc(**ON_VERSION)
@blp.response(200, OverrideState)
def confirm(proposal_id: str, act_id: str) -> Response:
    """Confirm what another officer asked for; the move may then be made, at once and once."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: overrides.confirm_override(
            work, catalog, actor=who, proposal_id=proposal_id, act_id=act_id, expected_version=version
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="confirm-override",
    )
    return answer(done, version=done["version"])


@blp.post("/proposals/<string:proposal_id>/overrides/<string:act_id>/ending")
@blp.arguments(DropInput)
@blp.doc(**ON_VERSION)
@blp.response(200, OverrideState)
def drop(values: dict[str, Any], proposal_id: str, act_id: str) -> Response:
    """Withdraw what one has asked for, or decline what another has, with the reason."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: overrides.drop_override(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            act_id=act_id,
            expected_version=version,
            reason=values["reason"],
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="drop-override",
    )
    return answer(done, version=done["version"])
