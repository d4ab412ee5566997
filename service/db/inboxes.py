"""Lists of the proposals that someone may read, newest first; always a page, never the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, literal, select, union

from service.db.access import Reader
from service.db.base import table_of
from service.db.lines import TABLE, ListedProposal, lines
from service.db.models import ProposalAccess
from service.db.searching import JOINT, PROPOSAL_WORDS, HasWords, by_hits, words_of
from service.db.work import Work

ACCESS = table_of(ProposalAccess)
# How many of the newest are looked through for words before the index of words is asked: a common word is found among
# them at once, and the index would bring every one of its hits to be sorted.
PROBED = 1000


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means anything. `query` is words of nominee, unit or number."""

    state: str = ""
    form: str = ""
    plan_code: str = ""
    unit_id: str = ""
    query: str = ""


class StateCounts(NamedTuple):
    """How many of the newest readable proposals stand in each state; `is_capped` when there are more than were read."""

    counts: dict[str, int]
    is_capped: bool


def list_readable(
    work: Work,
    reader: Reader,
    filters: Filters = Filters(),  # frozen
    *,
    after: str | None = None,
    limit: int = 50,
) -> list[ListedProposal]:
    """Return the proposals that the reader may open, newest first.

    `after` is the id of the last proposal of the page before. A query of signs alone finds nothing. One statement;
    with words at most two.
    """
    words = words_of(filters.query)
    if (filters.query and not words) or reader.organisation_ids == ():
        return []
    conditions = _conditions(filters)
    if not words:
        return _lines_of(work, _readable(reader, conditions, after, limit))
    if _may_be_common(words):
        newest = _lines_of(work, _probed(reader, words, conditions, after).limit(limit))
        if len(newest) == limit:
            return newest
    return _lines_of(work, _found(reader, words, conditions, after).limit(limit))


def list_chosen(work: Work, reader: Reader, proposal_ids: Sequence[str]) -> list[ListedProposal]:
    """Return those of some proposals that the reader may open, in the order in which they were chosen."""
    if reader.organisation_ids == () or not proposal_ids:
        return []
    rows = work.execute(lines().where(TABLE.c.id.in_(list(proposal_ids)), *reader.was_opened(TABLE.c.id)))
    found = {row[0]: ListedProposal._make(row) for row in rows}
    return [found[key] for key in dict.fromkeys(proposal_ids) if key in found]


def count_by_state(work: Work, reader: Reader, *, cap: int = 10_000) -> StateCounts:
    """Return counts by state among the newest readable proposals, reading at most `cap` of them."""
    if reader.organisation_ids == ():
        return StateCounts({}, is_capped=False)
    newest = _readable(reader, [], None, cap + 1).subquery()
    states = select(TABLE.c.state).join(newest, newest.c.id == TABLE.c.id).subquery()
    counted = work.execute(select(states.c.state, func.count()).group_by(states.c.state).order_by(states.c.state))
    counts = {str(row[0]): int(row[1]) for row in counted}
    return StateCounts(counts, is_capped=sum(counts.values()) > cap)


def _lines_of(work: Work, page: Select[Any]) -> list[ListedProposal]:
    chosen = page.subquery()
    rows = work.execute(lines().join(chosen, chosen.c.id == TABLE.c.id).order_by(TABLE.c.id.desc()))
    return [ListedProposal._make(row) for row in rows]


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    wanted = {
        TABLE.c.state: filters.state,
        TABLE.c.form: filters.form,
        TABLE.c.plan_code: filters.plan_code,
        TABLE.c.unit_id: filters.unit_id,
    }
    return [column == value for column, value in wanted.items() if value]


def _may_be_common(words: Sequence[str]) -> bool:
    """Tell whether many rows may have all these words; a number such as 12/2026/TTr never stands in many."""
    return not any(JOINT in word and any(sign.isdigit() for sign in word) for word in words)


def _probed(
    reader: Reader, words: Sequence[str], conditions: list[ColumnElement[bool]], after: str | None
) -> Select[Any]:
    """Return the ids among the newest readable that have these words, read one by one in their order."""
    newest = _readable(reader, [], after, PROBED).subquery()
    page = select(newest.c.id)
    if conditions:
        page = page.join(TABLE, TABLE.c.id == newest.c.id).where(*conditions)
    *whole, last = words
    # Looked up row by row: joined, PostgreSQL would read the whole table of words for a few of them.
    words_here = select(PROPOSAL_WORDS.c.words).where(PROPOSAL_WORDS.c.proposal_id == newest.c.id).scalar_subquery()
    text = literal(" ") + words_here + literal(" ")
    page = page.where(*(text.contains(f" {word} ") for word in whole), text.contains(f" {last}"))
    return page.order_by(newest.c.id.desc())


def _found(
    reader: Reader, words: Sequence[str], conditions: list[ColumnElement[bool]], after: str | None
) -> Select[Any]:
    """Return the ids of what may be read and has these words: the words are looked up once, the rest is joined."""
    found = PROPOSAL_WORDS.c.proposal_id
    page = select(found.label("id")).where(HasWords(PROPOSAL_WORDS, words), *reader.was_opened(found))
    if conditions:
        page = page.join(TABLE, TABLE.c.id == found).where(*conditions)
    page = page if after is None else page.where(found < after)
    return page.order_by(by_hits(found).desc())


def _readable(reader: Reader, conditions: list[ColumnElement[bool]], after: str | None, limit: int) -> Select[Any]:
    """Return the ids of one page of what may be read: each body reads its own range, then the pages are merged."""
    if reader.organisation_ids is None:
        page = select(TABLE.c.id).where(reader.sees(TABLE.c.id), *conditions)
        page = page if after is None else page.where(TABLE.c.id < after)
        return page.order_by(TABLE.c.id.desc()).limit(limit)
    pages = []
    for organisation_id in sorted(set(reader.organisation_ids)):
        page = select(ACCESS.c.proposal_id.label("id")).where(
            ACCESS.c.organisation_id == organisation_id, reader.sees(ACCESS.c.proposal_id)
        )
        if conditions:
            page = page.join(TABLE, TABLE.c.id == ACCESS.c.proposal_id).where(*conditions)
            # Said of both sides: PostgreSQL would else read the other index from its very end.
            page = page if after is None else page.where(TABLE.c.id < after)
        page = page if after is None else page.where(ACCESS.c.proposal_id < after)
        pages.append(page.order_by(ACCESS.c.proposal_id.desc()).limit(limit).subquery())
    if len(pages) == 1:
        return select(pages[0].c.id).order_by(pages[0].c.id.desc())
    merged = union(*(select(page.c.id) for page in pages)).subquery()
    return select(merged.c.id).order_by(merged.c.id.desc()).limit(limit)


def newest_readable(reader: Reader, limit: int) -> Select[Any]:
    """Return the ids of the newest proposals that the reader may open, for what is counted over them."""
    return _readable(reader, [], None, limit)
