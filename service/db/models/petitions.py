"""Petitions: what somebody asks or complains about, who owes the next step, and what was answered."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Id, PrimaryKey


class Petition(Base):
    """One petition; `version` is the number of its last audit event.

    `collector_id` and `decider_id` are the bodies of its route; `due_on` is when the awaited one owes its step.
    """

    __tablename__ = "petition"
    id: Mapped[PrimaryKey]
    number: Mapped[Code] = mapped_column(unique=True)
    kind: Mapped[Code]
    state: Mapped[Code]
    plan_code: Mapped[Code]
    plan_version: Mapped[int]
    category: Mapped[Code] = mapped_column(default="")
    criterion: Mapped[Code] = mapped_column(default="")
    proposal_id: Mapped[Id | None] = mapped_column(ForeignKey("proposal.id"), default=None)
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[Id]
    body_id: Mapped[Id | None] = mapped_column(ForeignKey("organisation.id"), default=None)
    collector_id: Mapped[Id | None] = mapped_column(ForeignKey("organisation.id"), default=None)
    decider_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    subject: Mapped[str]
    text: Mapped[str]
    known_on: Mapped[date | None] = mapped_column(default=None)
    filed_on: Mapped[date]
    forwarded_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    opinion: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answer_number: Mapped[str] = mapped_column(default="")
    paper_name: Mapped[str] = mapped_column(default="")
    paper_digest: Mapped[str] = mapped_column(default="")
    version: Mapped[int]
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("state IN ('filed', 'forwarded', 'answered', 'withdrawn')", name="state_is_known"),
        CheckConstraint(
            "(state IN ('answered', 'withdrawn')) = (closed_on IS NOT NULL)", name="an_ended_petition_says_when"
        ),
        CheckConstraint("(paper_name = '') = (paper_digest = '')", name="a_paper_has_its_hash"),
        CheckConstraint("state <> 'answered' OR answer <> ''", name="an_answer_has_words"),
        Index(None, "proposal_id"),
        Index(None, "account_id", "id"),
        Index(None, "body_id", "id"),
        Index(None, "collector_id", "id"),
        Index(None, "decider_id", "id"),
    )
