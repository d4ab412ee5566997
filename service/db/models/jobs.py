"""Long work: what was asked for, how far it is, who holds it, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Document, Id, PrimaryKey

JOB_STATES = ("waiting", "running", "done", "failed")


class Job(Base):
    """A piece of long work of one account; a running one belongs to `lease_token` until `lease_until`."""

    __tablename__ = "job"
    id: Mapped[PrimaryKey]
    kind: Mapped[Code]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    scopes: Mapped[list[str]] = mapped_column(JSON, default=list)
    params: Mapped[Document] = mapped_column(JSON, default=dict)
    state: Mapped[Code] = mapped_column(default="waiting")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    memo: Mapped[Document] = mapped_column(JSON, default=dict)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    error: Mapped[Code] = mapped_column(default="")
    error_params: Mapped[Document] = mapped_column(JSON, default=dict)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(default=None)
    lease_token: Mapped[Id | None] = mapped_column(default=None)
    file_digest: Mapped[Digest | None] = mapped_column(default=None)
    file_name: Mapped[str] = mapped_column(default="")
    file_type: Mapped[Code] = mapped_column(default="")
    file_size: Mapped[int] = mapped_column(default=0)
    file_until: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state_known"),
        CheckConstraint("(state = 'running') = (lease_token IS NOT NULL)", name="running_is_held"),
        CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="finished_has_instant"),
        CheckConstraint("done >= 0 AND total >= 0", name="progress_counts_up"),
        Index(None, "account_id", "id"),
        Index(None, "state", "id"),
        Index(None, "file_until"),
    )
