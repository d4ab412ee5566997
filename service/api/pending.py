"""Proposed publications: what waits for a second person, and what that person does about it."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from flask import Response
from marshmallow import fields

from service.api.kit import Resource, answer, answer_page, problems, read, write
from service.http.context import actor
from service.schemas.base import InputSchema, PageQuery, has_no_nul
from service.schemas.publications import PendingDetailOutput, PendingPage, ProposedOutput, PublishedOutput
from service.usecases.pages import Page
from service.usecases.publishing import publishing
from service.usecases.recording import plain

blp = Resource("pending", __name__, description="Đề nghị công bố chờ người thứ hai xác nhận")
SETTLED = problems(HTTPStatus.CONFLICT)


class PendingQuery(PageQuery):
    """Which texts: those that wait, or those that are settled."""

    settled = fields.Boolean(load_default=False)


class ConfirmInput(InputSchema):
    """The digest of the text that was read."""

    digest = fields.String(required=True, validate=has_no_nul)


class ReasonInput(InputSchema):
    """Why a text is turned down."""

    reason = fields.String(required=True, validate=has_no_nul)


@blp.get("/publications")
@blp.arguments(PendingQuery, location="query")
@blp.response(200, PendingPage)
def list_pending(query: dict[str, Any]) -> Response:
    """Return proposed texts, newest first: those that wait for a second person, or those that are settled."""
    who, is_open = actor(), not query["settled"]
    found = read(
        lambda work: publishing.list_pending(
            work, actor=who, is_open=is_open, after=query["after"], limit=query["limit"]
        )
    )
    return answer_page(Page([plain(row) for row in found.items], found.next))


@blp.get("/publications/<string:pending_id>")
@blp.response(200, PendingDetailOutput)
def show_pending(pending_id: str) -> Response:
    """Return one proposed text with its source and what you may do about it."""
    who = actor()
    return answer(plain(read(lambda work: publishing.show_pending(work, actor=who, pending_id=pending_id))))


@blp.post("/publications/<string:pending_id>/confirm")
@blp.arguments(ConfirmInput)
@blp.doc(responses=SETTLED)
@blp.response(200, PublishedOutput)
def confirm(body: dict[str, Any], pending_id: str) -> Response:
    """Publish what another person proposed: immutable from then on."""
    who = actor()
    done = write(
        lambda work: publishing.confirm_publication(work, actor=who, pending_id=pending_id, digest=body["digest"])
    )
    return answer(plain(asdict(done)))


@blp.post("/publications/<string:pending_id>/reject")
@blp.arguments(ReasonInput)
@blp.doc(responses=SETTLED)
@blp.response(200, ProposedOutput)
def reject(body: dict[str, Any], pending_id: str) -> Response:
    """Turn down what another person proposed, with a reason."""
    who = actor()
    return answer(
        plain(
            write(
                lambda work: publishing.reject_publication(
                    work, actor=who, pending_id=pending_id, reason=body["reason"]
                )
            )
        )
    )


@blp.post("/publications/<string:pending_id>/withdraw")
@blp.arguments(ReasonInput)
@blp.doc(responses=SETTLED)
@blp.response(200, ProposedOutput)
def withdraw(body: dict[str, Any], pending_id: str) -> Response:
    """Take back what you proposed yourself, with a reason."""
    who = actor()
    return answer(
        plain(
            write(
                lambda work: publishing.withdraw_publication(
                    work, actor=who, pending_id=pending_id, reason=body["reason"]
                )
            )
        )
    )
