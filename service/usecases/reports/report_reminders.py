"""How many yearly reports somebody's bodies still owe, near their last day or after it: what a digest says of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from service.db import publications
from service.db import reports as rows
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.catalog import Catalog
from service.usecases.desk.queues import SOON
from service.usecases.reports.reports import REPORTERS, bodies_of
from workflows.calendars import CalendarUnknown, add_working_days
from workflows.plans.model import Plan
from workflows.policy import Actor
from workflows.reports import Chain, chains_of

KEPT = "plans-with-reports"
STILL_TOLD = timedelta(days=30)  # afterwards the page of the plan says so, and nobody is written to any more


def count_missing_reports(work: Work, actor: Actor) -> int:
    """Return how many reports the bodies owe in which the actor himself reports; 0 outside the days around them."""
    mine = {held.organisation_id for held in actor.holdings if held.role in REPORTERS and held.mandate is None}
    if not mine:
        return 0
    missing = 0
    for plan, chain in _near(work):
        year = work.today.year
        received = {row.organisation_id for row in rows.list_reports(work, plan.code, year) if row.chain == chain.code}
        owed = {body.id for body in bodies_of(work, plan, chain, year)}
        missing += len((owed & mine) - received)
    return missing


def _near(work: Work) -> Iterator[tuple[Plan, Chain]]:
    """Yield the reports whose last day is near or has just passed."""
    catalog: Catalog = work.kept.setdefault(KEPT, Catalog())
    until = _soon(work)
    for head in publications.list_in_force(work, "plan", work.today):
        plan = catalog.plan(work, head.code, head.version)
        for chain in chains_of(plan):
            last = chain.last_day(work.today.year)
            if last is not None and last <= until and work.today <= last + STILL_TOLD:
                yield plan, chain


def _soon(work: Work) -> date:
    try:
        return add_working_days(working_calendar(work), work.today, SOON)
    except CalendarUnknown:
        return work.today
