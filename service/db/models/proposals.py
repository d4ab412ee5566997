"""Proposals: one nominee, one form, one occasion; the row that a transition writes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Document, Id, OpenDate, PrimaryKey, RowNumber

HAS_LIMIT = text("due_on < '9999-12-31'")
OWES, OWES_BY = text("owes <> ''"), text("owes_by < '9999-12-31'")


class Proposal(Base):
    """Where a proposal stands; `version` is the number of its last audit event and `head_hash` that event's hash.

    Bodies that change with the state carry no foreign key: on PostgreSQL each transition would lock the row of the
    body for all others. They come from `bodies`, which was checked when the proposal was drafted. `due_on` is the day
    the awaited step is due; `kept_apart` names those who may not take it, each id between bars; `owes` in the same way
    the kinds of acts that are asked for after the end and not recorded yet, the first of them due by `owes_by`.
    """

    __tablename__ = "proposal"
    id: Mapped[PrimaryKey]
    number: Mapped[Code] = mapped_column(unique=True)
    plan_code: Mapped[Code]
    plan_version: Mapped[int]
    flow_code: Mapped[Code]
    flow_version: Mapped[int]
    rulebook: Mapped[Code] = mapped_column(default="")
    guidance: Mapped[str] = mapped_column(default="", server_default="")
    form: Mapped[Code]
    occasion: Mapped[Code] = mapped_column(default="")
    category: Mapped[Code] = mapped_column(default="")
    basis: Mapped[Code] = mapped_column(default="")
    standard: Mapped[Code] = mapped_column(default="")
    nominee_id: Mapped[Id] = mapped_column(ForeignKey("nominee.id"), index=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    agency_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    decider_id: Mapped[Id | None] = mapped_column(ForeignKey("organisation.id"), default=None)
    bodies: Mapped[Document] = mapped_column(JSON, default=dict)
    state: Mapped[Code]
    resume_state: Mapped[Code] = mapped_column(default="")
    awaits_role: Mapped[Code] = mapped_column(default="")
    awaits_body_id: Mapped[Id | None] = mapped_column(default=None)
    awaits_action: Mapped[Code] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(OpenDate, nullable=False, default=date.max)
    kept_apart: Mapped[str] = mapped_column(default="")
    version: Mapped[int]
    head_hash: Mapped[Digest]
    received_on: Mapped[date | None] = mapped_column(default=None)
    first_sent_on: Mapped[date | None] = mapped_column(default=None)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    achievement_key: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    movement: Mapped[str] = mapped_column(default="")
    drafted_by: Mapped[Id | None] = mapped_column(default=None)
    decision: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    dossier_version: Mapped[int] = mapped_column(default=0)
    owes: Mapped[str] = mapped_column(default="", server_default="")
    owes_by: Mapped[date | None] = mapped_column(
        OpenDate, nullable=False, default=date.max, server_default=text("'9999-12-31'")
    )

    __table_args__ = (
        CheckConstraint("version >= 1", name="version_counts_events"),
        CheckConstraint("starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name="period_runs_forward"),
        Index(None, "awaits_body_id", "awaits_role", "due_on", "id"),
        Index(None, "awaits_role", "due_on", "id", "awaits_body_id"),
        Index(None, "unit_id", "state", "id"),
        Index(None, "plan_code", "state", "id"),
        Index(None, "state", "id"),
        # Only what has a limit: most proposals have none, and every move writes the index.
        Index("ix_proposal_limited", "due_on", "id", sqlite_where=HAS_LIMIT, postgresql_where=HAS_LIMIT),
        # Only what still owes something: most of what was decided owes nothing any more.
        Index("ix_proposal_owing", "id", sqlite_where=OWES, postgresql_where=OWES),
        Index("ix_proposal_owing_by", "owes_by", "id", sqlite_where=OWES_BY, postgresql_where=OWES_BY),
    )


class ProposalText(Base):
    """One version of the achievement report; the current one has the highest version."""

    __tablename__ = "proposal_text"
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    by_account: Mapped[Id | None] = mapped_column(default=None)
    at: Mapped[datetime]
    stream_seq: Mapped[int]


class ProposalAccess(Base):
    """A body that may open a proposal, since which event; a council loses it again with an item that is taken off."""

    __tablename__ = "proposal_access"
    organisation_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    since_seq: Mapped[int]


class Recusal(Base):
    """A person from whom a proposal is hidden because of a conflict of interest, until somebody else lifts it."""

    __tablename__ = "recusal"
    id: Mapped[PrimaryKey]
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), index=True)
    person_id: Mapped[Id]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str]
    recorded_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
    lifted_by: Mapped[Id | None] = mapped_column(ForeignKey("account.id"), default=None)
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    lift_reason: Mapped[str] = mapped_column(default="")
    ground: Mapped[Code] = mapped_column(default="", server_default="")

    __table_args__ = (Index(None, "person_id", "proposal_id"),)


class ProposalStep(Base):
    """A move that was made: who, in which role, from which body; `in_place_of` are the persons it was made for.

    `undoes` is the number of the move that it takes back: one that was undone, or handed back by the next body.
    """

    __tablename__ = "proposal_step"
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[Code]
    source: Mapped[Code]
    target: Mapped[Code]
    person_id: Mapped[Id | None] = mapped_column(default=None)
    account_id: Mapped[Id | None] = mapped_column(default=None)
    role: Mapped[Code] = mapped_column(default="")
    organisation_id: Mapped[Id | None] = mapped_column(default=None)
    on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    in_place_of: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    undoes: Mapped[int | None] = mapped_column(default=None)


class ProposalAct(Base):
    """An act between two states: a council's review, a consultation, a notice…; begun and ended by events.

    `data` is what its kind keeps, `subject` whom or what it is about; `due_on` is when an open one is due.
    """

    __tablename__ = "proposal_act"
    id: Mapped[PrimaryKey]
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"))
    kind: Mapped[Code]
    state: Mapped[Code] = mapped_column(default="open")
    outcome: Mapped[Code] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    data: Mapped[Document] = mapped_column(JSON, default=dict)
    begun_seq: Mapped[int]
    begun_on: Mapped[date]
    due_on: Mapped[date | None] = mapped_column(default=None)
    ended_seq: Mapped[int | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'dropped')", name="state_is_known"),
        CheckConstraint("(state = 'open') = (ended_seq IS NULL)", name="an_ended_act_says_when"),
        CheckConstraint("(ended_seq IS NULL) = (ended_on IS NULL)", name="end_is_whole"),
        Index(None, "proposal_id", "kind"),
        Index(None, "kind", "state", "due_on", "id"),
    )


class ProposalSearch(Base):
    """The words by which a proposal is found: nominee, unit and number, away from the table that transitions write."""

    __tablename__ = "proposal_search"
    id: Mapped[RowNumber]
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), unique=True)
    words: Mapped[str]
