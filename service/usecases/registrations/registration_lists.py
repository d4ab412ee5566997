"""Reading registrations: one in full, lists of what a person may read, and what was registered under a plan in all."""

from typing import Any

from service.db import organisations, registrations
from service.db.names import account_names
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.drafting.offers import list_units, stands_over
from service.usecases.pages import Page
from service.usecases.registrations.registration_rights import READ, SEND, WRITE, branches_of
from service.usecases.registrations.registrations import as_data, get_readable, last_day
from workflows.plans.model import Plan
from workflows.policy import Actor, find_holding, may, roles

MOST = 50


def show_registration(work: Work, catalog: Catalog, *, actor: Actor, registration_id: str) -> dict[str, Any]:
    """Return a registration with its lines, its unit, the last day to send it, and what the actor may do with it.

    Raises NotFound for one that is absent or of a unit that the actor does not read for.
    """
    row, unit = get_readable(work, actor, registration_id)
    plan = catalog.plan(work, row.plan_code, row.plan_version)
    last = last_day(plan, row.year)
    people = account_names(work, {row.created_by, row.submitted_by or ""})
    is_draft = row.state == registrations.DRAFT
    return as_data(row) | {
        "plan_title": plan.title,
        "unit": unit.name,
        "last_day": last.isoformat() if last else None,
        "created_by_name": people.get(row.created_by, ""),
        "submitted_by_name": people.get(row.submitted_by or "", ""),
        "entries": [item._asdict() for item in registrations.list_entries(work, row.id)],
        "forms": list(forms_of(plan, row.occasion)),
        "acts": [act for act in (WRITE, SEND) if is_draft and _may_here(actor, act, unit.id, unit.path)],
    }


def list_registrations(
    work: Work, *, actor: Actor, plan_code: str = "", after: str | None = None, limit: int = MOST
) -> Page:
    """Return registrations of the units that the actor reads for, newest first."""
    limit = max(1, min(limit, MOST))
    branches = branches_of(actor, READ)
    rows = registrations.list_registrations(work, branches, plan_code=plan_code, after=after, limit=limit + 1)
    shown = [
        item._asdict() | {"submitted_on": item.submitted_on.isoformat() if item.submitted_on else None}
        for item in rows[:limit]
    ]
    return Page(tuple(shown), rows[limit - 1].id if len(rows) > limit else None)


def roll_up(work: Work, *, actor: Actor, plan_code: str) -> list[dict[str, Any]]:
    """Return what was registered under a plan by the units that the actor reads for, by form and kind of subject."""
    counted = registrations.count_by_form(work, branches_of(actor, READ), plan_code)
    return [item._asdict() for item in counted]


def choices(work: Work, catalog: Catalog, *, actor: Actor) -> dict[str, Any]:
    """Return the units that the actor may register for, and the plans above one of them that ask for registration."""
    units = list_units(work, actor=actor) if may(actor, WRITE) else []
    rows = organisations.load_organisations(work, {unit["id"] for unit in units}).values()
    above = {key for row in rows for key in row.path.split("/")}
    plans = [plan for plan in asking_plans(work, catalog) if stands_over(work, plan, above)]
    return {"units": units, "plans": plans}


def asking_plans(work: Work, catalog: Catalog) -> list[Plan]:
    """Return the plans in force that ask for registration first."""
    plans = catalog.plans_in_force(work, work.today)
    return [plan for plan in plans if plan.registration_required.value]


def forms_of(plan: Plan, occasion: str) -> tuple[str, ...]:
    """Return the forms that the plan lists for an occasion; none where it leaves them open."""
    return plan.occasion(occasion).forms.value or ()


def _may_here(actor: Actor, permission: str, unit_id: str, path: str) -> bool:
    wanted = [code for code, role in roles().items() if permission in role.permissions]
    return may(actor, permission) and find_holding(actor, wanted, unit_id, path, act=permission) is not None
