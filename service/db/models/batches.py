"""Batches: one step for many proposals, chosen, tried and done row by row."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Document, Id, PrimaryKey


class Batch(Base):
    """What its owner chose to do, and the jobs that try it and do it."""

    __tablename__ = "batch"
    id: Mapped[PrimaryKey]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    action: Mapped[Code]
    statement: Mapped[Document] = mapped_column(JSON, default=dict)
    check_job: Mapped[Id]
    run_job: Mapped[Id | None] = mapped_column(default=None)
    created_at: Mapped[datetime]

    __table_args__ = (Index(None, "account_id", "id"),)


class BatchRow(Base):
    """One proposal of a batch with the version that was seen; what the trial said, and what became of it."""

    __tablename__ = "batch_row"
    batch_id: Mapped[Id] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    proposal_id: Mapped[Id]
    version: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    is_chosen: Mapped[bool] = mapped_column(default=False)
    checked: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    done: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
