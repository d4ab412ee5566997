"""Delegations: who acts for whom, by which paper, in which acts and between which days."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Id, PrimaryKey


class Delegation(Base):
    """One person's role in the hands of another; `source_id` is the delegation that is passed on, if it is one."""

    __tablename__ = "delegation"
    id: Mapped[PrimaryKey]
    assignment_id: Mapped[Id] = mapped_column(ForeignKey("role_assignment.id"), index=True)
    source_id: Mapped[Id | None] = mapped_column(ForeignKey("delegation.id"), default=None)
    delegator_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    delegate_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    acts: Mapped[list[str]] = mapped_column(JSON)
    document: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    made_by: Mapped[Id]
    made_at: Mapped[datetime]
    revoked_by: Mapped[Id | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("delegate_id <> delegator_id", name="two_people"),
        Index(None, "delegate_id", "id"),
        Index(None, "delegator_id", "id"),
    )


class DelegationLink(Base):
    """Every delegation that one rests on, itself included: `place` 0 is itself, then what it was passed on from."""

    __tablename__ = "delegation_link"
    delegation_id: Mapped[Id] = mapped_column(ForeignKey("delegation.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rests_on_id: Mapped[Id] = mapped_column(ForeignKey("delegation.id"), index=True)
