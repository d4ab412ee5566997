"""Dossiers: the typed, hashed documents of a proposal and what reviewers judged."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, PrimaryKey
from service.db.base import Document as Json
from service.db.models.nominees import one_of

STATUSES = ("current", "replaced", "removed")


class Document(Base):
    """One document: particulars here, content in the store under its digest; replaced versions stay."""

    __tablename__ = "document"
    id: Mapped[PrimaryKey]
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"))
    type: Mapped[Code]
    criterion: Mapped[Code] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None] = mapped_column(default=None)
    issuer: Mapped[str] = mapped_column(default="")
    copy: Mapped[Code] = mapped_column(default="original")
    digest: Mapped[Digest]
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[Code] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    meta: Mapped[Json] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[Id | None] = mapped_column(ForeignKey("document.id"), default=None)
    attached_seq: Mapped[int]
    attached_by: Mapped[Id | None] = mapped_column(default=None)
    attached_at: Mapped[datetime]
    status: Mapped[Code] = mapped_column(default="current")

    __table_args__ = (
        CheckConstraint(one_of("status", STATUSES), name="status_is_known"),
        CheckConstraint("size >= 0", name="size_counts_bytes"),
        Index(None, "proposal_id", "status"),
    )


class Judgement(Base):
    """A reviewer's verdict on one criterion, with the reason; voided when what it judged was replaced."""

    __tablename__ = "judgement"
    id: Mapped[PrimaryKey]
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), index=True)
    criterion: Mapped[Code]
    met: Mapped[bool]
    reason: Mapped[str]
    account_id: Mapped[Id | None] = mapped_column(default=None)
    person_id: Mapped[Id | None] = mapped_column(default=None)
    role: Mapped[Code] = mapped_column(default="")
    organisation_id: Mapped[Id | None] = mapped_column(default=None)
    seq: Mapped[int]
    at: Mapped[datetime]
    voided_seq: Mapped[int | None] = mapped_column(default=None)
    void_reason: Mapped[str] = mapped_column(default="")
    in_place_of: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
