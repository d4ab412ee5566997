"""Events found by their marks: any number of conditions, each a set of terms, a page at a time, newest first.

Every term of one condition reads its own range of the index in the order of time, and the ranges are merged; the other
conditions are looked up for each event found so. The two engines spell that differently.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Dialect,
    Text,
    TextClause,
    bindparam,
    column,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from service.db.audit import EventRow
from service.db.base import table_of
from service.db.expressions import AnyOf, columns_of
from service.db.marking import EVENT, MARK, PASSED, TERM
from service.db.models import AuditSecret, Nominee, Organisation, Proposal
from service.db.searching import within
from service.db.statements import Query
from service.db.work import Work
from workflows.audit.marks import PROPOSAL_STREAM

SECRET, PROPOSAL, NOMINEE, BODY = (table_of(model) for model in (AuditSecret, Proposal, Nominee, Organisation))
LATEST = 2**53  # microseconds; later than any instant
MOST_STREAMS = 2000
COUNTED = 5000  # rows that a condition is counted up to, to find the rarest


class Place(NamedTuple):
    """Where a page begins: before this instant (microseconds since 1970) and event."""

    at: int
    event_id: int


class Hit(NamedTuple):
    """An event that was found, and its place."""

    event: EventRow
    place: Place


class Subject(NamedTuple):
    """What a proposal's stream is about."""

    id: str
    number: str
    form: str
    nominee_name: str
    decision_number: str
    nominee_id: str


# A range of the index for one term of the first condition, cut to a page, and the other conditions.
_RANGE = """
    SELECT d.at, d.event_id FROM audit_mark d
    WHERE d.term_id = t.value AND d.at >= :since AND (d.at, d.event_id) < (:at, :event_id) {others}
    ORDER BY d.at DESC, d.event_id DESC LIMIT :count
"""
_OTHER = {
    "sqlite": """AND{no} EXISTS (SELECT 1 FROM audit_mark f WHERE f.event_id = d.event_id
        AND +f.term_id IN (SELECT value FROM json_each(:terms_{place})))""",
    "postgresql": """AND{no} EXISTS (SELECT 1 FROM audit_mark f WHERE f.event_id = d.event_id
        AND f.term_id = ANY(CAST(:terms_{place} AS bigint[])))""",
}
_MERGED = {
    "sqlite": """
        SELECT DISTINCT r.value ->> 0 AS at, r.value ->> 1 AS event_id FROM {terms}, json_each((
            SELECT json_group_array(json_array(at, event_id)) FROM ({range}))) r
        ORDER BY 1 DESC, 2 DESC LIMIT :count
    """,
    "postgresql": """
        SELECT DISTINCT r.at, r.event_id FROM {terms} CROSS JOIN LATERAL ({range}) r
        ORDER BY 1 DESC, 2 DESC LIMIT :count
    """,
}
_TERMS_OF = {
    "sqlite": "json_each(:terms_{place}) t",
    "postgresql": "unnest(CAST(:terms_{place} AS bigint[])) t(value)",
}
# Each term is counted up to its share of the limit: enough to tell a rare condition from a common one.
_COUNT = """
    SELECT {place} AS place, coalesce(sum((SELECT count(*) FROM (SELECT 1 FROM audit_mark m
        WHERE m.term_id = t.value AND m.at >= :since AND m.at < :at LIMIT :share_{place}) c)), 0) AS number FROM {terms}
"""
_BELOW = select(TERM.c.id).select_from(BODY.join(TERM, TERM.c.term == literal("unit:") + BODY.c.id)).order_by(TERM.c.id)
_PASSES = Query(select(PASSED.c.term_id).where(PASSED.c.code == bindparam("code")), lambda row: int(row[0]))
_STREAMS = Query(
    select(EVENT.c.stream)
    .select_from(MARK.join(EVENT, EVENT.c.id == MARK.c.event_id))
    .where(MARK.c.term_id == bindparam("term_id"), EVENT.c.stream.like(f"{PROPOSAL_STREAM}%"))
    .distinct()
    .limit(MOST_STREAMS),
    lambda row: str(row[0]),
)
_SUBJECTS = Query(
    select(PROPOSAL.c.id, PROPOSAL.c.number, PROPOSAL.c.form, NOMINEE.c.name, PROPOSAL.c.decision, NOMINEE.c.id)
    .select_from(PROPOSAL.join(NOMINEE, NOMINEE.c.id == PROPOSAL.c.nominee_id))
    .where(AnyOf(PROPOSAL.c.id, "ids")),
    lambda row: Subject(row[0], row[1], row[2], row[3], str((row[4] or {}).get("number") or ""), row[5]),
)
_SECRETS = Query(
    select(SECRET.c.stream, SECRET.c.stream_seq, SECRET.c.name, SECRET.c.value).where(
        AnyOf(SECRET.c.stream, "streams")
    ),
    tuple,
)


