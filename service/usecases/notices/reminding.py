"""Reminding of what is due: whoever owes a step some days before and when it is late, then the head of his body.

Told once for each proposal, step, day and sort, and only to those who may take the step, or head the body that owes
it; nothing moves by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from service.db import cursors, deadlines, notices, organisations, publications, recipients
from service.db.deadlines import Days, Untold
from service.db.errors import DuplicateKey
from service.db.recipients import Awaiting, Holder
from service.db.work import Work
from service.usecases.calendars import renew_calendar, working_calendar
from service.usecases.desk.refreshing import refresh_queues
from service.usecases.notices.fanning import Holders
from service.usecases.services import Services
from workflows.calendars import Calendar, CalendarUnknown, add_working_days

BATCH = 100
CURSOR = "deadlines"
SOON, OVERDUE, ESCALATED = "due-soon", "overdue", "overdue-escalated"
ONE_DAY = date.resolution


class Mark(NamedTuple):
    """One sort of reminder: under which mark it is noted, as which notice, and of which due days."""

    code: str
    kind: str
    days: Days


class Telling(NamedTuple):
    """What is told of one proposal: how it was seen, and to which accounts."""

    mark: Mark
    found: Untold
    accounts: tuple[str, ...]


def remind_people(services: Services) -> bool:
    """Remind of the next proposals that are due or late; True when there may be more."""
    tellings = services.database.read(lambda work: find_tellings(services, work))
    if not tellings:
        return False
    services.database.write(lambda work: tell(work, tellings))
    return len(tellings) >= BATCH


def keep_days_current(services: Services) -> bool:
    """Count the due days of open proposals anew when the published calendar has changed; True when it did.

    Another process may have published it: the calendar that this one keeps in memory is read anew before it counts.
    """
    database = services.database
    known = database.glance(lambda work: cursors.read_cursor(work, CURSOR))
    published = database.glance(lambda work: publications.count_versions(work, "calendar"))
    if known == published:
        return False
    database.read(renew_calendar)
    refresh_queues(services)
    return database.write(lambda work: _note(work, known, published))


def find_tellings(services: Services, work: Work) -> list[Telling]:
    """Return what is to be told now, at most a batch of it."""
    found: list[Telling] = []
    holders = Holders(work, services.catalog)
    for mark in marks(services, work):
        for row in deadlines.list_untold(work, mark.days, mark.code, limit=BATCH - len(found)):
            people = _heads(work, row.case) if mark.kind == ESCALATED else holders.of(row.case)
            found.append(Telling(mark, row, tuple(dict.fromkeys(holder.account_id for holder in people))))
        if len(found) >= BATCH:
            break
    return found


def marks(services: Services, work: Work) -> Iterator[Mark]:
    """Yield the sorts of reminders with the due days they are about today; no day belongs to two of them but lateness.

    Where the calendar does not reach, nobody is reminded ahead.
    """
    settings, today, first = services.settings, work.today, work.today
    calendar = working_calendar(work)
    for count in settings.days_before:
        last = _ahead(calendar, today, count)
        if last is not None:
            yield Mark(f"before-{count}", SOON, Days(first, last))
            first = last + ONE_DAY
    yield Mark(OVERDUE, OVERDUE, Days(last=today - ONE_DAY))
    until = _back(calendar, today, settings.escalate_days)
    if until is not None:
        yield Mark(ESCALATED, ESCALATED, Days(last=until))


def tell(work: Work, tellings: Iterable[Telling]) -> int:
    """Note and tell what still stands as it was seen and was not told meanwhile; returns how many notices were made."""
    wanted = list(tellings)
    seen = deadlines.is_as_seen(work, [telling.found.case.id for telling in wanted])
    still = [item for item in wanted if seen.get(item.found.case.id) == (item.found.case.state, item.found.due_on)]
    noted = deadlines.add_reminders(work, [_noted(work, item) for item in still])
    rows = [row for item in still if (item.found.case.id, item.mark.code) in noted for row in _notices(item)]
    notices.add_notices(work, rows)
    return len(rows)


def _noted(work: Work, item: Telling) -> Mapping[str, Any]:
    case = item.found.case
    told = {"mark": item.mark.code, "told_on": work.today, "people": len(item.accounts)}
    return {"proposal_id": case.id, "state": case.state, "due_on": item.found.due_on, **told}


def _notices(item: Telling) -> Iterator[Mapping[str, Any]]:
    is_owed = item.mark.kind != ESCALATED
    case = item.found.case
    for account_id in item.accounts:
        about = {"account_id": account_id, "kind": item.mark.kind, "proposal_id": case.id}
        yield about | {"is_owed": is_owed, "state": case.state if is_owed else ""}


def _heads(work: Work, case: Awaiting) -> list[Holder]:
    """Return who heads the body that owes the step; never the nominee, nor one who owes the step himself."""
    if case.awaits_body_id is None:
        return []
    body = organisations.get_organisation(work, case.awaits_body_id)
    if not body.head_role or body.head_role == case.awaits_role:
        return []
    found = recipients.list_holders(work, body.head_role, body.id, work.today)
    return [holder for holder in found if case.nominee_id not in holder.persons and holder.acts is None]


def _ahead(calendar: Calendar, today: date, count: int) -> date | None:
    try:
        return add_working_days(calendar, today, count)
    except CalendarUnknown:
        return None


def _back(calendar: Calendar, today: date, count: int) -> date | None:
    """Return the last due day after which so many working days have gone by, today counted."""
    day, left = today, count
    try:
        while left:
            left -= calendar.is_working_day(day)
            day -= ONE_DAY
    except CalendarUnknown:
        return None
    return day


def _note(work: Work, known: int | None, published: int) -> bool:
    try:
        if known is None:
            cursors.begin_cursor(work, CURSOR, published)
            return True
        return cursors.move_cursor(work, CURSOR, known, published)
    except DuplicateKey:
        return False
