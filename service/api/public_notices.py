"""Public notices: posted where a local pack asks for it, commented by anybody, settled and concluded."""

from typing import Any

from flask import Response

from service.api.kit import ON_VERSION, Resource, answer, answer_page, created, read
from service.http.context import actor, services
from service.http.preconditions import seen_version
from service.schemas.base import PageQuery
from service.schemas.opinions import (
    ActState,
    CommentsPage,
    NoticeInput,
    PublicNoticesPage,
    SettlementInput,
    WithdrawalInput,
)
from service.usecases.attempts import perform
from service.usecases.opinions import notice_comments, public_notices
from service.usecases.streams import proposal_stream

blp = Resource("public-notices", __name__, description="Lấy ý kiến công khai: đăng, gỡ, kết luận phản ánh, kết thúc")
OF_PROPOSAL = "/proposals/<string:proposal_id>/public-notices"
ONE = f"{OF_PROPOSAL}/<string:act_id>"


@blp.get("/public-notices")
@blp.arguments(PageQuery, location="query")
@blp.response(200, PublicNoticesPage)
def list_public(query: dict[str, Any]) -> Response:
    """Return what is posted in public today, newest first, as the public page shows it."""
    page = read(lambda work: notice_comments.list_public(work, after=query["after"], limit=query["limit"]))
    return answer_page(page)


@blp.post(OF_PROPOSAL)
@blp.arguments(NoticeInput)
@blp.doc(**ON_VERSION)
@blp.response(201, ActState)
def post(values: dict[str, Any], proposal_id: str) -> Response:
    """Post a notice for the working days that the flow gives."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: public_notices.post_notice(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, **values
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="post-notice",
    )
    return created(done, f"/proposals/{proposal_id}/public-notices/{done['id']}/comments", version=done["version"])


@blp.post(f"{ONE}/withdrawal")
@blp.arguments(WithdrawalInput)
@blp.doc(**ON_VERSION)
@blp.response(200, ActState)
def withdraw(values: dict[str, Any], proposal_id: str, act_id: str) -> Response:
    """Take a notice down at once."""
    return _change(proposal_id, public_notices.withdraw_notice, "post-notice", {"act_id": act_id, **values})


@blp.post(f"{ONE}/conclusion")
@blp.doc(**ON_VERSION)
@blp.response(200, ActState)
def conclude(proposal_id: str, act_id: str) -> Response:
    """Record that the window is over and every comment settled."""
    return _change(proposal_id, public_notices.conclude_notice, "conclude-notice", {"act_id": act_id})


@blp.get(f"{ONE}/comments")
@blp.arguments(PageQuery, location="query")
@blp.response(200, CommentsPage)
def list_comments(query: dict[str, Any], proposal_id: str, act_id: str) -> Response:
    """Return what people said to a notice, oldest first; names and contacts to those only who deal with it."""
    who, catalog = actor(), services().catalog
    page = read(
        lambda work: notice_comments.list_comments(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            act_id=act_id,
            after=query["after"],
            limit=query["limit"],
        )
    )
    return answer_page(page)


@blp.post(f"{ONE}/comments/<string:comment_id>/settlement")
@blp.arguments(SettlementInput)
@blp.doc(**ON_VERSION)
@blp.response(200, ActState)
def settle(values: dict[str, Any], proposal_id: str, act_id: str, comment_id: str) -> Response:
    """Settle a comment with a conclusion."""
    named = {"act_id": act_id, "comment_id": comment_id, **values}
    return _change(proposal_id, notice_comments.settle_comment, "settle-comment", named)


def _change(proposal_id: str, change: Any, action: str, named: dict[str, Any]) -> Response:
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: change(work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, **named),
        actor=who,
        stream=proposal_stream(proposal_id),
        action=action,
    )
    return answer(done, version=done["version"])
