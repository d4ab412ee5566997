"""What others say of a proposal: bodies that were asked, public notices and what people say to them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, PrimaryKey


class Consultation(Base):
    """A body that was asked by an act of the same id: with accounts here, or by a link whose secret is not kept.

    `told` says of which of its due days people have been reminded.
    """

    __tablename__ = "consultation"
    id: Mapped[Id] = mapped_column(ForeignKey("proposal_act.id"), primary_key=True)
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), index=True)
    organisation_id: Mapped[Id | None] = mapped_column(ForeignKey("organisation.id"), default=None)
    name: Mapped[str]
    asked_by: Mapped[Id]
    asked_at: Mapped[datetime]
    due_on: Mapped[date | None] = mapped_column(default=None)
    is_open: Mapped[bool] = mapped_column(default=True)
    secret_digest: Mapped[Digest | None] = mapped_column(unique=True, default=None)
    secret_until: Mapped[datetime | None] = mapped_column(default=None)
    told: Mapped[Code] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("(secret_digest IS NULL) = (secret_until IS NULL)", name="a_link_ends_some_time"),
        CheckConstraint("told IN ('', 'due', 'late')", name="told_is_known"),
        Index(None, "organisation_id", "id"),
        Index(None, "is_open", "due_on", "id"),
    )


class PublicNotice(Base):
    """What the public reads of a proposal while its window runs and it stands where it was posted: no more."""

    __tablename__ = "public_notice"
    id: Mapped[Id] = mapped_column(ForeignKey("proposal_act.id"), primary_key=True)
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), index=True)
    state: Mapped[Code]
    name: Mapped[str]
    unit: Mapped[str]
    form: Mapped[Code]
    reason: Mapped[str]
    body: Mapped[str]
    posted_on: Mapped[date]
    closes_on: Mapped[date]
    is_open: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        CheckConstraint("posted_on <= closes_on", name="window_runs_forward"),
        Index(None, "is_open", "id"),
    )


class NoticeComment(Base):
    """What somebody said to a notice, as far as he named himself; settled with a conclusion."""

    __tablename__ = "notice_comment"
    id: Mapped[PrimaryKey]
    notice_id: Mapped[Id] = mapped_column(ForeignKey("public_notice.id"))
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    outcome: Mapped[Code] = mapped_column(default="")
    conclusion: Mapped[str] = mapped_column(default="")
    settled_by: Mapped[Id | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("outcome IN ('', 'upheld', 'not-upheld', 'beside')", name="outcome_is_known"),
        CheckConstraint("(outcome = '') = (settled_at IS NULL)", name="a_settled_one_says_when"),
        Index(None, "notice_id", "id"),
    )
