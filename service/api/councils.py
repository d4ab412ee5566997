"""Councils: founding, members, and the sessions that were planned."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, answer_page, created, read
from service.db.work import Work
from service.http.context import actor, services
from service.schemas.base import PageQuery, QueryInput
from service.schemas.council_views import (
    CouncilDetailOutput,
    CouncilMemberOutput,
    CouncilOutput,
    CouncilOwedListOutput,
    CouncilSessionOutput,
    CouncilSessionsPage,
    CouncilsPage,
)
from service.schemas.councils import CouncilEndingMemberInput, CouncilInput, CouncilMemberInput, CouncilSessionInput
from service.usecases.attempts import perform
from service.usecases.councils import council_sessions, council_views, councils
from service.usecases.streams import council_stream

blp = Resource("councils", __name__, description="Hội đồng: thành lập, thành viên, các phiên họp")


def _keep(stream: str, act: Any) -> Any:
    return perform(services(), act, actor=actor(), stream=stream, action="keep-council")


@blp.get("/councils")
@blp.arguments(PageQuery, location="query")
@blp.response(200, CouncilsPage)
def list_councils(query: dict[str, Any]) -> Response:
    """Return the councils that are the caller's business: those he keeps, sits in, or may audit."""
    who, page = actor(), {"after": query["after"], "limit": query["limit"]}
    return answer_page(read(lambda work: councils.list_councils(work, actor=who, **page)))


@blp.post("/councils")
@blp.arguments(CouncilInput)
@blp.response(201, CouncilOutput)
def found_council(values: dict[str, Any]) -> Response:
    """Found a council of a body under a decision."""
    who = actor()
    made = _keep("system", lambda work: councils.found_council(work, actor=who, values=values))
    return created(made, f"/councils/{made['id']}")


@blp.get("/councils/<string:council_id>")
@blp.arguments(QueryInput, location="query")
@blp.response(200, CouncilDetailOutput)
def show_council(_query: dict[str, Any], council_id: str) -> Response:
    """Return a council with everybody who sits or sat in it."""
    who = actor()
    return answer(read(lambda work: councils.show_council(work, actor=who, council_id=council_id)))


@blp.post("/councils/<string:council_id>/members")
@blp.arguments(CouncilMemberInput)
@blp.response(201, CouncilMemberOutput)
def add_member(values: dict[str, Any], council_id: str) -> Response:
    """Seat somebody; what the council's sessions consider opens to him once they are convened."""
    who = actor()

    def act(work: Work) -> dict[str, Any]:
        return councils.add_member(work, actor=who, council_id=council_id, values=values)

    return answer(_keep(council_stream(council_id), act), 201)


@blp.post("/councils/<string:council_id>/members/<string:member_id>/ending")
@blp.arguments(CouncilEndingMemberInput)
@blp.response(200, CouncilMemberOutput)
def end_member(values: dict[str, Any], council_id: str, member_id: str) -> Response:
    """Let somebody leave the council from today on."""
    who = actor()

    def act(work: Work) -> dict[str, Any]:
        return councils.end_member(work, actor=who, council_id=council_id, member_id=member_id, **values)

    return answer(_keep(council_stream(council_id), act))


@blp.get("/councils/<string:council_id>/sessions")
@blp.arguments(PageQuery, location="query")
@blp.response(200, CouncilSessionsPage)
def list_sessions(query: dict[str, Any], council_id: str) -> Response:
    """Return the sessions of a council, newest first."""
    who, page = actor(), {"after": query["after"], "limit": query["limit"]}
    return answer_page(
        read(lambda work: council_sessions.list_sessions(work, actor=who, council_id=council_id, **page))
    )


@blp.post("/councils/<string:council_id>/sessions")
@blp.arguments(CouncilSessionInput)
@blp.response(201, CouncilSessionOutput)
def plan_session(values: dict[str, Any], council_id: str) -> Response:
    """Plan a session under the rule in force, which stays pinned."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        return council_sessions.plan_session(work, catalog, actor=who, council_id=council_id, values=values)

    made = _keep(council_stream(council_id), act)
    return created(made, f"/council-sessions/{made['id']}", version=made["version"])


@blp.get("/council-votes/owed")
@blp.arguments(QueryInput, location="query")
@blp.response(200, CouncilOwedListOutput)
def list_owed(_query: dict[str, Any]) -> Response:
    """Return the items on which the caller still has to vote."""
    who = actor()
    return answer({"items": read(lambda work: council_views.list_owed(work, actor=who))})
