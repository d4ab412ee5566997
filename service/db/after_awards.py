"""Awards after their decision: what was published for everybody, and what is still owed among those one may open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select

from service.db.access import Reader
from service.db.lines import ACT, NOMINEE, TABLE, ListedProposal, lines
from service.db.searching import PROPOSAL_WORDS, HasWords, by_hits, words_of
from service.db.work import Work

PUBLISH, DONE = "publish", "done"
STANDING = "approved"
SHOWN = (STANDING, "revoked")


class PublishedAward(NamedTuple):
    """An award that was published; `data` is what the publication stated, `bodies` the parts of the proposal."""

    id: str
    data: dict[str, Any]
    form: str
    state: str
    decision: dict[str, Any] | None
    bodies: dict[str, str]
    name: str


@dataclass(frozen=True, slots=True)
class Owing:
    """What some flows ask for after a decision: the kinds of acts, and the versions of those flows."""

    kinds: tuple[str, ...]
    flows: tuple[tuple[str, int], ...]

    def condition(self) -> ColumnElement[bool]:
        """Return whether a proposal follows one of these flows and one of the acts is not done."""
        flows = (and_(TABLE.c.flow_code == code, TABLE.c.flow_version == version) for code, version in self.flows)
        return and_(or_(*flows), or_(*(~_is_done(kind) for kind in self.kinds)))


def _is_done(kind: str) -> ColumnElement[bool]:
    return exists().where(ACT.c.proposal_id == TABLE.c.id, ACT.c.kind == kind, ACT.c.state == DONE)


def list_published(work: Work, *, query: str = "", after: str | None = None, limit: int = 50) -> list[PublishedAward]:
    """Return what was published, newest first; a query finds by name and unit without diacritics."""
    words = words_of(query)
    if query.strip() and not words:
        return []
    columns = (ACT.c.id, ACT.c.data, TABLE.c.form, TABLE.c.state, TABLE.c.decision, TABLE.c.bodies, NOMINEE.c.name)
    origin = ACT.join(TABLE, TABLE.c.id == ACT.c.proposal_id).join(NOMINEE, NOMINEE.c.id == TABLE.c.nominee_id)
    chosen = [ACT.c.kind == PUBLISH, ACT.c.state == DONE, ACT.c.due_on.is_(None), TABLE.c.state.in_(SHOWN)]
    order: ColumnElement[Any] = ACT.c.id
    if words:
        origin = origin.join(PROPOSAL_WORDS, PROPOSAL_WORDS.c.proposal_id == TABLE.c.id)
        chosen.append(HasWords(PROPOSAL_WORDS, words))
        order = by_hits(ACT.c.id)
    if after is not None:
        chosen.append(ACT.c.id < after)
    rows = work.execute(select(*columns).select_from(origin).where(*chosen).order_by(order.desc()).limit(limit))
    return [PublishedAward._make(row) for row in rows]


def list_owed(
    work: Work, reader: Reader, owing: Sequence[Owing], *, after: str | None = None, limit: int = 50
) -> list[tuple[ListedProposal, Mapping[str, Any]]]:
    """Return what the reader may open and what owes one of these acts, each with its decision; oldest first."""
    if reader.organisation_ids == () or not owing:
        return []
    page = lines().add_columns(TABLE.c.decision).where(TABLE.c.state == STANDING)
    page = page.where(or_(*(one.condition() for one in owing)), *reader.was_opened(TABLE.c.id))
    page = page if after is None else page.where(TABLE.c.id > after)
    rows = work.execute(page.order_by(TABLE.c.id).limit(limit))
    return [(ListedProposal._make(row[:-1]), row[-1] or {}) for row in rows]


def done_kinds(work: Work, proposal_ids: Iterable[str]) -> dict[str, set[str]]:
    """Return which kinds of acts are done on which of these proposals."""
    found: dict[str, set[str]] = {}
    wanted = ACT.c.proposal_id.in_(list(proposal_ids))
    for proposal_id, kind in work.execute(select(ACT.c.proposal_id, ACT.c.kind).where(wanted, ACT.c.state == DONE)):
        found.setdefault(proposal_id, set()).add(kind)
    return found
