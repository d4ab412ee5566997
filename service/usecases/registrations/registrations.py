"""Registration (đăng ký): a unit says whom and what it means to propose under a plan that asks for it first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.db import keys, nominees, organisations, registrations
from service.db.errors import DuplicateKey
from service.db.errors import NotFound as RowMissing
from service.db.organisations import OrganisationRow
from service.db.registrations import DRAFT, EntryRow, RegistrationRow
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.drafting.offers import stands_over
from service.usecases.errors import Conflict, NotFound, PermissionDenied, Stale
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.registrations.registration_rights import READ, SEND, WRITE, branches_of, find_right, require_right
from service.usecases.streams import registration_stream
from workflows.calendars import yearly_deadline
from workflows.plans.model import Plan
from workflows.plans.vocabulary import FORMS
from workflows.policy import Actor

FIRST_YEAR, LAST_YEAR = 2000, 2100
DEADLINE = "registration"  # code of a plan's deadline until which units register, where it states one


def open_registration(work: Work, catalog: Catalog, *, actor: Actor, values: Mapping[str, Any]) -> dict[str, Any]:
    """Begin a list of a unit and record `registration.opened`.

    `values`: `plan_code`, `occasion`, `year`, `unit_id`. Raises PermissionDenied for a unit that the actor does not
    write for, Invalid with every problem, Conflict (`registration-open`) while the unit has an unsent list of these.
    """
    unit = _unit(work, actor, str(values.get("unit_id") or ""))
    plan, occasion, year = _read_opening(work, catalog, unit, values)
    row = RegistrationRow(
        id=work.new_id(),
        number=f"DK-{work.today.year}-{keys.next_number(work, f'registration-{work.today.year}'):06d}",
        plan_code=plan.code,
        plan_version=plan.version,
        occasion=occasion,
        year=year,
        round=registrations.next_round(work, plan.code, occasion=occasion, year=year, unit_id=unit.id),
        unit_id=unit.id,
        state=DRAFT,
        version=1,
        created_by=actor.account_id,
        created_at=work.now,
    )
    try:
        registrations.add_registration(work, row)
    except DuplicateKey:
        raise Conflict("registration-open", {"unit": unit.name, "year": year}) from None
    _record(work, actor, "registration.opened", row, {"plan": f"{plan.code}@{plan.version}", "occasion": occasion})
    return as_data(row)


def _read_opening(
    work: Work, catalog: Catalog, unit: OrganisationRow, values: Mapping[str, Any]
) -> tuple[Plan, str, int]:
    reader = FieldReader(values)
    reader.text("unit_id")
    code = reader.text("plan_code", required=True, longest=80)
    year = reader.whole("year", least=FIRST_YEAR, most=LAST_YEAR, required=True)
    occasion = reader.text("occasion", required=True)
    plan = _plan(work, catalog, code)
    if code and (plan is None or not plan.registration_required.value):
        reader.problem("plan_code", "registration-not-asked")
    elif plan is not None and not stands_over(work, plan, set(unit.path.split("/"))):
        reader.problem("plan_code", "plan-not-for-unit", unit=unit.name)
    elif plan is not None and occasion and occasion not in {item.code for item in plan.occasions}:
        reader.problem("occasion", "not-in-plan")
    if plan is not None and year is not None and _is_closed(plan, year, work.today):
        reader.problem("year", "registration-closed", last=_last_day(plan, year))
    reader.finish()
    assert plan is not None and year is not None  # noqa: S101, PT018 - required above; tells the type checker
    return plan, occasion, year


def add_entry(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    registration_id: str,
    expected_version: int,
    values: Mapping[str, Any],
) -> dict[str, Any]:
    """Put a subject and a form into a list that is not sent, and record `registration.entry-added`.

    `values`: `nominee_id`, `form`, `title` (a danh hiệu registered beside it), `note`. Raises NotFound,
    PermissionDenied, Conflict (`registration-sent`), Stale, Invalid with every problem.
    """
    row, unit = _open_draft(work, actor, registration_id, WRITE)
    plan = catalog.plan(work, row.plan_code, row.plan_version)
    reader = FieldReader(values)
    nominee_id, form = reader.text("nominee_id", required=True), reader.word("form", FORMS, required=True)
    title, note = reader.text("title", longest=200), reader.text("note")
    _check_form(reader, plan, row.occasion, form)
    _check_nominee(work, reader, unit, nominee_id)
    reader.finish()
    position = registrations.next_position(work, row.id)
    about = (row.number, row.plan_code, row.occasion, row.year)
    entry = EntryRow(work.new_id(), row.id, position, nominee_id, form, title, note, *about)
    after = _advanced(work, row, expected_version)
    try:
        registrations.add_entry(work, entry)
    except DuplicateKey:
        raise Conflict("already-registered", {"number": row.number}) from None
    _record(work, actor, "registration.entry-added", after, {"nominee": nominee_id, "form": form, "entry": entry.id})
    return as_data(after) | {"entry": entry.id}


def remove_entry(
    work: Work, *, actor: Actor, registration_id: str, entry_id: str, expected_version: int
) -> dict[str, Any]:
    """Take a line out of a list that is not sent, and record `registration.entry-removed`."""
    row, _ = _open_draft(work, actor, registration_id, WRITE)
    found = next((item for item in registrations.list_entries(work, row.id) if item.id == entry_id), None)
    if found is None:
        raise NotFound("not-found", {"kind": "registration-entry", "id": entry_id})
    after = _advanced(work, row, expected_version)
    registrations.remove_entry(work, row.id, entry_id)
    facts = {"nominee": found.nominee_id, "form": found.form, "entry": entry_id}
    _record(work, actor, "registration.entry-removed", after, facts)
    return as_data(after)


def send_registration(
    work: Work, catalog: Catalog, *, actor: Actor, registration_id: str, expected_version: int
) -> dict[str, Any]:
    """Send a list for good, in the name of the unit's head, and record `registration.sent`.

    Raises as `add_entry` does, and Conflict for an empty list or one whose last day has passed.
    """
    row, _ = _open_draft(work, actor, registration_id, SEND)
    entries = registrations.list_entries(work, row.id)
    if not entries:
        raise Conflict("registration-empty", {"number": row.number})
    plan = catalog.plan(work, row.plan_code, row.plan_version)
    if _is_closed(plan, row.year, work.today):
        raise Conflict("registration-closed", {"last": _last_day(plan, row.year)})
    if row.version != expected_version or not registrations.send(
        work, row.id, expected_version, by=actor.account_id, on=work.today
    ):
        raise Stale("stale", {"expected": expected_version, "actual": row.version})
    sent = row._replace(
        state=registrations.SUBMITTED,
        version=row.version + 1,
        submitted_by=actor.account_id,
        submitted_on=work.today,
    )
    lines = [[item.nominee_id, item.form] for item in entries]
    _record(work, actor, "registration.sent", sent, {"count": len(lines), "entries": lines})
    return as_data(sent)


def as_data(row: RegistrationRow) -> dict[str, Any]:
    """Return a registration as it is answered."""
    return row._asdict() | {
        "created_at": row.created_at.isoformat(),
        "submitted_on": row.submitted_on.isoformat() if row.submitted_on else None,
    }


def last_day(plan: Plan, year: int) -> date | None:
    """Return the last day to register in a year, None where none is stated: “before a day” is strictly earlier."""
    for item in plan.deadlines:
        if item.code == DEADLINE and item.before and item.year in {None, year}:
            return yearly_deadline(item.before, year)
    return None


def _is_closed(plan: Plan, year: int, today: date) -> bool:
    last = last_day(plan, year)
    return last is not None and today > last


def _last_day(plan: Plan, year: int) -> str:
    last = last_day(plan, year)
    return f"{last:%d/%m/%Y}" if last else ""


def _unit(work: Work, actor: Actor, unit_id: str) -> OrganisationRow:
    found = organisations.load_organisations(work, [unit_id])
    unit = found.get(unit_id)
    if unit is None:
        raise PermissionDenied("permission-denied", {"permission": WRITE})
    require_right(actor, WRITE, unit)
    return unit


def _plan(work: Work, catalog: Catalog, code: str) -> Plan | None:
    try:
        return catalog.plan_in_force(work, code, work.today) if code else None
    except NotFound:
        return None


def _open_draft(work: Work, actor: Actor, registration_id: str, right: str) -> tuple[RegistrationRow, OrganisationRow]:
    """Return a list that is not sent, for somebody who may do this with it; absent is what he may not read."""
    row, unit = get_readable(work, actor, registration_id)
    require_right(actor, right, unit)
    if row.state != DRAFT:
        raise Conflict("registration-sent", {"number": row.number})
    return row, unit


def get_readable(work: Work, actor: Actor, registration_id: str) -> tuple[RegistrationRow, OrganisationRow]:
    """Return a registration and its unit; raises NotFound when it is absent or not for this actor's eyes."""
    row = registrations.find_registration(work, registration_id)
    unit = organisations.load_organisations(work, [row.unit_id]).get(row.unit_id) if row else None
    branches = branches_of(actor, READ)
    is_read = unit is not None and (branches is None or any(unit.path.startswith(branch) for branch in branches))
    if row is None or unit is None or not is_read:
        raise NotFound("not-found", {"kind": "registration", "id": registration_id})
    return row, unit


