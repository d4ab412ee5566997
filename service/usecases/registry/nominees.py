"""Those who may be honoured: six kinds, each with what it must say of itself; found without diacritics."""

from collections.abc import Mapping
from typing import Any, cast

from service.db import nominees, organisations, records
from service.db.errors import NotFound as RowMissing
from service.db.nominees import NomineeRow, NomineeValues
from service.db.organisations import OrganisationRow
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.errors import NotFound
from service.usecases.fields import FieldReader
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.registry.records_views import record_as_data
from service.usecases.scopes import require_for_body
from service.usecases.streams import nominee_stream
from workflows.fairness import AREAS
from workflows.names import fold
from workflows.plans.vocabulary import NOMINEE_KINDS, TERRITORY_LEVELS
from workflows.policy import Actor

ADD, READ = "nominee:add", "nominee:read"
SEXES = ("female", "male")
SHOWN = (
    *("id", "kind", "name", "organisation_id", "level", "sex", "women_percent", "is_leader", "is_head"),
    *("party_managed", "occupation", "special_group", "representative"),
)
# What only some kinds may say, and what some kinds must say.
ONLY_FOR = {
    "sex": {"person"},
    "is_leader": {"person"},
    "is_head": {"person"},
    "foreign": {"person"},
    "women_percent": {"collective", "enterprise"},
    "representative": {"household", "clan", "enterprise", "collective"},
    "level": {"territory", "collective"},
}
EXTRA = ("area", "foreign", "person_ids")  # kept beside the columns
NEEDED_BY = {"person": "organisation_id", "household": "representative", "clan": "representative", "territory": "level"}


def add_nominee(work: Work, *, actor: Actor, values: Mapping[str, Any]) -> dict[str, Any]:
    """Register a nominee and record `nominee.added`; returns it with warnings such as `same-name`.

    `values`: kind, name, and by kind organisation_id (a person needs one), representative (a household or a clan),
    level (a territory), sex, women_percent, is_leader, is_head, party_managed, occupation, special_group, area,
    foreign, person_ids. Raises PermissionDenied, Invalid with every problem.
    """
    body = _body(work, values.get("organisation_id"))
    require_for_body(actor, ADD, body)
    return register_nominee(work, actor=actor, values=values, body=body)


def register_nominee(
    work: Work, *, actor: Actor, values: Mapping[str, Any], body: OrganisationRow | None, warns: bool = True
) -> dict[str, Any]:
    """Register a nominee of a body as `add_nominee` does; the caller has authorised. Raises Invalid.

    Without `warns` nobody of the same name is looked for: an import knows people by their user names.
    """
    reader = FieldReader(values)
    row = _read(reader, reader.word("kind", NOMINEE_KINDS, required=True), {})
    if row["organisation_id"] and body is None:
        reader.problem("organisation_id", "not-found")
    reader.finish()
    same = _same_name(work, row["kind"], row["name"], body) if warns else []
    added = nominees.add_nominee(work, cast("NomineeValues", row))
    facts = {"nominee": added.id, "kind": added.kind, "organisation": added.organisation_id}
    private = {"full_name": added.name, "representative": added.representative}
    record(work, stream=nominee_stream(added.id), event="nominee.added", actor=actor, facts=facts, private=private)
    return nominee_as_data(added, body) | {"warnings": same}


