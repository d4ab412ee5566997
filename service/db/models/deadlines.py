"""What people were reminded of: each proposal, step, day and sort of reminder once."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Id


class Reminder(Base):
    """That somebody was told: `mark` says of what (so many days before, overdue, escalated), for this step and day."""

    __tablename__ = "reminder"
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    state: Mapped[Code] = mapped_column(primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    mark: Mapped[Code] = mapped_column(primary_key=True)
    told_on: Mapped[date]
    people: Mapped[int]

    __table_args__ = (Index(None, "told_on"),)
