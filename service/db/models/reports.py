"""Reports that bodies owe under a plan, as they were received: never changed, a corrected one comes beside it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, PrimaryKey


class YearlyReport(Base):
    """One report of one body for one year: the document by its digest, when it came, and the day it was owed by."""

    __tablename__ = "yearly_report"
    id: Mapped[PrimaryKey]
    plan_code: Mapped[Code]
    chain: Mapped[Code]
    year: Mapped[int]
    organisation_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None] = mapped_column(default=None)
    received_on: Mapped[date]
    due_on: Mapped[date | None] = mapped_column(default=None)
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[Digest]
    filed_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    filed_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("dated_on IS NULL OR dated_on <= received_on", name="dated_before_received"),
        CheckConstraint("size > 0", name="is_not_empty"),
        Index(None, "plan_code", "year", "chain", "organisation_id", "id"),
    )
