"""Organisations: a tree of public bodies with validity dates and successors."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, BytewiseText, Code, Id, PrimaryKey


class Organisation(Base):
    """One body; `path` is /root/…/id/, `agency_id` the nearest self-or-ancestor that is more than a bare unit."""

    __tablename__ = "organisation"
    id: Mapped[PrimaryKey]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[str]
    name_fold: Mapped[BytewiseText]
    sort_key: Mapped[BytewiseText]
    level: Mapped[Code]
    function: Mapped[Code] = mapped_column(default="administration")
    parent_id: Mapped[Id | None] = mapped_column(ForeignKey("organisation.id"), default=None)
    path: Mapped[BytewiseText] = mapped_column(unique=True)
    agency_id: Mapped[Id]
    legal_personality: Mapped[bool] = mapped_column(default=False)
    specialised_agency: Mapped[bool] = mapped_column(default=False)
    head_role: Mapped[Code] = mapped_column(default="")
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index(None, "sort_key", "id"), Index(None, "parent_id", "sort_key", "id"))


class OrganisationName(Base):
    """A name that a body had until a day, and the document that gave it another."""

    __tablename__ = "organisation_name"
    organisation_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    used_to: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_fold: Mapped[BytewiseText]
    document: Mapped[str]


class OrganisationSuccessor(Base):
    """One body took over from another on a day, under a document."""

    __tablename__ = "organisation_successor"
    old_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    new_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    since: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
