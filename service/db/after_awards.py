"""Awards after their decision: what was published for everybody, and what is still owed among those one may open."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, literal_column, select

from service.db.access import Reader
from service.db.lines import ACT, NOMINEE, TABLE, ListedProposal, lines
from service.db.searching import PROPOSAL_WORDS, HasWords, by_hits, words_of
from service.db.work import Work

PUBLISH, DONE = "publish", "done"
SHOWN = ("approved", "revoked")
# To the letter as the index says it: no planner proves it of a value that it does not see.
OWING: ColumnElement[bool] = literal_column("proposal.owes <> ''")


class PublishedAward(NamedTuple):
    """An award that was published; `data` is what the publication stated, `bodies` the parts of the proposal."""

    id: str
    data: dict[str, Any]
    form: str
    state: str
    decision: dict[str, Any] | None
    bodies: dict[str, str]
    name: str


class OwingProposal(NamedTuple):
    """A proposal that still owes acts: `owes` names their kinds between bars."""

    line: ListedProposal
    decision: dict[str, Any]
    owes: str


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


def list_owed(work: Work, reader: Reader, *, after: str | None = None, limit: int = 50) -> list[OwingProposal]:
    """Return what the reader may open and what still owes an act after its end, oldest first; one statement."""
    if reader.organisation_ids == ():
        return []
    page = lines().add_columns(TABLE.c.decision, TABLE.c.owes).where(OWING, *reader.was_opened(TABLE.c.id))
    page = page if after is None else page.where(TABLE.c.id > after)
    rows = work.execute(page.order_by(TABLE.c.id).limit(limit))
    return [OwingProposal(ListedProposal._make(row[:-2]), row[-2] or {}, row[-1]) for row in rows]