class _Numbers(TypeDecorator[Sequence[int]]):
    """Numbers of terms as one parameter: an array on PostgreSQL, a JSON text on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the engine's own type."""
        return dialect.type_descriptor(ARRAY(BigInteger()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> Any:
        """Return what the driver takes."""
        numbers = list(value or ())
        return numbers if dialect.name == "postgresql" else orjson.dumps(numbers).decode()


def find_events(
    work: Work,
    conditions: Sequence[Sequence[int]],
    *,
    since: int = 0,
    before: Place,
    limit: int,
    without: Sequence[int] = (),
) -> list[Hit]:
    """Return events that bear a term of every condition and none of `without`, in a period, newest first.

    The period goes from an instant (microseconds since 1970) to a place. The first condition should be the rarest:
    its events are the ones that are looked at (`order_by_rarity`).
    """
    engine = work.engine_name
    others = " ".join(_OTHER[engine].format(no="", place=place) for place in range(1, len(conditions)))
    if without:
        others += _OTHER[engine].format(no=" NOT", place=len(conditions))
        conditions = [*conditions, without]
    terms = _TERMS_OF[engine].format(place=0)
    merged = _bound(_MERGED[engine].format(terms=terms, range=_RANGE.format(others=others)), conditions, count=limit)
    hit = merged.columns(column("at", BigInteger), column("event_id", BigInteger)).cte("hit")
    page = select(*columns_of(EVENT, EventRow), hit.c.at).join(hit, hit.c.event_id == EVENT.c.id)
    parameters = {"since": since, "at": before.at, "event_id": before.event_id}
    rows = work.execute(page.order_by(hit.c.at.desc(), hit.c.event_id.desc()), parameters)
    return [Hit(EventRow._make(row[:-1]), Place(row[-1], row[0])) for row in rows]


def order_by_rarity(
    work: Work, conditions: Sequence[Sequence[int]], *, since: int, before: Place
) -> list[Sequence[int]]:
    """Return conditions, those with the fewest events first; no more than a few thousand of each are counted."""
    if len(conditions) < 2:  # noqa: PLR2004  # one alone has no order
        return list(conditions)
    places = range(len(conditions))
    parts = (_COUNT.format(place=place, terms=_TERMS_OF[work.engine_name].format(place=place)) for place in places)
    shares = {f"share_{place}": COUNTED // max(1, len(conditions[place])) + 1 for place in places}
    counting = _bound(" UNION ALL ".join(parts), conditions, **shares)
    counts = {int(row[0]): int(row[1]) for row in work.execute(counting, {"since": since, "at": before.at})}
    return [conditions[place] for place in sorted(counts, key=lambda place: counts[place])]


def terms_below(work: Work, branches: Sequence[str]) -> list[int]:
    """Return the terms of all bodies in branches `/…/id/` of the tree as it stands, in one statement."""
    if not branches:
        return []
    inside = or_(*(within(BODY.c.path, branch) for branch in branches))
    return [row[0] for row in work.execute(_BELOW.where(inside))]


def terms_that_passed(work: Work, code: str) -> list[int]:
    """Return the terms that stand for a rule being passed, together with others."""
    return _PASSES.all(work, {"code": code})


def streams_with(work: Work, term_id: int) -> list[str]:
    """Return the streams of proposals in which an event bears a term, a few thousand at most."""
    return _STREAMS.all(work, {"term_id": term_id})


def load_subjects(work: Work, ids: Iterable[str]) -> dict[str, Subject]:
    """Return what proposals are about, by id, in one statement."""
    wanted = sorted(set(ids))
    return {row.id: row for row in _SUBJECTS.all(work, {"ids": wanted})} if wanted else {}


def load_secrets(work: Work, streams: Iterable[str]) -> dict[tuple[str, int], dict[str, str]]:
    """Return the private values of streams that were not erased, by stream and number, in one statement."""
    known: dict[tuple[str, int], dict[str, str]] = {}
    wanted = sorted(set(streams))
    for stream, seq, name, value in _SECRETS.all(work, {"streams": wanted}) if wanted else ():
        known.setdefault((stream, seq), {})[name] = value
    return known


def _bound(statement: str, conditions: Sequence[Sequence[int]], **fixed: int) -> TextClause:
    """Return a statement with the terms of its conditions as parameters."""
    lists = [bindparam(f"terms_{place}", list(terms), type_=_Numbers()) for place, terms in enumerate(conditions)]
    return text(statement).bindparams(*lists, **fixed)
