"""What a body may put into a submission now, and what a collector has left out of one."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, or_, select

from service.db.access import Reader
from service.db.lines import TABLE, ListedProposal, lines
from service.db.proposals import ACCESS
from service.db.submission_entries import STEP
from service.db.submissions import ENTRY
from service.db.work import Work
from workflows.submissions import COLLECT


class Place(NamedTuple):
    """A body in one of its parts, the level of its submissions, the states from which its own move leads there."""

    body_id: str
    parts: tuple[str, ...]
    level: str
    sources: tuple[str, ...]


def list_candidates(
    work: Work, reader: Reader, place: Place, *, after: str | None = None, limit: int = 50
) -> list[ListedProposal]:
    """Return what lies with a body at the right state and is in no submission of the level, newest first."""
    page = _candidates(reader, place)
    page = page if after is None else page.where(TABLE.c.id < after)
    return [ListedProposal._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def choose_candidates(work: Work, reader: Reader, place: Place, proposal_ids: Sequence[str]) -> list[ListedProposal]:
    """Return those of some proposals that may be put into a submission, in the order in which they were chosen."""
    if not proposal_ids:
        return []
    rows = work.execute(_candidates(reader, place).where(TABLE.c.id.in_(list(proposal_ids))))
    found = {row[0]: ListedProposal._make(row) for row in rows}
    return [found[key] for key in dict.fromkeys(proposal_ids) if key in found]


def list_left_out(work: Work, submission_id: str, collector_id: str, level: str, reader: Reader) -> list[str]:
    """Return what still lies with a collector, of the plans, occasions and forms of which he has just sent a selection.

    What he has put into another submission of the level is selected, too.
    """
    sent = TABLE.alias("sent")
    same = (
        select(sent.c.id)
        .join(ENTRY, ENTRY.c.proposal_id == sent.c.id)
        .where(
            ENTRY.c.submission_id == submission_id,
            ENTRY.c.result == "sent",
            sent.c.plan_code == TABLE.c.plan_code,
            sent.c.occasion == TABLE.c.occasion,
            sent.c.form == TABLE.c.form,
        )
        .correlate(TABLE)
        .exists()
    )
    waiting = TABLE.c.awaits_body_id == collector_id, TABLE.c.awaits_action == COLLECT
    elsewhere = _is_taken(level, ENTRY.c.submission_id != submission_id)
    page = select(TABLE.c.id).where(*waiting, same, ~elsewhere, *reader.was_opened(TABLE.c.id)).order_by(TABLE.c.id)
    return [str(row[0]) for row in work.execute(page)]


def _candidates(reader: Reader, place: Place) -> Select[Any]:
    opened = exists().where(ACCESS.c.proposal_id == TABLE.c.id, ACCESS.c.organisation_id == place.body_id)
    return lines().where(
        TABLE.c.state.in_((place.level, *place.sources)),
        or_(*(TABLE.c.bodies[part].as_string() == place.body_id for part in place.parts)),
        opened,
        reader.sees(TABLE.c.id),
        ~_is_taken(place.level),
    )


def _is_taken(level: str, *among: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether an open entry of the level holds the proposal, and it has not left the level since it was sent."""
    left = exists().where(  # its own steps: the proposal of the entry is the one asked for, two selects further out
        STEP.c.proposal_id == ENTRY.c.proposal_id,
        STEP.c.seq > ENTRY.c.sent_seq,
        STEP.c.source == level,
        STEP.c.action != "hold",
    )
    is_spent = (ENTRY.c.result == "sent") & left
    return exists().where(ENTRY.c.proposal_id == TABLE.c.id, ENTRY.c.open_level == level, ~is_spent, *among)
