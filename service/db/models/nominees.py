"""Nominees: those who may be honoured, and what is on record about them."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, BytewiseText, Code, Document, Id, PrimaryKey, RowNumber

KINDS = ("person", "collective", "household", "clan", "enterprise", "territory")
RECORD_KINDS = ("title", "initiative", "rating", "award", "discipline", "hold", "maternity", "registration")
RECORD_STATUSES = ("active", "revoked", "closed")


def one_of(column: str, values: tuple[str, ...]) -> str:
    """Return the text of a CHECK that closes a set of codes."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Nominee(Base):
    """A person, collective, household, clan, enterprise or territory."""

    __tablename__ = "nominee"
    id: Mapped[PrimaryKey]
    kind: Mapped[Code]
    name: Mapped[str]
    name_fold: Mapped[BytewiseText]
    sort_key: Mapped[BytewiseText]
    organisation_id: Mapped[Id | None] = mapped_column(ForeignKey("organisation.id"), default=None)
    level: Mapped[Code] = mapped_column(default="")
    sex: Mapped[Code] = mapped_column(default="")
    women_percent: Mapped[int | None] = mapped_column(default=None)
    is_leader: Mapped[bool] = mapped_column(default=False)
    is_head: Mapped[bool] = mapped_column(default=False)
    party_managed: Mapped[bool | None] = mapped_column(default=None)
    occupation: Mapped[str] = mapped_column(default="")
    special_group: Mapped[str] = mapped_column(default="")
    representative: Mapped[str] = mapped_column(default="")
    data: Mapped[Document] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        Index(None, "sort_key", "id"),
        Index(None, "organisation_id", "sort_key", "id"),
    )


class NomineeRecord(Base):
    """A title, initiative, rating, award, discipline, hold, maternity leave or registration of a nominee."""

    __tablename__ = "nominee_record"
    id: Mapped[PrimaryKey]
    nominee_id: Mapped[Id] = mapped_column(ForeignKey("nominee.id"))
    kind: Mapped[Code]
    code: Mapped[Code] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None] = mapped_column(default=None)
    issuer: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    status: Mapped[Code] = mapped_column(default="active")
    data: Mapped[Document] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(one_of("kind", RECORD_KINDS), name="kind_is_known"),
        CheckConstraint(one_of("status", RECORD_STATUSES), name="status_is_known"),
        Index(None, "nominee_id", "kind"),
        Index(None, "number", "kind"),
        Index(None, "kind", "status", "nominee_id"),
    )


class NomineeSearch(Base):
    """The words by which a nominee is found: folded name and body, kept beside the table so that it stays small."""

    __tablename__ = "nominee_search"
    id: Mapped[RowNumber]
    nominee_id: Mapped[Id] = mapped_column(ForeignKey("nominee.id"), unique=True)
    words: Mapped[str]
