"""Delegations: who acts for whom, under which paper."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, answer_page, created, read, write
from service.http.context import actor, services
from service.schemas.delegations import (
    DelegationDetailOutput,
    DelegationInput,
    DelegationOutput,
    DelegationQuery,
    DelegationRevocationInput,
    DelegationSourcesOutput,
    DelegationsPage,
)
from service.usecases.accounts import delegation_sources, delegations

blp = Resource("delegations", __name__, description="Ủy quyền: ai làm thay ai, việc gì, theo văn bản nào, đến khi nào")
ALL = "all"


@blp.get("/delegations")
@blp.arguments(DelegationQuery, location="query")
@blp.response(200, DelegationsPage)
def list_delegations(query: dict[str, Any]) -> Response:
    """Return the caller's delegations, given and received; for administrators those of an account, or of `all`."""
    who = actor()
    account_id = None if query["account_id"] == ALL else query["account_id"] or who.account_id
    page = {"account_id": account_id, "after": query["after"], "limit": query["limit"]}
    return answer_page(read(lambda work: delegations.list_delegations(work, actor=who, **page)))


@blp.post("/delegations")
@blp.arguments(DelegationInput)
@blp.response(201, DelegationOutput)
def give_delegation(values: dict[str, Any]) -> Response:
    """Let somebody act in another's place: by the holder himself, or by an administrator on a document's ground."""
    who, catalog = actor(), services().catalog
    made = write(lambda work: delegations.give_delegation(work, catalog, actor=who, values=values))
    return created(made, f"/delegations/{made['id']}")


@blp.get("/delegations/<string:delegation_id>")
@blp.response(200, DelegationDetailOutput)
def show_delegation(delegation_id: str) -> Response:
    """Return one delegation in which the caller has a part."""
    who = actor()
    return answer(read(lambda work: delegations.show_delegation(work, actor=who, delegation_id=delegation_id)))


@blp.post("/delegations/<string:delegation_id>/revocation")
@blp.arguments(DelegationRevocationInput)
@blp.response(200, DelegationOutput)
def revoke_delegation(values: dict[str, Any], delegation_id: str) -> Response:
    """End a delegation at once, with all that was passed on from it."""
    who = actor()
    ended = write(lambda work: delegations.revoke_delegation(work, actor=who, delegation_id=delegation_id, **values))
    return answer(ended)


@blp.get("/accounts/<string:account_id>/delegable")
@blp.response(200, DelegationSourcesOutput)
def list_sources(account_id: str) -> Response:
    """Return what an account may delegate today: its own roles and what it received and may pass on."""
    who, catalog = actor(), services().catalog
    items = read(lambda work: delegation_sources.list_sources(work, catalog, actor=who, account_id=account_id))
    return answer({"items": items})