def _check_form(reader: FieldReader, plan: Plan, code: str, form: str) -> None:
    occasion = plan.occasion(code)
    listed = occasion.forms.value if occasion.forms.is_stated else None
    if form and listed is not None and form not in listed and not occasion.higher_forms_by_guidance:
        reader.problem("form", "not-in-plan")


def _check_nominee(work: Work, reader: FieldReader, unit: OrganisationRow, nominee_id: str) -> None:
    if not nominee_id:
        return
    try:
        nominee = nominees.get_nominee(work, nominee_id)
    except RowMissing:
        reader.problem("nominee_id", "not-found")
        return
    key = nominee.organisation_id or ""
    body = organisations.load_organisations(work, [key]).get(key)
    if body is not None and not body.path.startswith(unit.path):
        reader.problem("nominee_id", "nominee-elsewhere")


def _advanced(work: Work, row: RegistrationRow, expected_version: int) -> RegistrationRow:
    if row.version != expected_version or not registrations.advance(work, row.id, expected_version):
        raise Stale("stale", {"expected": expected_version, "actual": row.version})
    return row._replace(version=row.version + 1)


def _record(work: Work, actor: Actor, event: str, row: RegistrationRow, facts: Mapping[str, Any]) -> None:
    holding = find_right(actor, WRITE, row.unit_id)
    told = {"number": row.number, "organisation": row.unit_id, "year": row.year, **facts}
    record(work, stream=registration_stream(row.id), event=event, actor=actor, holding=holding, facts=told)
