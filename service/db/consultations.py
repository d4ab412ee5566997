"""Bodies that were asked for an opinion: found by themselves, by the secret of their link, by what is due."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, literal, select, update

from service.db.accounts import ROLE, valid_on
from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import Consultation, Nominee, Organisation, Proposal, ProposalAct
from service.db.recusals import not_hidden
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, ACT, PROPOSAL, NOMINEE, BODY = (
    table_of(model) for model in (Consultation, ProposalAct, Proposal, Nominee, Organisation)
)


class ConsultationRow(NamedTuple):
    """One request as it is kept."""

    id: str
    proposal_id: str
    organisation_id: str | None
    name: str
    asked_by: str
    asked_at: datetime
    due_on: date | None
    is_open: bool
    secret_digest: str | None
    secret_until: datetime | None
    told: str


class AskedRow(NamedTuple):
    """A request in the list of the body that was asked."""

    id: str
    name: str
    asked_at: datetime
    due_on: date | None
    is_open: bool
    state: str
    outcome: str
    nominee_name: str
    form: str


_COLUMNS = columns_of(TABLE, ConsultationRow)
_INSERT = Insertion(TABLE)
_BY_ID = Query(select(*_COLUMNS).where(TABLE.c.id == bindparam("id")), ConsultationRow._make)
_BY_SECRET = Query(select(*_COLUMNS).where(TABLE.c.secret_digest == bindparam("digest")), ConsultationRow._make)
_OF_PROPOSAL = Query(
    select(*_COLUMNS).where(TABLE.c.proposal_id == bindparam("proposal_id")).order_by(TABLE.c.id), ConsultationRow._make
)
_CLOSE = Prepared(update(TABLE).where(TABLE.c.id == bindparam("of_id")).values(is_open=False))
_LINK = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(
        secret_digest=bindparam("new_digest", type_=TABLE.c.secret_digest.type),
        secret_until=bindparam("new_until", type_=TABLE.c.secret_until.type),
    )
)
_SET_DUE = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(due_on=bindparam("new_due", type_=TABLE.c.due_on.type), told="")
)
_TELL = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.told == bindparam("before"))
    .values(told=bindparam("now"))
)
_DUE = Query(
    select(*_COLUMNS)
    .where(TABLE.c.is_open, TABLE.c.due_on < bindparam("day", type_=TABLE.c.due_on.type), TABLE.c.told != "late")
    .order_by(TABLE.c.due_on, TABLE.c.id)
    .limit(bindparam("count")),
    ConsultationRow._make,
)
_SOON = Query(
    select(*_COLUMNS)
    .where(
        TABLE.c.is_open,
        TABLE.c.due_on >= bindparam("today", type_=TABLE.c.due_on.type),
        TABLE.c.due_on <= bindparam("day", type_=TABLE.c.due_on.type),
        TABLE.c.told == "",
    )
    .order_by(TABLE.c.due_on, TABLE.c.id)
    .limit(bindparam("count")),
    ConsultationRow._make,
)


def add_consultation(work: Work, row: ConsultationRow) -> None:
    """Keep a request beside its act."""
    _INSERT.run(work, row._asdict())


def find_consultation(work: Work, consultation_id: str) -> ConsultationRow | None:
    """Return a request, or None."""
    return _BY_ID.first(work, {"id": consultation_id})


def find_by_secret(work: Work, digest: str) -> ConsultationRow | None:
    """Return the request whose link has a secret of this digest, or None."""
    return _BY_SECRET.first(work, {"digest": digest})


def list_of_proposal(work: Work, proposal_id: str) -> list[ConsultationRow]:
    """Return the requests of a proposal as they were made."""
    return _OF_PROPOSAL.all(work, {"proposal_id": proposal_id})


def list_asked(
    work: Work,
    organisation_ids: Sequence[str],
    *,
    person_id: str,
    only_open: bool = False,
    after: str | None = None,
    limit: int,
) -> list[AskedRow]:
    """Return what these bodies are or were asked, newest first, without what is hidden from the reader or about him."""
    origin = (
        TABLE.join(ACT, ACT.c.id == TABLE.c.id)
        .join(PROPOSAL, PROPOSAL.c.id == TABLE.c.proposal_id)
        .join(NOMINEE, NOMINEE.c.id == PROPOSAL.c.nominee_id)
    )
    named: tuple[Any, ...] = (ACT.c.state, ACT.c.outcome, NOMINEE.c.name.label("nominee_name"), PROPOSAL.c.form)
    page = (
        select(*(TABLE.c[name] for name in AskedRow._fields[:5]), *named)
        .select_from(origin)
        .where(
            TABLE.c.organisation_id.in_(sorted(set(organisation_ids))),
            not_hidden(TABLE.c.proposal_id, person_id),
            PROPOSAL.c.nominee_id != person_id,
        )
    )
    page = page.where(TABLE.c.is_open.is_(True)) if only_open else page
    page = page if after is None else page.where(TABLE.c.id < after)
    return [AskedRow._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def close_consultation(work: Work, consultation_id: str) -> None:
    """Note that nothing is waited for any more."""
    _CLOSE.execute(work, {"of_id": consultation_id})


def set_link(work: Work, consultation_id: str, digest: str | None, until: datetime | None) -> None:
    """Give a request the secret of a new link, kept as its digest, or take its link away."""
    _LINK.execute(work, {"of_id": consultation_id, "new_digest": digest, "new_until": until})


def set_due(work: Work, consultation_id: str, due_on: date | None) -> None:
    """Give a request the day of which people are reminded anew, or none while its time stands still."""
    _SET_DUE.execute(work, {"of_id": consultation_id, "new_due": due_on})


def list_late(work: Work, day: date, limit: int) -> list[ConsultationRow]:
    """Return open requests that were due before a day and of which nobody was told so."""
    return _DUE.all(work, {"day": day, "count": limit})


def list_soon(work: Work, today: date, day: date, limit: int) -> list[ConsultationRow]:
    """Return open requests due between two days of which nobody was reminded."""
    return _SOON.all(work, {"today": today, "day": day, "count": limit})


def note_told(work: Work, row: ConsultationRow, now: str) -> bool:
    """Note of what people have been reminded; False when another was faster."""
    return _TELL.execute(work, {"of_id": row.id, "before": row.told, "now": now}) == 1


def list_answering(work: Work, role: str, on: date, limit: int = 300) -> list[tuple[str, str]]:
    """Return the bodies, by id and name, in which somebody who may sign in holds a role on a day."""
    page = (
        select(BODY.c.id, BODY.c.name)
        .join_from(ROLE, BODY, BODY.c.id == ROLE.c.organisation_id)
        .join(ACCOUNT, ACCOUNT.c.id == ROLE.c.account_id)
        .where(ROLE.c.role == role, ACCOUNT.c.is_active, valid_on(literal(on)))
        .distinct()
        .order_by(BODY.c.name, BODY.c.id)
        .limit(limit)
    )
    return [(str(row[0]), str(row[1])) for row in work.execute(page)]
