"""What a printed submission says of its proposals: who they are for, what was achieved, and the councils' minutes."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from service.db.base import table_of
from service.db.lines import TABLE
from service.db.models import Document, Nominee, Organisation, ProposalText
from service.db.work import Work

TEXT, NOMINEE, BODY, PAPER = (table_of(model) for model in (ProposalText, Nominee, Organisation, Document))
MINUTES = "D05"


class Particulars(NamedTuple):
    """One proposal as the list names it: the nominee's own body and representative, and the achievement text."""

    proposal_id: str
    body_name: str | None
    representative: str
    text: str | None


class Minute(NamedTuple):
    """The minutes of a council in a dossier, named by number and day."""

    proposal_id: str
    number: str
    dated_on: date | None


def list_particulars(work: Work, proposal_ids: Sequence[str]) -> dict[str, Particulars]:
    """Return the particulars of some proposals, one statement."""
    newest = select(func.max(TEXT.c.version)).where(TEXT.c.proposal_id == TABLE.c.id).correlate(TABLE).scalar_subquery()
    origin = (
        TABLE.join(NOMINEE, NOMINEE.c.id == TABLE.c.nominee_id)
        .outerjoin(BODY, BODY.c.id == NOMINEE.c.organisation_id)
        .outerjoin(TEXT, (TEXT.c.proposal_id == TABLE.c.id) & (TEXT.c.version == newest))
    )
    page = select(TABLE.c.id, BODY.c.name, NOMINEE.c.representative, TEXT.c.text).select_from(origin)
    rows = work.execute(page.where(TABLE.c.id.in_(list(proposal_ids))))
    return {row[0]: Particulars._make(row) for row in rows}


def list_minutes(work: Work, proposal_ids: Sequence[str]) -> list[Minute]:
    """Return the minutes in these dossiers, one statement."""
    filed = PAPER.c.proposal_id.in_(list(proposal_ids)), PAPER.c.type == MINUTES, PAPER.c.status == "current"
    page = select(PAPER.c.proposal_id, PAPER.c.number, PAPER.c.dated_on).where(*filed, PAPER.c.number != "")
    return [Minute._make(row) for row in work.execute(page)]
