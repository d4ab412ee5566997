"""Deadlines: what is due and overdue among the proposals one may open, and the limits of one of them."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from service.api.kit import Resource, answer, answer_page, read
from service.http.context import actor, services
from service.schemas.base import PageQuery, QueryInput, line
from service.schemas.proposal_views import CaseLimitsPage, ProposalsPage
from service.usecases.desk import deadlines

blp = Resource("deadlines", __name__, description="Thời hạn: hồ sơ sắp đến hạn, quá hạn")


class DeadlinesQuery(PageQuery):
    """Which part of the list, in which state, of which unit."""

    part = fields.String(load_default="", validate=validate.OneOf(("", *deadlines.PARTS)))
    state = line()
    unit_id = line()


@blp.get("/deadlines")
@blp.arguments(DeadlinesQuery, location="query")
@blp.response(200, ProposalsPage)
def list_deadlines(query: dict[str, Any]) -> Response:
    """Return the proposals whose awaited step has a limit, due first before the rest; only what the caller may open."""
    who, asked = actor(), {name: query[name] for name in ("part", "state", "unit_id", "after", "limit")}
    return answer_page(read(lambda work: deadlines.list_deadlines(work, actor=who, **asked)))


@blp.get("/proposals/<string:proposal_id>/limits")
@blp.arguments(QueryInput, location="query")
@blp.response(200, CaseLimitsPage)
def list_limits(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return every limit that bears on a proposal where it stands, with its ground; they are told, never enforced."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: deadlines.list_limits(work, catalog, actor=who, proposal_id=proposal_id))
    return answer({"items": found, "next": None})
