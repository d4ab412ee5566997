"""Registrations: whom and what a unit means to propose, sent before it proposes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Id, PrimaryKey
from service.db.models.nominees import one_of

_DRAFT = text("state = 'draft'")


class Registration(Base):
    """One list of a unit under a plan, for an occasion and a year; once sent it never changes.

    A unit has one draft at a time for each of these; what it registers later is another list (`round`).
    """

    __tablename__ = "registration"
    id: Mapped[PrimaryKey]
    number: Mapped[Code] = mapped_column(unique=True)
    plan_code: Mapped[Code]
    plan_version: Mapped[int]
    occasion: Mapped[Code]
    year: Mapped[int]
    round: Mapped[int]
    unit_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    state: Mapped[Code] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    submitted_by: Mapped[Id | None] = mapped_column(ForeignKey("account.id"), default=None)
    submitted_on: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint(one_of("state", ("draft", "submitted")), name="state_is_known"),
        CheckConstraint("(state = 'submitted') = (submitted_on IS NOT NULL)", name="a_sent_list_says_when"),
        CheckConstraint("(submitted_on IS NULL) = (submitted_by IS NULL)", name="a_sent_list_says_who"),
        UniqueConstraint("plan_code", "occasion", "year", "unit_id", "round"),
        Index(None, "unit_id", "id"),
        Index(
            "uq_registration_one_draft",
            "plan_code",
            "occasion",
            "year",
            "unit_id",
            unique=True,
            sqlite_where=_DRAFT,
            postgresql_where=_DRAFT,
        ),
    )


class RegistrationEntry(Base):
    """One line of a registration: the subject and the form, with the title where one is meant.

    What the line belongs to stands here too, and the day it was sent, so that a proposal finds it by its nominee alone.
    """

    __tablename__ = "registration_entry"
    id: Mapped[PrimaryKey]
    registration_id: Mapped[Id] = mapped_column(ForeignKey("registration.id"))
    position: Mapped[int]
    nominee_id: Mapped[Id] = mapped_column(ForeignKey("nominee.id"))
    form: Mapped[Code]
    title: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    number: Mapped[Code]
    plan_code: Mapped[Code]
    occasion: Mapped[Code]
    year: Mapped[int]
    submitted_on: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("position >= 1", name="position_counts_from_one"),
        UniqueConstraint("registration_id", "nominee_id", "form"),
        UniqueConstraint("registration_id", "position"),
        Index(None, "nominee_id", "submitted_on"),
        Index(None, "plan_code", "submitted_on"),
    )
