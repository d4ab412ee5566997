"""Saying anew what open proposals wait for: after an upgrade, and when the calendar of working days reaches further."""

from functools import partial

from service.db import standings
from service.db.standings import BriefAct, StandingRow, TakenStep
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.catalog import Catalog
from service.usecases.facts import persons_behind
from service.usecases.moves.awaiting import Standing, awaited_values
from service.usecases.moves.endings import Ended, owed_values
from service.usecases.services import Services

BATCH = 500


def refresh_queues(services: Services) -> tuple[int, int]:
    """Set due day, awaited body and who is kept apart of every open proposal, and by when what is owed after the end.

    Returns how many were seen and changed.

    Each batch is a transaction of its own, so that others go on working; what moves meanwhile is left alone.
    """
    seen, changed, after = 0, 0, ""
    while True:
        found = services.database.write(partial(_refresh, catalog=services.catalog, after=after))
        if not found:
            return seen, changed
        seen, changed, after = seen + len(found), changed + sum(found.values()), max(found)


def _refresh(work: Work, *, catalog: Catalog, after: str) -> dict[str, bool]:
    rows = standings.list_open(work, after=after, limit=BATCH)
    steps = standings.load_steps(work, [row.proposal.id for row in rows])
    acts = standings.load_acts(work, [row.proposal.id for row in rows])
    return {
        row.proposal.id: _set(work, catalog, row, steps.get(row.proposal.id, []), acts.get(row.proposal.id, []))
        for row in rows
    }


def _set(work: Work, catalog: Catalog, row: StandingRow, steps: list[TakenStep], acts: list[BriefAct]) -> bool:
    case = row.proposal
    standing = Standing(
        state=case.state,
        resume_state=case.resume_state,
        bodies=case.bodies,
        received_on=case.received_on,
        steps=tuple(steps),
        nominee_persons=persons_behind(case.nominee_id, row.nominee_data),
        today=work.today,
        basis=case.basis,
        nominee_kind=row.nominee_kind,
        acts=acts,
    )
    flow, calendar = catalog.flow(work, case.flow_code, case.flow_version), working_calendar(work)
    ended = Ended(flow, case.state, "collector" in case.bodies, case.decision, steps, acts)
    values = awaited_values(flow, calendar, standing) | owed_values(work, calendar, ended)
    if all(getattr(case, name) == value for name, value in values.items()):
        return False
    return standings.set_awaited(work, case, values)
