"""The registry of public bodies: a tree with validity dates, and who took over from whom."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from service.db import organisations
from service.db.errors import DuplicateKey
from service.db.errors import NotFound as RowMissing
from service.db.former_names import list_former_names
from service.db.organisations import OrganisationRow, OrganisationValues
from service.db.successions import list_successions
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.errors import Conflict, NotFound
from service.usecases.fields import FieldReader
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.scopes import require_scope
from service.usecases.streams import organisation_stream
from workflows.plans.vocabulary import DECIDER_ROLES, FUNCTIONS, LEVELS
from workflows.policy import Actor

MANAGE, READ = "organisation:manage", "organisation:read"
SHOWN = (
    *("id", "code", "name", "level", "function", "parent_id", "path", "agency_id", "legal_personality"),
    *("specialised_agency", "head_role", "valid_from", "valid_to", "note"),
)


def add_organisation(work: Work, *, actor: Actor, values: Mapping[str, Any]) -> dict[str, Any]:
    """Add a body under its parent (or as a root) and record `organisation.added`; returns it as it is shown.

    `values`: code, name, level, and optionally function, parent_id, legal_personality, specialised_agency, head_role,
    valid_from, valid_to, note. Raises PermissionDenied, Invalid with every problem, Conflict for a code in use.
    """
    require(actor, MANAGE)
    reader = FieldReader(values)
    row: dict[str, Any] = {"code": reader.text("code", required=True, longest=80)}
    row |= {"parent_id": reader.text("parent_id") or None, "level": reader.word("level", LEVELS, required=True)}
    row |= _read_particulars(reader, is_new=True)
    if row["parent_id"] and not organisations.load_organisations(work, [row["parent_id"]]):
        reader.problem("parent_id", "not-found")
    reader.finish()
    try:
        added = organisations.add_organisation(work, cast("OrganisationValues", row))
    except DuplicateKey:
        raise Conflict("already-exists", {"kind": "organisation", "code": row["code"]}) from None
    facts = {"organisation": added.id, **{name: plain(value) for name, value in row.items() if value not in {None, ""}}}
    record(work, stream=organisation_stream(added.id), event="organisation.added", actor=actor, facts=facts)
    return organisation_as_data(added)


def change_organisation(work: Work, *, actor: Actor, organisation_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Change what a body is called or may do, and the days between which it exists; one event for each field.

    Its code, its level and its place in the tree stay: a reorganised body is a new one with a link to the old.
    """
    require(actor, MANAGE)
    before = get_body(work, organisation_id)
    reader = FieldReader(values)
    given = {name: value for name, value in _read_particulars(reader, is_new=False).items() if reader.has(name)}
    starts, ends = given.get("valid_from", before.valid_from), given.get("valid_to", before.valid_to)
    if starts and ends and ends < starts and not reader.problems:
        reader.problem("valid_to", "before-start")
    reader.finish()
    changes = {name: value for name, value in given.items() if getattr(before, name) != value}
    if not changes:
        return organisation_as_data(before)
    after = organisations.update_organisation(work, organisation_id, changes)
    for name, value in changes.items():
        facts = {"organisation": before.id, "name": name, "before": plain(getattr(before, name)), "after": plain(value)}
        record(work, stream=organisation_stream(before.id), event="organisation.changed", actor=actor, facts=facts)
    return organisation_as_data(after)


