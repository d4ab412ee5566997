"""After the decision: what was published, what is owed, issue, conferment, payment, and the way to a revocation."""

from collections.abc import Callable
from typing import Any

from flask import Response

from service.api.kit import ON_VERSION, Resource, answer, answer_page, read
from service.db.work import Work
from service.http.context import actor, services
from service.http.preconditions import seen_version
from service.schemas.after_awards import (
    ActDone,
    AfterOutput,
    CompletionInput,
    DismissalInput,
    OwedActsPage,
    PublishedAwardsPage,
    PublishedQuery,
    RecoveryInput,
    ReliantPage,
    RevocationOutput,
    RevocationReportInput,
)
from service.schemas.base import PageQuery, QueryInput
from service.schemas.moves import acknowledgements_of
from service.usecases.attempts import perform
from service.usecases.awards import after_award, owed_acts, published_awards, reliance, revocations
from service.usecases.awards.after_award import Statement
from service.usecases.awards.revocations import Report
from service.usecases.recording import plain
from service.usecases.streams import proposal_stream

blp = Resource("after_awards", __name__, description="Sau quyết định: ban hành, công bố, trao tặng, chi thưởng, hủy bỏ")
ROOT = "/proposals/<string:proposal_id>"


@blp.get("/published-awards")
@blp.arguments(PublishedQuery, location="query")
@blp.doc(security=[{}])
@blp.response(200, PublishedAwardsPage)
def list_published(query: dict[str, Any]) -> Response:
    """Return what was published, newest first, to anybody and without sign-in, as the public page shows it."""
    wanted = {"query": query["q"], "after": query["after"], "limit": query["limit"]}
    response = answer_page(read(lambda work: published_awards.list_published(work, **wanted)))
    response.headers["Cache-Control"] = published_awards.CACHING
    return response


@blp.get("/owed-acts")
@blp.arguments(PageQuery, location="query")
@blp.response(200, OwedActsPage)
def list_owed(query: dict[str, Any]) -> Response:
    """Return the decisions that still wait to be issued, conferred or paid, oldest first; what the caller may open."""
    who, catalog, wanted = actor(), services().catalog, {"after": query["after"], "limit": query["limit"]}
    return answer_page(read(lambda work: owed_acts.list_owed(work, catalog, actor=who, **wanted)))


@blp.get(f"{ROOT}/after")
@blp.arguments(QueryInput, location="query")
@blp.response(200, AfterOutput)
def show_after(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return what was done after the decision, what is owed, and the money that goes with the award."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: after_award.show_after(work, catalog, actor=who, proposal_id=proposal_id))
    return answer(plain(found), version=found["version"])


@blp.post(f"{ROOT}/after/<string:kind>")
@blp.arguments(CompletionInput)
@blp.doc(**ON_VERSION)
@blp.response(201, ActDone)
def complete(values: dict[str, Any], proposal_id: str, kind: str) -> Response:
    """Record the issue, the publication, the conferment or the payment, or learn every reason why not."""
    who, catalog, version = actor(), services().catalog, seen_version()
    said = Statement(**{**values, "acknowledgements": acknowledgements_of(values)})
    return _done(
        proposal_id,
        kind,
        lambda work: after_award.complete_award(
            work, catalog, actor=who, proposal_id=proposal_id, kind=kind, expected_version=version, said=said
        ),
    )


@blp.get(f"{ROOT}/revocation")
@blp.arguments(QueryInput, location="query")
@blp.response(200, RevocationOutput)
def show_revocation(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return the cases for revocation of an award."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: revocations.show_revocation(work, catalog, actor=who, proposal_id=proposal_id))
    return answer(plain(found), version=found["version"])


@blp.post(f"{ROOT}/revocation/reports")
@blp.arguments(RevocationReportInput)
@blp.doc(**ON_VERSION)
@blp.response(201, ActDone)
def report(values: dict[str, Any], proposal_id: str) -> Response:
    """Report that an award should be revoked, with the ground of the law and the conclusion."""
    who, catalog, version = actor(), services().catalog, seen_version()
    return _done(
        proposal_id,
        "report-revocation",
        lambda work: revocations.report_revocation(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, report=Report(**values)
        ),
    )


@blp.post(f"{ROOT}/revocation/reports/<string:act_id>/dismissal")
@blp.arguments(DismissalInput)
@blp.doc(**ON_VERSION)
@blp.response(201, ActDone)
def dismiss(values: dict[str, Any], proposal_id: str, act_id: str) -> Response:
    """Let an award stand, with the reason."""
    who, catalog, version = actor(), services().catalog, seen_version()
    return _done(
        proposal_id,
        "dismiss-revocation",
        lambda work: revocations.dismiss_revocation(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            act_id=act_id,
            expected_version=version,
            reason=values["reason"],
        ),
    )


@blp.post(f"{ROOT}/revocation/recovery")
@blp.arguments(RecoveryInput)
@blp.doc(**ON_VERSION)
@blp.response(201, ActDone)
def recover(values: dict[str, Any], proposal_id: str) -> Response:
    """Record that object and money came back."""
    who, catalog, version = actor(), services().catalog, seen_version()
    return _done(
        proposal_id,
        "recover",
        lambda work: revocations.record_recovery(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, **values
        ),
    )


@blp.get(f"{ROOT}/reliance")
@blp.arguments(QueryInput, location="query")
@blp.response(200, ReliantPage)
def list_reliant(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return every later proposal whose findings relied on the award of this one."""
    who = actor()
    found = read(lambda work: reliance.list_reliant(work, actor=who, proposal_id=proposal_id))
    return answer({"items": plain(found), "next": None})


def _done(proposal_id: str, action: str, act: Callable[[Work], dict[str, Any]]) -> Response:
    done = perform(services(), act, actor=actor(), stream=proposal_stream(proposal_id), action=action)
    return answer(done, 201, version=done["version"])
