"""What people are told: notices in the pages, mails on their way out, and how each account wants to be reached."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Id, PrimaryKey

MAIL_STATES = ("waiting", "sent", "failed", "dropped")
MAIL_CHOICES = ("daily", "prompt", "none")


class Notice(Base):
    """One thing an account is told of. An owed one stands only while the proposal still waits in `state`."""

    __tablename__ = "notification"
    id: Mapped[PrimaryKey]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[Code]
    proposal_id: Mapped[Id | None] = mapped_column(ForeignKey("proposal.id"), default=None)
    job_id: Mapped[Id | None] = mapped_column(ForeignKey("job.id"), default=None)
    is_owed: Mapped[bool] = mapped_column(default=False)
    state: Mapped[Code] = mapped_column(default="")
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("(proposal_id IS NULL) <> (job_id IS NULL)", name="about_one_thing"),
        CheckConstraint("NOT is_owed OR proposal_id IS NOT NULL", name="owed_is_a_proposal"),
        Index(None, "account_id", "id"),
        Index(None, "account_id", "read_at", "id"),
        Index(None, "proposal_id"),
        Index(None, "job_id"),
        Index(None, "created_at"),
    )


class Mail(Base):
    """A mail to an account; its address is read when it is sent, its Message-ID follows from `key`."""

    __tablename__ = "outbox"
    id: Mapped[PrimaryKey]
    key: Mapped[Code] = mapped_column(unique=True)
    kind: Mapped[Code]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    message_id: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    state: Mapped[Code] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime]
    lease_token: Mapped[Id | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sent', 'failed', 'dropped')", name="state_known"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_instant"),
        Index(None, "state", "due_at"),
        Index(None, "account_id"),
    )


class Contact(Base):
    """Where and how often an account is written to; `told_until` is up to when it has been told."""

    __tablename__ = "account_contact"
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), primary_key=True)
    email: Mapped[str] = mapped_column(default="")
    mail: Mapped[Code] = mapped_column(default="daily")
    told_until: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("mail IN ('daily', 'prompt', 'none')", name="mail_known"),
        Index(None, "mail", "told_until"),
    )