def link_successor(work: Work, *, actor: Actor, old_id: str, new_id: str, since: date, source: str) -> dict[str, Any]:
    """Record that one body took over from another on a day, under a document; readable from both.

    Raises PermissionDenied, NotFound, Invalid (same body, a circle, no document), Conflict for a link that stands.
    """
    require(actor, MANAGE)
    old, new = get_body(work, old_id), get_body(work, new_id)
    reader = FieldReader({"source": source, "since": since})
    ground, day = reader.text("source", required=True), reader.day("since", required=True)
    if old.id == new.id:
        reader.problem("new_id", "same-body")
    elif old.id in _followers(work, new.id):
        reader.problem("new_id", "circle")
    reader.finish()
    assert day is not None  # noqa: S101 - required above; tells the type checker
    try:
        organisations.add_successor(work, old_id=old.id, new_id=new.id, since=day, source=ground)
    except DuplicateKey:
        raise Conflict("already-exists", {"kind": "succession", "old_id": old.id, "new_id": new.id}) from None
    facts = {"organisation": old.id, "successor": new.id, "before": old.name, "after": new.name}
    facts |= {"since": day.isoformat(), "reason": ground}
    for key in (old.id, new.id):
        record(work, stream=organisation_stream(key), event="organisation.succeeded", actor=actor, facts=facts)
    return show_organisation(work, actor=actor, organisation_id=old.id)


def list_organisations(
    work: Work,
    *,
    actor: Actor,
    parent_id: str | None = None,
    query: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """Return bodies in Vietnamese order: the children of one, or those whose name or code has the words."""
    require_scope(actor, READ)
    rows = organisations.list_organisations(work, parent_id=parent_id, query=query, after=after, limit=limit + 1)
    return page_of([organisation_as_data(row) for row in rows], limit)


def show_organisation(work: Work, *, actor: Actor, organisation_id: str) -> dict[str, Any]:
    """Return one body with its former names, those it took over from and those that took over from it."""
    require_scope(actor, READ)
    view = organisation_as_data(get_body(work, organisation_id))
    view["former_names"] = [
        {"name": row.name, "used_to": row.used_to.isoformat(), "document": row.document}
        for row in list_former_names(work, organisation_id)
    ]
    links = list_successions(work, organisation_id)
    view["successors"] = [
        {"id": link.new_id, "name": link.new_name, "since": link.since.isoformat(), "source": link.source}
        for link in links
        if link.old_id == organisation_id
    ]
    view["predecessors"] = [
        {"id": link.old_id, "name": link.old_name, "since": link.since.isoformat(), "source": link.source}
        for link in links
        if link.new_id == organisation_id
    ]
    return view


def find_body(work: Work, *, actor: Actor, code: str) -> dict[str, Any]:
    """Return the body with this code, as people know bodies; raises NotFound."""
    require_scope(actor, READ)
    row = organisations.find_organisation(work, code.strip())
    if row is None:
        raise NotFound("not-found", {"kind": "organisation", "id": code})
    return organisation_as_data(row)


def organisation_as_data(row: OrganisationRow) -> dict[str, Any]:
    """Return a body as it is shown, with the one that took over from it (None when nobody did)."""
    successor = {"id": row.successor_id, "name": row.successor_name} if row.successor_id else None
    return {**{name: plain(getattr(row, name)) for name in SHOWN}, "successor": successor}


def get_body(work: Work, organisation_id: str) -> OrganisationRow:
    """Return a body's row; raises NotFound."""
    try:
        return organisations.get_organisation(work, organisation_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "organisation", "id": organisation_id}) from None


def _read_particulars(reader: FieldReader, *, is_new: bool) -> dict[str, Any]:
    name = reader.text("name", required=is_new or reader.has("name"), longest=300)
    starts, ends = reader.period("valid_from", "valid_to")
    function = reader.word("function", FUNCTIONS)
    return {
        "name": name,
        "function": function or "administration",
        "legal_personality": bool(reader.flag("legal_personality")),
        "specialised_agency": bool(reader.flag("specialised_agency")),
        "head_role": reader.word("head_role", DECIDER_ROLES),
        "valid_from": starts,
        "valid_to": ends,
        "note": reader.text("note", longest=2000),
    }


def _followers(work: Work, organisation_id: str) -> set[str]:
    """Return every body that took over from this one, directly or through others."""
    found: set[str] = set()
    waiting = [organisation_id]
    while waiting:
        here = waiting.pop()
        later = {link.new_id for link in list_successions(work, here) if link.old_id == here} - found
        found |= later
        waiting.extend(later)
    return found
