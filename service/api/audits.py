"""The audit trail: read a stream, verify the chains, take everything out."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response
from marshmallow import fields, validate

from service.api.kit import TEXT, Resource, answer, answer_page, read
from service.http.context import actor, language, services
from service.schemas.base import PageQuery, QueryInput
from service.schemas.trails import EntriesPage, FoundEventsPage, TrailQuery, VerificationOutput
from service.usecases.errors import Invalid
from service.usecases.proofs import packages
from service.usecases.trail import audits
from service.usecases.trail.trail_choices import read_search
from service.usecases.trail.trail_search import search_events

blp = Resource("audits", __name__, description="Nhật ký kiểm toán")


class StreamQuery(QueryInput):
    """One stream, or all of them when none is named."""

    stream = fields.String(load_default=None, allow_none=True)


class DecisionQuery(QueryInput):
    """A decision by its number."""

    decision = fields.String(required=True, validate=validate.Length(1, 100))


@blp.get("/audit/streams/<path:stream>")
@blp.arguments(PageQuery, location="query")
@blp.response(200, EntriesPage)
def show_stream(query: dict[str, Any], stream: str) -> Response:
    """Return the events of a stream in order, each with its sentence and its hashes."""
    who, spoken = actor(), language()
    after = query["after"] or "0"
    if not after.isdecimal():
        raise Invalid("invalid-input", {"problems": [{"path": "after", "code": "not-a-number"}]})
    page = read(
        lambda work: audits.show_stream(
            work, actor=who, stream=stream, after=int(after), limit=query["limit"], language=spoken
        )
    )
    return answer_page(page)


@blp.get("/audit/events")
@blp.arguments(TrailQuery, location="query")
@blp.response(200, FoundEventsPage)
def search(query: dict[str, Any]) -> Response:
    """Return events of all streams that meet every filter, newest first; `unmarked` cannot be found yet."""
    who = actor()
    filters, _ = read(lambda work: read_search(work, actor=who, values=query))
    found = search_events(
        services().database,
        actor=who,
        filters=filters,
        after=query["after"],
        limit=query["limit"],
        language=language(),
    )
    overrides, items = ([_found(item) for item in part] for part in (found.overrides, found.items))
    return answer({"overrides": overrides, "items": items, "next": found.next, "unmarked": found.unmarked})


@blp.get("/audit/verification")
@blp.arguments(StreamQuery, location="query")
@blp.response(200, VerificationOutput)
def verify(query: dict[str, Any]) -> Response:
    """Recompute every hash and name every break."""
    return answer(audits.verify_audit(services().database, actor=actor(), stream=query["stream"]))


@blp.get("/audit/packages")
@blp.arguments(DecisionQuery, location="query")
@blp.response(200, TEXT, content_type="application/zip")
def export_package(query: dict[str, Any]) -> Response:
    """Return everything on the proposals that one decision rewarded: documents, trail, refused attempts."""
    package = packages.export_package(services(), actor=actor(), number=query["decision"])
    response = Response(package, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="goi-kiem-toan.zip"'
    return response


@blp.get("/audit/export")
@blp.arguments(StreamQuery, location="query")
@blp.response(200, TEXT, content_type="application/jsonl")
def export(query: dict[str, Any]) -> Response:
    """Return the trail as JSON Lines from which anyone can recompute every hash."""
    lines: Iterator[bytes] = audits.export_audit(services().database, actor=actor(), stream=query["stream"])
    return Response(lines, content_type="application/jsonl; charset=utf-8")


def _found(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a found event with what it is about in fields of its own."""
    subject = item["proposal"] or {}
    about = {"proposal_id": "id", "proposal_number": "number", "nominee": "nominee_name"}
    plain = {name: value for name, value in item.items() if name != "proposal"}
    return plain | {name: subject.get(source) for name, source in about.items()}
