"""Lists of proposals: what waits for someone, and what someone may read; always a page, never the whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, select, union

from service.db.base import table_of
from service.db.models import Nominee, Organisation, Proposal, ProposalAccess
from service.db.searching import PROPOSAL_WORDS, HasWords, by_hits, within, words_of
from service.db.work import Work
from workflows.policy import Holding, roles

TABLE, NOMINEE, UNIT, ACCESS = (table_of(model) for model in (Proposal, Nominee, Organisation, ProposalAccess))


class ListedProposal(NamedTuple):
    """One line of a list of proposals."""

    id: str
    number: str
    form: str
    plan_code: str
    plan_version: int
    flow_code: str
    flow_version: int
    category: str
    state: str
    awaits_role: str
    awaits_body_id: str | None
    version: int
    received_on: date | None
    created_at: datetime
    updated_at: datetime
    nominee_id: str
    nominee_name: str
    nominee_kind: str
    unit_id: str
    unit_name: str


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


def list_awaiting(
    work: Work, holdings: Iterable[Holding], *, after: str | None = None, limit: int = 50
) -> list[ListedProposal]:
    """Return the proposals that wait for one of these roles in its body (and below it, or anywhere, by its scope).

    Oldest first; `after` is the id of the last proposal of the page before. Each holding reads its own index range.
    """
    pages = [_waiting_for(holding, after, limit).subquery() for holding in sorted(set(holdings), key=repr)]
    if not pages:
        return []
    chosen = union(*(select(page.c.id) for page in pages)).order_by("id").limit(limit).subquery()
    rows = work.execute(_lines().join(chosen, chosen.c.id == TABLE.c.id).order_by(TABLE.c.id))
    return [ListedProposal._make(row) for row in rows]


def list_readable(
    work: Work,
    organisation_ids: Sequence[str] | None,
    filters: Filters = Filters(),  # frozen
    *,
    after: str | None = None,
    limit: int = 50,
) -> list[ListedProposal]:
    """Return the proposals that any of these bodies may open (all of them for None), newest first.

    `after` is the id of the last proposal of the page before. A query of signs alone finds nothing.
    """
    words = words_of(filters.query)
    if (filters.query and not words) or organisation_ids == []:
        return []
    conditions = _conditions(filters)
    found = _found(organisation_ids, words, conditions, after) if words else None
    page = _readable(organisation_ids, conditions, after, limit) if found is None else found.limit(limit)
    chosen = page.subquery()
    rows = work.execute(_lines().join(chosen, chosen.c.id == TABLE.c.id).order_by(TABLE.c.id.desc()))
    return [ListedProposal._make(row) for row in rows]


def count_by_state(work: Work, organisation_ids: Sequence[str] | None, *, cap: int = 10_000) -> StateCounts:
    """Return counts by state among the newest readable proposals, reading at most `cap` of them."""
    if organisation_ids == []:
        return StateCounts({}, is_capped=False)
    newest = _readable(organisation_ids, [], None, cap + 1).subquery()
    states = select(TABLE.c.state).join(newest, newest.c.id == TABLE.c.id).subquery()
    counted = work.execute(select(states.c.state, func.count()).group_by(states.c.state).order_by(states.c.state))
    counts = {str(row[0]): int(row[1]) for row in counted}
    return StateCounts(counts, is_capped=sum(counts.values()) > cap)


def _lines() -> Select[Any]:
    own = [TABLE.c[name] for name in ListedProposal._fields[:16]]
    others = [NOMINEE.c.name.label("nominee_name"), NOMINEE.c.kind.label("nominee_kind")]
    origin = TABLE.join(NOMINEE, NOMINEE.c.id == TABLE.c.nominee_id).join(UNIT, UNIT.c.id == TABLE.c.unit_id)
    return select(*own, *others, TABLE.c.unit_id, UNIT.c.name.label("unit_name")).select_from(origin)


def _waiting_for(holding: Holding, after: str | None, limit: int) -> Select[Any]:
    """Return the ids of one page of what waits for one holding."""
    page = select(TABLE.c.id).where(TABLE.c.awaits_role == holding.role)
    scope = roles()[holding.role].scope
    if scope == "exact":
        page = page.where(TABLE.c.awaits_body_id == holding.organisation_id)
    elif scope == "subtree":
        page = page.where(TABLE.c.awaits_body_id.in_(select(UNIT.c.id).where(within(UNIT.c.path, holding.path))))
    if after is not None:
        page = page.where(TABLE.c.id > after)
    return page.order_by(TABLE.c.id).limit(limit)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    wanted = {
        TABLE.c.state: filters.state,
        TABLE.c.form: filters.form,
        TABLE.c.plan_code: filters.plan_code,
        TABLE.c.unit_id: filters.unit_id,
    }
    return [column == value for column, value in wanted.items() if value]


def _found(
    organisation_ids: Sequence[str] | None,
    words: Sequence[str],
    conditions: list[ColumnElement[bool]],
    after: str | None,
) -> Select[Any]:
    """Return the ids of what may be read and has these words: the words are looked up once, the rest is joined."""
    found = PROPOSAL_WORDS.c.proposal_id
    page = select(found.label("id")).where(HasWords(PROPOSAL_WORDS, words))
    if conditions:
        page = page.join(TABLE, TABLE.c.id == found).where(*conditions)
    if organisation_ids is not None:
        opened = (ACCESS.c.proposal_id == found) & ACCESS.c.organisation_id.in_(sorted(set(organisation_ids)))
        page = page.where(exists().where(opened))
    page = page if after is None else page.where(found < after)
    return page.order_by(by_hits(found).desc())


def _readable(
    organisation_ids: Sequence[str] | None, conditions: list[ColumnElement[bool]], after: str | None, limit: int
) -> Select[Any]:
    """Return the ids of one page of what may be read: each body reads its own range, then the pages are merged."""
    if organisation_ids is None:
        page = select(TABLE.c.id).where(*conditions)
        page = page if after is None else page.where(TABLE.c.id < after)
        return page.order_by(TABLE.c.id.desc()).limit(limit)
    pages = []
    for organisation_id in sorted(set(organisation_ids)):
        page = select(ACCESS.c.proposal_id.label("id")).where(ACCESS.c.organisation_id == organisation_id)
        if conditions:
            page = page.join(TABLE, TABLE.c.id == ACCESS.c.proposal_id).where(*conditions)
            # Said of both sides: PostgreSQL would else read the other index from its very end.
            page = page if after is None else page.where(TABLE.c.id < after)
        page = page if after is None else page.where(ACCESS.c.proposal_id < after)
        pages.append(page.order_by(ACCESS.c.proposal_id.desc()).limit(limit).subquery())
    merged = union(*(select(page.c.id) for page in pages)).subquery()
    return select(merged.c.id).order_by(merged.c.id.desc()).limit(limit)
