"""Entries of submissions: which proposals go together, what the trial said, what became of each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, func, select, update

from service.db.access import Reader
from service.db.base import table_of
from service.db.dossier_rows import StepRow
from service.db.expressions import columns_of
from service.db.lines import TABLE as PROPOSAL
from service.db.lines import ListedProposal, lines
from service.db.models import ProposalStep
from service.db.statements import Insertion, Prepared, Query
from service.db.submissions import ENTRY, FROM, TABLE, TO
from service.db.work import Work

STEP, OTHER = table_of(ProposalStep), ENTRY.alias("other")


class EntryRow(NamedTuple):
    """One proposal of a submission; `sent_seq` is the event by which it was sent, `outcome` is kept at the settling."""

    submission_id: str
    proposal_id: str
    place: int
    open_level: str | None
    version: int
    result: str = ""
    answer: dict[str, Any] | None = None
    sent_seq: int | None = None
    outcome: str = ""


class ShownEntry(NamedTuple):
    """An entry with the line of its proposal."""

    line: ListedProposal
    entry: EntryRow


class Linked(NamedTuple):
    """Another submission that carried some of the same proposals, and how many of those that the reader may open."""

    id: str
    number: str
    signed_on: date | None
    from_name: str
    to_name: str
    entry_count: int


_INSERT = Insertion(ENTRY)
_OWN = (ENTRY.c.submission_id == bindparam("of_submission")) & (ENTRY.c.proposal_id == bindparam("of_proposal"))
_ALL = Query(
    select(*columns_of(ENTRY, EntryRow)).where(ENTRY.c.submission_id == bindparam("id")).order_by(ENTRY.c.place),
    EntryRow._make,
)
_LAST = Query(
    select(func.coalesce(func.max(ENTRY.c.place), -1)).where(ENTRY.c.submission_id == bindparam("id")),
    lambda row: int(row[0]),
)
_ANSWER = Prepared(
    update(ENTRY)
    .where(_OWN, ENTRY.c.result == "")
    .values(answer=bindparam("new_answer", type_=ENTRY.c.answer.type), version=bindparam("new_version"))
)
_RESULT = Prepared(
    update(ENTRY)
    .where(_OWN, ENTRY.c.result == "")
    .values(
        result=bindparam("new_result"),
        answer=bindparam("new_answer", type_=ENTRY.c.answer.type),
        sent_seq=bindparam("new_seq"),
    )
)
_CLOSE = Prepared(update(ENTRY).where(_OWN).values(open_level=None))


def add_entry(work: Work, row: EntryRow) -> None:
    """Put a proposal into a submission; raises `DuplicateKey` when an open one of this level holds it."""
    _INSERT.run(work, row._asdict())


def list_entries(work: Work, submission_id: str) -> list[EntryRow]:
    """Return all entries of a submission in order, whoever asks."""
    return _ALL.all(work, {"id": submission_id})


def last_place(work: Work, submission_id: str) -> int:
    """Return the place of the last entry, -1 when there is none."""
    found = _LAST.first(work, {"id": submission_id})
    return -1 if found is None else found


def list_shown(work: Work, submission_id: str, reader: Reader, *, with_stayed: bool) -> list[ShownEntry]:
    """Return the entries whose proposals the reader may open, in order, one statement."""
    page = lines().add_columns(*columns_of(ENTRY, EntryRow)).join(ENTRY, ENTRY.c.proposal_id == PROPOSAL.c.id)
    page = page.where(ENTRY.c.submission_id == submission_id, *reader.was_opened(PROPOSAL.c.id))
    page = page if with_stayed else page.where(ENTRY.c.result != "stayed")
    width = len(ListedProposal._fields)
    rows = work.execute(page.order_by(ENTRY.c.place))
    return [ShownEntry(ListedProposal._make(row[:width]), EntryRow._make(row[width:])) for row in rows]


def steps_of(work: Work, submission_id: str) -> dict[str, list[StepRow]]:
    """Return the moves that the proposals of a submission made since they were sent, one statement."""
    origin = STEP.join(ENTRY, ENTRY.c.proposal_id == STEP.c.proposal_id)
    since = ENTRY.c.submission_id == submission_id, STEP.c.seq > ENTRY.c.sent_seq
    found: dict[str, list[StepRow]] = {}
    for row in work.execute(select(*columns_of(STEP, StepRow)).select_from(origin).where(*since)):
        found.setdefault(row[0], []).append(StepRow._make(row))
    return found


def sent_anew(work: Work, submission_id: str, level: str) -> dict[str, int]:
    """Return by which event a proposal of a submission was next sent from the same level, where it was."""
    origin = ENTRY.join(OTHER, OTHER.c.proposal_id == ENTRY.c.proposal_id)
    origin = origin.join(TABLE, TABLE.c.id == OTHER.c.submission_id)
    later = OTHER.c.sent_seq > ENTRY.c.sent_seq, TABLE.c.level == level, ENTRY.c.submission_id == submission_id
    page = select(ENTRY.c.proposal_id, func.min(OTHER.c.sent_seq)).select_from(origin).where(*later)
    return {str(row[0]): int(row[1]) for row in work.execute(page.group_by(ENTRY.c.proposal_id))}


def list_linked(work: Work, submission_id: str, body_id: str, reader: Reader, *, is_onward: bool) -> list[Linked]:
    """Return the submissions that brought these proposals to a body, or took them on from it, with their counts."""
    side = TABLE.c.from_id if is_onward else TABLE.c.to_id
    origin = (
        ENTRY.join(OTHER, OTHER.c.proposal_id == ENTRY.c.proposal_id)
        .join(TABLE, TABLE.c.id == OTHER.c.submission_id)
        .join(FROM, FROM.c.id == TABLE.c.from_id)
        .join(TO, TO.c.id == TABLE.c.to_id)
    )
    head = TABLE.c.id, TABLE.c.number, TABLE.c.signed_on, FROM.c.name, TO.c.name
    page = select(*head, func.count()).select_from(origin).group_by(*head).order_by(TABLE.c.id)
    page = page.where(
        ENTRY.c.submission_id == submission_id,
        OTHER.c.submission_id != submission_id,
        OTHER.c.result == "sent",
        side == body_id,
        *reader.was_opened(ENTRY.c.proposal_id),
    )
    return [Linked._make(row) for row in work.execute(page)]


def remove_entries(work: Work, submission_id: str, proposal_ids: Iterable[str]) -> int:
    """Take proposals out of a submission that is being drawn up; return how many."""
    gone = ENTRY.c.submission_id == submission_id, ENTRY.c.proposal_id.in_(list(proposal_ids)), ENTRY.c.result == ""
    return int(getattr(work.execute(delete(ENTRY).where(*gone)), "rowcount", 0))


def keep_answer(work: Work, row: EntryRow, answer: Mapping[str, Any] | None, version: int) -> None:
    """Keep what the trial said of an entry, and the version that it was asked at."""
    told = {"new_answer": None if answer is None else dict(answer), "new_version": version}
    _ANSWER.execute(work, {"of_submission": row.submission_id, "of_proposal": row.proposal_id, **told})


def keep_result(work: Work, row: EntryRow, result: str, answer: Mapping[str, Any], sent_seq: int | None) -> bool:
    """Keep what became of an entry; False when something had become of it before."""
    told = {"new_result": result, "new_answer": dict(answer), "new_seq": sent_seq}
    found = {"of_submission": row.submission_id, "of_proposal": row.proposal_id}
    return bool(_RESULT.execute(work, {**found, **told}))


def close_entry(work: Work, submission_id: str, proposal_id: str) -> None:
    """Let a proposal be put into another submission of the level."""
    _CLOSE.execute(work, {"of_submission": submission_id, "of_proposal": proposal_id})


def close_entries(work: Work, submission_id: str, *, result: str = "") -> None:
    """Close the entries of a submission, all or those with one result."""
    of_it = update(ENTRY).where(ENTRY.c.submission_id == submission_id)
    work.execute((of_it.where(ENTRY.c.result == result) if result else of_it).values(open_level=None))


def keep_outcomes(work: Work, submission_id: str, outcomes: Mapping[str, str]) -> None:
    """Close entries with what became of them, for good."""
    for outcome in dict.fromkeys(outcomes.values()):
        keys = [key for key, value in outcomes.items() if value == outcome]
        these = update(ENTRY).where(ENTRY.c.submission_id == submission_id, ENTRY.c.proposal_id.in_(keys))
        work.execute(these.values(open_level=None, outcome=outcome))


def close_spent(work: Work, proposal_ids: Iterable[str], level: str) -> None:
    """Close the sent entries of proposals that have come back to a level and may be sent from it once more."""
    spent = ENTRY.c.proposal_id.in_(list(proposal_ids)), ENTRY.c.open_level == level, ENTRY.c.result == "sent"
    work.execute(update(ENTRY).where(*spent).values(open_level=None))


def reopen_entries(work: Work, submission_id: str) -> None:
    """Let entries that stayed behind wait for another sending of the same submission."""
    stayed = ENTRY.c.submission_id == submission_id, ENTRY.c.result == "stayed"
    work.execute(update(ENTRY).where(*stayed).values(result=""))
