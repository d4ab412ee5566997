"""The versions of a dossier: each as it was, and two of them side by side."""

from collections.abc import Mapping
from typing import Any, cast

from flask import Response, request
from marshmallow import ValidationError

from service.db.work import Work
from service.http.context import actor, language, services
from service.schemas.drafting import CompareQuery
from service.usecases.case_views import show_proposal
from service.usecases.drafting.comparisons import compare_versions
from service.usecases.drafting.versions import list_versions, show_version
from service.usecases.streams import proposal_stream
from service.web.drafting.area import pages
from service.web.drafting.spoken import statement_sayer
from service.web.kit import look_at, missing
from service.web.rendering import render_page

MOST_DIGITS = 9


@pages.get("/proposals/<proposal_id>/versions")
def versions(proposal_id: str) -> Response:
    """List the versions at which the content of the dossier changed, newest first."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        found = list_versions(work, catalog, actor=who, proposal_id=proposal_id, language=language())
        return {"versions": found, "proposal": show_proposal(work, catalog, actor=who, proposal_id=proposal_id)}

    return render_page("drafting/versions.html", **look_at(act, stream=proposal_stream(proposal_id)))


@pages.get("/proposals/<proposal_id>/versions/<number>")
def version(proposal_id: str, number: str) -> Response:
    """Show the dossier as it was at one version."""
    who, catalog, wanted = actor(), services().catalog, _number(number)

    def act(work: Work) -> dict[str, Any]:
        found = show_version(work, catalog, actor=who, proposal_id=proposal_id, version=wanted, language=language())
        proposal = show_proposal(work, catalog, actor=who, proposal_id=proposal_id)
        return {"version": found, "proposal": proposal, "say_statement": _sayer(work, proposal)}

    return render_page("drafting/version.html", **look_at(act, stream=proposal_stream(proposal_id)))


@pages.get("/proposals/<proposal_id>/compare")
def compare(proposal_id: str) -> Response:
    """Compare two versions; without any named, the first with the newest."""
    who, catalog, query = actor(), services().catalog, _query()

    def act(work: Work) -> dict[str, Any]:
        proposal = show_proposal(work, catalog, actor=who, proposal_id=proposal_id)
        known = list_versions(work, catalog, actor=who, proposal_id=proposal_id, language=language())
        first = query["first"] or known[-1]["version"]
        last = query["last"] or proposal["version"]
        found = compare_versions(
            work, catalog, actor=who, proposal_id=proposal_id, first=first, last=last, language=language()
        )
        say = _sayer(work, proposal)
        return {"found": found, "proposal": proposal, "versions": known, "say_statement": say}

    return render_page("drafting/compare.html", **look_at(act, stream=proposal_stream(proposal_id)))


def _number(text: str) -> int:
    """Return the number of a version, 0 (which no dossier has) for what is no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def _sayer(work: Work, proposal: Mapping[str, Any]) -> Any:
    return statement_sayer(services().catalog.plan(work, proposal["plan_code"], proposal["plan_version"]))


def _query() -> dict[str, Any]:
    try:
        given = {name: text for name, text in request.args.items() if text}
        return cast("dict[str, Any]", CompareQuery().load(given))
    except ValidationError:
        raise missing() from None
