"""What is recorded beside a published guidance: places of its quotas, and numbers of eligible subjects."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Id, PrimaryKey

_HELD = text("freed_seq IS NULL")


class GuidancePlace(Base):
    """A place of a quota held by a proposal; places of one quota and body are numbered from 1.

    No two entries hold one number, so of two that race for the last place one gets it. `body_id` is empty where the
    quota counts all bodies together. A place that was freed stays as history.
    """

    __tablename__ = "guidance_place"
    id: Mapped[PrimaryKey]
    guidance: Mapped[Code]
    version: Mapped[int]
    quota: Mapped[Code]
    body_id: Mapped[Id] = mapped_column(default="")
    number: Mapped[int]
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"))
    taken_seq: Mapped[int]
    taken_on: Mapped[date]
    freed_seq: Mapped[int | None] = mapped_column(default=None)
    freed_on: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint("(freed_seq IS NULL) = (freed_on IS NULL)", name="freeing_is_whole"),
        Index(
            "uq_guidance_place_held_number",
            "guidance",
            "quota",
            "body_id",
            "number",
            unique=True,
            sqlite_where=_HELD,
            postgresql_where=_HELD,
        ),
        Index(
            "uq_guidance_place_held_by_proposal",
            "proposal_id",
            "guidance",
            "quota",
            unique=True,
            sqlite_where=_HELD,
            postgresql_where=_HELD,
        ),
    )


class EligibleNumber(Base):
    """How many eligible subjects a body has under a quota: who recorded it, by which paper; the newest row counts."""

    __tablename__ = "eligible_number"
    id: Mapped[PrimaryKey]
    guidance: Mapped[Code]
    quota: Mapped[Code]
    body_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[int]
    document: Mapped[str]
    recorded_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("number >= 0", name="number_is_not_negative"),
        Index(None, "guidance", "body_id", "quota", "id"),
    )
