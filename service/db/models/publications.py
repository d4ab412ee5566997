"""Published documents: plans, flows, rulebooks and the like, which never change after publishing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, PrimaryKey
from service.db.models.nominees import one_of

KINDS = ("plan", "flow", "rulebook", "calendar", "template", "guidance", "council_rule")
PENDING_STATES = ("pending", "confirmed", "rejected", "withdrawn")


class PublishedDocument(Base):
    """One immutable version, with its source exactly as it was published; triggers forbid any change."""

    __tablename__ = "published_document"
    id: Mapped[PrimaryKey]
    kind: Mapped[Code]
    code: Mapped[Code]
    version: Mapped[int]
    digest: Mapped[Digest]
    effective_on: Mapped[date]
    title: Mapped[str]
    source: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[Id | None] = mapped_column(default=None)

    __table_args__ = (
        UniqueConstraint("kind", "code", "version"),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        Index(None, "kind", "code", "effective_on"),
    )


class PendingPublication(Base):
    """A text that one person has proposed for publication and that another one confirms, rejects, or its own withdraws.

    What was proposed never changes; `state`, `decided_by`, `decided_at` and `reason` are written once, together.
    """

    __tablename__ = "pending_publication"
    id: Mapped[PrimaryKey]
    kind: Mapped[Code]
    code: Mapped[Code]
    version: Mapped[int]
    digest: Mapped[Digest]
    title: Mapped[str]
    source: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    proposed_by: Mapped[Id]
    proposed_person: Mapped[Id]
    proposed_at: Mapped[datetime]
    state: Mapped[Code] = mapped_column(default="pending")
    decided_by: Mapped[Id | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(one_of("state", PENDING_STATES), name="state_is_known"),
        CheckConstraint("(state = 'pending') = (decided_by IS NULL)", name="decided_by_somebody"),
        # The rule of two persons also stands where no program can forget it.
        CheckConstraint("state <> 'confirmed' OR decided_by <> proposed_by", name="confirmed_by_another"),
        Index(None, "state", "id"),
        Index(
            "uq_pending_publication_one_open",
            "kind",
            "code",
            "version",
            unique=True,
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
    )
