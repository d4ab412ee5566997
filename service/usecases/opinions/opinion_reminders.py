"""Telling those who are asked and those who ask: of a request, of its answer, of a day that comes or has passed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.db import consultations, notices, proposals, recipients
from service.db.audit import EventRow
from service.db.consultations import ConsultationRow
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.opinions.consulting import OFFICER
from service.usecases.services import Services
from workflows.calendars import CalendarUnknown, add_working_days
from workflows.consultations import CONSULTATION, remind_working_days

BATCH = 50
ASKED, ANSWERED, DUE, LATE = "asked", "answered", "answer-due", "answer-late"
ANSWERS = frozenset({"consultation.answered", "consultation.answered-by-link"})
Row = Mapping[str, Any]


def rows_of_opinions(work: Work, events: Iterable[EventRow]) -> Iterator[Row]:
    """Yield the notices of requests and answers among some events of the trail."""
    for event in events:
        if event.event == "consultation.asked" or event.event in ANSWERS:
            row = consultations.find_consultation(work, str(event.entry().payload.get("act", "")))
            if row is None:
                continue
            if event.event in ANSWERS:
                yield _notice(row.asked_by, ANSWERED, row)
            elif row.is_open:
                yield from _to_the_asked(work, row, ASKED)


def remind(services: Services) -> int:
    """Remind of opinions that are due soon or late, each once, and return of how many."""

    def act(work: Work) -> int:
        rows = [(row, "late") for row in consultations.list_late(work, work.today, BATCH)]
        rows += [(row, "due") for row in _soon(work)]
        told = [(row, now) for row, now in rows if consultations.note_told(work, row, now)]
        notices.add_notices(work, [notice for row, now in told for notice in _reminders(work, row, now)])
        return len(told)

    is_any = services.database.glance(lambda work: bool(consultations.list_late(work, work.today, 1) or _soon(work)))
    return services.database.write(act) if is_any else 0


def _soon(work: Work) -> list[ConsultationRow]:
    try:
        day = add_working_days(working_calendar(work), work.today, remind_working_days())
    except CalendarUnknown:
        return []
    return consultations.list_soon(work, work.today, day, BATCH)


def _reminders(work: Work, row: ConsultationRow, now: str) -> Iterator[Row]:
    yield from _to_the_asked(work, row, DUE)
    if now == "late":
        yield _notice(row.asked_by, LATE, row)


def _to_the_asked(work: Work, row: ConsultationRow, kind: str) -> Iterator[Row]:
    """Yield a notice for each officer of an asked body, but for the nominee himself."""
    if row.organisation_id is None:
        return
    nominee = proposals.load_case(work, row.proposal_id).proposal.nominee_id
    for holder in recipients.list_holders(work, OFFICER, row.organisation_id, work.today):
        if nominee not in holder.persons and (holder.acts is None or CONSULTATION in holder.acts):
            yield _notice(holder.account_id, kind, row)


def _notice(account_id: str, kind: str, row: ConsultationRow) -> Row:
    return {"account_id": account_id, "kind": kind, "proposal_id": row.proposal_id, "is_owed": False, "state": ""}
