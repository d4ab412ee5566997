"""What becomes of bodies: renamed, merged, divided, on a day and under a document; and the tree that they stand in."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from service.db import former_names, organisations, trees
from service.db.errors import DuplicateKey
from service.db.former_names import FormerName
from service.db.organisations import OrganisationRow
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.errors import Conflict
from service.usecases.fields import FieldReader
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.registry.registry import (
    MANAGE,
    READ,
    change_organisation,
    get_body,
    link_successor,
    show_organisation,
)
from service.usecases.scopes import require_scope
from service.usecases.streams import organisation_stream
from workflows.policy import Actor

MOST_BODIES = 50  # that one body may take over from, or give over to, in one act
INTO, OUT_OF = "into", "out_of"


def rename_organisation(work: Work, *, actor: Actor, organisation_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give a body another name from a day on (today or earlier), under a document; the name before stays readable.

    `values`: name, since, document. Records `organisation.renamed`. Raises PermissionDenied, NotFound, Invalid,
    Conflict for a second change on one day.
    """
    require(actor, MANAGE)
    before = get_body(work, organisation_id)
    reader = FieldReader(values)
    name, document = reader.text("name", required=True, longest=300), reader.text("document", required=True)
    since = reader.day("since", required=True)
    earlier = former_names.list_former_names(work, organisation_id)
    if since and since > work.today:
        reader.problem("since", "in-the-future")
    elif since and ((earlier and since <= earlier[0].used_to) or (before.valid_from and since < before.valid_from)):
        reader.problem("since", "before-start")
    if name == before.name:
        reader.problem("name", "same-name")
    reader.finish()
    assert since is not None  # noqa: S101 - required above; tells the type checker
    try:
        former_names.add_former_name(work, FormerName(before.id, since - timedelta(days=1), before.name, document))
    except DuplicateKey:
        raise Conflict("already-exists", {"kind": "organisation", "id": before.id}) from None
    organisations.update_organisation(work, before.id, {"name": name})
    facts = {"organisation": before.id, "before": before.name, "after": name}
    facts |= {"since": since.isoformat(), "reason": document}
    record(work, stream=organisation_stream(before.id), event="organisation.renamed", actor=actor, facts=facts)
    return show_body(work, actor=actor, organisation_id=before.id)


def reorganise(work: Work, *, actor: Actor, organisation_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Record that a body took over from others (`into`: merged), or others from it (`out_of`: divided), all or nothing.

    `values`: way, codes (of the other bodies), since, document, ends_old (the old ones end on the day before). Raises
    PermissionDenied, NotFound, Invalid with every problem (unknown codes, the same body, a circle), Conflict.
    """
    require(actor, MANAGE)
    body = get_body(work, organisation_id)
    reader = FieldReader(values)
    way = reader.word("way", {INTO, OUT_OF}, required=True)
    since, document = reader.day("since", required=True), reader.text("document", required=True)
    ends_old = bool(reader.flag("ends_old"))
    others = _read_bodies(work, reader, body)
    reader.finish()
    assert since is not None  # noqa: S101 - required above; tells the type checker
    pairs = [(other, body) if way == INTO else (body, other) for other in others]
    for old, new in pairs:
        link_successor(work, actor=actor, old_id=old.id, new_id=new.id, since=since, source=document)
    if ends_old:
        last = {"valid_to": since - timedelta(days=1)}
        for key in dict.fromkeys(old.id for old, _ in pairs):
            change_organisation(work, actor=actor, organisation_id=key, values=last)
    return show_body(work, actor=actor, organisation_id=body.id)


def show_body(work: Work, *, actor: Actor, organisation_id: str) -> dict[str, Any]:
    """Return a body with its line from the root, its names of the past, and who took over from whom."""
    view = show_organisation(work, actor=actor, organisation_id=organisation_id)
    line = [key for key in view["path"].split("/") if key and key != organisation_id]
    found = organisations.load_organisations(work, line)
    view["line"] = [{"id": key, "name": found[key].name} for key in line if key in found]
    return view


def list_tree(
    work: Work, *, actor: Actor, parent_id: str | None = None, after: str | None = None, limit: int = 100
) -> Page:
    """Return the bodies directly below one, or the roots, each with how many stand below it."""
    require_scope(actor, READ)
    rows = trees.list_children(work, parent_id or None, after=after, limit=limit + 1)
    items = [plain(row._asdict()) | {"is_active": is_active(row, work.today)} for row in rows]
    return page_of(items, limit)


def list_role_holders(work: Work, *, actor: Actor, organisation_id: str) -> list[dict[str, Any]]:
    """Return who holds, held or will hold a role in a body, for those who manage accounts."""
    require(actor, "account:manage")
    rows = trees.list_holders(work, organisation_id)
    return [plain(row._asdict()) | {"is_active": is_active(row, work.today)} for row in rows]


def is_active(row: Any, today: date) -> bool:
    """Tell whether something with `valid_from` and `valid_to` holds on a day."""
    return (row.valid_from is None or row.valid_from <= today) and (row.valid_to is None or today <= row.valid_to)


def _read_bodies(work: Work, reader: FieldReader, body: OrganisationRow) -> list[OrganisationRow]:
    """Return the bodies with these codes; notes every code that nobody has."""
    codes = list(dict.fromkeys(reader.texts("codes")))
    if not 1 <= len(codes) <= MOST_BODIES:
        reader.problem("codes", "wrong-count", least=1, most=MOST_BODIES)
        return []
    found = {code: organisations.find_organisation(work, code) for code in codes}
    unknown = [code for code, row in found.items() if row is None]
    if unknown:
        reader.problem("codes", "no-such-code", codes=_listed(unknown))
    if body.code in found:
        reader.problem("codes", "same-body")
    return [row for row in found.values() if row is not None]


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(codes)
