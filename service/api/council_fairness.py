"""The fairness view of a council session."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, read
from service.http.context import actor, services
from service.schemas.base import QueryInput
from service.schemas.council_fairness import CouncilFairnessOutput
from service.usecases.councils.council_fairness import show_fairness

blp = Resource("council-fairness", __name__, description="Cơ cấu danh sách Hội đồng đồng ý: chỉ để xem, không chặn gì")


@blp.get("/council-sessions/<string:session_id>/fairness")
@blp.arguments(QueryInput, location="query")
@blp.response(200, CouncilFairnessOutput)
def show(_query: dict[str, Any], session_id: str) -> Response:
    """Return shares of leaders, direct workers, women and difficult areas, beside all proposed and former years."""
    who, catalog = actor(), services().catalog
    return answer(read(lambda work: show_fairness(work, catalog, actor=who, session_id=session_id)))
