"""Submissions in the database: drawn up, advanced under their version, listed for those who may see them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select, update

from service.db.access import Reader
from service.db.base import table_of
from service.db.errors import StaleWrite
from service.db.expressions import columns_of
from service.db.models import Organisation, Submission, SubmissionEntry
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, ENTRY = table_of(Submission), table_of(SubmissionEntry)
FROM, TO = table_of(Organisation).alias("sender"), table_of(Organisation).alias("addressee")
OUTSIDE = ("sent", "received", "settled")  # states in which the addressee sees it


class SubmissionRow(NamedTuple):
    """One submission without its entries; `version` is the number of its last audit event."""

    id: str
    from_id: str
    to_id: str
    part: str
    level: str
    state: str
    subject: str
    grounds: str
    opinions: str
    appraisal: str
    recipients: str
    place: str
    number: str
    signed_on: date | None
    signer_name: str
    signer_post: str
    sign_mode: str
    mandate_number: str
    mandate_from: date | None
    mandate_to: date | None
    registered_as: str | None
    drawn_up_by: str
    job_id: str | None
    sent_on: date | None
    received_on: date | None
    settled_on: date | None
    version: int
    head_hash: str
    created_at: datetime


class ListedSubmission(NamedTuple):
    """One line of a list of submissions; `entry_count` is how many entries the reader may open."""

    id: str
    number: str
    subject: str
    level: str
    state: str
    signed_on: date | None
    created_at: datetime
    from_id: str
    from_name: str
    to_id: str
    to_name: str
    entry_count: int


class Wanted(NamedTuple):
    """What a list is narrowed to: a state, and whether it was made here (`out`) or came here (`in`)."""

    state: str = ""
    side: str = ""


_INSERT = Insertion(TABLE)
_BY_ID = Query(select(*columns_of(TABLE, SubmissionRow)).where(TABLE.c.id == bindparam("id")), SubmissionRow._make)
_PAPER = Query(select(TABLE.c.paper).where(TABLE.c.id == bindparam("id")), lambda row: row[0])


def add_submission(work: Work, row: SubmissionRow) -> None:
    """Keep a new submission."""
    _INSERT.run(work, row._asdict())


def find_submission(work: Work, submission_id: str) -> SubmissionRow | None:
    """Return a submission, whoever asks, or None."""
    return _BY_ID.first(work, {"id": submission_id})


def find_paper(work: Work, submission_id: str) -> dict[str, Any] | None:
    """Return what a submission said when it was sent, None where that was not kept."""
    found: dict[str, Any] | None = _PAPER.first(work, {"id": submission_id})
    return found


def advance_submission(work: Work, submission_id: str, *, expected_version: int, values: Mapping[str, Any]) -> None:
    """Change columns of a submission that is still at the expected version; raises `StaleWrite`, `DuplicateKey`."""
    given = {f"new_{name}": value for name, value in values.items()}
    told = given | {"of_id": submission_id, "expected": expected_version}
    if _advance(tuple(sorted(values))).execute(work, told) != 1:
        raise StaleWrite(f"submission {submission_id} is no longer at version {expected_version}")


@lru_cache(maxsize=64)
def _advance(names: tuple[str, ...]) -> Prepared:
    values = {name: bindparam(f"new_{name}", type_=TABLE.c[name].type) for name in names}
    here = (TABLE.c.id == bindparam("of_id")) & (TABLE.c.version == bindparam("expected"))
    return Prepared(update(TABLE).where(here).values(values))


def may_see(work: Work, submission_id: str, reader: Reader) -> bool:
    """Tell whether a submission is there for a reader: made in or sent to his body, and not all hidden from him."""
    return submission_id in seen_of(work, [submission_id], reader)


def seen_of(work: Work, submission_ids: Iterable[str], reader: Reader) -> frozenset[str]:
    """Return those of some submissions that are there for a reader, one statement."""
    page = select(TABLE.c.id).where(TABLE.c.id.in_(list(submission_ids)), *_there_for(reader))
    return frozenset(str(row[0]) for row in work.execute(page))


def list_submissions(
    work: Work, reader: Reader, wanted: Wanted, *, after: str | None = None, limit: int = 50
) -> list[ListedSubmission]:
    """Return the submissions that a reader may see, newest first, one statement."""
    if reader.organisation_ids == ():
        return []
    page = _lines(reader).where(*_there_for(reader), *_narrowed(reader, wanted))
    page = page if after is None else page.where(TABLE.c.id < after)
    return [ListedSubmission._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def _lines(reader: Reader) -> Select[Any]:
    own = [TABLE.c[name] for name in ListedSubmission._fields[:8]]
    names = [FROM.c.name.label("from_name"), TABLE.c.to_id, TO.c.name.label("to_name")]
    counted = select(func.count()).select_from(ENTRY).where(*_visible(reader), ENTRY.c.result != "stayed")
    origin = TABLE.join(FROM, FROM.c.id == TABLE.c.from_id).join(TO, TO.c.id == TABLE.c.to_id)
    return select(*own, *names, counted.correlate(TABLE).scalar_subquery()).select_from(origin)


def _narrowed(reader: Reader, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [TABLE.c.state == wanted.state] if wanted.state else []
    if wanted.side and reader.organisation_ids is not None:
        column = TABLE.c.from_id if wanted.side == "out" else TABLE.c.to_id
        conditions.append(column.in_(reader.organisation_ids))
    return conditions


def _there_for(reader: Reader) -> list[ColumnElement[bool]]:
    """Return the conditions under which a submission is there at all: of what it holds, something may be opened."""
    is_empty = ~exists().where(ENTRY.c.submission_id == TABLE.c.id).correlate(TABLE)
    conditions = [or_(is_empty, exists().where(*_visible(reader)).correlate(TABLE))]
    if reader.organisation_ids is not None:
        mine = sorted(set(reader.organisation_ids))
        conditions.append(or_(TABLE.c.from_id.in_(mine), TABLE.c.to_id.in_(mine) & TABLE.c.state.in_(OUTSIDE)))
    return conditions


def _visible(reader: Reader) -> list[ColumnElement[bool]]:
    """Return which entries of a submission a reader sees; what stayed behind is told in its own body only."""
    seen = [ENTRY.c.submission_id == TABLE.c.id, *reader.was_opened(ENTRY.c.proposal_id)]
    if reader.organisation_ids is not None:
        seen.append(or_(ENTRY.c.result != "stayed", TABLE.c.from_id.in_(sorted(set(reader.organisation_ids)))))
    return seen
