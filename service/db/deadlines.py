"""Proposals by the day on which their awaited step is due: lists of them, and who was reminded of which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, literal, literal_column, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from service.db.access import Reader
from service.db.after_awards import OwingProposal
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.held import under_verification
from service.db.lines import TABLE, ListedProposal, lines
from service.db.models import Reminder
from service.db.queues import Place
from service.db.recipients import Awaiting
from service.db.work import Work

REMINDER = table_of(Reminder)
# To the letter as the index says it: no planner proves it of a value that it does not see.
LIMITED: ColumnElement[bool] = literal_column("proposal.due_on < '9999-12-31'")
OWED_BY: ColumnElement[bool] = literal_column("proposal.owes_by < '9999-12-31'")


@dataclass(frozen=True, slots=True)
class Days:
    """Due days from one to another, both inclusive; None is open."""

    first: date | None = None
    last: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what a row must fulfil; what has no limit and what nobody must do is never among them."""
        due = TABLE.c.due_on
        bounds = [due >= self.first] if self.first else []
        bounds += [due <= self.last] if self.last else []
        return [LIMITED, TABLE.c.awaits_role != "", *bounds]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list of due steps is narrowed to; empty means anything."""

    days: Days = Days()
    state: str = ""
    unit_id: str = ""


def list_due(
    work: Work, reader: Reader, wanted: Narrowed, *, after: Place | None = None, limit: int = 50
) -> list[ListedProposal]:
    """Return the proposals with a limit that the reader may open, due first before the rest; one statement."""
    if reader.organisation_ids == ():
        return []
    page = lines().where(*wanted.days.conditions(), *reader.was_opened(TABLE.c.id))
    named = {TABLE.c.state: wanted.state, TABLE.c.unit_id: wanted.unit_id}
    page = page.where(*(column == value for column, value in named.items() if value))
    if after is not None and after.due_on is not None:
        place = tuple_(literal(after.due_on, TABLE.c.due_on.type), literal(after.id, TABLE.c.id.type))
        page = page.where(tuple_(TABLE.c.due_on, TABLE.c.id) > place)
    rows = work.execute(page.order_by(TABLE.c.due_on, TABLE.c.id).limit(limit))
    return [ListedProposal._make(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Untold:
    """A proposal that nobody was reminded of yet, and its day."""

    case: Awaiting
    due_on: date


def list_untold(work: Work, days: Days, mark: str, *, limit: int) -> list[Untold]:
    """Return what is due in these days and was not yet reminded of under this mark, due first before the rest.

    Never what nobody may do: a step about a nominee about whom a body verifies something.
    """
    told = exists().where(
        REMINDER.c.proposal_id == TABLE.c.id,
        REMINDER.c.state == TABLE.c.state,
        REMINDER.c.due_on == TABLE.c.due_on,
        REMINDER.c.mark == mark,
    )
    stopped = TABLE.c.nominee_id.in_(under_verification(work.today))
    page = select(*columns_of(TABLE, Awaiting), TABLE.c.due_on).where(*days.conditions(), ~told, ~stopped)
    rows = work.execute(page.order_by(TABLE.c.due_on, TABLE.c.id).limit(limit))
    return [Untold(Awaiting._make(row[:-1]), row[-1]) for row in rows]


def list_untold_owing(work: Work, days: Days, mark: str, *, limit: int) -> list[tuple[OwingProposal, date]]:
    """Return what owes an act by one of these days and was not yet reminded of under this mark, due first."""
    due = TABLE.c.owes_by
    bounds = [due >= days.first] if days.first else []
    bounds += [due <= days.last] if days.last else []
    told = exists().where(
        REMINDER.c.proposal_id == TABLE.c.id,
        REMINDER.c.state == TABLE.c.state,
        REMINDER.c.due_on == due,
        REMINDER.c.mark == mark,
    )
    page = lines().add_columns(TABLE.c.decision, TABLE.c.owes, due).where(OWED_BY, *bounds, ~told)
    rows = work.execute(page.order_by(due, TABLE.c.id).limit(limit))
    return [(OwingProposal(ListedProposal._make(row[:-3]), row[-3] or {}, row[-2]), row[-1]) for row in rows]


def owed_days(work: Work, proposal_ids: Sequence[str]) -> dict[str, date | None]:
    """Return the first day by which each of these proposals owes an act as it stands now."""
    rows = work.execute(select(TABLE.c.id, TABLE.c.owes_by).where(TABLE.c.id.in_(list(proposal_ids))))
    return {row[0]: row[1] for row in rows}


def add_reminders(work: Work, rows: Sequence[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Note what people are reminded of and return proposal and mark of those that nobody else has noted meanwhile."""
    if not rows:
        return set()
    insertion = sqlite.insert if work.engine_name == "sqlite" else postgresql.insert
    statement = insertion(REMINDER).values([dict(row) for row in rows]).on_conflict_do_nothing()
    made = work.execute(statement.returning(REMINDER.c.proposal_id, REMINDER.c.mark))
    return {(str(row[0]), str(row[1])) for row in made}


def is_as_seen(work: Work, proposal_ids: Sequence[str]) -> dict[str, tuple[str, date | None]]:
    """Return state and due day of proposals as they stand now."""
    rows = work.execute(select(TABLE.c.id, TABLE.c.state, TABLE.c.due_on).where(TABLE.c.id.in_(list(proposal_ids))))
    return {row[0]: (row[1], row[2]) for row in rows}


def forget_reminders(work: Work, before: date, limit: int = 500) -> int:
    """Remove what people were reminded of before a day, so many at a time, and return how many there were."""
    old = select(REMINDER.c.proposal_id).where(REMINDER.c.told_on < before).order_by(REMINDER.c.told_on).limit(limit)
    gone = delete(REMINDER).where(REMINDER.c.told_on < before, REMINDER.c.proposal_id.in_(old))
    return len(work.execute(gone.returning(REMINDER.c.proposal_id)).all())