def find_same_name(work: Work, *, actor: Actor, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return those of this kind and name in the same body, whom a new entry would repeat; for asking before adding."""
    require(actor, READ)
    body = _body(work, values.get("organisation_id"))
    return _same_name(work, str(values.get("kind", "")), str(values.get("name", "")), body)


def change_nominee(work: Work, *, actor: Actor, nominee_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Change what is known of a nominee (not its kind); the trail says which fields, not what they held."""
    before = get_nominee(work, nominee_id)
    old_body = _body(work, before.organisation_id)
    require_for_body(actor, ADD, old_body)
    body = _body(work, values.get("organisation_id", before.organisation_id))
    require_for_body(actor, ADD, body)
    reader = FieldReader(values)
    row = _read(reader, before.kind, nominee_values(before))
    if row["organisation_id"] and body is None:
        reader.problem("organisation_id", "not-found")
    reader.finish()
    row["data"] = {name: value for name, value in before.data.items() if name not in EXTRA} | row["data"]
    changes = {name: value for name, value in row.items() if getattr(before, name) != value}
    if not changes:
        return nominee_as_data(before, body)
    after = nominees.update_nominee(work, nominee_id, changes)
    private = {
        _secret(name): str(value) for name, value in changes.items() if name in {"name", "representative", "sex"}
    }
    facts = {"nominee": nominee_id, "name": sorted(changes)}
    record(work, stream=nominee_stream(nominee_id), event="nominee.changed", actor=actor, facts=facts, private=private)
    return nominee_as_data(after, body)


def list_nominees(
    work: Work,
    *,
    actor: Actor,
    query: str = "",
    kind: str = "",
    organisation_id: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """Return nominees in Vietnamese order, by words without diacritics, by kind, and by branch of the tree."""
    require(actor, READ)
    branch = _body(work, organisation_id)
    if organisation_id and branch is None:
        return Page([], None)
    rows = nominees.list_nominees(
        work,
        query=query,
        kind=kind,
        organisation_path=branch.path if branch else "",
        after=after,
        limit=limit + 1,
    )
    return page_of([plain(row._asdict()) for row in rows], limit)


def show_nominee(work: Work, *, actor: Actor, nominee_id: str) -> dict[str, Any]:
    """Return a nominee with all its records, oldest first; a person may read himself. Raises NotFound."""
    if actor.person_id != nominee_id:
        require(actor, READ)
    row = get_nominee(work, nominee_id)
    held = [record_as_data(entry) for entry in records.list_records(work, nominee_id)]
    return nominee_as_data(row, _body(work, row.organisation_id)) | {"records": held}


def get_nominee(work: Work, nominee_id: str) -> NomineeRow:
    """Return a nominee's row; raises NotFound."""
    try:
        return nominees.get_nominee(work, nominee_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "nominee", "id": nominee_id}) from None


def nominee_as_data(row: NomineeRow, body: OrganisationRow | None) -> dict[str, Any]:
    """Return a nominee as it is shown, with the name of its body."""
    return {
        **{name: getattr(row, name) for name in SHOWN},
        "organisation_name": body.name if body else None,
        "area": row.data.get("area", ""),
        "foreign": bool(row.data.get("foreign")),
        "person_ids": list(row.data.get("person_ids", ())),
        "created_at": plain(row.created_at),
    }


def nominee_values(row: NomineeRow) -> dict[str, Any]:
    """Return a nominee in the shape in which it is given, so that a change may leave fields out."""
    shown = {name: getattr(row, name) for name in SHOWN if name not in {"id", "kind"}}
    extra = {"area": row.data.get("area", ""), "foreign": row.data.get("foreign")}
    return {**shown, **extra, "person_ids": row.data.get("person_ids", [])}


def _read(reader: FieldReader, kind: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a nominee: what was given, over what is known already."""
    given: dict[str, Any] = {
        "name": reader.text("name", required=not known or reader.has("name"), longest=200),
        "organisation_id": reader.text("organisation_id") or None,
        "level": reader.word("level", TERRITORY_LEVELS),
        "sex": reader.word("sex", SEXES),
        "women_percent": reader.whole("women_percent", most=100),
        "is_leader": bool(reader.flag("is_leader")),
        "is_head": bool(reader.flag("is_head")),
        "party_managed": reader.flag("party_managed"),
        "occupation": reader.text("occupation"),
        "special_group": reader.text("special_group"),
        "representative": reader.text("representative", longest=200),
        "area": reader.word("area", AREAS),
        "foreign": reader.flag("foreign"),
        "person_ids": reader.texts("person_ids"),
    }
    whole = {name: value if reader.has(name) or name not in known else known[name] for name, value in given.items()}
    _check_kind(reader, kind, whole)
    extra = {name: whole.pop(name) for name in EXTRA}
    return {"kind": kind, **whole, "data": {name: value for name, value in extra.items() if value}}


def _check_kind(reader: FieldReader, kind: str, values: Mapping[str, Any]) -> None:
    for name, kinds in ONLY_FOR.items():
        if values[name] and kind and kind not in kinds:
            reader.problem(name, "not-of-this-kind", kind=kind)
    needed = NEEDED_BY.get(kind)
    if needed and not values[needed]:
        reader.problem(needed, "required", kind=kind)


def _body(work: Work, organisation_id: Any) -> OrganisationRow | None:
    if not isinstance(organisation_id, str) or not organisation_id:
        return None
    return organisations.load_organisations(work, [organisation_id]).get(organisation_id)


def _same_name(work: Work, kind: str, name: str, body: OrganisationRow | None) -> list[dict[str, Any]]:
    """Return a warning for each nominee of that kind and name in the same body: names repeat, entries should not."""
    found = nominees.list_nominees(work, query=name, kind=kind, organisation_path=body.path if body else "", limit=20)
    return [
        {"code": "same-name", "params": {"id": row.id, "name": row.name}}
        for row in found
        if fold(row.name) == fold(name) and row.organisation_id == (body.id if body else None)
    ]


def _secret(name: str) -> str:
    return "full_name" if name == "name" else name
