"""Rehearsals of council sessions: a POST since it takes a body, though nothing is written."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, read
from service.http.context import actor, language, services
from service.i18n import sentence
from service.schemas.council_rehearsals import RehearsalInput, RehearsalOutput
from service.usecases.councils.council_rehearsals import rehearse_session

blp = Resource("council-rehearsals", __name__, description="Diễn tập phiên họp Hội đồng: thử kết quả, không ghi gì")


@blp.post("/council-sessions/<string:session_id>/rehearsal")
@blp.arguments(RehearsalInput)
@blp.response(200, RehearsalOutput)
def rehearse(values: dict[str, Any], session_id: str) -> Response:
    """Answer what closing the session would come to if it went as supposed; nothing is written."""
    who, catalog, spoken = actor(), services().catalog, language()
    told = read(lambda work: rehearse_session(work, catalog, actor=who, session_id=session_id, values=values))

    def said(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [one | {"message": sentence("problems", one["code"], one["params"], spoken)} for one in problems]

    items = [{name: value for name, value in one.items() if name != "needs_other"} for one in told["items"]]
    return answer(
        told | {"missing": said(told["missing"])} | {"items": [one | {"notes": said(one["notes"])} for one in items]}
    )
