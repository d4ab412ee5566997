"""What is recorded about nominees, counted over the proposals that somebody may read: alike ones in one row."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, cast, extract, func, or_, select

from service.db.access import Reader
from service.db.base import table_of
from service.db.inboxes import newest_readable
from service.db.models import CouncilItem, Nominee, Proposal
from service.db.work import Work

ITEM, PROPOSAL, NOMINEE = (table_of(model) for model in (CouncilItem, Proposal, Nominee))
MOST = 10_000
_DATA = Nominee.data
_TRAITS: tuple[ColumnElement[Any], ...] = (
    NOMINEE.c.kind,
    NOMINEE.c.sex,
    NOMINEE.c.women_percent,
    or_(NOMINEE.c.is_leader, NOMINEE.c.is_head).label("leads"),
    NOMINEE.c.occupation,
    NOMINEE.c.special_group,
    func.coalesce(_DATA["area"].as_string(), "").label("area"),
)


class Traits(NamedTuple):
    """What is recorded about nominees that are alike in it."""

    kind: str
    sex: str
    women_percent: int | None
    leads: bool
    occupation: str
    special_group: str
    area: str


class ItemTraits(NamedTuple):
    """An item of an agenda, the plan of its proposal, and what is recorded about its nominee."""

    item_id: str
    plan_code: str
    traits: Traits


class TraitCount(NamedTuple):
    """How many proposals of one year, under one of the plans asked for or not, have nominees that are alike."""

    year: int
    is_of_plans: bool
    is_approved: bool
    traits: Traits
    number: int


class TraitCounts(NamedTuple):
    """The counts, and whether there are more proposals than were read: then they are the newest ones only."""

    rows: list[TraitCount]
    is_capped: bool


def list_item_traits(work: Work, session_id: str, reader: Reader) -> list[ItemTraits]:
    """Return the items of a session as far as nothing hides them, with what is recorded about their nominees."""
    page = (
        select(ITEM.c.id, PROPOSAL.c.plan_code, *_TRAITS)
        .select_from(
            ITEM.join(PROPOSAL, PROPOSAL.c.id == ITEM.c.proposal_id).join(
                NOMINEE, NOMINEE.c.id == PROPOSAL.c.nominee_id
            )
        )
        .where(ITEM.c.session_id == session_id, ITEM.c.state != "dropped", reader.sees(ITEM.c.proposal_id))
        .order_by(ITEM.c.id)
    )
    return [ItemTraits(str(row[0]), str(row[1]), _traits(row[2:])) for row in work.execute(page)]


def count_traits(
    work: Work, reader: Reader, *, plans: Collection[str], forms: Collection[str], most: int = MOST
) -> TraitCounts:
    """Count the newest readable proposals that were sent under some plans, or led to awards of some forms, by year.

    One statement, whatever the size of the installation.
    """
    if reader.organisation_ids == ():
        return TraitCounts([], is_capped=False)
    newest = newest_readable(reader, most + 1).cte()
    total = select(func.count()).select_from(newest).scalar_subquery()
    year = cast(extract("year", func.coalesce(PROPOSAL.c.received_on, PROPOSAL.c.first_sent_on)), Integer)
    of_plans, approved = PROPOSAL.c.plan_code.in_(sorted(plans)), PROPOSAL.c.state == "approved"
    columns: list[ColumnElement[Any]] = [
        *(year.label("year"), of_plans.label("of_plans"), approved.label("approved")),
        *_TRAITS,
    ]
    figures: list[ColumnElement[Any]] = [func.count(), total]
    counted = (
        select(*columns, *figures)
        .select_from(PROPOSAL)
        .join(newest, newest.c.id == PROPOSAL.c.id)
        .join(NOMINEE, NOMINEE.c.id == PROPOSAL.c.nominee_id)
        .where(
            PROPOSAL.c.state != "withdrawn",
            func.coalesce(PROPOSAL.c.received_on, PROPOSAL.c.first_sent_on).is_not(None),
            or_(of_plans, and_(approved, PROPOSAL.c.form.in_(sorted(forms)))),
        )
        .group_by(*columns)
    )
    found = work.execute(counted).all()
    width = len(_TRAITS)
    rows = [
        TraitCount(int(row[0]), bool(row[1]), bool(row[2]), _traits(row[3 : 3 + width]), int(row[3 + width]))
        for row in found
    ]
    return TraitCounts(rows, is_capped=bool(found) and int(found[0][-1]) > most)


def _traits(row: Any) -> Traits:
    kind, sex, percent, leads, occupation, special, area = row
    return Traits(kind, sex, percent, bool(leads), occupation, special, area)
