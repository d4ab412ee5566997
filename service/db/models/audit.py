"""The audit trail: append-only events chained per stream, and the erasable openings of personal commitments."""

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, RowNumber

STREAM = String(120)


class AuditEvent(Base):
    """One recorded fact; `body` holds the canonical bytes exactly as they were hashed. Triggers forbid any change."""

    __tablename__ = "audit_event"
    id: Mapped[RowNumber]
    stream: Mapped[str] = mapped_column(STREAM)
    stream_seq: Mapped[int]
    event: Mapped[Code]
    at: Mapped[datetime]
    actor_id: Mapped[Id | None] = mapped_column(default=None)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    prev_hash: Mapped[Digest]
    hash: Mapped[Digest] = mapped_column(unique=True)

    __table_args__ = (
        UniqueConstraint("stream", "stream_seq"),
        CheckConstraint("id >= 1", name="id_counts_from_one"),
        CheckConstraint("stream_seq >= 1", name="seq_counts_from_one"),
    )


class AuditSecret(Base):
    """Salt and value behind a commitment in the trail; erasing the row makes the commitment open to nothing."""

    __tablename__ = "audit_secret"
    stream: Mapped[str] = mapped_column(STREAM, primary_key=True)
    stream_seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[Code] = mapped_column(primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    value: Mapped[str]
