"""Organisations, nominees and what is on record about them."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, answer_page, created, read, write
from service.http.context import actor
from service.schemas.registry import (
    HoldClosingInput,
    NomineeChange,
    NomineeInput,
    NomineeQuery,
    OrganisationChange,
    OrganisationInput,
    OrganisationQuery,
    RecordInput,
    RenamingInput,
    ReorganisationInput,
    RevocationInput,
    SuccessorInput,
)
from service.schemas.registry_views import (
    NomineeDetailOutput,
    NomineesPage,
    NomineeWithRecordsOutput,
    OrganisationDetailOutput,
    OrganisationOutput,
    OrganisationsPage,
    RecordOutput,
)
from service.usecases.recording import plain
from service.usecases.registry import nominees, records, registry, reorganisations

blp = Resource("registry", __name__, description="Cơ quan, đối tượng và các kết quả đã ghi nhận")


@blp.get("/organisations")
@blp.arguments(OrganisationQuery, location="query")
@blp.response(200, OrganisationsPage)
def list_organisations(query: dict[str, Any]) -> Response:
    """Return bodies in Vietnamese order: children of one, or by words of a name without diacritics."""
    who = actor()
    wanted = {"parent_id": query["parent_id"], "query": query["q"], "after": query["after"], "limit": query["limit"]}
    return answer_page(read(lambda work: registry.list_organisations(work, actor=who, **wanted)))


@blp.post("/organisations")
@blp.arguments(OrganisationInput)
@blp.response(201, OrganisationOutput)
def add_organisation(values: dict[str, Any]) -> Response:
    """Add a body under its parent."""
    who = actor()
    made = write(lambda work: registry.add_organisation(work, actor=who, values=values))
    return created(plain(made), f"/organisations/{made['id']}")


@blp.get("/organisations/<string:organisation_id>")
@blp.response(200, OrganisationDetailOutput)
def show_organisation(organisation_id: str) -> Response:
    """Return a body with its successors and predecessors."""
    who = actor()
    found = read(lambda work: registry.show_organisation(work, actor=who, organisation_id=organisation_id))
    return answer(plain(found))


@blp.patch("/organisations/<string:organisation_id>")
@blp.arguments(OrganisationChange)
@blp.response(200, OrganisationOutput)
def change_organisation(values: dict[str, Any], organisation_id: str) -> Response:
    """Change a body's particulars, such as the day on which it ended."""
    who = actor()
    found = write(
        lambda work: registry.change_organisation(work, actor=who, organisation_id=organisation_id, values=values)
    )
    return answer(plain(found))


@blp.post("/organisations/<string:organisation_id>/successors")
@blp.arguments(SuccessorInput)
@blp.response(201, OrganisationDetailOutput)
def link_successor(values: dict[str, Any], organisation_id: str) -> Response:
    """Record which body took over from this one."""
    who = actor()
    made = write(lambda work: registry.link_successor(work, actor=who, old_id=organisation_id, **values))
    return answer(plain(made), 201)


@blp.post("/organisations/<string:organisation_id>/names")
@blp.arguments(RenamingInput)
@blp.response(201, OrganisationDetailOutput)
def rename_organisation(values: dict[str, Any], organisation_id: str) -> Response:
    """Give a body another name from a day on; the name before stays readable."""
    who = actor()
    made = write(
        lambda work: reorganisations.rename_organisation(
            work, actor=who, organisation_id=organisation_id, values=values
        )
    )
    return answer(plain(_without_line(made)), 201)


@blp.post("/organisations/<string:organisation_id>/reorganisations")
@blp.arguments(ReorganisationInput)
@blp.response(201, OrganisationDetailOutput)
def reorganise(values: dict[str, Any], organisation_id: str) -> Response:
    """Record a merger or a division: one body with many others, all or nothing."""
    who = actor()
    made = write(
        lambda work: reorganisations.reorganise(work, actor=who, organisation_id=organisation_id, values=values)
    )
    return answer(plain(_without_line(made)), 201)


def _without_line(view: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in view.items() if name != "line"}


@blp.get("/nominees")
@blp.arguments(NomineeQuery, location="query")
@blp.response(200, NomineesPage)
def list_nominees(query: dict[str, Any]) -> Response:
    """Return nominees in Vietnamese order, by words of a name without diacritics, kind and body."""
    who = actor()
    wanted = {"query": query["q"], **{key: query[key] for key in ("kind", "organisation_id", "after", "limit")}}
    return answer_page(read(lambda work: nominees.list_nominees(work, actor=who, **wanted)))


@blp.post("/nominees")
@blp.arguments(NomineeInput)
@blp.response(201, NomineeDetailOutput)
def add_nominee(values: dict[str, Any]) -> Response:
    """Add a person, collective, household, clan, enterprise or territory."""
    who = actor()
    made = write(lambda work: nominees.add_nominee(work, actor=who, values=values))
    return created(plain(made), f"/nominees/{made['id']}")


@blp.get("/nominees/<string:nominee_id>")
@blp.response(200, NomineeWithRecordsOutput)
def show_nominee(nominee_id: str) -> Response:
    """Return a nominee with titles, initiatives, ratings, awards, discipline and holds."""
    who = actor()
    return answer(plain(read(lambda work: nominees.show_nominee(work, actor=who, nominee_id=nominee_id))))


@blp.patch("/nominees/<string:nominee_id>")
@blp.arguments(NomineeChange)
@blp.response(200, NomineeDetailOutput)
def change_nominee(values: dict[str, Any], nominee_id: str) -> Response:
    """Change a nominee's particulars."""
    who = actor()
    found = write(lambda work: nominees.change_nominee(work, actor=who, nominee_id=nominee_id, values=values))
    return answer(plain(found))


@blp.post("/nominees/<string:nominee_id>/records")
@blp.arguments(RecordInput)
@blp.response(201, RecordOutput)
def add_record(values: dict[str, Any], nominee_id: str) -> Response:
    """Add a title, initiative, rating, award, discipline, hold or maternity leave."""
    who = actor()
    made = write(lambda work: records.add_record(work, actor=who, nominee_id=nominee_id, **values))
    return answer(plain(made), 201)


@blp.post("/records/<string:record_id>/revocation")
@blp.arguments(RevocationInput)
@blp.response(200, RecordOutput)
def revoke_record(values: dict[str, Any], record_id: str) -> Response:
    """Revoke a record; it stays readable and counts no more."""
    who = actor()
    return answer(plain(write(lambda work: records.revoke_record(work, actor=who, record_id=record_id, **values))))


@blp.post("/records/<string:record_id>/closing")
@blp.arguments(HoldClosingInput)
@blp.response(200, RecordOutput)
def close_hold(values: dict[str, Any], record_id: str) -> Response:
    """Close a hold with its conclusion."""
    who = actor()
    return answer(plain(write(lambda work: records.close_hold(work, actor=who, record_id=record_id, **values))))
