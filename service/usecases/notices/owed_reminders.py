"""Reminding of acts that are owed after the end: by the marks of the steps, whoever records the act, then his head.

Only limits whose ground was read well are reminded of; nothing moves by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from service.db import deadlines, notices, organisations, recipients
from service.db.after_awards import OwingProposal
from service.db.recipients import Holder
from service.db.work import Work
from service.usecases.awards.owed_acts import owed_by
from service.usecases.calendars import working_calendar
from service.usecases.notices.reminding import BATCH, ESCALATED, Mark, marks
from service.usecases.services import Services
from workflows.definition import ActSpec
from workflows.owed import limit_of


class Telling(NamedTuple):
    """What is told of one proposal: under which mark, by which day as it was seen, and to which accounts."""

    mark: Mark
    row: OwingProposal
    owes_by: date
    accounts: tuple[str, ...]


def remind_of_owed_acts(services: Services) -> bool:
    """Remind of the next acts that are due or late; True when there may be more."""
    tellings = services.database.read(lambda work: find_tellings(services, work))
    if not tellings:
        return False
    services.database.write(lambda work: tell(work, tellings))
    return len(tellings) >= BATCH


def find_tellings(services: Services, work: Work) -> list[Telling]:
    """Return what is to be told now, at most a batch of it."""
    found: list[Telling] = []
    for mark in marks(services, work):
        rows = deadlines.list_untold_owing(work, mark.days, mark.code, limit=BATCH - len(found))
        owing = owed_by(work, services.catalog, [row for row, _ in rows])
        calendar = working_calendar(work)
        for (row, owes_by), (ending, owed) in zip(rows, owing, strict=True):
            due = [spec for spec in owed if limit_of(spec, ending, calendar).due_on == owes_by]
            holders = (holder for spec in due for holder in _people(work, row, spec, mark))
            found.append(Telling(mark, row, owes_by, tuple(dict.fromkeys(holder.account_id for holder in holders))))
        if len(found) >= BATCH:
            break
    return found


def tell(work: Work, tellings: Iterable[Telling]) -> int:
    """Note and tell what is still owed by the day that was seen; returns how many notices were made."""
    wanted = list(tellings)
    seen = deadlines.owed_days(work, [item.row.line.id for item in wanted])
    still = [item for item in wanted if seen.get(item.row.line.id) == item.owes_by]
    noted = deadlines.add_reminders(work, [_noted(work, item) for item in still])
    rows = [row for item in still if (item.row.line.id, item.mark.code) in noted for row in _notices(item)]
    notices.add_notices(work, rows)
    return len(rows)


def _people(work: Work, row: OwingProposal, spec: ActSpec, mark: Mark) -> Iterator[Holder]:
    """Yield who may record an act, or who heads the body that owes it; never the nominee."""
    body_id = row.line.bodies.get(spec.body)
    if body_id is None:
        return
    roles: tuple[str, ...] = spec.roles
    if mark.kind == ESCALATED:
        head = organisations.get_organisation(work, body_id).head_role
        roles = (head,) if head and head not in spec.roles else ()
    for role in roles:
        for holder in recipients.list_holders(work, role, body_id, work.today):
            may_act = holder.acts is None or (mark.kind != ESCALATED and spec.kind in holder.acts)
            if may_act and row.line.nominee_id not in holder.persons:
                yield holder


def _noted(work: Work, item: Telling) -> Mapping[str, Any]:
    told = {"mark": item.mark.code, "told_on": work.today, "people": len(item.accounts)}
    return {"proposal_id": item.row.line.id, "state": item.row.line.state, "due_on": item.owes_by, **told}


def _notices(item: Telling) -> Iterator[Mapping[str, Any]]:
    for account_id in item.accounts:
        about = {"account_id": account_id, "kind": item.mark.kind, "proposal_id": item.row.line.id}
        yield about | {"is_owed": False, "state": ""}
