"""What the trail is searched by, derived from it and at any time derivable again; and who read what of late."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import ROW_NUMBER, Base, Code, Digest, Id, RowNumber


class AuditTerm(Base):
    """One thing by which events are found, such as `actor:<account>`; `workflows.audit.marks` writes them."""

    __tablename__ = "audit_term"
    id: Mapped[RowNumber]
    term: Mapped[str] = mapped_column(unique=True)


class AuditMark(Base):
    """An event bears a term; `at` is its instant in microseconds since 1970, so that one index gives it in order."""

    __tablename__ = "audit_mark"
    event_id: Mapped[int] = mapped_column(ROW_NUMBER, primary_key=True, autoincrement=False)
    term_id: Mapped[int] = mapped_column(ROW_NUMBER, primary_key=True, autoincrement=False)
    at: Mapped[int] = mapped_column(ROW_NUMBER)

    __table_args__ = (Index(None, "term_id", "at", "event_id"), {"sqlite_with_rowid": False})


class AuditPassed(Base):
    """A rule is one of those that a term of passed rules stands for."""

    __tablename__ = "audit_passed"
    code: Mapped[Code] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("audit_term.id"), primary_key=True, autoincrement=False)

    __table_args__ = ({"sqlite_with_rowid": False},)


class AuditIndexState(Base):
    """How far marks are complete: every event up to `marked_id` has them.

    Those up to `seen_id` were visible when transaction `seen_at` was the next to begin: a lower number may still
    be committed by an older transaction, so nothing is passed over until all of those have ended.
    """

    __tablename__ = "audit_index_state"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    marked_id: Mapped[int] = mapped_column(ROW_NUMBER)
    seen_id: Mapped[int] = mapped_column(ROW_NUMBER)
    seen_at: Mapped[int] = mapped_column(ROW_NUMBER)

    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)


class RecentRead(Base):
    """Somebody has looked at something of a proposal within an hour that is recorded already."""

    __tablename__ = "recent_read"
    account_id: Mapped[Id] = mapped_column(primary_key=True)
    proposal_id: Mapped[Id] = mapped_column(primary_key=True)
    subject: Mapped[Digest] = mapped_column(primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)

    __table_args__ = (Index(None, "hour"), {"sqlite_with_rowid": False})
