"""Holds: which proposals stand still because of what, and letters that a body has accepted for verification."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, answer_page, read, write
from service.http.context import actor
from service.schemas.base import PageQuery
from service.schemas.holds import AcceptanceInput, HeldPage
from service.schemas.registry_views import RecordOutput
from service.usecases.moves import holds
from service.usecases.recording import plain

blp = Resource("holds", __name__, description="Tạm dừng: hồ sơ đang dừng vì việc gì, đơn thư đã được thụ lý")


@blp.get("/holds")
@blp.arguments(PageQuery, location="query")
@blp.response(200, HeldPage)
def list_held(query: dict[str, Any]) -> Response:
    """Return the proposals that stand still, or whose nominee has an open matter, newest first, with the sources."""
    who = actor()
    return answer_page(read(lambda work: holds.list_held(work, actor=who, after=query["after"], limit=query["limit"])))


@blp.post("/records/<string:record_id>/acceptance")
@blp.arguments(AcceptanceInput)
@blp.response(201, RecordOutput)
def accept(values: dict[str, Any], record_id: str) -> Response:
    """Record that a body has accepted a letter for verification; from then on it holds the nominee's proposals."""
    who = actor()
    made = write(lambda work: holds.accept_letter(work, actor=who, record_id=record_id, **values))
    return answer(plain(made), 201)
